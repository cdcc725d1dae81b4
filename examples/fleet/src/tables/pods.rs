//! The containers that run in a generated fleet, with their images as people write them.

use imageref::Reference;

use super::images::Image;
use super::random::Random;

const CLUSTERS: usize = 24;
const NAMESPACES: usize = 400;

/// A row of the table `pods`.
pub(super) struct Pod<'a> {
    pub(super) cluster: String,
    pub(super) namespace: String,
    pub(super) pod: String,
    pub(super) container: &'a str,
    pub(super) image: Option<&'a str>,
}

/// The rows of the table `pods`, one after the other.
pub(super) struct Pods<'a> {
    images: Vec<Spellings<'a>>,
    random: Random,
}

/// An image, and how its references are written.
struct Spellings<'a> {
    image_name: &'a str,
    index: usize,
    /// Texts with weights of 1,000.
    texts: Vec<(usize, Option<String>)>,
}

impl<'a> Pods<'a> {
    pub(super) fn new(images: &'a [Image], random: Random) -> Self {
        let images = images.iter().enumerate().map(|(index, image)| Spellings::of(index, image));
        let mut images: Vec<_> = images.collect();
        // Pods are drawn from the first images most, which are not to be those of the first applications.
        images.sort_by_key(|image| (image.index as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        Self { images, random }
    }

    pub(super) fn next(&mut self) -> Pod<'_> {
        let random = &mut self.random;
        let image = &self.images[random.skewed(self.images.len())];
        let set = random.next();
        Pod {
            cluster: format!("cluster-{:02}", random.below(CLUSTERS)),
            namespace: format!("team-{:03}", image.index / 8 % NAMESPACES),
            pod: format!("{}-{:08x}-{:05x}", image.image_name, set >> 32, set & 0xf_ffff),
            container: image.image_name,
            image: image.draw(random),
        }
    }
}

impl<'a> Spellings<'a> {
    fn of(index: usize, image: &'a Image) -> Self {
        let Image { name, tag, digest, .. } = image;
        let full = image.reference();
        let familiar =
            Reference::parse(&full).expect("a generated reference").familiar().to_string();
        let short_name = familiar.rsplit_once(':').map_or("", |(short, _)| short);
        let texts = [
            (400, Some(full.clone())),
            (250, Some(familiar.clone())),
            (150, Some(format!("{name}@{digest}"))),
            (110, Some(format!("{full}@{digest}"))),
            (50, Some(short_name.to_owned())),
            (33, Some(format!("{short_name}:latest"))),
            (1, Some(format!("https://{full}"))),
            (1, Some("{{ .Values.image }}".to_owned())),
            (1, Some(format!("{full} "))),
            (1, Some(format!("{}:{tag}", name.to_uppercase()))),
            (1, Some(format!("{full}@sha256:{}", &digest[7..20]))),
            (2, None),
        ];
        let image_name = name.rsplit_once('/').map_or(name.as_str(), |(_, image)| image);
        Self { image_name, index, texts: texts.into() }
    }

    fn draw(&self, random: &mut Random) -> Option<&str> {
        let mut at = random.below(1_000);
        for (weight, text) in &self.texts {
            if at < *weight {
                return text.as_deref();
            }
            at -= weight;
        }
        None
    }
}
