//! Which images of a set are the bases of others.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use imageref::ChainId;

use super::base_check::check_base;
use super::member::SetMember;
use super::set::ImageSet;

/// Images with the same nearest base in a set.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// use imageref_layers::sharing::ImageSet;
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-tools/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-tools/config.json")[..])?;
/// # let tools = Image::new(manifest, config)?;
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// # let web = Image::new(manifest, config)?;
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-db/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-db/config.json")[..])?;
/// # let db = Image::new(manifest, config)?;
/// let mut set = ImageSet::new();
/// set.insert("tools", &tools)?;
/// set.insert("web", &web)?;
/// set.insert("db", &db)?;
/// for group in set.base_groups() {
///     assert_eq!(Some(group.chain_id), tools.chain_id());
///     assert_eq!((group.bases.len(), group.images.len()), (1, 2));
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BaseGroup<'s> {
    /// The chain ID of the base.
    pub chain_id: &'s ChainId,
    /// The images that are this base: several if they differ only in config or compression.
    pub bases: Vec<SetMember<'s>>,
    /// The images that were put on top of it.
    pub images: Vec<SetMember<'s>>,
}

impl<'s> SetMember<'s> {
    /// Returns the images of the set that are bases of this one, those with the fewest layers first.
    ///
    /// A base's layers are the lowest ones of this image, compared by diff ID, and this image has more. An image without
    /// layers is the base of none.
    pub fn bases(self) -> Vec<SetMember<'s>> {
        let ends = self.set.chains.values_of(self.below()).flat_map(|chain| &chain.ends);
        ends.filter_map(|&number| self.set.member(number)).collect()
    }

    /// Returns those of its [`bases`](Self::bases) with the most layers: several if they differ only in config or
    /// compression.
    pub fn nearest_bases(self) -> Vec<SetMember<'s>> {
        let chain = self.nearest_chain().and_then(|chain| self.set.chains.value(chain));
        chain.map(|chain| self.set.members_of(&chain.ends)).unwrap_or_default()
    }

    /// Returns those of its [`bases`](Self::bases) from which it was built in their present state: its history starts with
    /// theirs, see [`check_base`].
    pub fn bases_with_history(self) -> Vec<SetMember<'s>> {
        let mut bases = self.bases();
        bases.retain(|base| check_base(self.image(), base.image()).is_ok());
        bases
    }

    /// Returns the images of the set whose manifest is named by this one's annotation
    /// `org.opencontainers.image.base.digest`. Their layers are not compared.
    ///
    /// The annotation may name an index instead, which is not an image of a set.
    pub fn annotated_bases(self) -> Vec<SetMember<'s>> {
        let Some(digest) = self.image().manifest().value().annotations().base_digest() else {
            return Vec::new();
        };
        let is_named = |member: &SetMember<'_>| *member.image().manifest().digest() == digest;
        self.set.iter().filter(is_named).collect()
    }

    /// The chains below its top layer, lowest first.
    fn below(self) -> &'s [u32] {
        self.chains().split_last().map_or(&[], |(_, below)| below)
    }

    fn nearest_chain(self) -> Option<u32> {
        let chains = &self.set.chains;
        let is_base = |chain| chains.value(chain).is_some_and(|chain| !chain.ends.is_empty());
        self.below().iter().copied().rev().find(|&chain| is_base(chain))
    }
}

impl ImageSet<'_> {
    /// Returns the images that have a base in the set, grouped by their nearest one.
    ///
    /// Groups are in the order in which their bases' layers were added.
    ///
    /// # Examples
    ///
    /// ```
    /// # use imageref::{Document, Image};
    /// use imageref_layers::sharing::ImageSet;
    /// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-tools/manifest.json")[..])?;
    /// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-tools/config.json")[..])?;
    /// # let tools = Image::new(manifest, config)?;
    /// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
    /// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
    /// # let web = Image::new(manifest, config)?;
    /// let mut set = ImageSet::new();
    /// set.insert("tools", &tools)?;
    /// set.insert("web", &web)?;
    /// let [group] = &set.base_groups()[..] else { panic!("one image has a base") };
    /// assert_eq!((group.bases[0].name(), group.images[0].name()), ("tools", "web"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn base_groups(&self) -> Vec<BaseGroup<'_>> {
        let mut images: BTreeMap<u32, Vec<SetMember<'_>>> = BTreeMap::new();
        for member in self {
            if let Some(chain) = member.nearest_chain() {
                images.entry(chain).or_default().push(member);
            }
        }
        let group = |(chain, images)| {
            let bases = self.members_of(&self.chains.value(chain)?.ends);
            // INVARIANT: the chain is the nearest one of an image because a base ends with it.
            let chain_id = bases.first()?.image().chain_id()?;
            Some(BaseGroup { chain_id, bases, images })
        };
        images.into_iter().filter_map(group).collect()
    }
}
