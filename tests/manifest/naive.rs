//! Choosing as one would do it by hand: written-out lists, tried one after the other. It knows canonical names alone.

use imageref::manifest::{Descriptor, ImageIndex, SelectPolicy};
use imageref::{MediaType, Platform};

/// An architecture and a variant.
type Names = (&'static str, &'static str);

/// A machine, and what it runs, best first.
const RUNS: &[(Names, &[Names])] = &[
    (("amd64", ""), &[("amd64", ""), ("386", "")]),
    (("amd64", "v2"), &[("amd64", "v2"), ("amd64", ""), ("386", "")]),
    (("amd64", "v3"), &[("amd64", "v3"), ("amd64", "v2"), ("amd64", ""), ("386", "")]),
    (
        ("amd64", "v4"),
        &[("amd64", "v4"), ("amd64", "v3"), ("amd64", "v2"), ("amd64", ""), ("386", "")],
    ),
    (("arm", "v5"), &[("arm", "v5")]),
    (("arm", "v6"), &[("arm", "v6"), ("arm", "v5")]),
    (("arm", "v7"), &[("arm", "v7"), ("arm", "v6"), ("arm", "v5")]),
    (("arm64", ""), &[("arm64", ""), ("arm", "v8"), ("arm", "v7"), ("arm", "v6"), ("arm", "v5")]),
];

const CONTAINERS_IMAGE: &[(Names, &[&str])] = &[
    (("arm", ""), &["", "v8", "v7", "v6", "v5"]),
    (("arm", "v8"), &["v8", "v7", "v6", "v5", ""]),
    (("arm", "v7"), &["v7", "v6", "v5", ""]),
    (("arm", "v6"), &["v6", "v5", ""]),
    (("arm", "v5"), &["v5", ""]),
    (("arm64", ""), &["", "v8"]),
    (("arm64", "v8"), &["v8", ""]),
];

/// The place of the entry that is chosen.
pub(crate) fn choose(index: &ImageIndex, wish: &Platform, policy: SelectPolicy) -> Option<usize> {
    let entries: Vec<(usize, &Descriptor)> = index
        .manifests()
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.annotations().get("vnd.docker.reference.type").is_none())
        .filter(|(_, entry)| {
            entry.platform().is_none_or(|p| (p.os(), p.architecture()) != ("unknown", "unknown"))
        })
        .collect();
    match policy {
        SelectPolicy::Containerd => containerd(&entries, wish),
        SelectPolicy::ContainersImage => {
            containers_image(&entries, wish, index.media_type() == Some(&MediaType::DOCKER_LIST))
        }
        SelectPolicy::FirstMatch => first_match(&entries, wish),
        _ => panic!("a new policy"),
    }
}

fn containerd(entries: &[(usize, &Descriptor)], wish: &Platform) -> Option<usize> {
    let wish = wish.normalize();
    let own = (wish.architecture(), wish.variant().unwrap_or_default());
    let runs = RUNS.iter().find(|row| row.0 == own);
    let alone = [own];
    for (arch, variant) in runs.map_or(&alone[..], |row| row.1) {
        let mut best: Option<(usize, usize)> = None;
        for (at, entry) in entries {
            let Some(raw) = entry.platform() else { continue };
            let image = raw.normalize();
            let mut asked: Vec<&str> = image.os_features().iter().map(String::as_str).collect();
            if wish.os() == "windows" {
                asked.retain(|feature| *feature != "win32k");
            }
            let fits = image.os() == wish.os()
                && image.architecture() == *arch
                && image.variant().unwrap_or_default() == *variant
                && asked.iter().all(|f| wish.os_features().iter().any(|has| has == f))
                && (wish.os() != "windows" || build_fits(wish.os_version(), image.os_version()));
            let features = raw.os_features().len();
            if fits && best.is_none_or(|(most, _)| features > most) {
                best = Some((features, *at));
            }
        }
        if let Some((_, at)) = best {
            return Some(at);
        }
    }
    entries.iter().find(|(_, entry)| entry.platform().is_none()).map(|(at, _)| *at)
}

/// Of Windows 10.0 alone.
fn build_fits(machine: Option<&str>, image: Option<&str>) -> bool {
    let build = |version: &str| version.split('.').nth(2).unwrap().parse::<u32>().unwrap();
    let (Some(machine), Some(image)) = (machine.map(build), image.map(build)) else { return true };
    match machine {
        ..20348 => machine == image,
        20348..=26100 => (20348..=machine).contains(&image),
        _ => (26100..=machine).contains(&image),
    }
}

fn containers_image(
    entries: &[(usize, &Descriptor)],
    wish: &Platform,
    docker: bool,
) -> Option<usize> {
    let own = (wish.architecture(), wish.variant().unwrap_or_default());
    let steps = CONTAINERS_IMAGE.iter().find(|row| row.0 == own);
    let other = if own.1.is_empty() { vec![""] } else { vec![own.1, ""] };
    let steps = steps.map_or(&other[..], |row| row.1);
    let zstd = |entry: &Descriptor| {
        !docker && entry.annotations().get("io.github.containers.compression.zstd") == Some("true")
    };
    let pick = |fits: &dyn Fn(&Descriptor) -> bool| {
        let mut fitting = entries.iter().filter(|(_, entry)| fits(entry));
        let first = fitting.clone().next();
        fitting.find(|(_, entry)| zstd(entry)).or(first).map(|(at, _)| *at)
    };
    for variant in steps {
        let found = pick(&|entry| {
            entry.platform().is_some_and(|p| {
                (p.os(), p.architecture()) == (wish.os(), wish.architecture())
                    && p.variant().unwrap_or_default() == *variant
            })
        });
        if found.is_some() {
            return found;
        }
    }
    if docker { None } else { pick(&|entry| entry.platform().is_none()) }
}

fn first_match(entries: &[(usize, &Descriptor)], wish: &Platform) -> Option<usize> {
    let assumed = Platform::new("linux", "amd64");
    for (at, entry) in entries {
        let p = entry.platform().unwrap_or(&assumed);
        let variant = wish.variant().is_none() || wish.variant() == p.variant();
        let version = wish.os_version().is_none() || wish.os_version() == p.os_version();
        let features = wish.os_features().iter().all(|f| p.os_features().contains(f));
        if p.os() == wish.os()
            && p.architecture() == wish.architecture()
            && variant
            && version
            && features
        {
            return Some(*at);
        }
    }
    None
}
