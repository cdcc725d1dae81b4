//! Audits the images that a folder's Dockerfiles and YAML files name.
//!
//! ```text
//! audit [--json] [--tags FILE] [FOLDER]   shows what could be better, in the example's own folder by default
//! audit --fix FILE FOLDER                 pins images; everything else in the files stays byte for byte
//! ```
//! Lines of the tags' file: `NAME TAG …`; of the digests' file: `REFERENCE DIGEST`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{env, fs};

use imageref::reference::Tag;
use imageref::{Digest, Name, RawReference, Reference, Span, tag};
use imageref_scan::{
    BuildOptions, Dockerfile, Edit, Excerpt, FoundKind, apply, image_values, lint,
};
use serde_json::json;

type Fault = Box<dyn std::error::Error>;
type Lists<K> = BTreeMap<K, Vec<String>>;
/// A place and its reference, verbatim or with variables expanded, or what is wrong.
type Word = (Span, Result<String, String>);
/// Kind, message, place, and the reference to write instead.
type Finding = (&'static str, String, Span, Option<String>);

fn main() -> Result<(), Fault> {
    let (mut folder, mut out) = (None, String::new());
    let (mut json, mut tags, mut digests) = (false, Lists::<Name>::new(), None);
    let mut args = env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--json" => json = true,
            "--tags" => tags = lists(&args.next().ok_or("--tags FILE")?)?,
            "--fix" => digests = Some(lists(&args.next().ok_or("--fix FILE FOLDER")?)?),
            _ => folder = Some(PathBuf::from(arg)),
        }
    }
    if digests.is_some() && folder.is_none() {
        return Err("--fix FILE FOLDER".into());
    }
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/audit/data");
    let mut names = BTreeMap::<Reference, BTreeSet<String>>::new();
    let entries = fs::read_dir(folder.unwrap_or(data))?.map(|entry| Ok(entry?.path()));
    for path in entries.collect::<Result<BTreeSet<_>, Fault>>()? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let yaml = name.ends_with(".yaml") || name.ends_with(".yml");
        if !(yaml || name.contains("Dockerfile")) {
            continue;
        }
        let text = fs::read_to_string(&path)?;
        let words = if yaml { yaml_words(&text) } else { dockerfile_words(&text) };
        if let Some(digests) = &digests {
            let edits = words.iter().filter_map(|word| pin(&text, word, digests).transpose());
            fs::write(&path, apply(&text, edits.collect::<Result<Vec<_>, _>>()?)?)?;
            continue;
        }
        let mut warnings = Vec::new();
        for (span, word) in words {
            match word {
                Ok(image) => {
                    let literal = text.get(span.range()) == Some(&*image);
                    warnings.extend(audit(&image, literal, span, &tags)?);
                    names.entry(image.parse()?).or_default().insert(image);
                }
                Err(message) => warnings.push(("not-a-reference", message, span, None)),
            }
        }
        for (kind, message, span, fix) in warnings {
            let at = Excerpt::new(&text, span);
            let place = [at.line(), at.column(), span.start, span.end];
            let line =
                json!({ "file": name, "at": place, "kind": kind, "message": message, "fix": fix });
            let fix = fix.map(|fix| format!("\nfix: {fix}")).unwrap_or_default();
            let drawn = format!("{name}:{at}: {message}\n{at:#}{fix}");
            out.extend([if json { line.to_string() } else { drawn }, "\n".into()]);
        }
    }
    for (image, written) in names.iter().filter(|(_, written)| written.len() > 1) {
        let line = json!({ "kind": "names", "image": image.as_str(), "names": written });
        let text = format!("{image} has {} names: {}", written.len(), line["names"]);
        out.extend([if json { line.to_string() } else { text }, "\n".into()]);
    }
    // The reader may have closed the pipe.
    let _ = io::stdout().write_all(out.as_bytes());
    Ok(())
}

/// Where the word has variables, the whole of it is shown.
fn audit(word: &str, literal: bool, at: Span, tags: &Lists<Name>) -> Result<Vec<Finding>, Fault> {
    let (image, mut found) = (RawReference::parse(word)?, Vec::new());
    let part = |start, end| {
        if literal { Span { start: at.start + start, end: at.start + end } } else { at }
    };
    for lint in lint(image) {
        let span = part(lint.span().start, lint.span().end);
        let (kind, fix) = (lint.kind().as_str(), lint.fix().map(Into::into));
        found.push((kind, lint.to_string(), span, fix));
    }
    let known = tags.get(word.parse::<Reference>()?.name_str()).into_iter().flatten();
    let known = known.filter_map(|tag| Tag::parse(tag).ok());
    let Some(tag) = image.tag().filter(|_| image.digest().is_none()) else { return Ok(found) };
    if let Some(newer) = tag::newest(tag, known) {
        let start = image.name().len() + 1;
        let (message, fix) = (format!("{} is newer", newer.tag()), image.with_tag(newer.tag())?);
        found.push(("newer-tag", message, part(start, start + tag.as_str().len()), Some(fix)));
    }
    Ok(found)
}

fn pin(text: &str, (span, word): &Word, digests: &Lists<Reference>) -> Result<Option<Edit>, Fault> {
    let Ok(image) = word else { return Ok(None) };
    let digest = digests.get(image.parse::<Reference>()?.as_str()).and_then(|words| words.first());
    let Some(digest) = digest.filter(|_| text.get(span.range()) == Some(image)) else {
        return Ok(None);
    };
    Ok(Some(Edit::with_digest(text, *span, &digest.parse::<Digest>()?)?))
}

fn yaml_words(text: &str) -> Vec<Word> {
    let found = image_values(text);
    let words = found.iter().map(|found| {
        let word = match found.kind() {
            FoundKind::Reference(image) => Ok(image.to_string()),
            FoundKind::Invalid(e) => Err(e.in_text(found.value()).to_string()),
            _ => Err("a template: the image depends on its values".into()),
        };
        (found.span(), word)
    });
    words.collect()
}

fn dockerfile_words(text: &str) -> Vec<Word> {
    let file = match Dockerfile::parse(text) {
        Ok(file) => file,
        Err(e) => return vec![(e.span(), Err(format!("{e:#}")))],
    };
    let build = file.resolve(&BuildOptions::new());
    let words = file.images(&build).into_iter().map(|found| {
        let written = || text.get(found.span().range()).filter(|_| found.is_literal());
        let image = found.source().image();
        let word = image.map(|image| written().map_or(image.to_string(), Into::into));
        (found.span(), word.ok_or("the image depends on the build".into()))
    });
    words.collect()
}

fn lists<K: Ord + std::str::FromStr<Err: std::error::Error + 'static>>(
    path: &str,
) -> Result<Lists<K>, Fault> {
    let text = fs::read_to_string(path)?;
    let lines = text.lines().filter_map(|line| line.split_once(' '));
    lines
        .map(|(key, words)| Ok((key.parse()?, words.split(' ').map(Into::into).collect())))
        .collect()
}
