//! The architectures that a machine runs besides its own, best first.
//!
//! Ranks are computed, not enumerated: a variant such as `v999999999` costs nothing.

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
        ("amd64", "") if level > 1 => level.checked_sub(1),
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
    let machine = Arm64::of(machine)?;
    // The ranks before those of Armv8.
    let v9 = machine.v9.map_or(0, |minor| minor.saturating_add(1));
    match architecture {
        "arm64" => match (machine.v9, Arm64::of(variant)?) {
            (Some(minor), Arm64 { v9: Some(image), .. }) => minor.checked_sub(image),
            (None, Arm64 { v9: Some(_), .. }) => None,
            (_, Arm64 { v8: image, .. }) => Some(v9.saturating_add(machine.v8.checked_sub(image)?)),
        },
        "arm" => {
            let newest = (variant == "v8").then_some(0);
            let place = newest.or_else(|| older(variant, OLDEST_ARM, ARM_OF_ARM64))?;
            Some(v9.saturating_add(machine.v8).saturating_add(1).saturating_add(place))
        }
        _ => None,
    }
}

/// A variant of arm64.
///
/// Source: containerd/platforms 1.0.0-rc.4, `compare.go`; Arm, "Understanding the Armv8.x and Armv9.x extensions".
struct Arm64 {
    /// The minor version of Armv9, up to 7.
    v9: Option<u64>,
    /// The minor version of Armv8 that it is or includes, up to 9.
    v8: u64,
}

impl Arm64 {
    fn of(variant: &str) -> Option<Self> {
        let minor = |digits: &str| match digits.as_bytes() {
            [digit @ b'1'..=b'9'] => Some(u64::from(digit & 0x0f)),
            _ => None,
        };
        let v9 = match (variant, variant.strip_prefix("v9.")) {
            ("", _) => return Some(Self { v9: None, v8: 0 }),
            ("v9", _) => 0,
            (_, Some(digits)) => minor(digits).filter(|&minor| minor <= 7)?,
            (_, None) => return Some(Self { v9: None, v8: minor(variant.strip_prefix("v8.")?)? }),
        };
        // Armv9.N includes Armv8.(N+5).
        Some(Self { v9: Some(v9), v8: v9.saturating_add(5).min(9) })
    }
}

/// How much older than `machine` a variant `vN` is, if at least `oldest`.
fn older(variant: &str, oldest: u64, machine: u64) -> Option<u64> {
    let digits = variant.strip_prefix('v')?;
    let number: u64 = digits.parse().ok()?;
    // Only the canonical spelling counts, not `v05` or `v+5`.
    let plain = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    machine.checked_sub(number).filter(|&age| plain && age > 0 && number >= oldest)
}

/// The number of a machine's variant, in any spelling that Go's `Atoi` accepts.
fn level(variant: &str) -> Option<u64> {
    let number: i64 = variant.strip_prefix('v').unwrap_or(variant).parse().ok()?;
    u64::try_from(number).ok()
}
