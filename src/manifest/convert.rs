//! From OCI to Docker and back, with a list of what is lost.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::descriptor::Descriptor;
use super::image_manifest::ImageManifest;
use super::index::ImageIndex;
use crate::media_type::{Family, MediaType, MediaTypeKind};

/// A converted document, and the members that the other family does not have.
///
/// The config's bytes are untouched, so config digest and image ID stay; the manifest's digest changes.
///
/// ```
/// use imageref::manifest::{ConvertError, Converted, Loss};
/// use imageref::{Descriptor, ImageManifest, MediaType};
///
/// let manifest = ImageManifest::new(Descriptor::of(MediaType::OCI_CONFIG, b"{}")).with_annotation("a", "b");
/// let docker: Converted<ImageManifest> = manifest.to_docker()?;
/// assert_eq!(docker.value().config().media_type(), &MediaType::DOCKER_CONFIG);
/// // Docker's manifest has no annotations.
/// let lost: Vec<&str> = docker.losses().iter().map(Loss::pointer).collect();
/// assert_eq!(lost, ["/annotations"]);
///
/// let artifact = ImageManifest::artifact("text/example".into());
/// assert!(matches!(artifact.to_docker(), Err(ConvertError::MediaType { .. })));
/// # Ok::<(), ConvertError>(())
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
    /// The converted document.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// The members that were dropped, in the order of the document.
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }

    /// The converted document, without the losses.
    pub fn into_value(self) -> T {
        self.value
    }
}

impl Loss {
    /// The member that was dropped, as a JSON pointer into the original.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }
}

impl ImageManifest {
    /// Converts to a Docker schema 2 manifest, new and compact, as containers/image writes it.
    ///
    /// Annotations, subject, artifact type, embedded data and unknown members are dropped.
    ///
    /// Source: containers/image, `internal/image/oci.go`, `convertToManifestSchema2`.
    ///
    /// # Errors
    ///
    /// If the config or a layer has a media type without counterpart: zstd, encrypted, unknown, an artifact's.
    pub fn to_docker(&self) -> Result<Converted<Self>, ConvertError> {
        let mut losses = Losses::default();
        losses.add_if(self.artifact_type().is_some(), "/artifactType");
        let config = losses.docker_form("/config", self.config(), MediaTypeKind::Config)?;
        let mut layers = Vec::with_capacity(self.layers().len());
        for (i, layer) in self.layers().iter().enumerate() {
            layers.push(losses.docker_form(
                &format!("/layers/{i}"),
                layer,
                MediaTypeKind::Layer,
            )?);
        }
        losses.add_if(self.subject().is_some(), "/subject");
        losses.add_if(!self.annotations().is_empty(), "/annotations");
        losses.unknown("", self.unknown_members());
        Ok(Converted { value: Self::docker(config, layers), losses: losses.0 })
    }

    /// Converts to an OCI manifest, new and compact, as containers/image writes it.
    ///
    /// A config with a media type that old versions of Docker pushed, such as `application/octet-stream`, gets OCI's.
    ///
    /// Source: containers/image, `internal/image/docker_schema2.go`, `convertToManifestOCI1`, except that the config's
    /// bytes stay: nothing in them is lost and the image ID stays.
    ///
    /// # Errors
    ///
    /// If the config or a layer has a media type without counterpart.
    pub fn to_oci(&self) -> Result<Converted<Self>, ConvertError> {
        let mut losses = Losses::default();
        let config = if self.is_image() && self.has_old_config_type() {
            self.config().oci_form(MediaType::OCI_CONFIG)
        } else {
            to_oci("/config", self.config(), MediaTypeKind::Config)?
        };
        let mut oci = Self::new(config);
        for (i, layer) in self.layers().iter().enumerate() {
            let layer = to_oci(&format!("/layers/{i}"), layer, MediaTypeKind::Layer)?;
            oci = oci.with_layer(layer);
        }
        if !self.annotations().is_empty() {
            oci = oci.with_annotations(self.annotations());
        }
        if let Some(subject) = self.subject() {
            oci = oci.with_subject(subject.clone());
        }
        if let Some(artifact_type) = self.artifact_type() {
            oci = oci.with_artifact_type(artifact_type.clone());
        }
        losses.unknown("", self.unknown_members());
        Ok(Converted { value: oci, losses: losses.0 })
    }
}

