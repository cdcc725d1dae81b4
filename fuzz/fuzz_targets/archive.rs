//! Any bytes as a layer's blob and as an image archive: an error, or what the digests say; never over the limits.
#![no_main]

use imageref::{DiffId, Digest};
use imageref_layers::archive::{
    ArchiveLimits, ImageArchive, LayerOptions, LayerReader, read_layer, read_layer_with,
};
use imageref_layers::{
    Changeset, EfficiencyModel, LayerBuilder, Tree, UnpackPolicy, WhiteoutFormat, efficiency,
};
use libfuzzer_sys::fuzz_target;

const OUTPUT: u64 = 1 << 22;

fuzz_target!(|data: &[u8]| {
    let limits = ArchiveLimits::default()
        .with_output_bytes(OUTPUT)
        .with_entries(10_000)
        .with_name_bytes(1 << 20)
        .with_extension_bytes(1 << 16)
        .with_document_bytes(1 << 20);
    let options = LayerOptions::new().with_limits(limits);
    let verified = options.clone().verify_blob(Digest::sha256(data), data.len() as u64);
    let layer = read_layer(data, &options);
    assert_eq!(layer.is_ok(), read_layer(data, &verified).is_ok());
    if let Ok(layer) = &layer {
        assert_eq!(layer.compressed_bytes, data.len() as u64);
        assert!(layer.uncompressed_bytes <= OUTPUT);
        if layer.compression == imageref::media_type::Compression::None {
            assert_eq!(layer.diff_id, DiffId::new(Digest::sha256(data)));
        }
        let mut reader = LayerReader::new(data, &options).expect("it was read before");
        let mut entries = 0;
        while reader.next_entry().expect("it was read before").is_some() {
            entries += 1;
        }
        assert_eq!(entries, layer.changeset.stats().entries);
        if let Ok(tree) = Tree::from_layers([&layer.changeset]) {
            let again =
                Changeset::from_entries(layer.changeset.to_oci_entries()).expect("written out");
            assert!(Tree::from_layers([&again]).expect("the same layer") == tree);
            for mode in [EfficiencyModel::Dive, EfficiencyModel::Actual] {
                efficiency([&layer.changeset, &again], mode).expect("they make a tree");
            }
        }
    }
    for policy in UnpackPolicy::ALL {
        for form in [WhiteoutFormat::Oci, WhiteoutFormat::Overlayfs] {
            let builder = LayerBuilder::new().with_policy(policy, None).with_format(form);
            let _ = read_layer_with(data, &options, builder);
        }
    }
    if let Ok(archive) = ImageArchive::read(data, limits) {
        for image in archive.images().unwrap_or_default() {
            let _ = archive.layers_of(image);
        }
    }
});
