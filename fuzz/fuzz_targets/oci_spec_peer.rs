//! Documents read by this crate and by `oci-spec`: the same values if both accept them, else one of the known differences.
#![no_main]

#[path = "../common/documents.rs"]
mod documents;
#[allow(dead_code, reason = "other targets take documents apart")]
#[path = "../common/json.rs"]
mod json;

use std::collections::BTreeMap;

use documents::Kind;
use imageref::config::ImageConfig;
use imageref::document::Annotations;
use imageref::manifest::{Descriptor, ImageIndex, ImageManifest};
use imageref::{DocumentError, DocumentErrorKind};
use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use oci_spec::image as theirs;

#[derive(Debug)]
struct Input {
    kind: Kind,
    text: String,
}

impl<'a> Arbitrary<'a> for Input {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let kind = *u.choose(&[Kind::Manifest, Kind::Index, Kind::Config])?;
        Ok(Self { kind, text: documents::document(u, kind)? })
    }
}

fuzz_target!(|input: Input| {
    let text = &input.text;
    match input.kind {
        Kind::Manifest => {
            let ours = ImageManifest::from_slice(text.as_bytes());
            let theirs = serde_json::from_str::<theirs::ImageManifest>(text);
            if let Some((ours, theirs)) = both(text, ours, theirs) {
                descriptor(text, ours.config(), theirs.config());
                descriptors(text, ours.layers(), theirs.layers());
                assert_eq!(ours.subject().is_some(), theirs.subject().is_some(), "{text}");
                annotations(text, ours.annotations(), theirs.annotations().as_ref());
            }
        }
        Kind::Index => {
            let ours = ImageIndex::from_slice(text.as_bytes());
            let theirs = serde_json::from_str::<theirs::ImageIndex>(text);
            if let Some((ours, theirs)) = both(text, ours, theirs) {
                descriptors(text, ours.manifests(), theirs.manifests());
                annotations(text, ours.annotations(), theirs.annotations().as_ref());
            }
        }
        Kind::Config => {
            let ours = ImageConfig::from_slice(text.as_bytes());
            let theirs = serde_json::from_str::<theirs::ImageConfiguration>(text);
            if let Some((ours, theirs)) = both(text, ours, theirs) {
                config(text, &ours, &theirs);
            }
        }
    }
});

/// Both values; `None` if one side alone accepts the document, by a known difference, or neither.
fn both<O, T>(
    text: &str,
    ours: std::result::Result<O, DocumentError>,
    theirs: serde_json::Result<T>,
) -> Option<(O, T)> {
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => return Some((ours, theirs)),
        (Err(_), Err(_)) => {}
        (Ok(_), Err(error)) => {
            assert!(only_ours(&error).is_some(), "only ours accepts {text}: {error}");
        }
        (Err(error), Ok(_)) => {
            assert!(only_theirs(&error).is_some(), "only theirs accepts {text}: {error:?} {error}");
        }
    }
    None
}

/// A known difference.
enum Difference {
    /// Only ours: `null` where `oci-spec` expects a value. Go's decoder leaves the field empty: ours is right.
    Null,
    /// Only theirs: a diff ID that is not a digest, such as `sha256:abc`. image-spec, config.md: diff IDs are digests, and
    /// `oci-spec` keeps any string: ours is right.
    DiffIdString,
    /// Only theirs: `data` that is not base64. image-spec, descriptor.md: RFC 4648, and `oci-spec` keeps any string: ours
    /// is right.
    DataString,
    /// Only theirs: an empty media type. image-spec, descriptor.md: required, by RFC 6838: ours is right.
    EmptyMediaType,
    /// Only theirs: a mistake inside `container_config`, which is Docker's and unknown to `oci-spec`. Docker's decoder
    /// rejects the config: ours is right.
    ContainerConfig,
}

fn only_ours(error: &serde_json::Error) -> Option<Difference> {
    error.to_string().starts_with("invalid type: null").then_some(Difference::Null)
}

