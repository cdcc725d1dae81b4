//! The `platform` member of an index's entries.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::document::values;
use crate::json::{
    Case, DocumentWarningKind, Form, Member, Members, Null, Omit, Reader, Result, Writer,
};
use crate::platform::Platform;

/// A [`Platform`] with what else is needed to write it again as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlatformMember {
    platform: Platform,
    /// What the CPU must have: Docker's lists have it, OCI reserves the name.
    cpu_features: Vec<Box<str>>,
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

impl PlatformMember {
    pub(super) fn new(platform: Platform) -> Self {
        let empty = Self {
            platform: Platform::new("", ""),
            cpu_features: Vec::new(),
            form: Form::default(),
        };
        empty.with_platform(platform)
    }

    /// The same member with another platform: what a platform doesn't have stays.
    pub(super) fn with_platform(self, platform: Platform) -> Self {
        let Self { platform: old, cpu_features, mut form } = self;
        let changes = [
            (Slot::Architecture, old.architecture() != platform.architecture(), false),
            (Slot::Os, old.os() != platform.os(), false),
            (
                Slot::OsVersion,
                old.os_version() != platform.os_version(),
                platform.os_version().is_none(),
            ),
            (
                Slot::OsFeatures,
                old.os_features() != platform.os_features(),
                platform.os_features().is_empty(),
            ),
            (Slot::Variant, old.variant() != platform.variant(), platform.variant().is_none()),
        ];
        for (slot, changed, empty) in changes {
            let due = matches!(slot, Slot::Architecture | Slot::Os) && !form.has(&MEMBERS, slot);
            if changed || due {
                form.put(&MEMBERS, slot, empty);
            }
        }
        Self { platform, cpu_features, form }
    }

    pub(super) fn platform(&self) -> &Platform {
        &self.platform
    }

    pub(super) fn cpu_features(&self) -> &[Box<str>] {
        &self.cpu_features
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let start = reader.position();
        let mut texts: [Cow<'_, str>; 4] = Default::default();
        let mut os_features: Vec<String> = Vec::new();
        let mut cpu_features = Vec::new();
        let mut form = Form::default();
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut form)? {
            let [architecture, os, os_version, variant] = &mut texts;
            match slot {
                Slot::Architecture => *architecture = reader.string()?,
                Slot::Os => *os = reader.string()?,
                Slot::OsVersion => *os_version = reader.string()?,
                Slot::OsFeatures => {
                    let features = values::texts(reader)?;
                    os_features = features.into_iter().map(String::from).collect();
                }
                Slot::Variant => *variant = reader.string()?,
                Slot::Features => cpu_features = values::texts(reader)?,
            }
        }
        let [architecture, os, os_version, variant] = texts;
        if architecture.is_empty() || os.is_empty() {
            reader.note(DocumentWarningKind::PlatformIncomplete, start);
        }
        let platform = Platform::new(&os, &architecture);
        let normal = platform.normalize();
        if (normal.os(), normal.architecture()) != (&*os, &*architecture) {
            reader.note(DocumentWarningKind::PlatformNotNormal, start);
        }
        let platform = platform
            .with_variant(&variant)
            .with_os_version(os_version)
            .with_os_features(os_features);
        Ok(Self { platform, cpu_features, form })
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        let platform = &self.platform;
        writer.object(&MEMBERS, &self.form, |writer, slot| match slot {
            Slot::Architecture => writer.string(platform.architecture()),
            Slot::Os => writer.string(platform.os()),
            Slot::OsVersion => writer.string(platform.os_version().unwrap_or_default()),
            Slot::OsFeatures => writer.strings(platform.os_features()),
            Slot::Variant => writer.string(platform.variant().unwrap_or_default()),
            Slot::Features => writer.strings(&self.cpu_features),
        });
    }
}
