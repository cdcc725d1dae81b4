//! Manifests and indexes from OCI to Docker and back, with a list of what is lost.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use imageref::manifest::{Descriptor, ImageIndex, ImageManifest};
use imageref::media_type::{Family, MediaType, MediaTypeKind};

/// A converted document, and the members that the other family does not have.
///
/// The config's bytes are untouched, so config digest and image ID stay; the manifest's digest changes.
///
/// ```
/// use imageref::{Descriptor, ImageManifest, MediaType};
/// use imageref_interop::docker::{Loss, manifest_to_docker};
///
/// let manifest = ImageManifest::new(Descriptor::of(MediaType::OCI_CONFIG, b"{}"))
///     .with_layer(Descriptor::of(MediaType::OCI_LAYER_GZIP, b"a layer"))
///     .with_annotation("a", "b");
/// let docker = manifest_to_docker(&manifest)?;
/// assert_eq!(docker.value().media_type(), Some(&MediaType::DOCKER_MANIFEST));
/// assert_eq!(docker.losses().iter().map(Loss::pointer).collect::<Vec<_>>(), ["/annotations"]);
/// # Ok::<(), imageref_interop::docker::ConvertError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Converted<T> {
    value: T,
    losses: Vec<Loss>,
}

/// A member that a conversion dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    pointer: String,
}

/// The reason why a document was not converted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConvertError {
    /// A media type without counterpart in the other family: zstd for Docker, encrypted or unknown layers, artifacts.
    #[error("no counterpart of {media_type:?} at {pointer}")]
    #[non_exhaustive]
    MediaType {
        /// The JSON pointer of the descriptor.
        pointer: String,
        /// Its media type.
        media_type: MediaType,
    },
    /// An entry of an index without platform, which Docker's lists require.
    #[error("missing platform of the entry at {pointer}")]
    #[non_exhaustive]
    Platform {
        /// The JSON pointer of the entry.
        pointer: String,
    },
}

impl<T> Converted<T> {
    /// Returns the converted document.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// Returns the members that were dropped, in the order of the document.
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }

    /// Returns the converted document, without the losses.
    pub fn into_value(self) -> T {
        self.value
    }
}

impl Loss {
    /// Returns the member that was dropped, as a JSON pointer into the original.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }
}

/// Converts to a Docker schema 2 manifest, new and compact, as containers/image writes it.
///
/// Annotations, subject, artifact type, embedded data and unknown members are dropped.
///
/// Source: containers/image, `internal/image/oci.go`, `convertToManifestSchema2`.
///
/// # Errors
///
/// If the config or a layer has a media type without counterpart: zstd, encrypted, unknown, an artifact's.
pub fn manifest_to_docker(
    manifest: &ImageManifest,
) -> Result<Converted<ImageManifest>, ConvertError> {
    let mut losses = Losses::default();
    losses.add_if(manifest.artifact_type().is_some(), "/artifactType");
    let config = losses.docker_form("/config", manifest.config(), MediaTypeKind::Config)?;
    let mut docker = ImageManifest::new(config).with_media_type(MediaType::DOCKER_MANIFEST);
    for (i, layer) in manifest.layers().iter().enumerate() {
        let pointer = format!("/layers/{i}");
        docker = docker.with_layer(losses.docker_form(&pointer, layer, MediaTypeKind::Layer)?);
    }
    losses.add_if(manifest.subject().is_some(), "/subject");
    losses.add_if(!manifest.annotations().is_empty(), "/annotations");
    losses.unknown("", manifest.unknown_members());
    Ok(Converted { value: docker, losses: losses.0 })
}

