//! Images: any two documents joined. No panic, sums right, each step at its layer, edits fit.
#![no_main]

use imageref::config::{History, ImageConfig};
use imageref::image::{Image, Layer};
use imageref::manifest::{Descriptor, ImageManifest};
use imageref::{DiffId, Digest, Document, MediaType};
use imageref_interop::docker::{DockerHistory, HealthTest, ports};
use imageref_layers::edit::{ImageEdit, rebase};
use imageref_layers::instruction::Instruction;
use imageref_layers::sharing::{BaseGuess, is_base_of};
use libfuzzer_sys::fuzz_target;

// A manifest's line, then the config's; where they don't fit, the manifest is given the config's descriptor.
fuzz_target!(|documents: &[u8]| {
    let line = documents.iter().position(|&byte| byte == b'\n').unwrap_or(0);
    let (manifest, config) = documents.split_at(line);
    if let Ok(text) = core::str::from_utf8(config) {
        check_instruction(text);
    }
    let Ok(config) = Document::<ImageConfig>::from_bytes(config) else { return };
    let manifest = match ImageManifest::from_slice(manifest) {
        Ok(manifest) => manifest,
        Err(_) => made_for(&config),
    };
    let stated = config.descriptor().with_media_type(MediaType::OCI_CONFIG);
    let manifest = manifest.with_config(stated);
    let Ok(manifest) = Document::from_value(&manifest) else { return };
    if let Ok(image) = Image::new(manifest, config) {
        check_image(&image);
    }
});

fn made_for(config: &Document<ImageConfig>) -> ImageManifest {
    let layer = |id: &DiffId| {
        let size = u64::from(id.as_digest().as_hash().map_or(0, |hash| hash[0]));
        Descriptor::new(MediaType::OCI_LAYER_GZIP, id.as_digest().clone(), size)
    };
    let layers = config.value().diff_ids().iter().map(layer).collect();
    ImageManifest::new(config.descriptor()).with_layers(layers)
}

fn check_instruction(text: &str) {
    let instruction = Instruction::of(text);
    assert!(instruction.text().len() <= 2 * text.len() + 64);
    assert!(!instruction.to_string().contains(char::is_control));
}

fn check_image(image: &Image) {
    let sizes: Vec<u64> = image.layers().map(Layer::compressed_size).collect();
    assert_eq!(image.compressed_size(), sizes.iter().sum::<u64>());
    let steps: u64 = image.steps().map(|step| step.compressed_size()).sum();
    assert!(steps <= image.compressed_size());
    let mut last = None;
    for layer in image.steps().filter_map(|step| step.layer()) {
        assert!(last < Some(layer.index()));
        last = Some(layer.index());
    }
    for (layer, chain_id) in image.layers().zip(image.config().value().chain_ids()) {
        assert_eq!(*layer.chain_id(), chain_id);
        let step = layer.step().map(|step| step.layer().map(Layer::index));
        assert!(step.is_none_or(|back| back == Some(layer.index())));
        if let Some(step) = layer.step() {
            check_instruction(&Instruction::from(step).to_string());
        }
    }
    assert!(image.bytes_to_pull(|_| true) == 0);
    assert!(image.bytes_to_pull(|_| false) <= image.compressed_size() + image.config().size());
    assert_eq!(DockerHistory::new(image).len(), image.steps().len());
    let run = image.run_config();
    let _ = (BaseGuess::of(image), run.health_check().map(HealthTest::of), ports(run));

    let layer = Descriptor::of(MediaType::OCI_LAYER_GZIP, b"blob");
    let diff_id = DiffId::new(Digest::sha256(b"tar"));
    if let Ok(edited) = ImageEdit::new(image).with_layer(layer, diff_id, History::new("COPY a b")).finish() {
        assert_eq!(edited.layers().len(), image.layers().len() + 1);
        assert_eq!(
            edited.steps().next_back().map(Instruction::from).unwrap().to_string(),
            "COPY a b"
        );
        assert!(image.layers().len() == 0 || is_base_of(image, &edited));
        let config = edited.manifest().value().config();
        config.digest().verify(edited.config().bytes()).expect("a config that fits");
        if let Ok(rebased) = rebase(&edited, image, image) {
            assert_eq!(rebased.chain_ids(), edited.chain_ids());
        }
    }
}
