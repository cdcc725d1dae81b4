//! [`model!`]: the one table of a model's members, and what follows from it.

/// A model: its struct, the table of its members, and the functions that read and change each.
///
/// A row: the field; its setters, if the table makes them; what it holds ([`member_type!`]); its JSON name; what `null`
/// means; whether Go omits it when empty; what it is, as a noun phrase, or of a flag, what it asserts. Comments are added
/// to the getter's. `blank` names a function that returns an object without members.
macro_rules! model {
    (
        $(#[$meta:meta])*
        pub struct $model:ident $({ $($extra:ident: $extra_type:ty,)* })?
        $table:ident $slots:ident, $object:literal, $case:ident, $beyond:literal $(, blank $blank:ident)?
            $(, foreign [$($foreign:literal),*], others [$($others:literal),*])?;
        $(
            $(#[$doc:meta])*
            $field:ident $(($($setter:ident),+))?: $kind:ident $(<$type:ty>)?,
            $name:literal $null:ident $omit:ident $(, $phrase:literal)?;
        )*
    ) => {
        $(#[$meta])*
        pub struct $model {
            $(pub(super) $field: crate::document::member_type!($kind $($type)?),)*
            $($(pub(super) $extra: $extra_type,)*)?
            pub(super) order: crate::json::MemberOrder,
        }

        crate::json::members! {
            $table: $slots, $object, $case
                $(, foreign [$($foreign),*], others [$($others),*])?;
            $($field $name $null $omit,)*
        }

        crate::document::blank! { $model [$($blank)?] $($field)* $($($extra)*)? order }

        impl $model {
            /// The JSON names of the members that this type reads, in the order of new documents.
            pub const MEMBERS: &'static [&'static str] = &[$($name),*];

            $(crate::document::accessors! {
                $kind [$($type)?] ($table $slots $field $name $omit) [$($($setter)+)?] [$(#[$doc])*] $($phrase)?
            })*

            #[doc = concat!("Returns the members that ", $beyond, ": name and value as JSON.")]
            pub fn unknown_members(&self) -> crate::document::UnknownMembers<'_> {
                self.order.unknown()
            }

            /// Reads an object.
            #[allow(dead_code, reason = "some models look at members while these are read")]
            fn read_members(
                mut self,
                reader: &mut crate::json::Reader<'_>,
            ) -> crate::json::Result<Self> {
                self.order = reader.object(&$table, &mut |reader, slot| self.read_member(reader, slot))?;
                Ok(self)
            }

            /// Reads the value of one member.
            pub(super) fn read_member(
                &mut self,
                reader: &mut crate::json::Reader<'_>,
                slot: usize,
            ) -> crate::json::Result<()> {
                match slot {
                    $($slots::$field => self.$field = crate::document::Member::read(reader)?,)*
                    _ => {}
                }
                Ok(())
            }

            /// Writes the object, members in their order.
            pub(super) fn write_members(&self, writer: &mut crate::json::Writer) {
                writer.object(&$table, &self.order, &mut |writer, slot| match slot {
                    $($slots::$field => crate::document::Member::write(&self.$field, writer),)*
                    _ => {}
                });
            }
        }
    };
}
pub(crate) use model;

/// The part of `Reading` that is the same for all models that `model!` makes.
macro_rules! layout_and_members {
    () => {
        fn write(&self, writer: &mut crate::json::Writer) {
            self.write_members(writer);
        }

        fn layout(&self) -> crate::json::Layout {
            self.layout.clone()
        }
    };
}
pub(crate) use layout_and_members;

/// The value of an object without members.
macro_rules! blank {
    ($model:ident [] $($field:ident)*) => {};
    ($model:ident [$blank:ident] $($field:ident)*) => {
        impl $model {
            /// An object without members.
            pub(super) fn $blank() -> Self {
                Self { $($field: crate::document::Unread::unread(),)* }
            }
        }
    };
}
pub(crate) use blank;

/// The type of a member's field.
macro_rules! member_type {
    (text) => { Option<crate::json::Text> };
    (list) => { crate::document::StringList };
    (set) => { crate::document::StringSet };
    (map) => { crate::document::Annotations };
    (flag) => { bool };
    (number) => { Option<i64> };
    (reserved) => { Option<crate::document::Reserved> };
    (optional $type:ty) => { Option<$type> };
    (object $type:ty) => { Option<alloc::boxed::Box<$type>> };
    (items $type:ty) => { alloc::vec::Vec<$type> };
    ($other:ident $type:ty) => { $type };
}
pub(crate) use member_type;

/// The getter of a member, `with_…` and `without_…`. Inline, so that those that nobody calls are not compiled.
macro_rules! accessors {
    (plain $($rest:tt)*) => {};
    (text [] $at:tt $setters:tt $docs:tt $phrase:literal) => { crate::document::accessors! {
        @get $at $docs concat!("Returns ", $phrase, ", if present."), [Option<&str>] |text| text.as_deref();
        @set $setters $phrase, "; an empty string removes the member", [] value: &str = Some(value.into())
    } };
    (list [] $at:tt $setters:tt $docs:tt $phrase:literal) => { crate::document::accessors! {
        @get $at $docs concat!("Returns ", $phrase, "."), [crate::document::Strings<'_>] |list| list.iter();
        @set $setters $phrase, "; an empty list removes the member",
            [<T: AsRef<str>>] values: impl IntoIterator<Item = T> = values.into_iter().collect()
    } };
    (set [] $at:tt $setters:tt $docs:tt $phrase:literal) => { crate::document::accessors! {
        @get $at $docs concat!("Returns ", $phrase, "."), [&crate::document::StringSet] |set| set;
        @set $setters $phrase, "; an empty list removes the member",
            [<T: AsRef<str>>] values: impl IntoIterator<Item = T> = values.into_iter().collect()
    } };
    (flag [] $at:tt $setters:tt $docs:tt $phrase:literal) => { crate::document::accessors! {
        @get $at $docs concat!("Returns `true` if ", $phrase, "."), [bool] |flag| *flag;
        @set $setters concat!("whether ", $phrase), "; `false` removes the member", [] value: bool = value
    } };
    (number [] $at:tt $setters:tt $docs:tt $phrase:literal) => { crate::document::accessors! {
        @get $at $docs concat!("Returns ", $phrase, ", if present."), [Option<i64>] |number| *number;
        @set $setters $phrase, "; 0 removes the member", [] value: i64 = Some(value)
    } };
    (reserved [] $at:tt $setters:tt $docs:tt $phrase:literal) => { crate::document::accessors! {
        @get $at $docs concat!("Returns ", $phrase, ", if present and whole. OCI reserves the member."),
            [Option<i64>] |number| number.as_ref()?.number();
        @set $setters $phrase, "; 0 removes the member",
            [] value: i64 = Some(crate::document::Reserved::new(value))
    } };
    (optional [$type:ty] $at:tt $setters:tt $docs:tt $phrase:literal) => { crate::document::accessors! {
        @get $at $docs concat!("Returns ", $phrase, ", if present."), [Option<&$type>] |value| value.as_ref();
        @set $setters $phrase, "", [] value: $type = Some(value)
    } };
    (object [$type:ty] $at:tt $setters:tt $docs:tt $phrase:literal) => { crate::document::accessors! {
        @get $at $docs concat!("Returns ", $phrase, ", if present."), [Option<&$type>] |value| value.as_deref();
        @set $setters $phrase, "", [] value: $type = Some(alloc::boxed::Box::new(value))
    } };
    (required [$type:ty] $at:tt $setters:tt $docs:tt $phrase:literal) => { crate::document::accessors! {
        @get $at $docs concat!("Returns ", $phrase, "."), [&$type] |value| value;
        @set $setters $phrase, "", [] value: $type = value
    } };
    (copied [$type:ty] $at:tt $setters:tt $docs:tt $phrase:literal) => { crate::document::accessors! {
        @get $at $docs concat!("Returns ", $phrase, "."), [$type] |value| *value;
        @set $setters $phrase, "", [] value: $type = value
    } };
    (
        items [$type:ty] ($table:ident $slots:ident $field:ident $name:literal $omit:ident)
        [$with:ident $with_one:ident $retain:ident] $docs:tt $phrase:literal
    ) => {
        crate::document::accessors! {
            items [$type] ($table $slots $field $name $omit) [$with] $docs $phrase
        }

        #[doc = concat!("Adds one to ", $phrase, ", as the last.")]
        #[must_use]
        #[inline]
        pub fn $with_one(mut self, value: $type) -> Self {
            self.$field.push(value);
            self.order.set($slots::$field);
            self
        }

        #[doc = concat!("Keeps those of ", $phrase, " for which `keep` returns `true`.")]
        pub fn $retain(&mut self, keep: impl FnMut(&$type) -> bool) {
            self.$field.retain(keep);
        }
    };
    (items [$type:ty] $at:tt $setters:tt $docs:tt $phrase:literal) => { crate::document::accessors! {
        @get $at $docs concat!("Returns ", $phrase, "."), [&[$type]] |items| items;
        @set $setters $phrase, "; an empty list removes the member",
            [] values: impl IntoIterator<Item = $type> = values.into_iter().collect()
    } };
    (
        map [] ($table:ident $slots:ident $field:ident $name:literal $omit:ident)
        [$with:ident $without:ident $with_one:ident $without_one:ident] $docs:tt $phrase:literal
    ) => {
        crate::document::accessors! {
            @get ($table $slots $field $name $omit) $docs concat!("Returns ", $phrase, "."),
                [&crate::document::Annotations] |map| map;
            @set [] $phrase, "", [] value: () = value
        }

        #[doc = concat!("Sets one of ", $phrase, ".")]
        #[must_use]
        #[inline]
        pub fn $with_one(self, key: &str, value: &str) -> Self {
            self.$with([(key, value)])
        }

        #[doc = concat!("Adds to ", $phrase, ": the value of a key that is there is replaced, the others stay.")]
        #[must_use]
        #[inline]
        pub fn $with<K: AsRef<str>, V: AsRef<str>>(
            mut self,
            entries: impl IntoIterator<Item = (K, V)>,
        ) -> Self {
            self.$field.extend(entries);
            self.order.set($slots::$field);
            self
        }

        #[doc = concat!("Removes one of ", $phrase, ", and `", $name, "` if it was the last.")]
        #[must_use]
        #[inline]
        pub fn $without_one(mut self, key: &str) -> Self {
            if self.$field.remove(key) {
                self.order.put(&$table, $slots::$field, self.$field.is_empty());
            }
            self
        }

        crate::document::accessors! { @without ($table $slots $field $name) $without $phrase }
    };
    // The getter; then the setters.
    (
        @get ($table:ident $slots:ident $field:ident $name:literal $omit:ident) [$($doc:tt)*] $returns:expr,
            [$got:ty] |$value:ident| $get:expr;
        @set $($set:tt)*
    ) => {
        #[doc = $returns]
        $($doc)*
        pub fn $field(&self) -> $got {
            let $value = &self.$field;
            $get
        }

        crate::document::accessors! { @$omit ($table $slots $field $name) $($set)* }
    };
    (@$omit:ident $at:tt [] $($set:tt)*) => {};
    (
        @Yes ($table:ident $slots:ident $field:ident $name:literal) [$with:ident $without:ident]
        $phrase:expr, $empty:literal, [$($generics:tt)*] $value:ident: $type:ty = $new:expr
    ) => {
        #[doc = concat!("Sets ", $phrase, $empty, ".")]
        #[must_use]
        #[inline]
        pub fn $with $($generics)* (mut self, $value: $type) -> Self {
            let place = (&mut self.order, $slots::$field);
            crate::document::put(&$table, place, &mut self.$field, $new);
            self
        }

        crate::document::accessors! { @without ($table $slots $field $name) $without $phrase }
    };
    (
        @No ($table:ident $slots:ident $field:ident $name:literal) [$with:ident $($without:ident)?]
        $phrase:expr, $empty:literal, [$($generics:tt)*] $value:ident: $type:ty = $new:expr
    ) => {
        #[doc = concat!("Sets ", $phrase, ".")]
        #[must_use]
        #[inline]
        pub fn $with $($generics)* (mut self, $value: $type) -> Self {
            let place = (&mut self.order, $slots::$field);
            crate::document::assign(place, &mut self.$field, $new);
            self
        }

        $(crate::document::accessors! { @without ($table $slots $field $name) $without $phrase })?
    };
    (@without ($table:ident $slots:ident $field:ident $name:literal) $without:ident $phrase:expr) => {
        #[doc = concat!("Removes `", $name, "`: ", $phrase, ".")]
        #[must_use]
        #[inline]
        pub fn $without(mut self) -> Self {
            crate::document::remove((&mut self.order, $slots::$field), &mut self.$field);
            self
        }
    };
}
pub(crate) use accessors;
