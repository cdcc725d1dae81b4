//! An edit changes what it names, whatever the document looks like.

use imageref::Platform;
use imageref::config::{History, ImageConfig};
use imageref::document::{Document, Model, Timestamp};
use imageref::manifest::{Descriptor, ImageIndex, ImageManifest};
use imageref::media_type::MediaType;

use super::{digest, manifest_with};

#[track_caller]
fn edited<T: Model + Clone>(text: &str, edit: impl FnOnce(T) -> T) -> String {
    let document = Document::<T>::from_bytes(text.as_bytes()).unwrap();
    let edited = Document::from_value(&edit(document.value().clone())).unwrap();
    assert_ne!(edited.digest(), document.digest());
    String::from_utf8(edited.bytes().to_vec()).unwrap()
}

#[test]
fn an_annotation_goes_where_go_sorts_it() {
    let text = manifest_with(r#","annotations":{"a":"1","c":"3"},"x":{"b": [ 1 ]}"#);
    let after = edited::<ImageManifest>(&text, |m| m.with_annotation("b", "<2>"));
    assert_eq!(after, text.replace(r#""a":"1","#, r#""a":"1","b":"\u003c2\u003e","#));
    let after = edited::<ImageManifest>(&text, |m| m.with_annotation("a", "one"));
    assert_eq!(after, text.replace(r#""a":"1""#, r#""a":"one""#));
    let unsorted = text.replace(r#""a":"1","#, r#""z":"1","#);
    let after = edited::<ImageManifest>(&unsorted, |m| m.with_annotation("b", "2"));
    assert_eq!(after, unsorted.replace(r#""c":"3""#, r#""c":"3","b":"2""#));
}

#[test]
fn a_new_member_goes_after_its_predecessor_in_the_specification() {
    let text = manifest_with(r#","x":7"#);
    let after = edited::<ImageManifest>(&text, |m| m.with_annotation("a", "1"));
    assert_eq!(after, text.replace(r#","x":7"#, r#","annotations":{"a":"1"},"x":7"#));
    let after = edited::<ImageManifest>(&text, |m| m.with_artifact_type(MediaType::new("a/b")));
    assert_eq!(after, text.replace(r#","config""#, r#","artifactType":"a/b","config""#));
    let without = text.replace(r#","x":7"#, r#","annotations":null"#);
    let after = edited::<ImageManifest>(&without, |m| m.with_annotation("a", "1"));
    assert_eq!(after, without.replace("null", r#"{"a":"1"}"#));
}

#[test]
fn the_layout_stays_indented_as_it_was() {
    let text = "{\n   \"schemaVersion\": 2,\n   \"manifests\": []\n}\n";
    let after = edited::<ImageIndex>(text, |index| {
        let platform = Platform::new("linux", "arm64").with_variant("v8");
        let digest = digest('a').parse().unwrap();
        let entry = Descriptor::new(MediaType::OCI_MANIFEST, digest, 3).with_platform(platform);
        index.with_manifest(entry)
    });
    let want = r#"{
   "schemaVersion": 2,
   "manifests": [
      {
         "mediaType": "application/vnd.oci.image.manifest.v1+json",
         "digest": "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
         "size": 3,
         "platform": {
            "architecture": "arm64",
            "os": "linux",
            "variant": "v8"
         }
      }
   ]
}
"#;
    assert_eq!(after, want);
}

#[test]
fn hand_written_documents_keep_their_hand() {
    let text = " {\"schemaVersion\" : 2,\n \"annotations\": { \"author\":\"A <a@b>\", \"\\u0062\": \"\\/\" },\t\"manifests\": [ ]}\r\n";
    let after = edited::<ImageIndex>(text, |index| index.with_annotation("b", "new"));
    assert_eq!(after, text.replace("\"\\/\"", "\"new\""));
    let after = edited::<ImageIndex>(text, |index| index.with_annotation("author", "B"));
    assert_eq!(after, text.replace("A <a@b>", "B"));
}

#[test]
fn several_edits_keep_what_is_between_them() {
    let text = "{\"created\":\"2020-01-02T03:04:05Z\",\"author\":\"<b>\",\"architecture\" : \"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}";
    let after = edited::<ImageConfig>(text, |config| config.without_created().with_variant("v8"));
    let want = text.replace("\"created\":\"2020-01-02T03:04:05Z\",", "");
    assert_eq!(after, want.replace("\"linux\"", "\"linux\",\"variant\":\"v8\""));
    let text = text.replace("\"linux\"", "\"linux\",\"variant\":\"v7\"");
    let time: Timestamp = "2021-01-02T03:04:05Z".parse().unwrap();
    let edit = |config: ImageConfig| config.with_created(time).with_variant("v8");
    let after = edited::<ImageConfig>(&text, edit);
    assert_eq!(after, text.replace("2020", "2021").replace("v7", "v8"));
    // White space after a new member stays when a later edit changes what comes after it.
    let hand = text.replace("\"os\"", " \"os\"");
    let after =
        edited::<ImageConfig>(&hand, |config| config.without_created().with_os_version("v"));
    let edit =
        |config: ImageConfig| config.without_created().with_os_version("v").with_variant("v8");
    assert_eq!(edited::<ImageConfig>(&hand, edit), after.replace("v7", "v8"));
    // The last value before the end that both texts share belongs to another member.
    let text = text.replace("\"linux\"", "\"\\u003cb\\u003e\"").replace("v7", "<b>");
    let after = edited::<ImageConfig>(&text, |config| config.without_created().with_variant(""));
    let want = text.replace("\"created\":\"2020-01-02T03:04:05Z\",", "");
    assert_eq!(after, want.replace(",\"variant\":\"<b>\"", ""));
}

#[test]
fn layers_and_configs_are_replaced_in_place() {
    let text = manifest_with(r#","annotations":{}"#);
    let layer = Descriptor::of(MediaType::OCI_LAYER, b"layer");
    let written = String::from_utf8(layer.to_bytes()).unwrap();
    let after = edited::<ImageManifest>(&text, |m| m.with_layer(layer));
    assert_eq!(after, text.replace("}],", &format!("}},{written}],")));
    let config = Descriptor::of(MediaType::OCI_CONFIG, b"{}");
    let after = edited::<ImageManifest>(&text, |m| m.with_config(config.clone()));
    assert_eq!(after.matches(&config.digest().to_string()).count(), 1);
    assert_eq!(
        after.replace(&config.digest().to_string(), &digest('a')).replace(":2}", ":7023}"),
        text
    );
}

#[test]
fn a_config_keeps_dockers_order_and_unknown_members() {
    let text = r#"{"architecture":"amd64","config":{"Hostname":"","Env":["A=1"],"Cmd":null,"Labels":null,"env":["B=2"]},"created":null,"docker_version":"20.10","history":[{"created":"2020-01-01T00:00:00Z","created_by":"x"}],"moby.buildkit.cache.v0":"e30=","os":"linux","rootfs":{"type":"layers","diff_ids":["sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]}}"#;
    let run = |edit: fn(imageref::config::RunConfig) -> imageref::config::RunConfig| {
        edited::<ImageConfig>(text, |config| config.with_run_config(edit))
    };
    assert_eq!(run(|r| r.with_env("A", "2")), text.replace("A=1", "A=2"));
    assert_eq!(run(|r| r.with_env("C", "3")), text.replace(r#""A=1""#, r#""A=1","C=3""#));
    assert_eq!(run(|r| r.with_cmd(["sh"])), text.replace(r#""Cmd":null"#, r#""Cmd":["sh"]"#));
    assert_eq!(
        run(|r| r.with_label("a", "b")),
        text.replace(r#""Labels":null"#, r#""Labels":{"a":"b"}"#)
    );
    assert_eq!(
        run(|r| r.with_user("me")),
        text.replace(r#"{"Hostname":"#, r#"{"User":"me","Hostname":"#)
    );
    let after =
        edited::<ImageConfig>(text, |c| c.with_created("2024-01-01T00:00:00Z".parse().unwrap()));
    assert_eq!(after, text.replace(r#""created":null"#, r#""created":"2024-01-01T00:00:00Z""#));
    let step = History::new("RUN y").with_comment("c");
    let after = edited::<ImageConfig>(text, |c| c.with_empty_step(step));
    assert_eq!(
        after,
        text.replace(
            r#""x"}]"#,
            r#""x"},{"created_by":"RUN y","comment":"c","empty_layer":true}]"#
        )
    );
}
