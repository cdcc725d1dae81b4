//! From OCI to Docker and back, with a list of what is lost.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::descriptor::Descriptor;
use super::image_manifest::ImageManifest;
use super::index::ImageIndex;
use crate::media_type::{Family, MediaType, MediaTypeKind};

/// A converted document, and what the other family has no place for.
///
/// The config's bytes are untouched, so config digest and image ID stay; the manifest's digest changes.
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

/// A document cannot be converted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConvertError {
    /// A media type that the other family has no name for: zstd in Docker's, encrypted or unknown layers, artifacts.
    #[error("{media_type} at {pointer} has no counterpart")]
    #[non_exhaustive]
    MediaType {
        /// Where the descriptor stands, as a JSON pointer.
        pointer: String,
        /// Its media type.
        media_type: MediaType,
    },
    /// An entry of an index without a platform, which Docker's lists need.
    #[error("the entry at {pointer} has no platform")]
    #[non_exhaustive]
    Platform {
        /// Where the entry stands, as a JSON pointer.
        pointer: String,
    },
}

impl<T> Converted<T> {
    /// The converted document.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// What was dropped, in the order of the document.
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }

    /// The converted document alone.
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
    /// The same image as a Docker schema 2 manifest, new and compact, as containers/image writes it.
    ///
    /// Annotations, subject, artifact type, embedded data and unknown members are dropped.
    ///
    /// Source: containers/image, `internal/image/oci.go`, `convertToManifestSchema2`.
    ///
    /// # Errors
    /// If Docker has no media type for the config or a layer: zstd, encrypted, unknown, an artifact's.
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

    /// The same image as an OCI manifest, new and compact, as containers/image writes it.
    ///
    /// Source: containers/image, `internal/image/docker_schema2.go`, `convertToManifestOCI1`; but that the config's bytes
    /// are not converted, so that nothing in them is lost and the image ID stays.
    ///
    /// # Errors
    /// If OCI has no media type for the config or a layer.
    pub fn to_oci(&self) -> Result<Converted<Self>, ConvertError> {
        let mut losses = Losses::default();
        let config = to_oci("/config", self.config(), MediaTypeKind::Config)?;
        let mut builder = Self::builder(config);
        for (i, layer) in self.layers().iter().enumerate() {
            let layer = to_oci(&format!("/layers/{i}"), layer, MediaTypeKind::Layer)?;
            builder = builder.layer(layer);
        }
        for (key, value) in self.annotations().iter() {
            builder = builder.annotation(key, value);
        }
        if let Some(subject) = self.subject() {
            builder = builder.subject(subject.clone());
        }
        if let Some(artifact_type) = self.artifact_type() {
            builder = builder.artifact_type(artifact_type.clone());
        }
        losses.unknown("", self.unknown_members());
        Ok(Converted { value: builder.build(), losses: losses.0 })
    }
}

impl ImageIndex {
    /// The same index as a Docker manifest list, new and compact. The manifests that it points at are not converted:
    /// `digests` tells each one's descriptor after conversion, `None` keeps it as it is.
    ///
    /// Source: containers/image, `internal/manifest/docker_schema2_list.go`; but that an entry without a platform is
    /// refused, where it fills in the host's.
    ///
    /// # Errors
    /// If an entry is no manifest that Docker knows, or has no platform.
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

    /// The same list as an OCI index, new and compact. The manifests that it points at are not converted: `converted`
    /// tells each one's descriptor after conversion, `None` keeps digest and size.
    ///
    /// # Errors
    /// If OCI has no media type for an entry.
    pub fn to_oci(
        &self,
        mut converted: impl FnMut(&Descriptor) -> Option<Descriptor>,
    ) -> Result<Converted<Self>, ConvertError> {
        let mut losses = Losses::default();
        let mut builder = Self::builder();
        for (i, entry) in self.manifests().iter().enumerate() {
            let new = converted(entry);
            let kept = new.as_ref().unwrap_or(entry);
            let oci = to_oci(&format!("/manifests/{i}"), kept, MediaTypeKind::Manifest)?;
            builder = builder.manifest(oci);
        }
        for (key, value) in self.annotations().iter() {
            builder = builder.annotation(key, value);
        }
        if let Some(subject) = self.subject() {
            builder = builder.subject(subject.clone());
        }
        if let Some(artifact_type) = self.artifact_type() {
            builder = builder.artifact_type(artifact_type.clone());
        }
        losses.unknown("", self.unknown_members());
        Ok(Converted { value: builder.build(), losses: losses.0 })
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
    let refused =
        || ConvertError::MediaType { pointer: pointer.into(), media_type: media_type.clone() };
    other.filter(fits).ok_or_else(refused)
}
