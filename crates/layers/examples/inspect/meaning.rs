//! Shows what the tag and the registry of a reference mean.

use imageref::Reference;
use imageref::registry::{RegistryInfo, Retired, credential_key, is_official_image};
use imageref::tag::TagInfo;

use crate::screen::Screen;

pub(crate) fn show(screen: &mut Screen, image: &Reference) {
    let info = RegistryInfo::of(image.registry());
    let official = is_official_image(image.registry(), image.repository());
    let operator = [Some(info.operator().as_str()), info.account(), info.location()];
    let operator: Vec<_> = operator.into_iter().flatten().collect();
    screen.field("run by", operator.join(", "), if official { "an official image" } else { "" });
    screen.field("asked at", format!("{}://{}", info.scheme().as_str(), info.api_host()), "");
    screen.field("login key", credential_key(image.registry()), "");
    if let Some(retired) = Retired::of(image.registry(), image.repository()) {
        let since = retired.since().map_or(String::new(), |since| format!(" since {since}"));
        let replacement = retired.replacement().map_or(String::new(), |to| format!(": now {to}"));
        screen.field("retired", format!("{}{since}{replacement}", image.registry()), "");
    }
    let Some(tag) = image.tag() else { return };
    let info = TagInfo::of(tag);
    let moves = if info.is_moving() { "it moves" } else { "it stays" };
    screen.field("tag is", format!("{}: {}", info.kind().as_str(), info.reason()), moves);
    let words: Vec<_> = info
        .variant()
        .map(|word| match word.version() {
            Some(version) => format!("{} {version}", word.name()),
            None => word.name().to_owned(),
        })
        .collect();
    if !words.is_empty() {
        screen.field("variant", words.join(", "), "");
    }
}
