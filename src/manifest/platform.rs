//! [`DescriptorPlatform`]: the `platform` member of an index's descriptors, as written.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::document::values;
use crate::json::{Case, FindingKind, Form, Member, Members, Null, Omit, Reader, Result, Writer};
use crate::platform::Platform;

/// The platform of an index's entry, verbatim: nothing is filled in or normalised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescriptorPlatform {
    architecture: Box<str>,
    os: Box<str>,
    os_version: Box<str>,
    os_features: Vec<Box<str>>,
    variant: Box<str>,
    features: Vec<Box<str>>,
    form: Form,
}

#[derive(Clone, Copy, PartialEq)]
enum Slot {
    Architecture,
    Os,
    OsVersion,
    OsFeatures,
    Variant,
    Features,
}

const fn member(slot: Slot, name: &'static str, omit: Omit) -> Member<Slot> {
    Member { slot, name, null: Null::Odd, omit }
}

static MEMBERS: Members<Slot> = Members {
    list: &[
        member(Slot::Architecture, "architecture", Omit::Never),
        member(Slot::Os, "os", Omit::Never),
        member(Slot::OsVersion, "os.version", Omit::Empty),
        member(Slot::OsFeatures, "os.features", Omit::Empty),
        member(Slot::Variant, "variant", Omit::Empty),
        member(Slot::Features, "features", Omit::Empty),
    ],
    others: &[],
    case: Case::Refused,
};

impl From<&Platform> for DescriptorPlatform {
    fn from(platform: &Platform) -> Self {
        let features: Vec<&str> = platform.os_features().iter().map(|text| &**text).collect();
        Self::new(platform.os(), platform.architecture())
            .with_variant(platform.variant().unwrap_or_default())
            .with_os_version(platform.os_version().unwrap_or_default())
            .with_os_features(&features)
    }
}

impl DescriptorPlatform {
    /// A platform with an operating system and an architecture, as Go names them: `linux`, `amd64`.
    pub fn new(os: &str, architecture: &str) -> Self {
        let mut platform =
            Self { os: os.into(), architecture: architecture.into(), ..Self::default() };
        platform.form.set(&MEMBERS, Slot::Architecture);
        platform.form.set(&MEMBERS, Slot::Os);
        platform
    }

    /// The architecture as Go names it: `amd64`. Empty where none was written.
    pub fn architecture(&self) -> &str {
        &self.architecture
    }

    /// The operating system as Go names it: `linux`. Empty where none was written.
    pub fn os(&self) -> &str {
        &self.os
    }

    /// The operating system's version: `10.0.14393.1066`. Empty where none was written.
    pub fn os_version(&self) -> &str {
        &self.os_version
    }

    /// What the operating system must have: `win32k`.
    pub fn os_features(&self) -> impl ExactSizeIterator<Item = &str> {
        self.os_features.iter().map(|feature| &**feature)
    }

    /// The variant of the CPU: `v7`. Empty where none was written.
    pub fn variant(&self) -> &str {
        &self.variant
    }

    /// What the CPU must have: Docker's lists have it, OCI reserves the name.
    pub fn features(&self) -> impl ExactSizeIterator<Item = &str> {
        self.features.iter().map(|feature| &**feature)
    }

    /// The platform as it is compared and matched, still as written: `features` is left out.
    pub fn to_platform(&self) -> Platform {
        Platform::new(&self.os, &self.architecture)
            .with_variant(&self.variant)
            .with_os_version(&*self.os_version)
            .with_os_features(self.os_features())
    }

    /// The same platform with a variant; an empty text takes it away.
    #[must_use]
    pub fn with_variant(mut self, variant: &str) -> Self {
        self.variant = variant.into();
        self.form.put(&MEMBERS, Slot::Variant, variant.is_empty());
        self
    }

    /// The same platform with a version of the operating system; an empty text takes it away.
    #[must_use]
    pub fn with_os_version(mut self, version: &str) -> Self {
        self.os_version = version.into();
        self.form.put(&MEMBERS, Slot::OsVersion, version.is_empty());
        self
    }

    /// The same platform with features of the operating system.
    #[must_use]
    pub fn with_os_features(mut self, features: &[&str]) -> Self {
        self.os_features = features.iter().map(|&feature| feature.into()).collect();
        self.form.put(&MEMBERS, Slot::OsFeatures, features.is_empty());
        self
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let start = reader.position();
        let mut platform = Self::default();
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut platform.form)? {
            match slot {
                Slot::Architecture => platform.architecture = values::text(reader)?,
                Slot::Os => platform.os = values::text(reader)?,
                Slot::OsVersion => platform.os_version = values::text(reader)?,
                Slot::OsFeatures => platform.os_features = values::texts(reader)?,
                Slot::Variant => platform.variant = values::text(reader)?,
                Slot::Features => platform.features = values::texts(reader)?,
            }
        }
        if platform.architecture.is_empty() || platform.os.is_empty() {
            reader.note(FindingKind::PlatformIncomplete, start);
        }
        let normal = Platform::new(&platform.os, &platform.architecture).normalize();
        if (normal.os(), normal.architecture()) != (platform.os(), platform.architecture()) {
            reader.note(FindingKind::PlatformNotNormal, start);
        }
        Ok(platform)
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        writer.object(&MEMBERS, &self.form, |writer, slot| match slot {
            Slot::Architecture => writer.string(&self.architecture),
            Slot::Os => writer.string(&self.os),
            Slot::OsVersion => writer.string(&self.os_version),
            Slot::OsFeatures => writer.strings(&self.os_features),
            Slot::Variant => writer.string(&self.variant),
            Slot::Features => writer.strings(&self.features),
        });
    }
}
