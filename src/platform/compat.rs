//! The architectures that a machine runs besides its own, best first.
//!
//! Ranks are computed, not enumerated: a variant such as `v999999999` costs nothing.

/// The arm64 variants: the minor number of each, and the Armv8 extensions that it includes.
///
/// Source: containerd/platforms 1.0.0-rc.4, `compare.go`; Arm, "Understanding the Armv8.x and Armv9.x extensions".
const ARM64: &[(&str, Arm64)] = &[
    ("", Arm64::V8 { minor: 0 }),
    ("v8.1", Arm64::V8 { minor: 1 }),
    ("v8.2", Arm64::V8 { minor: 2 }),
    ("v8.3", Arm64::V8 { minor: 3 }),
    ("v8.4", Arm64::V8 { minor: 4 }),
    ("v8.5", Arm64::V8 { minor: 5 }),
    ("v8.6", Arm64::V8 { minor: 6 }),
    ("v8.7", Arm64::V8 { minor: 7 }),
    ("v8.8", Arm64::V8 { minor: 8 }),
    ("v8.9", Arm64::V8 { minor: 9 }),
    ("v9", Arm64::V9 { minor: 0, includes_v8: 5 }),
    ("v9.1", Arm64::V9 { minor: 1, includes_v8: 6 }),
    ("v9.2", Arm64::V9 { minor: 2, includes_v8: 7 }),
    ("v9.3", Arm64::V9 { minor: 3, includes_v8: 8 }),
    ("v9.4", Arm64::V9 { minor: 4, includes_v8: 9 }),
    ("v9.5", Arm64::V9 { minor: 5, includes_v8: 9 }),
    ("v9.6", Arm64::V9 { minor: 6, includes_v8: 9 }),
    ("v9.7", Arm64::V9 { minor: 7, includes_v8: 9 }),
];

#[derive(Clone, Copy)]
enum Arm64 {
    V8 { minor: u64 },
    V9 { minor: u64, includes_v8: u64 },
}

/// The oldest 32-bit arm variant that is tried.
const OLDEST_ARM: u64 = 5;
/// The newest 32-bit arm variant that arm64 runs.
const ARM_OF_ARM64: u64 = 8;

/// The rank of `image` among what `machine` runs, 0 for the best; `None` if it does not run there. Both are normalized
/// pairs of architecture and variant.
///
/// | machine | runs |
/// | --- | --- |
/// | amd64/vN | vN … v2, then no variant (v1), then 386 |
/// | arm/vN | vN … v5 |
/// | arm64/v8.N | v8.N … v8.1, v8, then arm/v8 … v5 |
/// | arm64/v9.N | v9.N … v9, the v8 that it includes and older, then arm/v8 … v5 |
/// | arm64 of another variant | nothing |
/// | any other | itself |
pub(super) fn place(machine: (&str, &str), image: (&str, &str)) -> Option<u64> {
    match machine.0 {
        "arm64" => on_arm64(machine.1, image),
        _ if machine == image => Some(0),
        "amd64" => on_amd64(machine.1, image),
        "arm" => on_arm(level(machine.1)?, image),
        _ => None,
    }
}

fn on_amd64(machine: &str, image: (&str, &str)) -> Option<u64> {
    let level = level(machine).unwrap_or(1);
    match image {
        ("amd64", "") if level > 1 => Some(level - 1),
        ("amd64", variant) => older(variant, 2, level),
        ("386", "") => Some(level.max(1)),
        _ => None,
    }
}

fn on_arm(machine: u64, image: (&str, &str)) -> Option<u64> {
    match image {
        ("arm", variant) => older(variant, OLDEST_ARM, machine),
        _ => None,
    }
}

fn on_arm64(machine: &str, (architecture, variant): (&str, &str)) -> Option<u64> {
    let find = |variant| ARM64.iter().find(|row| row.0 == variant).map(|row| row.1);
    let machine = find(machine)?;
    if architecture == "arm" {
        let before = match machine {
            Arm64::V8 { minor } => minor + 1,
            Arm64::V9 { minor, includes_v8 } => minor + 1 + includes_v8 + 1,
        };
        let this = (variant == "v8").then_some(0);
        return this.or_else(|| older(variant, OLDEST_ARM, ARM_OF_ARM64)).map(|at| before + at);
    }
    if architecture != "arm64" {
        return None;
    }
    match (machine, find(variant)?) {
        (Arm64::V8 { minor }, Arm64::V8 { minor: image })
        | (Arm64::V9 { minor, .. }, Arm64::V9 { minor: image, .. }) => minor.checked_sub(image),
        (Arm64::V9 { minor, includes_v8 }, Arm64::V8 { minor: image }) => {
            includes_v8.checked_sub(image).map(|at| minor + 1 + at)
        }
        (Arm64::V8 { .. }, Arm64::V9 { .. }) => None,
    }
}

/// How much older than `machine` a variant `vN` is, if at least `oldest`.
fn older(variant: &str, oldest: u64, machine: u64) -> Option<u64> {
    let digits = variant.strip_prefix('v')?;
    let number: u64 = digits.parse().ok()?;
    // Only the canonical spelling counts, not `v05` or `v+5`.
    let plain = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    (plain && (oldest..machine).contains(&number)).then(|| machine - number)
}

/// The number of a machine's variant, in any spelling that Go's `Atoi` accepts.
fn level(variant: &str) -> Option<u64> {
    let number: i64 = variant.strip_prefix('v').unwrap_or(variant).parse().ok()?;
    u64::try_from(number).ok()
}
