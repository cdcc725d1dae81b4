//! The operations that are counted. Each is a function that does it once for each of its inputs.

use std::hint::black_box;

use imageref::config::{History, ImageConfig};
use imageref::image::Image;
use imageref::manifest::{Descriptor, ImageManifest};
use imageref::reference::{Defaults, Tag};
use imageref::tag::{TagInfo, compare};
use imageref::{DiffId, Digest, DigestRef, Document, MediaType, RawReference, Reference};
use imageref_interop::pattern::PatternSet;
use imageref_layers::Tree;
use imageref_layers::archive::{LayerOptions, read_layer};
use imageref_layers::sharing::ImageSet;
use imageref_scan::{BuildOptions, Dockerfile};

#[allow(dead_code, reason = "the benchmarks use the rest")]
#[path = "../../inputs/mod.rs"]
mod inputs;

/// The inputs of the operations.
pub struct Inputs {
    raw: Vec<RawReference<'static>>,
    references: Vec<Reference>,
    digest_texts: Vec<String>,
    digests: Vec<Digest>,
    tags: Vec<Tag<'static>>,
    bytes: Vec<u8>,
    hash: Digest,
    images: Vec<Image>,
    patterns: PatternSet<()>,
}

const MANIFEST: &[u8] = include_bytes!("../../../src/docs/deb-web/manifest.json");
const CONFIG: &[u8] = include_bytes!("../../../src/docs/deb-web/config.json");
/// A layer of nine entries, in gzip.
const LAYER: &[u8] = include_bytes!(
    "../../../tests/data/images/store/blobs/sha256/e63fc5bf937717a98fae62943b8a0fa8786c90a11bb5bb0aaa4ab74521ff9b85"
);
const DOCKERFILE: &str =
    "ARG TAG=1.27\nFROM nginx:$TAG AS web\nCOPY --from=busybox:1.36 /bin/sh /sh\nFROM web\n";

impl Inputs {
    pub fn new() -> Self {
        let raw: Result<Vec<_>, _> =
            inputs::REALISTIC.iter().map(|text| RawReference::parse(text)).collect();
        let references: Result<_, _> = inputs::REALISTIC.iter().map(|text| text.parse()).collect();
        let digest_texts = inputs::digests(16, inputs::SEED);
        let digests: Result<_, _> = digest_texts.iter().map(|text| text.parse()).collect();
        let bytes = inputs::bytes(1024, inputs::SEED);
        Self {
            tags: raw.iter().flatten().filter_map(|raw| raw.tag()).collect(),
            raw: raw.expect("references"),
            references: references.expect("references"),
            digests: digests.expect("digests"),
            hash: Digest::sha256(&bytes),
            images: (0..4000).map(image).collect(),
            patterns: (0..1000)
                .map(|n| format!("r{n}.example.com/**").parse().expect("a pattern"))
                .map(|pattern| (pattern, ()))
                .collect(),
            digest_texts,
            bytes,
        }
    }
}

impl Default for Inputs {
    fn default() -> Self {
        Self::new()
    }
}

/// An image of 12 layers, the lower ones shared by ten, a hundred, a thousand, all.
fn image(number: usize) -> Image {
    let mut config = ImageConfig::new(&imageref::Platform::new("linux", "amd64"));
    let mut layers = Vec::new();
    for depth in (0..12).rev() {
        let content = format!("{depth} of {}", number / 10usize.pow(depth.min(4)));
        layers.push(Descriptor::of(
            MediaType::OCI_LAYER_GZIP,
            format!("compressed {content}").as_bytes(),
        ));
        let diff_id = DiffId::new(Digest::sha256(content.as_bytes()));
        config = config.with_layer(diff_id, History::new("COPY . ."));
    }
    let config = Document::from_value(&config).expect("a config");
    let manifest = ImageManifest::new(config.descriptor()).with_layers(layers);
    Image::new(Document::from_value(&manifest).expect("a manifest"), config).expect("an image")
}

fn set(images: &[Image]) {
    let mut set = ImageSet::new();
    for image in images {
        set.insert("app", image).expect("sizes that fit");
    }
    for member in set.iter() {
        black_box((member.unique_compressed_size(), member.nearest_bases().len()));
    }
    black_box((set.deduplicated_compressed_size(), set.base_groups().len()));
}

/// One operation: its name, which is its function's too, how many inputs it has, and the function.
pub type Operation = (&'static str, usize, fn(&Inputs));

macro_rules! operations {
    ($($name:ident: $count:expr, |$inputs:ident| $body:expr;)*) => {
        pub const OPERATIONS: &[Operation] = &[$((stringify!($name), $count, $name)),*];
        $(
            // Not inlined: its instructions are found by its name.
            #[inline(never)]
            fn $name($inputs: &Inputs) {
                $body
            }
        )*
    };
}

operations! {
    parse_as_written: 30, |_inputs| for text in inputs::REALISTIC {
        black_box(RawReference::parse(black_box(text)).is_ok());
    };
    parse_reference: 30, |_inputs| for text in inputs::REALISTIC {
        black_box(black_box(text).parse::<Reference>().ok());
    };
    normalize_name: 30, |inputs| for raw in &inputs.raw {
        black_box(raw.normalize_name(&Defaults::DOCKER).ok());
    };
    familiar_form: 30, |inputs| for reference in &inputs.references {
        black_box(reference.familiar().to_string());
    };
    set_tag: 30, |inputs| for raw in &inputs.raw {
        black_box(raw.with_tag(black_box(Tag::LATEST)).ok());
    };
    refuse_reference: 10, |_inputs| for text in inputs::WRONG {
        black_box(RawReference::parse(black_box(text)).err());
    };
    tag_info: 27, |inputs| for tag in &inputs.tags {
        black_box(TagInfo::of(black_box(*tag)).kind());
    };
    // Tags of one stream, which are compared to their ends.
    tag_compare: 27, |inputs| for tag in &inputs.tags {
        black_box(compare(black_box(*tag), *tag).is_ok());
    };
    parse_digest_as_written: 16, |inputs| for text in &inputs.digest_texts {
        black_box(DigestRef::parse(black_box(text)).is_ok());
    };
    parse_digest: 16, |inputs| for text in &inputs.digest_texts {
        black_box(black_box(text).parse::<Digest>().ok());
    };
    format_digest: 16, |inputs| for digest in &inputs.digests {
        black_box(digest.to_text());
    };
    // An image costs the same in a large set as in a small one: the set is linear.
    set_of_400_images: 400, |inputs| set(&inputs.images[..400]);
    set_of_4000_images: 4000, |inputs| set(&inputs.images);
    read_manifest: 1, |_inputs| {
        black_box(ImageManifest::from_slice(black_box(MANIFEST)).is_ok());
    };
    read_config: 1, |_inputs| {
        black_box(ImageConfig::from_slice(black_box(CONFIG)).is_ok());
    };
    read_layer_and_merge: 1, |_inputs| {
        let layer = read_layer(black_box(LAYER), &LayerOptions::default()).expect("a layer");
        black_box(Tree::from_layers([&layer.changeset]).is_ok());
    };
    match_1000_patterns: 30, |inputs| for reference in &inputs.references {
        black_box(inputs.patterns.longest(reference).is_some());
    };
    resolve_dockerfile: 1, |_inputs| {
        let dockerfile = Dockerfile::parse(black_box(DOCKERFILE)).expect("a Dockerfile");
        black_box(dockerfile.resolve(&BuildOptions::default()));
    };
    verify_1_kib: 1, |inputs| {
        black_box(inputs.hash.verify(black_box(&inputs.bytes)).is_ok());
    };
}
