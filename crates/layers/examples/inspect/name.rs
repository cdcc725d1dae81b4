//! Shows a reference verbatim and as Docker normalizes it.

use imageref::RawReference;
use imageref::reference::Defaults;

use crate::screen::Screen;
use crate::{Fault, meaning};

pub(crate) fn show(screen: &mut Screen, raw: RawReference<'_>) -> Result<(), Fault> {
    let meant =
        raw.normalize(&Defaults::DOCKER).map_err(|e| format!("{:#}", e.in_text(raw.as_str())))?;
    screen.field("written", raw, "");
    let tag = meant.tag().map_or(String::new(), |tag| format!(":{tag}"));
    screen.field("meant", format!("{}{tag}", meant.name_str()), "");
    let registry = match raw.registry() {
        None => "filled in",
        Some(written) if written != meant.registry() => "as Docker reads it",
        Some(_) => "",
    };
    screen.field("registry", meant.registry(), registry);
    let namespace = if raw.repository() == meant.repository() { "" } else { "`library` filled in" };
    screen.field("repository", meant.repository(), namespace);
    match (meant.tag(), raw.tag()) {
        (Some(tag), None) => screen.field("tag", tag, "filled in"),
        (Some(tag), Some(_)) => screen.field("tag", tag, ""),
        (None, _) => screen.field("tag", "-", "not filled in next to a digest"),
    }
    match meant.digest() {
        Some(digest) => screen.field("digest", digest, ""),
        None => screen.field("digest", "-", "not pinned"),
    }
    let name = meant.name();
    screen.field("short", format!("{}{tag}", name.familiar()), "");
    meaning::show(screen, &meant);
    Ok(())
}
