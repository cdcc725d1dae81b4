//! Whether an image was built from a base: regclient's verdicts on every pair of the store's images and of some that umoci
//! made of them.

use std::collections::BTreeMap;

use imageref::config::History;
use imageref::image::{BaseMismatchError, Image, ImageSet, Member};

use super::support::{made_up, named, tagged};
use crate::data;

fn verdict(image: &Image, base: &Image) -> String {
    match image.check_base(base) {
        Ok(()) => "ok".into(),
        Err(BaseMismatchError::Layer { layer, .. }) => format!("layer {layer}"),
        Err(BaseMismatchError::FewerLayers) => "fewer layers".into(),
        Err(BaseMismatchError::HistoryStep { step, .. }) => format!("step {step}"),
        Err(BaseMismatchError::FewerSteps) => "fewer steps".into(),
        Err(other) => other.to_string(),
    }
}

/// The same, but where both have a layer in other blobs: regclient compares these, we what is in them.
#[test]
fn regclients_verdicts() {
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

/// More than one of layers: what the base was given since without a layer.
#[test]
fn older_state_of_a_base() {
    let (base, said, one) = (tagged("tiny-base"), named("base-said"), tagged("tiny-1"));
    assert!(said.is_base_of(&one) && base.is_base_of(&one));
    assert_eq!(one.check_base(&base), Ok(()));
    let error = one.check_base(&said).unwrap_err();
    assert_eq!(error.to_string(), "step 1 of the history is not the base's");

    let mut set = ImageSet::new();
    for (name, image) in [("base", &base), ("said", &said), ("one", &one)] {
        set.insert(name, image).unwrap();
    }
    let one = set.find("one").unwrap();
    assert_eq!(one.bases().map(Member::name).collect::<Vec<_>>(), ["base", "said"]);
    assert_eq!(one.bases_with_history().map(Member::name).collect::<Vec<_>>(), ["base"]);
}

/// regclient fails where a step has no time; a time is a point, however written.
#[test]
fn times_of_steps() {
    let at = |time: Option<&str>, more: &str| {
        let step = History::new(more);
        let step = match time {
            Some(time) => step.with_created(time.parse().unwrap()),
            None => step,
        };
        made_up(&["a"]).edit().append_empty_step(step).finish().unwrap()
    };
    let time = Some("2024-02-03T04:05:06Z");
    assert_eq!(at(time, "x").check_base(&at(Some("2024-02-03T05:05:06.0+01:00"), "x")), Ok(()));
    assert_eq!(at(None, "x").check_base(&at(None, "x")), Ok(()));
    for other in [at(None, "x"), at(time, "y"), at(Some("2024-02-03T04:05:06.1Z"), "x")] {
        assert_eq!(verdict(&at(time, "x"), &other), "step 1");
    }
    let by = |author: &str, comment: &str| {
        let step = History::new("x").with_author(author).with_comment(comment);
        made_up(&["a"]).edit().append_empty_step(step).finish().unwrap()
    };
    assert_eq!(verdict(&by("a", "c"), &by("b", "c")), "step 1");
    assert_eq!(verdict(&by("a", "c"), &by("a", "")), "step 1");
}

/// Without a layer nothing stands on an image, itself included.
#[test]
fn no_layers() {
    let (none, some) = (made_up(&[]), made_up(&["a"]));
    assert_eq!(some.check_base(&none), Err(BaseMismatchError::NoLayers));
    assert_eq!(none.check_base(&none), Err(BaseMismatchError::NoLayers));
    assert_eq!(none.check_base(&some), Err(BaseMismatchError::FewerLayers));
    assert!(!none.is_base_of(&some) && !none.is_base_of(&none));
}
