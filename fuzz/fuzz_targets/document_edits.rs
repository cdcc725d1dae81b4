//! Any sequence of edits on any document: what is written reads back with the edited value, and every other member is
//! the same byte for byte, in the same order.
#![no_main]

#[path = "../common/documents.rs"]
mod documents;
#[path = "../common/json.rs"]
mod json;

use documents::Kind;
use imageref::config::{HealthCheck, History, ImageConfig, RunConfig};
use imageref::document::{Document, Model, Timestamp};
use imageref::manifest::{Descriptor, ImageIndex, ImageManifest};
use imageref::{DiffId, Digest, MediaType, Platform};
use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};
use libfuzzer_sys::fuzz_target;

#[derive(Debug)]
struct Input {
    kind: Kind,
    text: String,
    edits: Vec<Edit>,
}

impl<'a> Arbitrary<'a> for Input {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let kind = *u.choose(&[Kind::Manifest, Kind::Index, Kind::Config])?;
        let count = u.int_in_range(1..=6)?;
        let edits = (0..count).map(|_| u.arbitrary()).collect::<Result<_>>()?;
        let text = documents::document(u, kind)?;
        Ok(Self { kind, text, edits })
    }
}

/// Which edit, by number, and its values.
#[derive(Debug)]
struct Edit {
    number: u8,
    key: String,
    value: String,
    list: Vec<String>,
    integer: i64,
}

impl<'a> Arbitrary<'a> for Edit {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let list = (0..u.int_in_range(0..=3)?).map(|_| string(u)).collect::<Result<_>>()?;
        let integer = *u.choose(&[0, 1, -1, i64::MAX, i64::MIN])?;
        Ok(Self { number: u.arbitrary()?, key: string(u)?, value: string(u)?, list, integer })
    }
}

fn string(u: &mut Unstructured<'_>) -> Result<String> {
    let known =
        ["", "a", "b", "A", "z", "80/tcp", "<b>", "\u{2028}\"\\\n\0", "linux/arm/v7", "\u{e9}"];
    if u.ratio(5, 6)? { u.choose(&known).map(|&text| text.to_owned()) } else { u.arbitrary() }
}

/// The members of the object at `path` that an edit changes, and the check of the value that was read back.
struct Effect<T> {
    path: &'static [&'static str],
    names: &'static [&'static str],
    holds: Box<dyn Fn(&T) -> bool>,
}

fn effect<T>(names: &'static [&'static str], holds: impl Fn(&T) -> bool + 'static) -> Effect<T> {
    Effect { path: &[], names, holds: Box::new(holds) }
}

fuzz_target!(|input: Input| {
    match input.kind {
        Kind::Manifest => run(&input, edit_manifest),
        Kind::Index => run(&input, edit_index),
        Kind::Config => run(&input, edit_config),
    }
});

fn run<T: Model + Clone + PartialEq + std::fmt::Debug>(
    input: &Input,
    apply: fn(T, &Edit) -> (T, Effect<T>),
) {
    let Ok(document) = Document::<T>::from_bytes(input.text.as_bytes()) else { return };
    let mut value = document.value().clone();
    let mut text = input.text.clone();
    assert_eq!(value.to_bytes(), text.as_bytes());
    for edit in &input.edits {
        let (edited, effect) = apply(value, edit);
        let bytes = edited.to_bytes();
        // Two sizes of one content, or too much of it, can't be read back; everything else can.
        let read = Document::<T>::from_bytes(bytes.as_slice()).unwrap_or_else(|e| {
            panic!("{edit:?} on {text}\nwrote {}\n{e}", String::from_utf8_lossy(&bytes))
        });
        let written = String::from_utf8(bytes).expect("JSON");
        assert_eq!(read.value(), &edited, "{edit:?} on {text}\nwrote {written}");
        assert!((effect.holds)(read.value()), "{edit:?} on {text}\nwrote {written}");
        assert!(
            is_same_but(&text, &written, effect.path, effect.names),
            "{edit:?} on {text}\nwrote {written}"
        );
        (value, text) = (edited, written);
    }
}

