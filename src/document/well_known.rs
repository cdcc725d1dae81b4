//! The annotations that specifications define, as typed accessors.

use super::annotation_checks::LABEL_SCHEMA;
use super::annotations::Annotations;
use super::timestamp::Timestamp;
use crate::digest::Digest;

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

    /// `org.opencontainers.image.authors`.
    pub fn authors(&self) -> Option<&str> {
        self.get("org.opencontainers.image.authors")
    }

    /// `org.opencontainers.image.url`.
    pub fn url(&self) -> Option<&str> {
        self.get_or_label_schema("org.opencontainers.image.url")
    }

    /// `org.opencontainers.image.documentation`.
    pub fn documentation(&self) -> Option<&str> {
        self.get_or_label_schema("org.opencontainers.image.documentation")
    }

    /// `org.opencontainers.image.source`.
    pub fn source(&self) -> Option<&str> {
        self.get_or_label_schema("org.opencontainers.image.source")
    }

    /// `org.opencontainers.image.version`.
    pub fn version(&self) -> Option<&str> {
        self.get_or_label_schema("org.opencontainers.image.version")
    }

    /// `org.opencontainers.image.revision`.
    pub fn revision(&self) -> Option<&str> {
        self.get_or_label_schema("org.opencontainers.image.revision")
    }

    /// `org.opencontainers.image.vendor`.
    pub fn vendor(&self) -> Option<&str> {
        self.get_or_label_schema("org.opencontainers.image.vendor")
    }

    /// `org.opencontainers.image.licenses`, an SPDX expression.
    pub fn licenses(&self) -> Option<&str> {
        self.get("org.opencontainers.image.licenses")
    }

    /// `org.opencontainers.image.ref.name`: the reference of an entry of an OCI layout's `index.json`.
    pub fn ref_name(&self) -> Option<&str> {
        self.get("org.opencontainers.image.ref.name")
    }

    /// `org.opencontainers.image.title`.
    pub fn title(&self) -> Option<&str> {
        self.get_or_label_schema("org.opencontainers.image.title")
    }

    /// `org.opencontainers.image.description`.
    pub fn description(&self) -> Option<&str> {
        self.get_or_label_schema("org.opencontainers.image.description")
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
