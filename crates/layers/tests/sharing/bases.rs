//! Checks that an image was built from a base, against regclient's verdicts on every pair of the store's images and of those
//! that umoci made from them.

use std::collections::BTreeMap;

use imageref::config::History;
use imageref::image::Image;
use imageref_layers::edit::ImageEdit;
use imageref_layers::sharing::{
    BaseMismatchError, CacheReuse, ImageSet, SetMember, check_base, is_base_of,
};

use crate::data;
use crate::images::{made_up, tagged};
use crate::umoci_images::named;

fn verdict(image: &Image, base: &Image) -> String {
    match check_base(image, base) {
        Ok(()) => "ok".into(),
        Err(BaseMismatchError::Layer { layer, .. }) => format!("layer {layer}"),
        Err(BaseMismatchError::FewerLayers) => "fewer layers".into(),
        Err(BaseMismatchError::HistoryStep { step, .. }) => format!("step {step}"),
        Err(BaseMismatchError::FewerSteps) => "fewer steps".into(),
        Err(other) => other.to_string(),
    }
}

fn names<'a>(members: &[SetMember<'a>]) -> Vec<&'a str> {
    members.iter().map(|member| member.name()).collect()
}

/// The verdicts differ only if a layer is in different blobs: regclient compares blobs, we compare diff IDs.
#[test]
fn agrees_with_regclient() {
    let text = data::read("image/check-base.tsv");
    let rows: Vec<_> = data::rows(&text).collect();
    let images: BTreeMap<_, _> = rows.iter().map(|row| (row[0], named(row[0]))).collect();
    let (mut same, mut other_blobs) = (0, 0);
    for row in rows {
        let (image, base) = (&images[row[0]], &images[row[1]]);
        let found = verdict(image, base);
        if found == row[2] {
            same += 1;
            continue;
        }
        let layer: usize = row[2].strip_prefix("layer ").expect(row[0]).parse().unwrap();
        let layer = |image: &Image| {
            let layer = image.layer(layer).unwrap();
            (layer.diff_id().clone(), layer.descriptor().clone())
        };
        let (ours, bases) = (layer(image), layer(base));
        assert!(ours.0 == bases.0 && ours.1 != bases.1, "{row:?} {found}");
        other_blobs += 1;
    }
    assert_eq!((same, other_blobs), (228, 28));
}

/// A base that got another step without a layer since the image was built.
#[test]
fn older_state_of_a_base() {
    let (base, said, one) = (tagged("tiny-base"), named("base-said"), tagged("tiny-1"));
    assert!(is_base_of(&said, &one) && is_base_of(&base, &one));
    assert_eq!(check_base(&one, &base), Ok(()));
    let error = check_base(&one, &said).unwrap_err();
    assert_eq!(error.to_string(), "history step 1 differs from the base's");

    let mut set = ImageSet::new();
    for (name, image) in [("base", &base), ("said", &said), ("one", &one)] {
        set.insert(name, image).unwrap();
    }
    let one = set.get("one").unwrap();
    assert_eq!(names(&one.bases()), ["base", "said"]);
    assert_eq!(names(&one.bases_with_history()), ["base"]);
}

/// regclient fails if a step has no time. Times are compared as points in time.
#[test]
fn times_of_steps() {
    let at = |time: Option<&str>, more: &str| {
        let step = History::new(more);
        let step = match time {
            Some(time) => step.with_created(time.parse().unwrap()),
            None => step,
        };
        ImageEdit::new(&made_up(&["a"])).with_empty_step(step).finish().unwrap()
    };
    let time = Some("2024-02-03T04:05:06Z");
    assert_eq!(check_base(&at(time, "x"), &at(Some("2024-02-03T05:05:06.0+01:00"), "x")), Ok(()));
    assert_eq!(check_base(&at(None, "x"), &at(None, "x")), Ok(()));
    for other in [at(None, "x"), at(time, "y"), at(Some("2024-02-03T04:05:06.1Z"), "x")] {
        assert_eq!(verdict(&at(time, "x"), &other), "step 1");
    }
    let by = |author: &str, comment: &str| {
        let step = History::new("x").with_author(author).with_comment(comment);
        ImageEdit::new(&made_up(&["a"])).with_empty_step(step).finish().unwrap()
    };
    assert_eq!(verdict(&by("a", "c"), &by("b", "c")), "step 1");
    assert_eq!(verdict(&by("a", "c"), &by("a", "")), "step 1");
    // An empty member is the same as none.
    let with = |member: &str| {
        let image = by("a", "c");
        let config = String::from_utf8(image.config().bytes().to_vec()).unwrap();
        let config = config.replace(r#""comment":"c","#, member);
        let config = imageref::Document::from_bytes(config.into_bytes()).unwrap();
        let manifest = image.manifest().value().clone().with_config(config.descriptor());
        Image::new(imageref::Document::from_value(&manifest).unwrap(), config).unwrap()
    };
    let (empty, absent) = (with(r#""comment":"","#), with(""));
    assert_ne!(empty.config().digest(), absent.config().digest());
    assert_eq!(check_base(&empty, &absent), Ok(()));
    assert!(CacheReuse::new(&empty, &absent).first_miss().is_none());
}

/// An image without layers is the base of none, not even of itself.
#[test]
fn no_layers() {
    let (none, some) = (made_up(&[]), made_up(&["a"]));
    assert_eq!(check_base(&some, &none), Err(BaseMismatchError::NoLayers));
    assert_eq!(check_base(&none, &none), Err(BaseMismatchError::NoLayers));
    assert_eq!(check_base(&none, &some), Err(BaseMismatchError::FewerLayers));
    assert!(!is_base_of(&none, &some) && !is_base_of(&none, &none));
}
