//! References as names of files.

use alloc::string::String;
use core::fmt::Write;

use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use crate::percent;
use imageref::reference::Reference;

/// A reference as the name of a file: lower-case letters and digits, `-`, `_`, `.` but at the end; all else as `%` and two
/// digits, upper-case letters too, since some systems don't tell case.
///
/// [`from_file_name`] reads it back, and no two references have the same. It may be longer than the 255 bytes that most
/// systems take, and Windows takes no host that is named like a device (`con.io`): that is the caller's to see.
///
/// ```
/// use imageref::Reference;
/// use imageref_interop::file_name::{from_file_name, to_file_name};
///
/// let reference: Reference = "quay.io/team/app:1.27-RC".parse()?;
/// let name = to_file_name(&reference);
/// assert_eq!(name, "quay.io%2fteam%2fapp%3a1.27-%52%43");
/// assert_eq!(from_file_name(&name)?, reference);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn to_file_name(reference: &Reference) -> String {
    let mut out = String::with_capacity(reference.as_str().len() + 16);
    let last = reference.as_str().len() - 1; // no reference is empty
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

/// The reference that [`to_file_name`] made a name of.
///
/// **Errors** any other text.
pub fn from_file_name(name: &str) -> Result<Reference, FormatError> {
    let text = percent::decode(name, FormatPart::FileName, 0)?;
    let reference: Reference =
        text.parse().map_err(|e| FormatError::of_whole(e, FormatPart::FileName, name.len()))?;
    if to_file_name(&reference) == name {
        return Ok(reference);
    }
    Err(FormatError::new(Kind::NotCanonical, FormatPart::FileName, 0, name.len()))
}
