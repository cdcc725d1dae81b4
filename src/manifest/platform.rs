//! The `platform` member of an index's entries.

use alloc::borrow::Cow;
use alloc::boxed::Box;

use crate::document::{Member, StringList, Strings, put, values};
use crate::json::{MemberOrder, Reader, Result, Writer, members};
use crate::platform::Platform;

/// A [`Platform`] with what else is needed to write it again as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlatformMember {
    platform: Platform,
    /// The CPU's features: Docker's lists have them, OCI reserves the name.
    cpu_features: StringList,
    /// The list of `os.features` if it has a `null`, which a platform cannot hold.
    null_features: Option<Box<StringList>>,
    order: MemberOrder,
}

members! {
    MEMBERS: Slot, "a platform", Reject;
    Architecture "architecture" Warn No,
    Os "os" Warn No,
    OsVersion "os.version" Warn Yes,
    OsFeatures "os.features" Warn Yes,
    Variant "variant" Warn Yes,
    Features "features" Warn Yes,
}

impl PlatformMember {
    pub(super) fn new(platform: Platform) -> Self {
        let empty = Self {
            platform: Platform::new("", ""),
            cpu_features: StringList::default(),
            null_features: None,
            order: MemberOrder::default(),
        };
        empty.with_platform(platform)
    }

    /// Returns the member with another platform; what a platform does not have stays.
    pub(super) fn with_platform(self, platform: Platform) -> Self {
        let Self { platform: old, cpu_features, mut null_features, mut order } = self;
        if old.os_features() != platform.os_features() {
            null_features = None;
        }
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
            let due = matches!(slot, Slot::Architecture | Slot::Os) && !order.has(&MEMBERS, slot);
            if changed || due {
                order.put(&MEMBERS, slot, empty);
            }
        }
        Self { platform, cpu_features, null_features, order }
    }

    pub(super) fn with_cpu_features(mut self, features: StringList) -> Self {
        let place = (&mut self.order, Slot::Features);
        put(&MEMBERS, place, &mut self.cpu_features, features);
        self
    }

    pub(super) fn platform(&self) -> &Platform {
        &self.platform
    }

    pub(super) fn cpu_features(&self) -> Strings<'_> {
        self.cpu_features.iter()
    }
}

impl Member for PlatformMember {
    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let start = reader.position();
        let mut texts: [Cow<'_, str>; 4] = Default::default();
        let (mut os_features, mut cpu_features) = (StringList::default(), StringList::default());
        let mut order = MemberOrder::default();
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut order)? {
            let [architecture, os, os_version, variant] = &mut texts;
            match slot {
                Slot::Architecture => *architecture = reader.string()?,
                Slot::Os => *os = reader.string()?,
                Slot::OsVersion => *os_version = reader.string()?,
                Slot::OsFeatures => os_features = StringList::read(reader)?,
                Slot::Variant => *variant = reader.string()?,
                Slot::Features => cpu_features = StringList::read(reader)?,
            }
        }
        let [architecture, os, os_version, variant] = texts;
        let platform = Platform::new(&os, &architecture)
            .with_variant(&variant)
            .with_os_version(os_version)
            .with_os_features(os_features.iter());
        values::check_platform(reader, &platform, start);
        let null_features = os_features.has_null().then(|| Box::new(os_features));
        Ok(Self { platform, cpu_features, null_features, order })
    }

    fn write(&self, writer: &mut Writer) {
        let platform = &self.platform;
        writer.object(&MEMBERS, &self.order, |writer, slot| match slot {
            Slot::Architecture => writer.string(platform.architecture()),
            Slot::Os => writer.string(platform.os()),
            Slot::OsVersion => writer.string(platform.os_version().unwrap_or_default()),
            Slot::OsFeatures => match &self.null_features {
                Some(features) => features.write(writer),
                None => writer.strings(platform.os_features()),
            },
            Slot::Variant => writer.string(platform.variant().unwrap_or_default()),
            Slot::Features => self.cpu_features.write(writer),
        });
    }
}
