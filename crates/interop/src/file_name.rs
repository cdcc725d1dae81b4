//! References as names of files.

use alloc::string::String;
use core::fmt::Write;

use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use crate::percent;
use imageref::reference::Reference;

/// Returns a reference as the name of a file: lower-case letters, digits, `-`, `_`, and `.` except at the end;
/// everything else as `%` and two digits, upper-case letters too, since some file systems ignore case.
///
/// [`parse`] reverses it, and no two references have the same name. It may be longer than the 255 bytes of most file
/// systems, and may start with the name of a device of Windows (`con.io`): check both if that matters.
///
/// ```
/// use imageref::Reference;
/// use imageref_interop::file_name;
///
/// let reference: Reference = "quay.io/team/app:1.27-RC".parse()?;
/// let name = file_name::encode(&reference);
/// assert_eq!(name, "quay.io%2fteam%2fapp%3a1.27-%52%43");
/// assert_eq!(file_name::parse(&name)?, reference);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn encode(reference: &Reference) -> String {
    let mut out = String::with_capacity(reference.as_str().len() + 16);
    let last = reference.as_str().len() - 1; // a reference is not empty
    for (at, byte) in reference.as_str().bytes().enumerate() {
        let plain = byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.".contains(&byte);
        if plain && (byte != b'.' || at != last) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02x}"); // to a `String`: never fails
        }
    }
    out
}

/// Parses a name that [`encode`] made.
///
/// # Errors
///
/// [`FormatError`] for any other string.
pub fn parse(name: &str) -> Result<Reference, FormatError> {
    let text = percent::decode(name, FormatPart::FileName, 0)?;
    let reference: Reference =
        text.parse().map_err(|e| FormatError::of_whole(e, FormatPart::FileName, name.len()))?;
    if encode(&reference) == name {
        return Ok(reference);
    }
    Err(FormatError::new(Kind::NotCanonical, FormatPart::FileName, 0, name.len()))
}
