//! `Link`: where a list goes on.

use crate::error::{FormatError, FormatPart};

use super::challenge::Cursor;

/// The target of the first link with the relation `next`: where the next page of tags, repositories or referrers is.
///
/// It is given as written, mostly a path; a client resolves it against the URL that it asked, and asks no other host with
/// the same credentials.
///
/// ```
/// use imageref_interop::registry_api::next_page;
///
/// let header = r#"</v2/library/nginx/tags/list?last=1.9,2&n=100>; rel="next""#;
/// assert_eq!(next_page(header)?, Some("/v2/library/nginx/tags/list?last=1.9,2&n=100"));
/// # Ok::<(), imageref_interop::FormatError>(())
/// ```
///
/// **Errors** what is no list of links.
/// **Source** RFC 8288, section 3; OCI distribution specification 1.1, "Listing Tags".
pub fn next_page(header: &str) -> Result<Option<&str>, FormatError> {
    let mut cursor = Cursor { text: header, at: 0, part: FormatPart::Link };
    let mut found = None;
    loop {
        cursor.skip(|b| matches!(b, b' ' | b'\t' | b','));
        if cursor.is_at_end() {
            return Ok(found);
        }
        cursor.expect(b'<', "`<`")?;
        let start = cursor.at;
        cursor.skip(|b| b != b'>');
        let target = &header[start..cursor.at];
        cursor.expect(b'>', "`>`")?;
        let mut relation = None;
        loop {
            cursor.spaces();
            match cursor.peek() {
                None | Some(b',') => break,
                _ => cursor.expect(b';', "`,`")?,
            }
            cursor.spaces();
            if matches!(cursor.peek(), None | Some(b',' | b';')) {
                continue;
            }
            let name = cursor.token()?;
            cursor.spaces();
            if cursor.peek() != Some(b'=') {
                continue;
            }
            cursor.at += 1;
            cursor.spaces();
            let value =
                if cursor.peek() == Some(b'"') { cursor.quoted()? } else { cursor.token()?.into() };
            // Only the first one counts.
            if name.eq_ignore_ascii_case("rel") && relation.is_none() {
                relation = Some(value);
            }
        }
        let is_next = |relation: &str| {
            relation.split_ascii_whitespace().any(|r| r.eq_ignore_ascii_case("next"))
        };
        if found.is_none() && relation.is_some_and(|relation| is_next(&relation)) {
            found = Some(target);
        }
    }
}
