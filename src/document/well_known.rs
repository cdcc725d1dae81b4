//! The annotations that specifications define, as typed accessors.

use super::annotation_checks::LABEL_SCHEMA;
use super::annotations::Annotations;
use super::timestamp::Timestamp;
use crate::digest::Digest;

/// Getters of a string: by the key alone, or also by label-schema.org's.
macro_rules! strings {
    ($($name:ident $get:ident $key:literal $($more:literal)?;)*) => {
        impl Annotations {$(
            #[doc = concat!("`org.opencontainers.image.", $key, "`", $($more,)? ".")]
            pub fn $name(&self) -> Option<&str> {
                self.$get(concat!("org.opencontainers.image.", $key))
            }
        )*}
    };
}

strings! {
    authors get "authors";
    url get_or_label_schema "url";
    documentation get_or_label_schema "documentation";
    source get_or_label_schema "source";
    version get_or_label_schema "version";
    revision get_or_label_schema "revision";
    vendor get_or_label_schema "vendor";
    licenses get "licenses" ", an SPDX expression";
    ref_name get "ref.name" ": the reference of an entry of an OCI layout's `index.json`";
    title get_or_label_schema "title";
    description get_or_label_schema "description";
}

impl Annotations {
    /// The value of one of the specification's keys, or else of label-schema.org's key of the same meaning.
    pub fn get_or_label_schema(&self, key: &str) -> Option<&str> {
        let older = LABEL_SCHEMA.iter().find(|(name, _)| *name == key).map(|(_, older)| *older);
        self.get(key).or_else(|| self.get(older?))
    }

    /// `org.opencontainers.image.created`, if it is a time.
    pub fn created(&self) -> Option<Timestamp> {
        self.get_or_label_schema("org.opencontainers.image.created")?.parse().ok()
    }

    /// `org.opencontainers.image.base.digest`, if it is a digest: that of the base image's manifest.
    pub fn base_digest(&self) -> Option<Digest> {
        self.get("org.opencontainers.image.base.digest")?.parse().ok()
    }

    /// `org.opencontainers.image.base.name`: the base image's reference, if one is given.
    pub fn base_name(&self) -> Option<&str> {
        self.get("org.opencontainers.image.base.name").filter(|name| !name.is_empty())
    }
}