/// Returns `true` if the documents differ at most in these members of the object at `path`.
fn is_same_but(old: &str, new: &str, path: &[&str], names: &[&str]) -> bool {
    let (Some(before), Some(after)) = (json::members(old), json::members(new)) else {
        return json::members(old).is_none(); // serde_json does not read it
    };
    let edited = path.first().map_or(names, |name| std::slice::from_ref(name));
    let others = |members: &[json::Member<'_>]| -> Vec<(String, String)> {
        let others = members.iter().filter(|member| !edited.contains(&&*member.name));
        others.map(|member| (member.name.clone(), member.value.to_owned())).collect()
    };
    if others(&before) != others(&after) {
        return false;
    }
    fn named<'a, 'b>(members: &'b [json::Member<'a>], name: &str) -> Option<&'b json::Member<'a>> {
        members.iter().find(|member| member.name == name)
    }
    if let Some((name, path)) = path.split_first() {
        let value = |members| named(members, name).map_or("{}", |member| member.value);
        let value = |members| Some(value(members)).filter(|value| *value != "null").unwrap_or("{}");
        return is_same_but(value(&before), value(&after), path, names);
    }
    // A scalar is replaced in its place.
    let [name] = names else { return true };
    let (Some(was), Some(is)) = (named(&before, name), named(&after, name)) else { return true };
    if was.value.starts_with(['{', '[']) || is.value.starts_with(['{', '[']) {
        return true;
    }
    let end = was.start + was.value.len();
    [&old[..was.start], is.value, &old[end..]].concat() == new
}

/// A media type that is not empty: an empty one can be set, but not read back.
fn media_type(edit: &Edit) -> MediaType {
    MediaType::new(if edit.key.is_empty() { "x" } else { &edit.key })
}

fn descriptor(edit: &Edit) -> Descriptor {
    let new = Descriptor::of(media_type(edit), edit.value.as_bytes());
    if edit.list.is_empty() { new } else { new.with_annotation(&edit.list[0], &edit.value) }
}

/// The edits that manifests and indexes share.
macro_rules! edit_head {
    ($value:ident, $edit:ident, $model:ty, $number:expr, $others:expr) => {{
        let (key, new) = ($edit.key.clone(), $edit.value.clone());
        match $number {
            0 => (
                $value.with_annotation(&key, &new),
                effect(&["annotations"], move |m: &$model| m.annotations().get(&key) == Some(&new)),
            ),
            1 => (
                $value.without_annotation(&key),
                effect(&["annotations"], move |m: &$model| m.annotations().get(&key).is_none()),
            ),
            2 => {
                let subject = descriptor($edit);
                (
                    $value.with_subject(subject.clone()),
                    effect(&["subject"], move |m: &$model| m.subject() == Some(&subject)),
                )
            }
            3 => {
                ($value.without_subject(), effect(&["subject"], |m: &$model| m.subject().is_none()))
            }
            4 => {
                let new = media_type($edit);
                (
                    $value.with_artifact_type(new.clone()),
                    effect(&["artifactType"], move |m: &$model| m.artifact_type() == Some(&new)),
                )
            }
            5 => (
                $value.without_artifact_type(),
                effect(&["artifactType"], |m: &$model| m.artifact_type().is_none()),
            ),
            _ => $others,
        }
    }};
}

fn edit_manifest(value: ImageManifest, edit: &Edit) -> (ImageManifest, Effect<ImageManifest>) {
    let number = edit.number % 10;
    edit_head!(value, edit, ImageManifest, number, {
        let new = descriptor(edit);
        let mut layers = value.layers().to_vec();
        match number {
            6 => {
                layers.push(new.clone());
                (
                    value.with_layer(new),
                    effect(&["layers"], move |m: &ImageManifest| m.layers() == layers),
                )
            }
            7 => {
                layers.reverse();
                layers.truncate(2);
                let edited = value.with_layers(layers.clone());
                (edited, effect(&["layers"], move |m: &ImageManifest| m.layers() == layers))
            }
            8 => {
                let config = new.clone();
                (
                    value.with_config(new),
                    effect(&["config"], move |m: &ImageManifest| *m.config() == config),
                )
            }
            _ => {
                let config = edit_descriptor(value.config().clone(), edit);
                let edited = value.with_config(config.clone());
                (edited, effect(&["config"], move |m: &ImageManifest| *m.config() == config))
            }
        }
    })
}

