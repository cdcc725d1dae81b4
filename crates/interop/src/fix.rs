//! What was probably meant by a string in another system's format.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;

use crate::error::FormatError;
use crate::error::FormatErrorKind as Kind;
use crate::error::FormatPart as Part;
use crate::pattern::Pattern;
use crate::purl::PackageUrl;
use crate::registry_api::RegistryPath;
use crate::registry_api::UploadRange;

impl FormatError {
    /// Returns the string that was probably meant by `text`, which was parsed, if known. It parses.
    ///
    /// ```
    /// use imageref_interop::pattern::Pattern;
    ///
    /// let text = "index.docker.io/library/*";
    /// let error = text.parse::<Pattern>().unwrap_err();
    /// assert_eq!(error.fix(text).as_deref(), Some("docker.io/library/*"));
    /// ```
    pub fn fix(&self, text: &str) -> Option<String> {
        let span = self.span();
        let (before, after) = (text.get(..span.start)?, text.get(span.end..)?);
        let found = text.get(span.range())?;
        let fix = match (self.part(), self.kind()) {
            (Part::Pattern, Kind::NeverMatches) => match text.strip_prefix("index.docker.io/") {
                Some(path) => format!("docker.io/{path}"),
                None => format!("docker.io/library/{}", text.strip_prefix("docker.io/")?),
            },
            (Part::Pattern, Kind::Name { .. }) => {
                format!("{before}{}{after}", found.to_ascii_lowercase())
            }
            (Part::Pattern, Kind::UnexpectedEnd { .. }) => format!("docker.io/library/{text}"),
            (Part::RegistryPath, Kind::Query | Kind::Fragment) => before.to_owned(),
            (Part::RegistryPath, Kind::UnexpectedEnd { .. }) => format!("/v2/{text}"),
            (Part::PackageUrl, Kind::UnexpectedEnd { .. }) => format!("pkg:{text}"),
            (Part::UploadRange, Kind::Whitespace { .. }) => format!("{before}{after}"),
            (Part::UploadRange, Kind::Unexpected { .. }) => {
                format!("{before}{}", text.strip_prefix("bytes ")?)
            }
            _ => return None,
        };
        let parses = match self.part() {
            Part::Pattern => fix.parse::<Pattern>().is_ok(),
            Part::RegistryPath => RegistryPath::parse(&fix).is_ok(),
            Part::PackageUrl => fix.parse::<PackageUrl>().is_ok(),
            Part::UploadRange => fix.parse::<UploadRange>().is_ok(),
            _ => false,
        };
        parses.then_some(fix)
    }
}
