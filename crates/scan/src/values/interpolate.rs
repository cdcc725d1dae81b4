//! [`interpolate`]: the variables of a Compose file.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "offsets in one string, and a depth of at most `MAX_DEPTH`"
)]

use alloc::string::String;

use imageref::error::Span;

/// The deepest nesting of `${A:-${B:-…}}`.
const MAX_DEPTH: usize = 32;

/// Replaces the variables of a Compose file's value: `$V`, `${V}`, `${V:-default}`, `${V-default}`, `${V:?message}`,
/// `${V?message}`, `${V:+replacement}`, `${V+replacement}`; `$$` is a dollar sign.
///
/// `lookup` returns the value of a variable. An unset one is replaced by nothing.
///
/// ```
/// use imageref_scan::{image_values, interpolate};
///
/// let text = "services: {web: {image: '${REGISTRY:-docker.io}/team/app:${TAG:?set it}'}}\n";
/// let image = &image_values(text)[0];
/// let value = interpolate(image.value(), |name| (name == "TAG").then(|| "1.2".into()))?;
/// assert_eq!(value, "docker.io/team/app:1.2");
/// assert_eq!(
///     interpolate(image.value(), |_| None).unwrap_err().to_string(),
///     "missing value of the required variable `TAG`"
/// );
/// # Ok::<(), imageref_scan::InterpolationError>(())
/// ```
///
/// # Errors
///
/// If a substitution is malformed or nested too deeply, or a required variable has no value.
///
/// Source: the Compose specification, 12-interpolation.md; compose-spec/compose-go, template/template.go.
pub fn interpolate(
    value: &str,
    lookup: impl Fn(&str) -> Option<String>,
) -> Result<String, InterpolationError> {
    let mut reader = Reader { text: value, at: 0, lookup: &lookup, out: String::new() };
    reader.until_end(0, true)?;
    Ok(reader.out)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    lookup: &'t dyn Fn(&str) -> Option<String>,
    out: String,
}

impl Reader<'_> {
    /// Reads to the end or, within braces, to the closing one. Only what is `active` is written and looked up.
    fn until_end(&mut self, depth: usize, active: bool) -> Result<(), InterpolationError> {
        if depth > MAX_DEPTH {
            return Err(self.error(InterpolationErrorKind::TooDeep, self.at));
        }
        while let Some(c) = self.peek() {
            match c {
                '$' => self.dollar(depth, active)?,
                '}' if depth > 0 => return Ok(()),
                c => {
                    self.at += c.len_utf8();
                    self.write(c.encode_utf8(&mut [0; 4]), active);
                }
            }
        }
        Ok(())
    }

    fn dollar(&mut self, depth: usize, active: bool) -> Result<(), InterpolationError> {
        let start = self.at;
        let malformed = |reader: &Self| reader.error(InterpolationErrorKind::Malformed, start);
        self.at += 1;
        if self.skip('$') {
            self.write("$", active);
            return Ok(());
        }
        let braces = self.skip('{');
        let name = self.name();
        let name = self.text.get(name.range()).filter(|name| !name.is_empty());
        let name = name.ok_or_else(|| malformed(self))?;
        let value = if active { (self.lookup)(name) } else { None };
        if !braces {
            self.write(&value.unwrap_or_default(), active);
            return Ok(());
        }
        if self.skip('}') {
            self.write(&value.unwrap_or_default(), active);
            return Ok(());
        }
        let or_empty = self.skip(':');
        let value = value.filter(|value| !(or_empty && value.is_empty()));
        match self.peek() {
            Some('-') => {
                self.at += 1;
                self.until_end(depth + 1, active && value.is_none())?;
                self.write(&value.unwrap_or_default(), active);
            }
            Some('+') => {
                self.at += 1;
                self.until_end(depth + 1, active && value.is_some())?;
            }
            Some('?') => {
                self.at += 1;
                if active && value.is_none() {
                    let kind = InterpolationErrorKind::RequiredVariable;
                    return Err(InterpolationError {
                        name: name.into(),
                        ..self.error(kind, start)
                    });
                }
                self.until_end(depth + 1, false)?;
                self.write(&value.unwrap_or_default(), active);
            }
            _ => return Err(malformed(self)),
        }
        if self.skip('}') { Ok(()) } else { Err(malformed(self)) }
    }

    /// Reads a variable's name: `[A-Za-z_][A-Za-z0-9_]*`.
    fn name(&mut self) -> Span {
        let start = self.at;
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        if rest.first().is_some_and(|b| b.is_ascii_alphabetic() || *b == b'_') {
            self.at += rest.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
        }
        Span { start, end: self.at }
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn skip(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += if found { c.len_utf8() } else { 0 };
        found
    }

    fn write(&mut self, text: &str, active: bool) {
        if active {
            self.out.push_str(text);
        }
    }

    fn error(&self, kind: InterpolationErrorKind, start: usize) -> InterpolationError {
        InterpolationError { kind, span: Span { start, end: self.at }, name: String::new() }
    }
}

/// The reason why the variables of a value can't be replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InterpolationError {
    kind: InterpolationErrorKind,
    span: Span,
    /// Of the required variable: letters, digits and `_`.
    name: String,
}

impl InterpolationError {
    /// What is wrong.
    pub const fn kind(&self) -> InterpolationErrorKind {
        self.kind
    }

    /// The bytes of the value that are wrong.
    pub const fn span(&self) -> Span {
        self.span
    }
}

impl core::fmt::Display for InterpolationError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.kind {
            InterpolationErrorKind::RequiredVariable => {
                write!(f, "missing value of the required variable `{}`", self.name)
            }
            kind => write!(f, "{kind} at byte {}", self.span.start),
        }
    }
}

impl core::error::Error for InterpolationError {}

/// What is wrong with the variables of a value.
///
/// ```
/// use imageref_scan::{InterpolationErrorKind, interpolate};
///
/// let error = interpolate("app:${TAG:?a tag}", |_| None).unwrap_err();
/// assert_eq!(error.kind(), InterpolationErrorKind::RequiredVariable);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InterpolationErrorKind {
    /// A `$` without a name, `${` without its end, or an unknown operator.
    #[error("malformed variable substitution")]
    Malformed,
    /// `${V:?}` of a variable without a value.
    #[error("missing value of a required variable")]
    RequiredVariable,
    /// Substitutions nested too deeply.
    #[error("the variable substitutions are nested too deeply")]
    TooDeep,
}
