//! No message hands control characters of a hostile text on.

use imageref::Span;
use imageref_scan::{
    BuildOptions, BuildSource, Dockerfile, Edit, Excerpt, image_values, interpolate, lint,
};
use proptest::prelude::*;

/// Returns `true` if a terminal shows the message as it is.
fn is_shown(message: &str) -> bool {
    message.chars().all(|c| {
        c == '\n'
            || !(c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
    })
}

fn hostile() -> impl Strategy<Value = String> {
    let parts = [
        "FROM ",
        "FROM a AS b\n",
        "\nCOPY --from=",
        "\nRUN --mount=from=",
        "image: ",
        "\n",
        " ",
        "# ",
        "${",
        "}",
        ":-",
        "$A",
        "\u{1b}[31m",
        "\u{7}",
        "\r",
        "\u{202e}",
        "\u{9b}",
        "\0",
        "\"",
        "'",
        "\\",
        "--platform=",
        "a",
        "B",
        "<<",
        "&&",
        "[",
    ];
    prop::collection::vec(prop::sample::select(parts.to_vec()), 0..24)
        .prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn no_message_has_control_characters(text in hostile()) {
        let mut messages = vec![];
        match Dockerfile::parse(&text) {
            Ok(file) => {
                let build = file.resolve(&BuildOptions::new());
                messages.extend(build.error().map(|e| format!("{e:#}")));
                for image in file.images(&build) {
                    messages.push(format!("{:#}", Excerpt::new(&text, image.span())));
                    if let BuildSource::InvalidReference(error) = image.source() {
                        messages.push(error.to_string());
                    }
                }
            }
            Err(e) => {
                messages.push(format!("{e:#}"));
                messages.push(format!("{:#}", Excerpt::new(&text, e.span())));
            }
        }
        for found in image_values(&text) {
            if let Some(image) = found.reference() {
                messages.extend(lint(image).iter().map(ToString::to_string));
            }
            if let Err(e) = found.edit("\u{1b}") {
                messages.push(e.to_string());
            }
        }
        messages.extend(interpolate(&text, |_| None).err().map(|e| e.to_string()));
        let span = Span { start: 0, end: text.len() };
        messages.extend(Edit::replace(&text, span, &text).err().map(|e| e.to_string()));
        for message in messages {
            prop_assert!(is_shown(&message), "{:?}", message);
        }
    }
}
