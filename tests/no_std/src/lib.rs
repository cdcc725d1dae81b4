//! Names and digests, verbatim, without `std`, `alloc` or a dependency.
#![no_std]

use imageref::{DigestRef, ParseError, RawReference, Tag};

const IMAGE: RawReference<'static> = imageref::reference!("localhost:5000/team/app:1.2");

// Computing depends on features, parsing does not.
const _: () = assert!(!imageref::Algorithm::Sha256.is_computable());

/// The tag of a reference.
pub fn tag(text: &str) -> Result<Option<Tag<'_>>, ParseError> {
    Ok(RawReference::parse(text)?.tag().or(IMAGE.tag()))
}

/// The encoded part of a digest.
pub fn encoded(text: &str) -> Result<&str, ParseError> {
    Ok(DigestRef::parse(text)?.encoded())
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}