/// Converts to an OCI manifest, new and compact, as containers/image writes it.
///
/// A config with a media type that old versions of Docker pushed, such as `application/octet-stream`, gets OCI's.
///
/// Source: containers/image, `internal/image/docker_schema2.go`, `convertToManifestOCI1`, except that the config's bytes
/// stay: nothing in them is lost and the image ID stays.
///
/// # Errors
///
/// If the config or a layer has a media type without counterpart.
pub fn manifest_to_oci(manifest: &ImageManifest) -> Result<Converted<ImageManifest>, ConvertError> {
    let mut losses = Losses::default();
    let old_type = manifest.config().media_type().kind() != MediaTypeKind::Config;
    let config = if manifest.is_image() && old_type {
        losses.oci_members("/config", manifest.config(), MediaType::OCI_CONFIG)
    } else {
        losses.oci_form("/config", manifest.config(), MediaTypeKind::Config)?
    };
    let mut oci = ImageManifest::new(config);
    for (i, layer) in manifest.layers().iter().enumerate() {
        let pointer = format!("/layers/{i}");
        oci = oci.with_layer(losses.oci_form(&pointer, layer, MediaTypeKind::Layer)?);
    }
    if let Some(artifact_type) = manifest.artifact_type() {
        oci = oci.with_artifact_type(artifact_type.clone());
    }
    if let Some(subject) = manifest.subject() {
        oci = oci.with_subject(subject.clone());
    }
    if !manifest.annotations().is_empty() {
        oci = oci.with_annotations(manifest.annotations());
    }
    losses.unknown("", manifest.unknown_members());
    Ok(Converted { value: oci, losses: losses.0 })
}

/// Converts to a Docker manifest list, new and compact. The manifests that it points at are not converted: `converted`
/// returns each one's descriptor after conversion, or `None` to keep the descriptor.
///
/// Source: containers/image, `internal/manifest/docker_schema2_list.go`, except that an entry without platform is an
/// error, where it fills in the host's.
///
/// # Errors
///
/// If an entry's media type has no counterpart, or an entry has no platform.
pub fn index_to_docker(
    index: &ImageIndex,
    mut converted: impl FnMut(&Descriptor) -> Option<Descriptor>,
) -> Result<Converted<ImageIndex>, ConvertError> {
    let mut losses = Losses::default();
    losses.add_if(index.artifact_type().is_some(), "/artifactType");
    let mut docker = ImageIndex::new().with_media_type(MediaType::DOCKER_LIST);
    for (i, entry) in index.manifests().iter().enumerate() {
        let pointer = format!("/manifests/{i}");
        let Some(platform) = entry.platform() else {
            return Err(ConvertError::Platform { pointer });
        };
        let new = converted(entry);
        let new = new.as_ref().unwrap_or(entry);
        let new = losses.docker_form(&pointer, new, MediaTypeKind::Manifest)?;
        docker = docker.with_manifest(new.with_platform(platform.clone()));
    }
    losses.add_if(index.subject().is_some(), "/subject");
    losses.add_if(!index.annotations().is_empty(), "/annotations");
    losses.unknown("", index.unknown_members());
    Ok(Converted { value: docker, losses: losses.0 })
}

/// Converts to an OCI index, new and compact. The manifests that it points at are not converted: `converted` returns
/// each one's descriptor after conversion, or `None` to keep digest and size.
///
/// # Errors
///
/// If an entry's media type has no counterpart.
pub fn index_to_oci(
    index: &ImageIndex,
    mut converted: impl FnMut(&Descriptor) -> Option<Descriptor>,
) -> Result<Converted<ImageIndex>, ConvertError> {
    let mut losses = Losses::default();
    let mut oci = ImageIndex::new();
    for (i, entry) in index.manifests().iter().enumerate() {
        let new = converted(entry);
        let new = new.as_ref().unwrap_or(entry);
        let pointer = format!("/manifests/{i}");
        oci = oci.with_manifest(losses.oci_form(&pointer, new, MediaTypeKind::Manifest)?);
    }
    if let Some(artifact_type) = index.artifact_type() {
        oci = oci.with_artifact_type(artifact_type.clone());
    }
    if let Some(subject) = index.subject() {
        oci = oci.with_subject(subject.clone());
    }
    if !index.annotations().is_empty() {
        oci = oci.with_annotations(index.annotations());
    }
    losses.unknown("", index.unknown_members());
    Ok(Converted { value: oci, losses: losses.0 })
}

