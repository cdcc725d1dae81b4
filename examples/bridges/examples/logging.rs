//! References, digests and errors as fields of tracing's events.
//!
//! ```text
//! cargo run -p bridges --example logging
//! ```

use imageref::{Digest, Reference};
use tracing::{info, info_span, warn};

fn main() {
    tracing_subscriber::fmt().with_ansi(false).without_time().with_target(false).init();
    for text in ["nginx:1.27", "ghcr.io/Team/app"] {
        match text.parse::<Reference>() {
            Ok(reference) => {
                // `%` records what `Display` prints: nothing is formatted if nobody listens.
                let span = info_span!("pull", image = %reference, registry = %reference.registry());
                let _entered = span.enter();
                let blob = b"a layer's blob";
                info!(digest = %Digest::sha256(blob), bytes = blob.len(), "verified");
            }
            // A single line, safe for terminals; `{:#}` would be the drawing.
            Err(error) => {
                let span = error.span();
                warn!(error = %error.in_text(text), start = span.start, end = span.end, "rejected");
            }
        }
    }
}
