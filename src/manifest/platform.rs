//! The `platform` member of an index's entries.

use alloc::borrow::Cow;
use alloc::boxed::Box;

use crate::document::{StringList, Strings, member, put, values};
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
    architecture "architecture" Warn No,
    os "os" Warn No,
    os_version "os.version" Warn Yes,
    os_features "os.features" Warn Yes,
    variant "variant" Warn Yes,
    features "features" Warn Yes,
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
        let (version, features) = (platform.os_version(), platform.os_features());
        if old.os_features() != features {
            null_features = None;
        }
        let changes = [
            (Slot::architecture, old.architecture() != platform.architecture(), false),
            (Slot::os, old.os() != platform.os(), false),
            (Slot::os_version, old.os_version() != version, version.is_none()),
            (Slot::os_features, old.os_features() != features, features.is_empty()),
            (Slot::variant, old.variant() != platform.variant(), platform.variant().is_none()),
        ];
        for (slot, changed, empty) in changes {
            let due = matches!(slot, Slot::architecture | Slot::os) && !order.has(slot);
            if changed || due {
                order.put(&MEMBERS, slot, empty);
            }
        }
        Self { platform, cpu_features, null_features, order }
    }

    pub(super) fn with_cpu_features(mut self, features: StringList) -> Self {
        let place = (&mut self.order, Slot::features);
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

member! { PlatformMember: |reader| Self::read(reader), |platform, writer| platform.write(writer); }

impl PlatformMember {
    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let start = reader.position();
        let mut texts: [Cow<'_, str>; 4] = Default::default();
        let (mut os_features, mut cpu_features) = (StringList::default(), StringList::default());
        let order = reader.object(&MEMBERS, &mut |reader, slot| {
            let [architecture, os, os_version, variant] = &mut texts;
            match slot {
                Slot::architecture => *architecture = reader.string()?,
                Slot::os => *os = reader.string()?,
                Slot::os_version => *os_version = reader.string()?,
                Slot::os_features => os_features = StringList::read(reader)?,
                Slot::variant => *variant = reader.string()?,
                _ => cpu_features = StringList::read(reader)?,
            }
            Ok(())
        })?;
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
        writer.object(&MEMBERS, &self.order, &mut |writer, slot| match slot {
            Slot::architecture => writer.string(platform.architecture()),
            Slot::os => writer.string(platform.os()),
            Slot::os_version => writer.string(platform.os_version().unwrap_or_default()),
            Slot::os_features => match &self.null_features {
                Some(features) => features.write(writer),
                None => writer.strings(platform.os_features()),
            },
            Slot::variant => writer.string(platform.variant().unwrap_or_default()),
            _ => self.cpu_features.write(writer),
        });
    }
}