impl ImageIndex {
    /// Converts to a Docker manifest list, new and compact. The manifests that it points at are not converted:
    /// `converted` returns each one's descriptor after conversion, or `None` to keep the descriptor.
    ///
    /// Source: containers/image, `internal/manifest/docker_schema2_list.go`, except that an entry without platform is an
    /// error, where it fills in the host's.
    ///
    /// # Errors
    ///
    /// If an entry's media type has no counterpart, or an entry has no platform.
    pub fn to_docker(
        &self,
        mut converted: impl FnMut(&Descriptor) -> Option<Descriptor>,
    ) -> Result<Converted<Self>, ConvertError> {
        let mut losses = Losses::default();
        losses.add_if(self.artifact_type().is_some(), "/artifactType");
        let mut entries = Vec::with_capacity(self.manifests().len());
        for (i, entry) in self.manifests().iter().enumerate() {
            let pointer = format!("/manifests/{i}");
            let Some(platform) = entry.platform() else {
                return Err(ConvertError::Platform { pointer });
            };
            let new = converted(entry);
            let docker = losses.docker_form(
                &pointer,
                new.as_ref().unwrap_or(entry),
                MediaTypeKind::Manifest,
            )?;
            entries.push(docker.with_platform(platform.clone()));
        }
        losses.add_if(self.subject().is_some(), "/subject");
        losses.add_if(!self.annotations().is_empty(), "/annotations");
        losses.unknown("", self.unknown_members());
        Ok(Converted { value: Self::docker(entries), losses: losses.0 })
    }

    /// Converts to an OCI index, new and compact. The manifests that it points at are not converted: `converted` returns
    /// each one's descriptor after conversion, or `None` to keep digest and size.
    ///
    /// # Errors
    ///
    /// If an entry's media type has no counterpart.
    pub fn to_oci(
        &self,
        mut converted: impl FnMut(&Descriptor) -> Option<Descriptor>,
    ) -> Result<Converted<Self>, ConvertError> {
        let mut losses = Losses::default();
        let mut oci = Self::new();
        for (i, entry) in self.manifests().iter().enumerate() {
            let new = converted(entry);
            let kept = new.as_ref().unwrap_or(entry);
            let entry = to_oci(&format!("/manifests/{i}"), kept, MediaTypeKind::Manifest)?;
            oci = oci.with_manifest(entry);
        }
        if !self.annotations().is_empty() {
            oci = oci.with_annotations(self.annotations());
        }
        if let Some(subject) = self.subject() {
            oci = oci.with_subject(subject.clone());
        }
        if let Some(artifact_type) = self.artifact_type() {
            oci = oci.with_artifact_type(artifact_type.clone());
        }
        losses.unknown("", self.unknown_members());
        Ok(Converted { value: oci, losses: losses.0 })
    }
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

    fn docker_form(
        &mut self,
        pointer: &str,
        descriptor: &Descriptor,
        kind: MediaTypeKind,
    ) -> Result<Descriptor, ConvertError> {
        let docker = counterpart(pointer, descriptor, kind, Family::Docker)?;
        self.add_if(!descriptor.annotations().is_empty(), &format!("{pointer}/annotations"));
        self.add_if(descriptor.has_data(), &format!("{pointer}/data"));
        self.add_if(descriptor.artifact_type().is_some(), &format!("{pointer}/artifactType"));
        self.unknown(pointer, descriptor.unknown_members());
        Ok(descriptor.docker_form(docker))
    }
}

fn to_oci(
    pointer: &str,
    descriptor: &Descriptor,
    kind: MediaTypeKind,
) -> Result<Descriptor, ConvertError> {
    let oci = counterpart(pointer, descriptor, kind, Family::Oci)?;
    Ok(descriptor.oci_form(oci))
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
