//! The members that an object may have: one table per model.

/// The members that an object may have, in the order in which image-spec's Go structs write them.
pub(crate) struct Members {
    pub(crate) list: &'static [Member],
    /// What the object is, for errors: `an image manifest`.
    pub(crate) object: &'static str,
    /// Names that belong to another kind of document and are an error here.
    pub(crate) foreign: &'static [&'static str],
    /// Names that count as known when their case is checked, though nothing here reads them.
    pub(crate) others: &'static [&'static str],
    /// What to do with a known name in the wrong case.
    pub(crate) case: CasePolicy,
}

/// One member. A table has at most 63 of them.
pub(crate) struct Member {
    pub(crate) name: &'static str,
    pub(crate) null: NullPolicy,
    pub(crate) omit: OmitEmpty,
    /// The name and the quote after it, at most 16 bytes of them, and which bits of these count.
    word: u128,
    mask: u128,
}

impl Member {
    pub(crate) const fn new(name: &'static str, null: NullPolicy, omit: OmitEmpty) -> Self {
        let bytes = name.as_bytes();
        let (mut word, mut mask, mut at) = (0, 0, 0);
        while at < 16 && at <= bytes.len() {
            let byte = if at < bytes.len() { bytes[at] } else { b'"' };
            word |= (byte as u128) << (8 * at);
            mask |= 0xFF << (8 * at);
            at += 1;
        }
        Self { name, null, omit, word, mask }
    }

    /// Returns `true` if `rest`, whose first 16 bytes are `word`, begins with the name and a quote.
    #[inline]
    pub(super) fn is_next(&self, word: u128, rest: &[u8]) -> bool {
        let length = self.name.len();
        (word ^ self.word) & self.mask == 0
            && (length < 16
                || rest.starts_with(self.name.as_bytes()) && rest.get(length) == Some(&b'"'))
    }
}

/// What `null` means for a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NullPolicy {
    /// A value of the wrong type.
    Reject,
    /// No value, with a warning.
    Warn,
    /// No value, as the specification allows.
    Allow,
}

/// What Go does with an empty member (`omitempty`) of a new object: leaves it out, or not.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum OmitEmpty {
    No,
    Yes,
}

/// What to do with a known name in the wrong case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CasePolicy {
    /// An error: readers would differ in what they see.
    Reject,
    /// A warning.
    Warn,
}

impl Members {
    /// The known name that equals `name` in another case, as Go's readers fold it.
    #[cold]
    pub(super) fn folded(&self, name: &str) -> Option<&'static str> {
        let known = self.list.iter().map(|member| member.name);
        let mut known = known.chain(self.foreign.iter().chain(self.others).copied());
        known.find(|known| known.len() <= name.len() && fold(known).eq(fold(name)))
    }
}

/// The characters of a name without their case: ASCII, the long s (U+017F) and the Kelvin sign (U+212A).
fn fold(name: &str) -> impl Iterator<Item = char> {
    name.chars().map(|c| match c {
        '\u{17F}' => 's',
        '\u{212A}' => 'k',
        c => c.to_ascii_lowercase(),
    })
}

/// The table of one model, and the indices of its rows by name.
///
/// A row: slot, name, what `null` means, whether Go omits it when empty.
macro_rules! members {
    (
        $table:ident: $slots:ident, $object:literal, $case:ident
            $(, foreign [$($foreign:literal),*], others [$($others:literal),*])?;
        $($slot:ident $name:literal $null:ident $omit:ident,)*
    ) => {
        pub(super) static $table: crate::json::Members = crate::json::Members {
            list: &[$(
                crate::json::Member::new(
                    $name,
                    crate::json::NullPolicy::$null,
                    crate::json::OmitEmpty::$omit,
                ),
            )*],
            object: $object,
            foreign: &[$($($foreign),*)?],
            others: &[$($($others),*)?],
            case: crate::json::CasePolicy::$case,
        };

        #[allow(dead_code, reason = "the constants alone are used, and not each of them")]
        pub(super) struct $slots;

        #[allow(dead_code, reason = "readers may pass over a slot")]
        #[allow(non_camel_case_types, non_upper_case_globals, reason = "slots are named as fields")]
        const _: () = {
            enum Index {
                $($slot,)*
            }

            impl $slots {
                $(pub(super) const $slot: usize = Index::$slot as usize;)*
            }
        };
    };
}
pub(crate) use members;
