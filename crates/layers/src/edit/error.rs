//! [`ImageEditError`]: why an image cannot be changed.

use imageref::DocumentError;
use imageref::image::JoinError;

/// The reason why an image cannot be changed as asked.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// use imageref::config::History;
/// use imageref_layers::edit::{ImageEdit, ImageEditError};
/// use imageref::{Descriptor, DiffId, Digest, MediaType};
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// # let image = Image::new(manifest, config)?;
///
/// let layer = Descriptor::of(MediaType::DOCKER_LAYER_GZIP, b"compressed tar stream");
/// let diff_id = DiffId::new(Digest::sha256(b"tar stream"));
/// let error = ImageEdit::new(&image).with_layer(layer, diff_id, History::new("COPY app /app")).finish().unwrap_err();
/// assert_eq!(error, ImageEditError::MixedMediaTypes);
/// assert_eq!(error.to_string(), "the manifest would mix layers of OCI's and Docker's media types");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImageEditError {
    /// The history does not cover every layer, so that a new step would count as the step of a lower layer.
    #[error("the history does not cover every layer of the image")]
    HistoryIncomplete,
    /// The media type of the new layer is not a layer's.
    #[error("the media type of the new layer is not a layer's")]
    NotALayer,
    /// The manifest would have OCI's and Docker's layers; convert one of the two first.
    #[error("the manifest would mix layers of OCI's and Docker's media types")]
    MixedMediaTypes,
    /// Docker's manifest format does not define annotations; convert the manifest to OCI's first.
    #[error("unexpected annotation: Docker's manifest format does not define them")]
    NoAnnotations,
    /// A layer differs from the old base's, so that the image was not built from it.
    #[error("layer {layer} differs from the old base's")]
    #[non_exhaustive]
    NotTheBase {
        /// The index of the lowest layer that differs, counted from 0.
        layer: usize,
    },
    /// A history step differs from the old base's, so that the image was not built from it.
    #[error("history step {step} differs from the old base's")]
    #[non_exhaustive]
    NotTheBasesHistory {
        /// The index of the oldest step that differs, counted from 0.
        step: usize,
    },
    /// The new document is not valid: it has more members than the limits allow, for example.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The new manifest and config do not form an image.
    #[error(transparent)]
    Join(#[from] JoinError),
}