#[derive(Default)]
struct Losses(Vec<Loss>);

impl Losses {
    fn add_if(&mut self, lost: bool, pointer: &str) {
        if lost {
            self.0.push(Loss { pointer: pointer.into() });
        }
    }

    fn unknown<'a>(&mut self, parent: &str, members: impl Iterator<Item = (&'a str, &'a str)>) {
        for (name, _) in members {
            self.add_if(true, &format!("{parent}/{}", name.trim_matches('"')));
        }
    }

    /// The members that Docker's schema 2 has, in its order: media type, size, digest and URLs.
    fn docker_form(
        &mut self,
        pointer: &str,
        old: &Descriptor,
        kind: MediaTypeKind,
    ) -> Result<Descriptor, ConvertError> {
        let media_type = counterpart(pointer, old, kind, Family::Docker)?;
        self.add_if(!old.annotations().is_empty(), &format!("{pointer}/annotations"));
        self.add_if(old.has_data(), &format!("{pointer}/data"));
        self.add_if(old.artifact_type().is_some(), &format!("{pointer}/artifactType"));
        self.unknown(pointer, old.unknown_members());
        // A descriptor keeps the order that it was read in. Neither member has anything to escape.
        let (size, digest) = (old.size(), old.digest());
        let json = format!(r#"{{"mediaType":"{media_type}","size":{size},"digest":"{digest}"}}"#);
        let docker = Descriptor::from_slice(json.as_bytes())
            .unwrap_or_else(|_| Descriptor::new(media_type, digest.clone(), size));
        Ok(if old.urls().len() == 0 { docker } else { docker.with_urls(old.urls()) })
    }

    /// The members that OCI has, in its order.
    fn oci_form(
        &mut self,
        pointer: &str,
        old: &Descriptor,
        kind: MediaTypeKind,
    ) -> Result<Descriptor, ConvertError> {
        let media_type = counterpart(pointer, old, kind, Family::Oci)?;
        Ok(self.oci_members(pointer, old, media_type))
    }

    fn oci_members(
        &mut self,
        pointer: &str,
        old: &Descriptor,
        media_type: MediaType,
    ) -> Descriptor {
        let mut oci = Descriptor::new(media_type, old.digest().clone(), old.size());
        if old.urls().len() > 0 {
            oci = oci.with_urls(old.urls());
        }
        if !old.annotations().is_empty() {
            oci = oci.with_annotations(old.annotations());
        }
        match old.data() {
            Some(data) => oci = oci.clone().with_data(data).unwrap_or(oci),
            None => self.add_if(old.has_data(), &format!("{pointer}/data")),
        }
        if let Some(platform) = old.platform() {
            oci = oci.with_platform(platform.clone());
        }
        if let Some(artifact_type) = old.artifact_type() {
            oci = oci.with_artifact_type(artifact_type.clone());
        }
        self.unknown(pointer, old.unknown_members());
        oci
    }
}

fn counterpart(
    pointer: &str,
    descriptor: &Descriptor,
    kind: MediaTypeKind,
    family: Family,
) -> Result<MediaType, ConvertError> {
    let media_type = descriptor.media_type();
    let other = match family {
        Family::Docker => media_type.to_docker(),
        _ => media_type.to_oci(),
    };
    let fits = |other: &MediaType| {
        let index = kind == MediaTypeKind::Manifest && other.kind() == MediaTypeKind::Index;
        other.kind() == kind || index
    };
    let error =
        || ConvertError::MediaType { pointer: pointer.into(), media_type: media_type.clone() };
    other.filter(fits).ok_or_else(error)
}
