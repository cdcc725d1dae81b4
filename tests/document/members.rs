//! Every member of every model has a function that returns it, one that sets it and one that removes it; each edit
//! changes that member alone. The names are those of the models' own tables.

use imageref::config::{HealthCheck, History, ImageConfig, RootFs, RunConfig};
use imageref::digest::{DiffId, Digest};
use imageref::document::{Document, Model};
use imageref::manifest::{Descriptor, ImageIndex, ImageManifest};
use imageref::{MediaType, Platform};
use serde_json::Value;

use super::{digest, manifest_with};

/// A member, an edit that sets it, one that removes it if it may be absent, and what they lead to.
struct Row<M> {
    name: &'static str,
    with: fn(M) -> M,
    is_set: fn(&M) -> bool,
    without: Option<fn(M) -> M>,
    is_absent: fn(&M) -> bool,
}

macro_rules! rows {
    ($model:ty: $($name:literal $with:ident($($value:expr),*) $(/ $without:ident)?, $is_set:expr, $is_absent:expr;)*) => {{
        let rows: Vec<Row<$model>> = vec![$({
            #[allow(unused_mut, unused_assignments)]
            let mut without: Option<fn($model) -> $model> = None;
            $(without = Some(|model| model.$without());)?
            Row {
                name: $name,
                with: |model| model.$with($($value),*),
                is_set: $is_set,
                without,
                is_absent: $is_absent,
            }
        }),*];
        rows
    }};
}

/// What of `new` replaces or adds to a part of `old`, when everything before and after it is the same.
fn difference<'n>(old: &str, new: &'n str) -> (usize, &'n str) {
    let (old, bytes) = (old.as_bytes(), new.as_bytes());
    let head = old.iter().zip(bytes).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(bytes[head..].iter().rev());
    let tail = tail.take_while(|(a, b)| a == b).count();
    (old.len() - head - tail, new.get(head..new.len() - tail).unwrap())
}

/// Checks each row in a document that has none of the members, and in one that has all.
fn check<D: Model + Clone, M: Clone>(
    text: &str,
    pointer: &str,
    names: &[&str],
    rows: &[Row<M>],
    edit: impl Fn(D, &dyn Fn(M) -> M) -> D,
    view: impl Fn(&D) -> M,
) {
    let read = |text: &str| Document::<D>::from_bytes(text).unwrap().value().clone();
    let write = |value: &D| String::from_utf8(value.to_bytes()).unwrap();
    let object = |text: &str| -> serde_json::Map<String, Value> {
        let value: Value = serde_json::from_str(text).unwrap();
        value.pointer(pointer).unwrap().as_object().unwrap().clone()
    };
    let mut listed: Vec<&str> = rows.iter().map(|row| row.name).collect();
    listed.sort_unstable();
    let mut members = names.to_vec();
    members.sort_unstable();
    assert_eq!(listed, members, "a row for each member");

    let start = read(text);
    assert_eq!(write(&start), text);
    let mut full = start.clone();
    for row in rows {
        full = edit(full, &row.with);
        let edited = edit(start.clone(), &row.with);
        let new = write(&edited);
        for value in [&edited, &read(&new)] {
            assert!((row.is_set)(&view(value)), "{} in {new}", row.name);
        }
        // Nothing else is different: not a member, not a blank, not an escape.
        let (removed, _) = difference(text, &new);
        let (mut before, mut after) = (object(text), object(&new));
        let (old, set) = (before.remove(row.name), after.remove(row.name));
        assert_ne!(old, set, "{}", row.name);
        assert_eq!(before, after, "{}", row.name);
        if old.is_none() {
            assert_eq!(removed, 0, "{} in {new}", row.name);
        }
        if let Some(without) = row.without {
            assert_eq!(write(&edit(edited, &without)), text, "{}", row.name);
            let nothing = edit(start.clone(), &without);
            assert_eq!(write(&nothing), text, "{}", row.name);
            assert!((row.is_absent)(&view(&nothing)), "{}", row.name);
        }
    }
    let full_text = write(&full);
    for row in rows {
        assert!((row.is_set)(&view(&full)), "{}", row.name);
        assert_eq!(write(&edit(full.clone(), &row.with)), full_text, "{} again", row.name);
        if let Some(without) = row.without {
            let new = write(&edit(full.clone(), &without));
            let (mut before, after) = (object(&full_text), object(&new));
            assert!(before.remove(row.name).is_some(), "{}", row.name);
            assert_eq!(before, after, "{}", row.name);
            let (_, added) = difference(&full_text, &new);
            assert_eq!(added.trim_matches([',', ' ', '\n']), "", "{}", row.name);
        }
    }
}