fn edit_index(value: ImageIndex, edit: &Edit) -> (ImageIndex, Effect<ImageIndex>) {
    let number = edit.number % 10;
    edit_head!(value, edit, ImageIndex, number, {
        let mut manifests = value.manifests().to_vec();
        let mut edited = value;
        match number {
            6 => {
                manifests.push(descriptor(edit));
                edited = edited.with_manifest(descriptor(edit));
            }
            7 => {
                manifests.reverse();
                edited = edited.with_manifests(manifests.clone());
            }
            8 => {
                manifests.retain(|manifest| manifest.size() > 2);
                edited.retain_manifests(|manifest| manifest.size() > 2);
            }
            _ => {
                manifests = manifests.into_iter().map(|m| edit_descriptor(m, edit)).collect();
                edited = edited.with_manifests(manifests.clone());
            }
        }
        (edited, effect(&["manifests"], move |m: &ImageIndex| m.manifests() == manifests))
    })
}

/// A descriptor edited by what is left of the edit's number; members that are not named stay.
fn edit_descriptor(value: Descriptor, edit: &Edit) -> Descriptor {
    let (old, key, new) = (value.clone(), &edit.key, &edit.value);
    let list: Vec<&str> = edit.list.iter().map(String::as_str).collect();
    let edited = match edit.number / 10 % 9 {
        0 => value.with_media_type(media_type(edit)),
        1 => value.with_content(new.as_bytes()),
        2 => {
            let edited = value.with_annotation(key, new);
            assert_eq!(edited.annotations().get(key), Some(&**new));
            edited
        }
        3 => {
            let edited = value.without_annotation(key);
            assert_eq!(edited.annotations().get(key), None);
            edited
        }
        4 => {
            let platform = new.parse().unwrap_or_else(|_| Platform::new(key, new));
            let edited = value.with_platform(platform.clone());
            assert_eq!(edited.platform(), Some(&platform));
            edited
        }
        5 => value.without_platform(),
        6 => value.with_artifact_type(media_type(edit)),
        7 => {
            let edited = value.with_urls(&list);
            assert!(edited.urls().eq(list));
            edited
        }
        _ => value.clone().with_data(new.as_bytes()).unwrap_or(value),
    };
    assert!(edited.unknown_members().eq(old.unknown_members()));
    edited
}

fn edit_config(value: ImageConfig, edit: &Edit) -> (ImageConfig, Effect<ImageConfig>) {
    let new = edit.value.clone();
    match edit.number % 10 {
        0 => {
            let time = Timestamp::from_unix(edit.integer >> 30, 7).expect("within Go's years");
            let want = time.clone();
            (
                value.with_created(time),
                effect(&["created"], move |c: &ImageConfig| c.created() == Some(&want)),
            )
        }
        1 => {
            (value.without_created(), effect(&["created"], |c: &ImageConfig| c.created().is_none()))
        }
        2 => (
            value.with_author(&new),
            effect(&["author"], move |c: &ImageConfig| c.author().unwrap_or_default() == new),
        ),
        3 => (
            value.with_variant(&new),
            effect(&["variant"], move |c: &ImageConfig| c.variant().unwrap_or_default() == new),
        ),
        4 => (
            value.with_os_version(&new),
            effect(&["os.version"], move |c: &ImageConfig| {
                c.os_version().unwrap_or_default() == new
            }),
        ),
        5 => {
            let platform = new.parse().unwrap_or_else(|_| Platform::new(&*edit.key, &*new));
            let names = &["os", "architecture", "variant", "os.version", "os.features"];
            (
                value.with_platform(&platform),
                effect(names, move |c: &ImageConfig| c.platform() == platform),
            )
        }
        6 => {
            let diff_id = DiffId::new(Digest::sha256(new.as_bytes()));
            let mut diff_ids = value.diff_ids().to_vec();
            diff_ids.push(diff_id.clone());
            let steps = value.history().len() + 1;
            let holds =
                move |c: &ImageConfig| c.diff_ids() == diff_ids && c.history().len() == steps;
            (value.with_layer(diff_id, step(edit)), effect(&["rootfs", "history"], holds))
        }
        7 => {
            let mut history = value.history().to_vec();
            history.push(step(edit).with_empty_layer(true));
            let edited = value.with_empty_step(step(edit));
            (edited, effect(&["history"], move |c: &ImageConfig| c.history() == history))
        }
        _ => {
            let (mut names, mut holds): (_, Box<dyn Fn(&RunConfig) -> bool>) =
                (&[][..], Box::new(|_| true));
            let edited = value.with_run_config(|run| {
                let (run, effect) = edit_run_config(run, edit);
                (names, holds) = (effect.names, effect.holds);
                run
            });
            let holds = Box::new(move |c: &ImageConfig| holds(c.run_config()));
            (edited, Effect { path: &["config"], names, holds })
        }
    }
}

