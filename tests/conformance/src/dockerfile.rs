//! Kind `dockerfile`.

use imageref::{Platform, Span};
use imageref_scan::{
    BuildOptions, BuildSource, BuildStage, Dockerfile, DockerfileError, ResolvedBuild,
    ResolvedStage, StageUse, StageUseKind,
};
use serde_json::{Value, json};

use crate::names::kebab;

/// `{dockerfile, build_args, target_platform}`: what BuildKit builds from it, on linux/amd64.
pub(crate) fn dockerfile(line: &Value) -> Value {
    let host = Platform::new("linux", "amd64");
    let target = line["target_platform"].as_str().unwrap_or("linux/amd64");
    let Ok(target) = Platform::parse(target, &host) else {
        return json!({ "ok": false, "kind": "target-platform", "message": target });
    };
    let mut options = BuildOptions::new().with_target_platform(target);
    for (name, value) in line["build_args"].as_object().into_iter().flatten() {
        options = options.with_arg(name, value.as_str().unwrap_or_default());
    }
    let file = match Dockerfile::parse(line["dockerfile"].as_str().unwrap_or_default()) {
        Ok(file) => file,
        Err(e) => return rejected(&e),
    };
    let build = file.resolve(&options);
    if let Some(error) = build.error() {
        return rejected(error);
    }
    json!({
        "ok": true,
        "escape": file.escape().to_string(),
        "syntax": file.syntax().map(|(image, _)| image),
        "global_args": globals(&build),
        "stages": stages(&file, &build),
    })
}

fn rejected(error: &DockerfileError) -> Value {
    json!({
        "ok": false,
        "kind": kebab(error.kind()),
        "message": error.to_string(),
        "line": error.line(),
    })
}

fn globals(build: &ResolvedBuild) -> Value {
    build.args().iter().map(|(name, value)| (name.clone(), json!(value))).collect()
}

fn stages(file: &Dockerfile<'_>, build: &ResolvedBuild) -> Value {
    let stages = file.stages().iter().zip(build.stages()).enumerate();
    stages.map(|(index, (stage, resolved))| one(index, stage, resolved)).collect()
}

fn one(index: usize, stage: &BuildStage, resolved: &ResolvedStage) -> Value {
    let mut out = source(resolved.base(), "base_stage");
    out["index"] = json!(index);
    out["name"] = json!(stage.name());
    out["base"] = json!(stage.base().as_str());
    out["resolved"] = json!(resolved.text());
    out["platform"] = json!(stage.platform().map(imageref_scan::DockerfileWord::as_str));
    out["platform_resolved"] = json!(resolved.platform().map(|p| p.format_all().to_string()));
    out["bytes"] = bytes(stage.span());
    out["base_bytes"] = bytes(stage.base().span());
    let taken = stage.uses().iter().zip(resolved.uses()).map(|(taken, what)| use_of(taken, what));
    let triggers = stage.triggers().iter().map(|trigger| {
        json!({
            "kind": "onbuild",
            "expression": trigger.expression(),
            "bytes": bytes(trigger.span()),
        })
    });
    let mut all: Vec<_> = taken.chain(triggers).collect();
    all.sort_by_key(|one| one["bytes"][0].as_u64());
    out["uses"] = json!(all);
    out
}

fn use_of(taken: &StageUse, what: &BuildSource) -> Value {
    let mut out = source(what, "stage");
    out["kind"] = json!(match taken.kind() {
        StageUseKind::Copy => "copy",
        _ => "mount",
    });
    out["from"] = json!(taken.from().as_str());
    out["bytes"] = bytes(taken.span());
    out["from_bytes"] = bytes(taken.from().span());
    out
}

/// The members for the meaning of a word.
fn source(source: &BuildSource, stage: &str) -> Value {
    let mut out = json!({});
    match source {
        BuildSource::Scratch => out["scratch"] = json!(true),
        BuildSource::Stage(index) => out[stage] = json!(index),
        BuildSource::Image(image) => out["image"] = json!(image.as_str()),
        BuildSource::InvalidReference(e) => out["image_err"] = json!(e.to_string()),
        _ => {}
    }
    out
}

fn bytes(span: Span) -> Value {
    json!([span.start, span.end])
}