fn run_config_rows() -> Vec<Row<RunConfig>> {
    rows! { RunConfig:
        "User" with_user("me") / without_user, |m| m.user() == Some("me"), |m| m.user().is_none();
        "ExposedPorts" with_exposed_ports(["80/tcp"]) / without_exposed_ports,
            |m| m.exposed_ports().iter().eq(["80/tcp"]), |m| m.exposed_ports().is_empty();
        "Env" with_env("A", "1") / without_environment,
            |m| m.env("A") == Some("1") && m.environment().eq(["A=1"]), |m| m.environment().len() == 0;
        "Entrypoint" with_entrypoint(["/a", "b"]) / without_entrypoint,
            |m| m.entrypoint().eq(["/a", "b"]), |m| m.entrypoint().len() == 0;
        "Cmd" with_cmd(vec![String::from("c")]) / without_cmd, |m| m.cmd().eq(["c"]), |m| m.cmd().len() == 0;
        "Volumes" with_volumes(["/v"]) / without_volumes,
            |m| m.volumes().contains("/v"), |m| m.volumes().is_empty();
        "WorkingDir" with_working_dir("/w") / without_working_dir,
            |m| m.working_dir() == Some("/w"), |m| m.working_dir().is_none();
        "Labels" with_label("k", "v") / without_labels,
            |m| m.labels().get("k") == Some("v"), |m| m.labels().is_empty();
        "StopSignal" with_stop_signal("SIGINT") / without_stop_signal,
            |m| m.stop_signal() == Some("SIGINT"), |m| m.stop_signal().is_none();
        "ArgsEscaped" with_args_escaped(true) / without_args_escaped, |m| m.args_escaped(), |m| !m.args_escaped();
        "Healthcheck" with_health_check(HealthCheck::new(["NONE"])) / without_health_check,
            |m| m.health_check() == Some(&HealthCheck::new(["NONE"])), |m| m.health_check().is_none();
        "OnBuild" with_on_build(["RUN x"]) / without_on_build, |m| m.on_build().eq(["RUN x"]), |m| m.on_build().len() == 0;
        "Shell" with_shell(["/bin/bash", "-c"]) / without_shell,
            |m| m.shell().eq(["/bin/bash", "-c"]), |m| m.shell().len() == 0;
        "Hostname" with_hostname("h") / without_hostname, |m| m.hostname() == Some("h"), |m| m.hostname().is_none();
        "Domainname" with_domain_name("d") / without_domain_name,
            |m| m.domain_name() == Some("d"), |m| m.domain_name().is_none();
        "AttachStdin" with_attach_stdin(true) / without_attach_stdin, |m| m.attach_stdin(), |m| !m.attach_stdin();
        "AttachStdout" with_attach_stdout(true) / without_attach_stdout, |m| m.attach_stdout(), |m| !m.attach_stdout();
        "AttachStderr" with_attach_stderr(true) / without_attach_stderr, |m| m.attach_stderr(), |m| !m.attach_stderr();
        "Tty" with_tty(true) / without_tty, |m| m.tty(), |m| !m.tty();
        "OpenStdin" with_open_stdin(true) / without_open_stdin, |m| m.open_stdin(), |m| !m.open_stdin();
        "StdinOnce" with_stdin_once(true) / without_stdin_once, |m| m.stdin_once(), |m| !m.stdin_once();
        "Image" with_image("i") / without_image, |m| m.image() == Some("i"), |m| m.image().is_none();
        "NetworkDisabled" with_network_disabled(true) / without_network_disabled,
            |m| m.network_disabled(), |m| !m.network_disabled();
        "MacAddress" with_mac_address("02:42:ac:11:00:02") / without_mac_address,
            |m| m.mac_address() == Some("02:42:ac:11:00:02"), |m| m.mac_address().is_none();
        "StopTimeout" with_stop_timeout(0) / without_stop_timeout,
            |m| m.stop_timeout() == Some(0), |m| m.stop_timeout().is_none();
        "Memory" with_memory(1) / without_memory, |m| m.memory() == Some(1), |m| m.memory().is_none();
        "MemorySwap" with_memory_swap(-1) / without_memory_swap,
            |m| m.memory_swap() == Some(-1), |m| m.memory_swap().is_none();
        "CpuShares" with_cpu_shares(2) / without_cpu_shares, |m| m.cpu_shares() == Some(2), |m| m.cpu_shares().is_none();
    }
}