fn only_theirs(error: &DocumentError) -> Option<Difference> {
    match error.kind() {
        DocumentErrorKind::Digest { .. } if error.pointer().starts_with("/rootfs/diff_ids/") => {
            Some(Difference::DiffIdString)
        }
        DocumentErrorKind::Base64 if error.pointer().ends_with("/data") => {
            Some(Difference::DataString)
        }
        _ if error.pointer().starts_with("/container_config/") => Some(Difference::ContainerConfig),
        DocumentErrorKind::EmptyMediaType => Some(Difference::EmptyMediaType),
        _ => None,
    }
}

fn annotations(
    text: &str,
    ours: &Annotations,
    theirs: Option<&std::collections::HashMap<String, String>>,
) {
    let theirs: BTreeMap<_, _> = theirs.into_iter().flatten().map(|(k, v)| (&**k, &**v)).collect();
    assert_eq!(ours.iter().collect::<BTreeMap<_, _>>(), theirs, "{text}");
}

fn descriptors(text: &str, ours: &[Descriptor], theirs: &[theirs::Descriptor]) {
    assert_eq!(ours.len(), theirs.len(), "{text}");
    for (ours, theirs) in ours.iter().zip(theirs) {
        descriptor(text, ours, theirs);
    }
}

fn descriptor(text: &str, ours: &Descriptor, theirs: &theirs::Descriptor) {
    assert_eq!(ours.media_type().as_str(), theirs.media_type().to_string(), "{text}");
    assert_eq!(ours.digest().to_string(), theirs.digest().to_string(), "{text}");
    assert_eq!(ours.size(), theirs.size(), "{text}");
    assert!(ours.urls().eq(theirs.urls().iter().flatten()), "{text}");
    annotations(text, ours.annotations(), theirs.annotations().as_ref());
    let platform = theirs.platform().as_ref();
    assert_eq!(ours.platform().is_some(), platform.is_some(), "{text}");
    if let (Some(ours), Some(theirs)) = (ours.platform(), platform) {
        assert_eq!(ours.os(), theirs.os().to_string(), "{text}");
        assert_eq!(ours.architecture(), theirs.architecture().to_string(), "{text}");
    }
}

fn config(text: &str, ours: &ImageConfig, theirs: &theirs::ImageConfiguration) {
    assert_eq!(
        ours.architecture().unwrap_or_default(),
        theirs.architecture().to_string(),
        "{text}"
    );
    assert_eq!(ours.os().unwrap_or_default(), theirs.os().to_string(), "{text}");
    let created = ours.created().map(|time| time.as_str());
    assert_eq!(created, theirs.created().as_deref(), "{text}");
    assert_eq!(ours.author(), theirs.author().as_deref(), "{text}");
    let diff_ids: Vec<String> = ours.diff_ids().iter().map(ToString::to_string).collect();
    assert_eq!(&diff_ids, theirs.rootfs().diff_ids(), "{text}");
    let history = theirs.history().iter().flatten();
    assert_eq!(ours.history().len(), history.clone().count(), "{text}");
    for (ours, theirs) in ours.history().iter().zip(history) {
        assert_eq!(ours.created_by(), theirs.created_by().as_deref(), "{text}");
        assert_eq!(ours.is_empty_layer(), theirs.empty_layer().unwrap_or(false), "{text}");
    }
    if let Some(theirs) = theirs.config() {
        let ours = ours.run_config();
        assert_eq!(ours.user(), theirs.user().as_deref(), "{text}");
        assert!(ours.environment().eq(theirs.env().iter().flatten()), "{text}");
        assert!(ours.entrypoint().eq(theirs.entrypoint().iter().flatten()), "{text}");
        assert!(ours.cmd().eq(theirs.cmd().iter().flatten()), "{text}");
        assert_eq!(ours.working_dir(), theirs.working_dir().as_deref(), "{text}");
        assert_eq!(ours.stop_signal(), theirs.stop_signal().as_deref(), "{text}");
        annotations(text, ours.labels(), theirs.labels().as_ref());
    }
}
