use imageref_scan::{BuildOptions, Dockerfile, Edit, apply};

#[test]
fn stages_and_images() {
    let text = "ARG TAG=3.20\nFROM alpine:$TAG AS base\nRUN true\nFROM quay.io/team/app:1\nCOPY --from=base /a /b\n";
    let ours = Dockerfile::parse(text).unwrap();
    let theirs = dockerfile_parser::Dockerfile::parse(text).unwrap();
    let names: Vec<_> = ours.stages().iter().map(|stage| stage.name().map(str::to_owned)).collect();
    assert_eq!(names, theirs.iter_stages().map(|stage| stage.name).collect::<Vec<_>>());

    let build = ours.resolve(&BuildOptions::new());
    let from: Vec<_> = theirs.instructions.iter().filter_map(|i| i.as_from()).collect();
    for (stage, from) in build.stages().iter().zip(&from) {
        let image = stage.base().image().unwrap();
        let resolved = from.image_parsed.resolve_vars(&theirs).unwrap();
        assert_eq!(stage.text(), resolved.to_string());
        assert_eq!(image.tag().map(|tag| tag.as_str().to_owned()), resolved.tag);
    }

    let from = from[1];
    let stage = &ours.stages()[1];
    let mut splicer = theirs.splicer();
    splicer.splice(&from.image.span, "quay.io/team/app:2");
    let edit = Edit::replace(text, stage.base().span(), "quay.io/team/app:2").unwrap();
    assert_eq!(apply(text, [edit]).unwrap(), splicer.content);
}