/// A config in nobody's layout, with escapes and unknown members.
const CONFIG: &str = r#"{ "x":"\u0041\/", "config" : {"a":[ 1 ],
 "Healthcheck":{"b": null}}, "rootfs": {"type":"layers",  "diff_ids":[]},"history":[{"c" : 2}],
 "y":{} }"#;

#[test]
fn of_a_run_config() {
    let text = CONFIG.replace(r#""Healthcheck":{"b": null}"#, r#""b": null"#);
    check::<ImageConfig, RunConfig>(
        &text,
        "/config",
        RunConfig::MEMBERS,
        &run_config_rows(),
        |config, edit| config.with_run_config(edit),
        |config| config.run_config().clone(),
    );
    let text = text.replace(r#""config" :"#, r#""container_config" :"#);
    check::<ImageConfig, RunConfig>(
        &text,
        "/container_config",
        RunConfig::MEMBERS,
        &run_config_rows(),
        |config, edit| {
            let run = config.container_config().cloned().unwrap();
            config.with_container_config(edit(run))
        },
        |config| config.container_config().cloned().unwrap(),
    );
}

#[test]
fn of_a_health_check() {
    let rows = rows! { HealthCheck:
        "Test" with_test(["CMD", "true"]) / without_test, |m| m.test().eq(["CMD", "true"]), |m| m.test().len() == 0;
        "Interval" with_interval(1) / without_interval, |m| m.interval() == Some(1), |m| m.interval().is_none();
        "Timeout" with_timeout(2) / without_timeout, |m| m.timeout() == Some(2), |m| m.timeout().is_none();
        "StartPeriod" with_start_period(3) / without_start_period,
            |m| m.start_period() == Some(3), |m| m.start_period().is_none();
        "StartInterval" with_start_interval(4) / without_start_interval,
            |m| m.start_interval() == Some(4), |m| m.start_interval().is_none();
        "Retries" with_retries(5) / without_retries, |m| m.retries() == Some(5), |m| m.retries().is_none();
    };
    check::<ImageConfig, HealthCheck>(
        CONFIG,
        "/config/Healthcheck",
        HealthCheck::MEMBERS,
        &rows,
        |config, edit| {
            config.with_run_config(|run| {
                let health = run.health_check().cloned().unwrap();
                run.with_health_check(edit(health))
            })
        },
        |config| config.run_config().health_check().cloned().unwrap(),
    );
}

#[test]
fn of_a_step_of_the_history() {
    let rows = rows! { History:
        "created" with_created("2024-01-01T00:00:00Z".parse().unwrap()) / without_created,
            |m| m.created().unwrap().as_str() == "2024-01-01T00:00:00Z", |m| m.created().is_none();
        "created_by" with_created_by("RUN x") / without_created_by,
            |m| m.created_by() == Some("RUN x"), |m| m.created_by().is_none();
        "author" with_author("a") / without_author, |m| m.author() == Some("a"), |m| m.author().is_none();
        "comment" with_comment("c") / without_comment, |m| m.comment() == Some("c"), |m| m.comment().is_none();
        "empty_layer" with_empty_layer(true) / without_empty_layer, |m| m.is_empty_layer(), |m| !m.is_empty_layer();
    };
    check::<ImageConfig, History>(
        CONFIG,
        "/history/0",
        History::MEMBERS,
        &rows,
        |config, edit| {
            let steps: Vec<_> = config.history().iter().cloned().map(edit).collect();
            config.with_history(steps)
        },
        |config| config.history()[0].clone(),
    );
}

#[test]
fn of_a_config() {
    let diff_id = || DiffId::new(Digest::sha256(b"layer"));
    let text = r#"{ "x":"\u0041\/", "rootfs": {"type":"layers",  "diff_ids":["DIGEST"]},
 "y":{} }"#;
    let mut rows = rows! { ImageConfig:
        "created" with_created("2024-01-01T00:00:00Z".parse().unwrap()) / without_created,
            |m| m.created().is_some(), |m| m.created().is_none();
        "author" with_author("a") / without_author, |m| m.author() == Some("a"), |m| m.author().is_none();
        "architecture" with_architecture("arm") / without_architecture,
            |m| m.architecture() == Some("arm"), |m| m.architecture().is_none();
        "os" with_os("linux") / without_os, |m| m.os() == Some("linux"), |m| m.os().is_none();
        "os.version" with_os_version("1") / without_os_version,
            |m| m.os_version() == Some("1"), |m| m.os_version().is_none();
        "os.features" with_os_features(["f"]) / without_os_features,
            |m| m.os_features().eq(["f"]), |m| m.os_features().len() == 0;
        "variant" with_variant("v7") / without_variant, |m| m.variant() == Some("v7"), |m| m.variant().is_none();
        "config" with_run_config(|run| run.with_user("me")) / without_run_config,
            |m| m.run_config().user() == Some("me"), |m| m.run_config().user().is_none();
        "history" with_history([History::new("RUN x")]) / without_history,
            |m| m.history() == [History::new("RUN x")], |m| m.history().is_empty();
        "id" with_docker_id("i") / without_docker_id, |m| m.docker_id() == Some("i"), |m| m.docker_id().is_none();
        "parent" with_parent("p") / without_parent, |m| m.parent() == Some("p"), |m| m.parent().is_none();
        "comment" with_comment("c") / without_comment, |m| m.comment() == Some("c"), |m| m.comment().is_none();
        "container" with_container("c") / without_container,
            |m| m.container() == Some("c"), |m| m.container().is_none();
        "container_config" with_container_config(RunConfig::default().with_tty(true)) / without_container_config,
            |m| m.container_config().unwrap().tty(), |m| m.container_config().is_none();
        "docker_version" with_docker_version("27") / without_docker_version,
            |m| m.docker_version() == Some("27"), |m| m.docker_version().is_none();
        "Size" with_docker_size(7) / without_docker_size,
            |m| m.docker_size() == Some(7), |m| m.docker_size().is_none();
    };
    rows.push(Row {
        name: "rootfs",
        with: |config| config.with_root_fs(RootFs::new([DiffId::new(Digest::sha256(b"other"))])),
        is_set: |config| config.diff_ids() == [DiffId::new(Digest::sha256(b"other"))],
        without: None,
        is_absent: |_| false,
    });
    check::<ImageConfig, ImageConfig>(
        &text.replace("DIGEST", &diff_id().to_string()),
        "",
        ImageConfig::MEMBERS,
        &rows,
        |config, edit| edit(config),
        Clone::clone,
    );
    // `type` is always `layers`.
    assert_eq!(RootFs::MEMBERS, ["type", "diff_ids"]);
    let platform = Platform::new("linux", "arm64").with_variant("v8").with_os_version("2");
    assert_eq!(ImageConfig::new(&platform).platform(), platform);
}

#[test]
fn of_a_descriptor() {
    let text =
        format!(r#"{{ "mediaType": "a\/b", "x":[ ],  "digest": "{}", "size" : 3}}"#, digest('a'));
    let mut rows = rows! { Descriptor:
        "mediaType" with_media_type(MediaType::new("c/d")), |m| m.media_type() == &MediaType::new("c/d"), |_| false;
        "digest" with_digest(Digest::sha256(b"a")), |m| m.digest() == &Digest::sha256(b"a"), |_| false;
        "size" with_size(1), |m| m.size() == 1, |_| false;
        "urls" with_urls(["https://example.com/"]) / without_urls,
            |m| m.urls().eq(["https://example.com/"]), |m| m.urls().len() == 0;
        "annotations" with_annotation("k", "v") / without_annotations,
            |m| m.annotations().get("k") == Some("v"), |m| m.annotations().is_empty();
        "platform" with_platform(Platform::new("linux", "arm")) / without_platform,
            |m| m.platform() == Some(&Platform::new("linux", "arm")), |m| m.platform().is_none();
        "artifactType" with_artifact_type(MediaType::new("e/f")) / without_artifact_type,
            |m| m.artifact_type() == Some(&MediaType::new("e/f")), |m| m.artifact_type().is_none();
    };
    let names: Vec<&str> =
        Descriptor::MEMBERS.iter().copied().filter(|name| *name != "data").collect();
    check::<Descriptor, Descriptor>(&text, "", &names, &rows, |m, edit| edit(m), Clone::clone);
    // Data is embedded if it is what the descriptor describes.
    let text = text.replace(&digest('a'), &Digest::sha256(b"abc").to_string());
    rows = vec![Row {
        name: "data",
        with: |m| m.clone().with_data(b"abc").unwrap(),
        is_set: |m| m.data() == Some(b"abc") && m.has_data(),
        without: Some(Descriptor::without_data),
        is_absent: |m| m.data().is_none() && !m.has_data(),
    }];
    check::<Descriptor, Descriptor>(&text, "", &["data"], &rows, |m, edit| edit(m), Clone::clone);
    let entry = Descriptor::of(MediaType::OCI_MANIFEST, b"abc").with_cpu_features(["sse4"]);
    assert!(entry.cpu_features().eq(["sse4"]) && entry.clone().with_data(b"abd").is_none());
    let none: [&str; 0] = [];
    assert_eq!(entry.with_cpu_features(none).cpu_features().len(), 0);
}

#[test]
fn of_a_manifest_and_an_index() {
    let other = || Descriptor::of(MediaType::OCI_MANIFEST, b"other");
    macro_rules! shared {
        ($model:ty, $($rest:tt)*) => { rows! { $model:
            "mediaType" with_media_type(MediaType::new("a/b")) / without_media_type,
                |m| m.media_type().is_some(), |m| m.media_type().is_none();
            "artifactType" with_artifact_type(MediaType::new("a/b")) / without_artifact_type,
                |m| m.artifact_type() == Some(&MediaType::new("a/b")), |m| m.artifact_type().is_none();
            "subject" with_subject(Descriptor::of(MediaType::OCI_MANIFEST, b"other")) / without_subject,
                |m| m.subject() == Some(&Descriptor::of(MediaType::OCI_MANIFEST, b"other")), |m| m.subject().is_none();
            "annotations" with_annotations([("k", "v"), ("a", "b")]) / without_annotations,
                |m| m.annotations().iter().eq([("a", "b"), ("k", "v")]), |m| m.annotations().is_empty();
            $($rest)*
        } };
    }
    // `schemaVersion` is always 2.
    let names = |members: &[&'static str]| -> Vec<&'static str> {
        members.iter().copied().filter(|name| *name != "schemaVersion").collect()
    };
    let rows = shared! { ImageManifest,
        "config" with_config(Descriptor::empty()), |m| m.config().is_empty_json(), |_| false;
        "layers" with_layers([Descriptor::empty()]), |m| m.layers() == [Descriptor::empty()], |_| false;
    };
    let text = manifest_with(r#", "x" :"\u0041""#)
        .replace(r#""mediaType":"application/vnd.oci.image.manifest.v1+json","#, "");
    let media_type = |rows: Vec<Row<ImageManifest>>| -> Vec<Row<ImageManifest>> {
        let with = |m: ImageManifest| m.with_media_type(MediaType::OCI_MANIFEST);
        rows.into_iter()
            .map(|row| if row.name == "mediaType" { Row { with, ..row } } else { row })
            .collect()
    };
    let rows = media_type(rows);
    let (members, edit) = (names(ImageManifest::MEMBERS), |m, edit: &dyn Fn(_) -> _| edit(m));
    check::<ImageManifest, ImageManifest>(&text, "", &members, &rows, edit, Clone::clone);
    let manifest = ImageManifest::from_slice(text.as_bytes()).unwrap();
    assert_eq!(manifest.with_layer(other()).layers()[1], other());

    let rows = shared! { ImageIndex,
        "manifests" with_manifests([Descriptor::empty()]), |m| m.manifests() == [Descriptor::empty()], |_| false;
    };
    let with = |m: ImageIndex| m.with_media_type(MediaType::OCI_INDEX);
    let rows =
        rows.into_iter().map(|row| if row.name == "mediaType" { Row { with, ..row } } else { row });
    let rows: Vec<_> = rows.collect();
    let text = r#"{ "x" :"\u0041","schemaVersion": 2,
 "manifests":[] }"#;
    let (members, edit) = (names(ImageIndex::MEMBERS), |m, edit: &dyn Fn(_) -> _| edit(m));
    check::<ImageIndex, ImageIndex>(text, "", &members, &rows, edit, Clone::clone);
}

#[test]
fn documents_from_scratch_in_one_expression() {
    let manifest = ImageManifest::new(Descriptor::of(MediaType::OCI_CONFIG, b"{}"))
        .with_layer(Descriptor::of(MediaType::OCI_LAYER, b"layer"));
    let index = ImageIndex::new()
        .with_manifest(Descriptor::of(MediaType::OCI_MANIFEST, &manifest.to_bytes()));
    let config = ImageConfig::new(&Platform::new("linux", "amd64"))
        .with_run_config(|run| run.with_env("PATH", "/bin").with_env("A", "1").without_env("PATH"))
        .with_layer(
            DiffId::new(Digest::sha256(b"layer")),
            History::new("COPY . /").with_author("me"),
        );
    assert!(config.run_config().environment().eq(["A=1"]));
    assert_eq!(config.history()[0].author(), Some("me"));
    for warnings in [
        Document::from_value(&manifest).unwrap().warnings().len(),
        Document::from_value(&index).unwrap().warnings().len(),
        Document::from_value(&config).unwrap().warnings().len(),
    ] {
        assert_eq!(warnings, 0);
    }
}

#[test]
#[allow(
    clippy::unnecessary_to_owned,
    reason = "that types of their own are accepted is what is tested"
)]
fn bytes_come_in_many_types() {
    use std::borrow::Cow;
    use std::sync::Arc;
    let text = r#"{"schemaVersion":2,"manifests":[]}"#;
    let shared: Arc<[u8]> = text.as_bytes().into();
    let options = imageref::document::ReadOptions::new();
    let documents: [Document<ImageIndex>; 9] = [
        Document::from_bytes(text),
        Document::from_bytes(text.as_bytes()),
        Document::from_bytes(text.to_owned()),
        Document::from_bytes(text.as_bytes().to_vec()),
        Document::from_bytes(Cow::Borrowed(text.as_bytes())),
        Document::from_bytes(text.as_bytes().to_vec().into_boxed_slice()),
        Document::from_bytes(&shared),
        Document::from_shared(Arc::clone(&shared), &options),
        Document::from_shared(Arc::<str>::from(text), &options),
    ]
    .map(Result::unwrap);
    for document in &documents {
        assert_eq!(document.bytes(), text.as_bytes());
        assert_eq!(document, &documents[0]);
    }
    let [.., seventh, eighth, _] = documents;
    assert!(!Arc::ptr_eq(&seventh.into_bytes(), &shared));
    assert!(Arc::ptr_eq(&eighth.into_bytes(), &shared));
}
