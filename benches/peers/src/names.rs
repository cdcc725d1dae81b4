//! References and digests.

use std::hint::black_box;
use std::rc::Rc;

use imageref::{Digest, DigestRef, Name, RawReference, Reference};

use crate::{Case, Contender, FLOOR, inputs};

/// Every operation on names.
pub fn cases() -> Vec<Case> {
    let distinct = lines(&inputs::references(20_000, inputs::SEED));
    let digests = lines(&inputs::digests(20_000, inputs::SEED));
    vec![
        references("30 references", &inputs::REALISTIC),
        references("20,000 distinct references", &distinct),
        familiar("20,000 short forms", &distinct),
        refusals("10 texts that are no references"),
        digest_texts("20,000 digests: parse", &digests),
        digest_formats("20,000 digests: format", &digests),
    ]
}

/// The strings one after the other in memory, as lines of a file are, for the duration of the program.
fn lines(texts: &[String]) -> Vec<&'static str> {
    texts.join("\n").leak().lines().collect()
}

fn references(operation: &str, texts: &[&'static str]) -> Case {
    let texts: Rc<[&str]> = texts.into();
    let contenders = vec![
        each(
            "RawReference",
            &texts,
            |text| RawReference::parse(text).is_ok(),
            |text| {
                black_box(RawReference::parse(text).ok());
            },
        ),
        each(
            "Reference",
            &texts,
            |text| text.parse::<Reference>().is_ok(),
            |text| {
                black_box(text.parse::<Reference>().ok());
            },
        ),
        each(
            "Name",
            &texts,
            |text| name(text).is_some(),
            |text| {
                black_box(name(text));
            },
        ),
        each(
            "oci-spec",
            &texts,
            |text| oci_reference(text).is_some(),
            |text| {
                black_box(oci_reference(text));
            },
        ),
        each(
            "container_image_dist_ref",
            &texts,
            |text| dist_ref(text).is_some(),
            |text| {
                black_box(dist_ref(text));
            },
        ),
        each(
            "docker-image",
            &texts,
            |text| docker_image(text).is_some(),
            |text| {
                black_box(docker_image(text));
            },
        ),
        each(
            "docker-image-reference",
            &texts,
            |text| docker_ref(text).is_some(),
            |text| {
                black_box(docker_ref(text));
            },
        ),
        each(
            FLOOR,
            &texts,
            |text| floor(text).is_some(),
            |text| {
                black_box(floor(text));
            },
        ),
    ];
    Case { operation: operation.into(), count: texts.len(), contenders }
}

fn familiar(operation: &str, texts: &[&'static str]) -> Case {
    let ours: Rc<[Reference]> =
        texts.iter().map(|text| text.parse().expect("a reference")).collect();
    let theirs: Rc<[_]> =
        texts.iter().map(|text| oci_reference(text).expect("a reference")).collect();
    let contenders = vec![
        all("imageref", &ours, |reference| {
            black_box(reference.familiar().to_string());
        }),
        // Prints the canonical form: it has no short one.
        all("oci-spec", &theirs, |reference| {
            black_box(reference.to_string());
        }),
    ];
    Case { operation: operation.into(), count: texts.len(), contenders }
}

fn refusals(operation: &str) -> Case {
    let texts: Rc<[&str]> = inputs::WRONG.into();
    let contenders = vec![
        each(
            "RawReference",
            &texts,
            |text| RawReference::parse(text).is_ok(),
            |text| {
                black_box(RawReference::parse(text).err());
            },
        ),
        each(
            "Reference",
            &texts,
            |text| text.parse::<Reference>().is_ok(),
            |text| {
                black_box(text.parse::<Reference>().err());
            },
        ),
        each(
            "oci-spec",
            &texts,
            |text| oci_reference(text).is_some(),
            |text| {
                black_box(oci_reference(text));
            },
        ),
        each(
            "container_image_dist_ref",
            &texts,
            |text| dist_ref(text).is_some(),
            |text| {
                black_box(dist_ref(text));
            },
        ),
        each(
            "docker-image",
            &texts,
            |text| docker_image(text).is_some(),
            |text| {
                black_box(docker_image(text));
            },
        ),
        each(
            "docker-image-reference",
            &texts,
            |text| docker_ref(text).is_some(),
            |text| {
                black_box(docker_ref(text));
            },
        ),
    ];
    Case { operation: operation.into(), count: texts.len(), contenders }
}

fn digest_texts(operation: &str, texts: &[&'static str]) -> Case {
    let texts: Rc<[&str]> = texts.into();
    let contenders = vec![
        each(
            "DigestRef",
            &texts,
            |text| DigestRef::parse(text).is_ok(),
            |text| {
                black_box(DigestRef::parse(text).ok());
            },
        ),
        each(
            "Digest",
            &texts,
            |text| text.parse::<Digest>().is_ok(),
            |text| {
                black_box(text.parse::<Digest>().ok());
            },
        ),
        each(
            "oci-spec",
            &texts,
            |text| oci_digest(text).is_some(),
            |text| {
                black_box(oci_digest(text));
            },
        ),
        each(
            "container_image_dist_ref",
            &texts,
            |text| dist_digest(text).is_some(),
            |text| {
                black_box(dist_digest(text));
            },
        ),
    ];
    Case { operation: operation.into(), count: texts.len(), contenders }
}

fn digest_formats(operation: &str, texts: &[&'static str]) -> Case {
    let ours: Rc<[Digest]> = texts.iter().map(|text| text.parse().expect("a digest")).collect();
    let theirs: Rc<[_]> = texts.iter().map(|text| oci_digest(text).expect("a digest")).collect();
    let contenders = vec![
        all("to_text", &ours, |digest| {
            black_box(digest.to_text());
        }),
        all("to_string", &ours, |digest| {
            black_box(digest.to_string());
        }),
        all("oci-spec", &theirs, |digest| {
            black_box(digest.to_string());
        }),
    ];
    Case { operation: operation.into(), count: texts.len(), contenders }
}

/// A contender that parses each string.
fn each(
    name: &'static str,
    texts: &Rc<[&'static str]>,
    takes: fn(&str) -> bool,
    once: fn(&str),
) -> Contender {
    let taken = texts.iter().filter(|text| takes(text)).count();
    let texts = Rc::clone(texts);
    Contender { name, pass: Box::new(move || texts.iter().for_each(|text| once(text))), taken }
}

/// A contender that works on prepared values.
fn all<T: 'static>(name: &'static str, values: &Rc<[T]>, once: fn(&T)) -> Contender {
    let values = Rc::clone(values);
    let taken = values.len();
    Contender { name, pass: Box::new(move || values.iter().for_each(once)), taken }
}

/// Parses the whole reference and keeps its name.
fn name(text: &str) -> Option<Name> {
    RawReference::parse(text).ok()?.normalize_name(&imageref::reference::Defaults::DOCKER).ok()
}

fn oci_reference(text: &str) -> Option<oci_spec::distribution::Reference> {
    text.parse().ok()
}

fn oci_digest(text: &str) -> Option<oci_spec::image::Digest> {
    text.parse().ok()
}

fn dist_ref(text: &str) -> Option<container_image_dist_ref::ImgRef<'_>> {
    container_image_dist_ref::ImgRef::new(text).ok()
}

fn dist_digest(text: &str) -> Option<container_image_dist_ref::digest::Digest<'_>> {
    container_image_dist_ref::digest::Digest::new(text).ok()
}

fn docker_image(text: &str) -> Option<docker_image::DockerImage> {
    docker_image::DockerImage::parse(text).ok()
}

fn docker_ref(text: &str) -> Option<docker_image_reference::Reference<'_>> {
    docker_image_reference::Reference::from_str(text).ok()
}

/// The least that parsing into an owned value can cost: one pass that looks every byte up in a table, one allocation,
/// one copy.
fn floor(text: &str) -> Option<Box<str>> {
    static CLASS: [u8; 256] = {
        let mut table = [1; 256];
        let mut byte = b'!';
        while byte <= b'~' {
            table[byte as usize] = 0;
            byte += 1;
        }
        table
    };
    let odd = text.bytes().fold(0, |odd, byte| odd | CLASS[usize::from(byte)]);
    (odd == 0).then(|| text.into())
}

/// The first parse in a process, by name: a one-time cost of a command-line tool.
pub fn first_parse(name: &str, text: &str) -> bool {
    match name {
        "imageref" => text.parse::<Reference>().is_ok(),
        "oci-spec" => oci_reference(text).is_some(),
        "container_image_dist_ref" => dist_ref(text).is_some(),
        "docker-image" => docker_image(text).is_some(),
        "docker-image-reference" => docker_ref(text).is_some(),
        _ => false,
    }
}
