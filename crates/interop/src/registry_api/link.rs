//! `Link`: where a list continues.

use crate::error::unexpected;
use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use crate::go::url as go_url;

use super::cursor::Cursor;

/// Returns the target of the first link with the relation `next`: the next page of tags, repositories or referrers.
///
/// It is an absolute path (`/v2/…`) or an http or https URL, verbatim. Resolve it against the URL of the request, and
/// send no credentials to another host.
///
/// ```
/// use imageref_interop::registry_api::next_page;
///
/// let header = r#"</v2/library/nginx/tags/list?last=1.9,2&n=100>; rel="next""#;
/// assert_eq!(next_page(header)?, Some("/v2/library/nginx/tags/list?last=1.9,2&n=100"));
/// assert_eq!(next_page("</v2/_catalog>; rel=prev")?, None);
/// assert!(next_page("<javascript:alert(1)>; rel=next").is_err());
/// # Ok::<(), imageref_interop::FormatError>(())
/// ```
///
/// # Errors
///
/// [`FormatError`] if the header is not a list of links, holds a control character, or if the target is empty, relative,
/// of another scheme, without a host, with credentials, or holds a space, a quote, a backslash or a character outside
/// ASCII.
///
/// Source: RFC 8288, section 3; OCI distribution specification 1.1, "Listing Tags".
#[doc(alias = "Link")]
#[doc(alias = "pagination")]
pub fn next_page(header: &str) -> Result<Option<&str>, FormatError> {
    let mut cursor = Cursor::new(header, FormatPart::Link)?;
    let mut found = None;
    loop {
        cursor.skip(|b| matches!(b, b' ' | b'\t' | b','));
        if cursor.is_at_end() {
            break;
        }
        cursor.expect(b'<', "`<`")?;
        let start = cursor.at;
        let target = cursor.skip(|b| b != b'>');
        cursor.expect(b'>', "`>`")?;
        if is_next(&mut cursor)? && found.is_none() {
            found = Some((start, target));
        }
    }
    let Some((start, target)) = found else { return Ok(None) };
    check_target(target).map_err(|e| e.shifted(start))?;
    Ok(Some(target))
}

/// Reads the parameters of a link; returns `true` if its relations include `next`.
fn is_next(cursor: &mut Cursor<'_>) -> Result<bool, FormatError> {
    let mut relations = None;
    loop {
        cursor.spaces();
        match cursor.peek() {
            None | Some(b',') => break,
            _ => cursor.expect(b';', "`;` or `,`")?,
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
        if name.eq_ignore_ascii_case("rel") && relations.is_none() {
            relations = Some(value);
        }
    }
    let mut relations = relations.iter().flat_map(|relations| relations.split_ascii_whitespace());
    Ok(relations.any(|relation| relation.eq_ignore_ascii_case("next")))
}

/// Checks that a client can follow a target: that it reads as one URL whatever library resolves it.
fn check_target(target: &str) -> Result<(), FormatError> {
    let part = FormatPart::LinkTarget;
    let error = |kind, start, end| Err(FormatError::new(kind, part, start, end));
    if target.is_empty() {
        return error(Kind::Empty, 0, 0);
    }
    let allowed = |b: u8| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b);
    if let Some(at) = target.bytes().position(|b| !allowed(b)) {
        return Err(unexpected(target, at, part, "a character of a URL"));
    }
    if target.starts_with("//") {
        return error(Kind::RelativeHost, 0, 2);
    }
    if target.starts_with('/') {
        return Ok(());
    }
    let Some((scheme, rest)) = target.split_once(':') else {
        return Err(unexpected(target, 0, part, "`/` or a URL"));
    };
    let end = scheme.len() + 1;
    let is_http = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let Some(rest) = rest.strip_prefix("//").filter(|_| is_http) else {
        return error(Kind::Scheme, 0, end);
    };
    let start = end + 2;
    let url =
        go_url::parse(rest).map_err(|e| FormatError::new(e.kind(), part, start, target.len()))?;
    if url.has_user {
        return error(Kind::Userinfo, start, start + rest.find('@').map_or(0, |at| at + 1));
    }
    if url.host_and_port().0.is_empty() {
        return error(Kind::Empty, start, start);
    }
    Ok(())
}