fn step(edit: &Edit) -> History {
    let step = History::new(&edit.key).with_comment(&edit.value);
    if edit.list.is_empty() { step } else { step.with_author(&edit.list[0]) }
}

/// An edit of a list of words: the list is there afterwards.
macro_rules! list {
    ($run:ident, $list:ident, $member:literal, $with:ident, $get:ident) => {{
        let words: Vec<&str> = $list.iter().map(String::as_str).collect();
        let edited = $run.$with(&words);
        (edited, effect(&[$member], move |run: &RunConfig| run.$get().eq($list.iter())))
    }};
}

/// An edit of a string: it is there afterwards.
macro_rules! text {
    ($run:ident, $text:ident, $member:literal, $with:ident, $get:ident) => {{
        let edited = $run.$with(&$text);
        let holds = move |run: &RunConfig| run.$get().unwrap_or_default() == $text;
        (edited, effect(&[$member], holds))
    }};
}

/// An edit of a set of strings.
macro_rules! set {
    ($run:ident, $list:ident, $member:literal, $with:ident, $get:ident) => {{
        let words: Vec<&str> = $list.iter().map(String::as_str).collect();
        let edited = $run.$with(&words);
        let holds = move |run: &RunConfig| {
            $list.iter().all(|text| run.$get().contains(text))
                && run.$get().iter().all(|text| $list.iter().any(|one| one == text))
        };
        (edited, effect(&[$member], holds))
    }};
}

fn edit_run_config(run: RunConfig, edit: &Edit) -> (RunConfig, Effect<RunConfig>) {
    let (key, new, list) = (edit.key.clone(), edit.value.clone(), edit.list.clone());
    match edit.number / 10 % 18 {
        0 => text!(run, new, "User", with_user, user),
        1 => text!(run, new, "WorkingDir", with_working_dir, working_dir),
        2 => text!(run, new, "StopSignal", with_stop_signal, stop_signal),
        3 => list!(run, list, "Env", with_environment, environment),
        4 => list!(run, list, "Entrypoint", with_entrypoint, entrypoint),
        5 => list!(run, list, "Cmd", with_cmd, cmd),
        6 => list!(run, list, "OnBuild", with_on_build, on_build),
        7 => list!(run, list, "Shell", with_shell, shell),
        8 => set!(run, list, "ExposedPorts", with_exposed_ports, exposed_ports),
        9 => set!(run, list, "Volumes", with_volumes, volumes),
        10 => (
            run.with_env(&key, &new),
            effect(&["Env"], move |run: &RunConfig| run.env(&key) == Some(&new)),
        ),
        11 => (
            run.without_env(&key),
            effect(&["Env"], move |run: &RunConfig| run.env(&key).is_none()),
        ),
        12 => (
            run.with_label(&key, &new),
            effect(&["Labels"], move |run: &RunConfig| run.labels().get(&key) == Some(&new)),
        ),
        13 => (
            run.without_label(&key),
            effect(&["Labels"], move |run: &RunConfig| run.labels().get(&key).is_none()),
        ),
        14 => {
            let seconds = edit.integer;
            (
                run.with_stop_timeout(seconds),
                effect(&["StopTimeout"], move |run: &RunConfig| {
                    run.stop_timeout() == Some(seconds)
                }),
            )
        }
        15 => {
            let check = HealthCheck::new(&list).with_retries(edit.integer);
            let want = check.clone();
            (
                run.with_health_check(check),
                effect(&["Healthcheck"], move |run: &RunConfig| run.health_check() == Some(&want)),
            )
        }
        16 => (
            run.without_health_check(),
            effect(&["Healthcheck"], |run: &RunConfig| run.health_check().is_none()),
        ),
        _ => {
            let check = run.health_check().cloned().unwrap_or_default().with_interval(edit.integer);
            let want = check.clone();
            (
                run.with_health_check(check),
                effect(&["Healthcheck"], move |run: &RunConfig| run.health_check() == Some(&want)),
            )
        }
    }
}
