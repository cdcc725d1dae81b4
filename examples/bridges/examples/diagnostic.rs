//! An error as a diagnostic of miette: the span is labelled, the hint and the fix are the help.
//!
//! ```text
//! cargo run -p bridges --example diagnostic -- localhost:5000/Team/App
//! ```

use imageref::{ParseError, Reference};
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource, Report,
};

/// Makes a diagnostic of an error and the string that it is about.
///
/// miette prints the string verbatim. Where strangers write it, print `{:#}` of `in_text` instead, which escapes it.
fn diagnostic(error: ParseError, text: &str) -> Report {
    let fix = error.fix(text).map(|fix| format!("try `{fix}`"));
    let help: Vec<_> = error.hint().map(ToString::to_string).into_iter().chain(fix).collect();
    let diagnostic = MietteDiagnostic::new(error.to_string())
        .with_code(format!("imageref::{}", error.part()).replace(' ', "_"))
        .with_label(LabeledSpan::at(error.span().range(), error.part().to_string()));
    let diagnostic = match &help[..] {
        [] => diagnostic,
        help => diagnostic.with_help(help.join("; ")),
    };
    // The line break is for spans at the end, which miette shows only if something follows.
    Report::new(diagnostic).with_source_code(NamedSource::new("argument", format!("{text}\n")))
}

fn main() {
    let text = std::env::args().nth(1).unwrap_or_else(|| "ghcr.io/Team/app:1.27".to_owned());
    let error = match text.parse::<Reference>() {
        Ok(reference) => return println!("{reference}"),
        Err(error) => diagnostic(error, &text),
    };
    // A program with miette's `main` prints this by itself.
    let mut out = String::new();
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor());
    match handler.render_report(&mut out, error.as_ref()) {
        Ok(()) => print!("{out}"),
        Err(_) => eprintln!("{error}"),
    }
    std::process::exit(1);
}
