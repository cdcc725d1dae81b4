//! Shows an index: its images by platform, and the one that a machine runs.

use imageref::manifest::{NestingLimits, SelectError, SelectPolicy};
use imageref::{Descriptor, ImageIndex, Platform};

use crate::Fault;
use crate::bytes::bytes;
use crate::image::short;
use crate::screen::Screen;

/// Shows a row for each entry, with attestations beside the image that they are about.
pub(crate) fn show(screen: &mut Screen, index: &ImageIndex) {
    let mut attested = vec![Vec::new(); index.manifests().len()];
    let mut rows = vec![["PLATFORM", "DIGEST", "SIZE", "ATTESTATIONS"].map(str::to_owned).to_vec()];
    let place = |entry: &Descriptor| index.manifests().iter().position(|e| std::ptr::eq(e, entry));
    let mut joined = Vec::new();
    for attestation in index.attestations() {
        if let Some(image) = attestation.image().and_then(place) {
            attested[image].push(short(attestation.descriptor().digest()));
            joined.extend(place(attestation.descriptor()));
        }
    }
    for (at, (entry, attestations)) in index.manifests().iter().zip(attested).enumerate() {
        if joined.binary_search(&at).is_err() {
            let platform = entry.platform().map_or_else(|| "-".to_owned(), ToString::to_string);
            rows.push(vec![
                platform,
                short(entry.digest()),
                bytes(entry.size()),
                attestations.join(" "),
            ]);
        }
    }
    screen.text("");
    screen.table(rows, &[2]);
}

/// Selects the entry that a machine runs, by containerd's rules, through nested indexes.
pub(crate) fn select(
    screen: &mut Screen,
    index: &ImageIndex,
    platform: &str,
    blob: impl Fn(&Descriptor) -> Result<Vec<u8>, Fault>,
) -> Result<Descriptor, Fault> {
    let wanted = Platform::parse(platform, &Platform::host())
        .map_err(|e| format!("{:#}", e.in_text(platform)))?;
    let resolve = |inner: &Descriptor| Ok(ImageIndex::from_slice(&blob(inner)?)?);
    let entry = index
        .select_nested(&wanted, SelectPolicy::Containerd, NestingLimits::default(), resolve)
        .map_err(|error: SelectError<Fault>| match error {
            SelectError::Resolve(_, fault) => fault,
            error => error.to_string().into(),
        })?;
    screen.field("selected", entry.digest(), "");
    Ok(entry)
}
