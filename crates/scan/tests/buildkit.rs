//! Compares a row of BuildKit's verdicts with ours, member by member.

use imageref::Platform;
use imageref_scan::{
    BuildOptions, BuildSource, BuildStage, Dockerfile, DockerfileErrorKind, ResolvedStage,
    StageUseKind,
};
use serde_json::{Value, json};

/// What differs, as `member: theirs, ours`.
pub(crate) fn differences(row: &Value) -> Vec<String> {
    let host = Platform::new("linux", "amd64");
    let mut options = BuildOptions::new().with_target_platform(host);
    for (name, value) in row["build_args"].as_object().into_iter().flatten() {
        options = options.with_arg(name, value.as_str().unwrap());
    }
    let theirs = &row["result"];
    let text = row["dockerfile"].as_str().unwrap();
    let mut found = Found::default();
    let file = match Dockerfile::parse(text) {
        Ok(file) => file,
        Err(e) => {
            let phase = match e.kind() {
                // For a mount, BuildKit reports it with the errors of instructions.
                DockerfileErrorKind::VariableInFrom => "instructions",
                kind => phase(kind),
            };
            found.equal("phase", &theirs["phase"], phase);
            found.line(theirs, e.line());
            return found.0;
        }
    };
    found.equal("escape", &theirs["escape"], file.escape().to_string());
    found.equal("syntax", &theirs["syntax"], file.syntax().map(|(image, _)| image));
    let build = file.resolve(&options);
    found.equal("phase", &theirs["phase"], build.error().map(|e| phase(e.kind())));
    if let Some(args) = theirs["global_args"].as_object() {
        for (name, value) in args {
            let ours = build.args().iter().find(|(ours, _)| ours == name).unwrap();
            found.equal(name, value, ours.1.as_deref());
        }
        found.equal("global_args", &json!(args.len()), build.args().len());
    }
    let stages = theirs["stages"].as_array().map_or(&[][..], Vec::as_slice);
    found.equal("stages", &json!(stages.len()), file.stages().len());
    // BuildKit stops resolving at a stage that it rejects; the row has the others unresolved.
    let resolved = theirs["resolved_stages"].as_u64().map_or(stages.len(), |n| n as usize);
    for (index, theirs) in stages.iter().enumerate() {
        let (Some(stage), Some(ours)) = (file.stages().get(index), build.stages().get(index))
        else {
            continue;
        };
        written(&mut found, theirs, stage);
        if index < resolved {
            base(&mut found, theirs, ours);
        }
        if resolved == stages.len() {
            uses(&mut found, theirs, stage, ours);
        }
    }
    found.0
}

/// The phase in which BuildKit reports the error.
fn phase(kind: DockerfileErrorKind) -> &'static str {
    use DockerfileErrorKind as K;
    match kind {
        K::BadCheck => "lint",
        K::NoInstructions
        | K::LineTooLong
        | K::SecondDirective
        | K::BadEscape
        | K::OpenHeredoc
        | K::BadHeredoc
        | K::NotStrings => "parse",
        K::BlankBase
        | K::BlankPlatform
        | K::BadPlatform
        | K::BadSubstitution
        | K::RequiredVariable => "resolve",
        K::NoSuchStage | K::Circular | K::VariableInFrom => "graph",
        _ => "instructions",
    }
}

fn written(found: &mut Found, theirs: &Value, stage: &BuildStage) {
    found.equal("name", &theirs["name"], stage.name());
    found.equal("base", &theirs["base"], stage.base().as_str());
    found.equal("platform", &theirs["platform"], stage.platform().map(|word| word.as_str()));
    found.equal("bytes", &theirs["bytes"], [stage.span().start, stage.span().end]);
    // The rows have the word's bytes where the instruction has the word once.
    if !theirs["base_bytes"].is_null() {
        let span = stage.base().span();
        found.equal("base_bytes", &theirs["base_bytes"], [span.start, span.end]);
    }
}

fn base(found: &mut Found, theirs: &Value, ours: &ResolvedStage) {
    found.equal("resolved", &theirs["resolved"], ours.text());
    let platform = ours.platform().map(|platform| platform.format_all().to_string());
    found.equal("platform_resolved", &theirs["platform_resolved"], platform);
    source(found, theirs, "base_stage", ours.base());
}

fn source(found: &mut Found, theirs: &Value, stage: &str, ours: &BuildSource) {
    let (mut index, mut image, mut scratch, mut rejected) = (None, None, None, false);
    match ours {
        BuildSource::Stage(n) => index = Some(n),
        BuildSource::Image(reference) => image = Some(reference.as_str()),
        BuildSource::Scratch => scratch = Some(true),
        BuildSource::InvalidReference(_) => rejected = true,
        _ => {}
    }
    found.equal(stage, &theirs[stage], index);
    found.equal("image", &theirs["image"], image);
    if stage == "base_stage" {
        found.equal("scratch", &theirs["scratch"], scratch);
    }
    found.equal("image_err", &json!(!theirs["image_err"].is_null()), rejected);
}

fn uses(found: &mut Found, theirs: &Value, stage: &BuildStage, ours: &ResolvedStage) {
    let mut all = Vec::new();
    for (used, what) in stage.uses().iter().zip(ours.uses()) {
        all.push((used.span(), Some((used, what)), ""));
    }
    for trigger in stage.triggers() {
        all.push((trigger.span(), None, trigger.expression()));
    }
    all.sort_by_key(|(span, ..)| span.start);
    let theirs = theirs["uses"].as_array().map_or(&[][..], Vec::as_slice);
    found.equal("uses", &json!(theirs.len()), all.len());
    for (theirs, (span, used, expression)) in theirs.iter().zip(all) {
        found.equal("bytes", &theirs["bytes"], [span.start, span.end]);
        let Some((used, what)) = used else {
            found.equal("kind", &theirs["kind"], "onbuild");
            found.equal("expression", &theirs["expression"], expression);
            continue;
        };
        let kind = if used.kind() == StageUseKind::Copy { "copy" } else { "mount" };
        found.equal("kind", &theirs["kind"], kind);
        let rejected = matches!(what, BuildSource::Rejected(_));
        found.equal("err", &json!(!theirs["err"].is_null()), rejected);
        if !rejected {
            found.equal("from", &theirs["from"], used.from().as_str());
        }
        source(found, theirs, "stage", what);
    }
}

#[derive(Default)]
struct Found(Vec<String>);

impl Found {
    fn equal(&mut self, member: &str, theirs: &Value, ours: impl serde::Serialize) {
        let ours = json!(ours);
        if *theirs != ours {
            self.0.push(format!("{member}: {theirs}, {ours}"));
        }
    }

    /// The line that the message names.
    fn line(&mut self, theirs: &Value, ours: usize) {
        let text = theirs["err"].as_str().unwrap_or_default();
        if let Some((_, rest)) = text.split_once("on line ") {
            let line = rest.split(':').next().unwrap();
            self.equal("line", &json!(line), ours.to_string());
        }
    }
}
