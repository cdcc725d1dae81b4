//! The table for a terminal.

use imageref_layers::sharing::{ImageSet, SetMember};

pub(crate) fn print(set: &ImageSet<'_>) {
    println!("{:<20} {:>6} {:>12} {:>12}  NEAREST BASE", "IMAGE", "LAYERS", "SIZE", "UNIQUE");
    for member in set {
        let (layers, size) = (member.image().layers().len(), member.compressed_size());
        let unique = member.unique_compressed_size();
        let row = format!("{:<20} {layers:>6} {size:>12} {unique:>12}  ", name(member));
        println!("{}", (row + &bases(member)).trim_end());
    }
    println!();
    println!("{:<42} {:>6} {:>6} {:>12}", "PAIR", "LAYERS", "BLOBS", "BYTES");
    for (a, b, shared) in set.pairs() {
        let pair = format!("{}, {}", name(a), name(b));
        let (layers, blobs, size) = (shared.common_layers, shared.blobs, shared.compressed_size);
        println!("{pair:<42} {layers:>6} {blobs:>6} {size:>12}");
    }
    println!();
    println!(
        "{} bytes in all, {} if each blob is stored once: {} saved",
        set.compressed_size(),
        set.deduplicated_compressed_size(),
        set.saved_compressed_size()
    );
}

/// Returns an image's name with control characters escaped.
pub(crate) fn name(member: SetMember<'_>) -> String {
    member.name().escape_debug().to_string()
}

/// Returns the names of the nearest bases.
pub(crate) fn bases(member: SetMember<'_>) -> String {
    member.nearest_bases().into_iter().map(name).collect::<Vec<_>>().join(", ")
}
