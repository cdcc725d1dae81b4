//! Documents as the world writes them and a little worse: any selection and order of members, any layout, unknown
//! members, nulls and empty values.

use libfuzzer_sys::arbitrary::{Result, Unstructured};

use super::json::Json;

/// A kind of document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Manifest,
    Index,
    Config,
}

/// A document of the kind as text.
pub fn document(u: &mut Unstructured<'_>, kind: Kind) -> Result<String> {
    let json = match kind {
        Kind::Manifest => manifest(u)?,
        Kind::Index => index(u)?,
        Kind::Config => config(u)?,
    };
    json.to_text(u)
}

fn raw(text: &str) -> Json {
    Json::Raw(text.to_owned())
}

fn one_of(u: &mut Unstructured<'_>, texts: &[&str]) -> Result<Json> {
    u.choose(texts).map(|text| raw(text))
}

/// Members in an order that may be another than the specification's, and sometimes one that is unknown.
struct Members(Vec<(String, Json)>);

impl Members {
    fn always(&mut self, name: &str, value: Json) {
        self.0.push((name.to_owned(), value));
    }

    fn maybe(
        &mut self,
        u: &mut Unstructured<'_>,
        name: &str,
        value: impl FnOnce(&mut Unstructured<'_>) -> Result<Json>,
    ) -> Result<()> {
        match u.int_in_range(0..=9)? {
            0..=5 => Ok(()),
            6 => {
                self.always(name, raw("null"));
                Ok(())
            }
            _ => {
                let value = value(u)?;
                self.always(name, value);
                Ok(())
            }
        }
    }

    fn finish(mut self, u: &mut Unstructured<'_>) -> Result<Json> {
        if u.ratio(1, 3)? {
            let name =
                *u.choose(&["x", "moby.buildkit.cache.v0", "\u{e9}", "User", "annotation"])?;
            let value =
                one_of(u, &["1", "{\"b\": [ 1 ]}", "\"\\u003c\"", "null", "1e3", "\"\\/\""])?;
            let at = u.int_in_range(0..=self.0.len())?;
            self.0.insert(at, (name.to_owned(), value));
        }
        if self.0.len() > 1 && u.ratio(1, 4)? {
            let (a, b) = (u.choose_index(self.0.len())?, u.choose_index(self.0.len())?);
            self.0.swap(a, b);
        }
        Ok(Json::Object(self.0))
    }
}

fn several(
    u: &mut Unstructured<'_>,
    most: usize,
    item: impl Fn(&mut Unstructured<'_>) -> Result<Json>,
) -> Result<Json> {
    let count = u.int_in_range(0..=most)?;
    (0..count).map(|_| item(u)).collect::<Result<_>>().map(Json::Array)
}

/// The hex digits of a sha256 digest.
fn hex(u: &mut Unstructured<'_>) -> Result<String> {
    let byte: u8 = u.arbitrary()?;
    Ok(format!("{byte:02x}").repeat(32))
}

fn digest(u: &mut Unstructured<'_>) -> Result<Json> {
    Ok(Json::Raw(match u.int_in_range(0..=12)? {
        0 => format!("\"sha512:{0}{0}\"", hex(u)?),
        1 => "\"test+x:abc\"".to_owned(),
        2 => "\"sha256:abc\"".to_owned(),
        _ => format!("\"sha256:{}\"", hex(u)?),
    }))
}

fn string(u: &mut Unstructured<'_>) -> Result<Json> {
    one_of(
        u,
        &[
            "\"\"",
            "\"a\"",
            "\"<b>\"",
            "\"\\u003cb\\u003e\"",
            "\"\u{e9}\\n\"",
            "\"A=1\"",
            "\"80/tcp\"",
        ],
    )
}

fn map(u: &mut Unstructured<'_>) -> Result<Json> {
    let mut keys = vec!["a", "b", "org.opencontainers.image.title", "z", ""];
    let mut members = Vec::new();
    for _ in 0..u.int_in_range(0..=3)? {
        let key = keys.remove(u.choose_index(keys.len())?);
        members.push((key.to_owned(), if u.ratio(1, 9)? { raw("null") } else { string(u)? }));
    }
    if u.ratio(2, 3)? {
        members.sort_by(|a, b| a.0.cmp(&b.0));
    }
    Ok(Json::Object(members))
}

fn platform(u: &mut Unstructured<'_>) -> Result<Json> {
    let mut members = Members(Vec::new());
    members.always("architecture", one_of(u, &["\"amd64\"", "\"arm64\"", "\"\""])?);
    members.always("os", one_of(u, &["\"linux\"", "\"windows\"", "\"Linux\""])?);
    members.maybe(u, "os.version", string)?;
    members.maybe(u, "os.features", |u| several(u, 2, string))?;
    members.maybe(u, "variant", |u| one_of(u, &["\"v8\"", "\"v7\"", "\"\""]))?;
    members.finish(u)
}

fn descriptor(u: &mut Unstructured<'_>, types: &[&str]) -> Result<Json> {
    let mut members = Members(Vec::new());
    members.always("mediaType", one_of(u, types)?);
    members.always("digest", digest(u)?);
    members.always("size", one_of(u, &["0", "2", "7023", "9223372036854775807", "-1", "1.0"])?);
    members.maybe(u, "urls", |u| several(u, 2, string))?;
    members.maybe(u, "annotations", map)?;
    members.maybe(u, "data", |u| one_of(u, &["\"e30=\"", "\"\"", "\"!\""]))?;
    members.maybe(u, "platform", platform)?;
    members.maybe(u, "artifactType", string)?;
    members.finish(u)
}

const LAYER: &[&str] = &[
    "\"application/vnd.oci.image.layer.v1.tar+gzip\"",
    "\"application/vnd.docker.image.rootfs.diff.tar.gzip\"",
    "\"\"",
];
const CONFIG: &[&str] =
    &["\"application/vnd.oci.image.config.v1+json\"", "\"application/vnd.oci.empty.v1+json\""];
const MANIFEST: &[&str] = &[
    "\"application/vnd.oci.image.manifest.v1+json\"",
    "\"application/vnd.docker.distribution.manifest.v2+json\"",
];
const INDEX: &[&str] = &[
    "\"application/vnd.oci.image.index.v1+json\"",
    "\"application/vnd.docker.distribution.manifest.list.v2+json\"",
];

fn manifest(u: &mut Unstructured<'_>) -> Result<Json> {
    let mut members = Members(Vec::new());
    members.always("schemaVersion", raw("2"));
    members.maybe(u, "mediaType", |u| one_of(u, MANIFEST))?;
    members.maybe(u, "artifactType", string)?;
    members.always("config", descriptor(u, CONFIG)?);
    members.always("layers", several(u, 3, |u| descriptor(u, LAYER))?);
    members.maybe(u, "subject", |u| descriptor(u, MANIFEST))?;
    members.maybe(u, "annotations", map)?;
    members.finish(u)
}

fn index(u: &mut Unstructured<'_>) -> Result<Json> {
    let mut members = Members(Vec::new());
    members.always("schemaVersion", raw("2"));
    members.maybe(u, "mediaType", |u| one_of(u, INDEX))?;
    members.maybe(u, "artifactType", string)?;
    members.always("manifests", several(u, 3, |u| descriptor(u, MANIFEST))?);
    members.maybe(u, "subject", |u| descriptor(u, MANIFEST))?;
    members.maybe(u, "annotations", map)?;
    members.finish(u)
}

fn time(u: &mut Unstructured<'_>) -> Result<Json> {
    one_of(
        u,
        &[
            "\"2020-01-02T03:04:05Z\"",
            "\"2020-01-02T03:04:05.123456789+01:00\"",
            "\"0001-01-01T00:00:00Z\"",
        ],
    )
}

fn strings(u: &mut Unstructured<'_>) -> Result<Json> {
    several(u, 3, string)
}

fn set(u: &mut Unstructured<'_>) -> Result<Json> {
    let Json::Object(members) = map(u)? else { return Ok(raw("{}")) };
    Ok(Json::Object(members.into_iter().map(|(name, _)| (name, raw("{}"))).collect()))
}

fn step(u: &mut Unstructured<'_>) -> Result<Json> {
    let mut members = Members(Vec::new());
    members.maybe(u, "created", time)?;
    members.maybe(u, "created_by", string)?;
    members.maybe(u, "author", string)?;
    members.maybe(u, "comment", string)?;
    members.maybe(u, "empty_layer", |u| one_of(u, &["true", "false"]))?;
    members.finish(u)
}

fn health_check(u: &mut Unstructured<'_>) -> Result<Json> {
    let mut members = Members(Vec::new());
    members.maybe(u, "Test", strings)?;
    members.maybe(u, "Interval", |u| one_of(u, &["0", "30000000000"]))?;
    members.maybe(u, "Retries", |u| one_of(u, &["0", "3"]))?;
    members.finish(u)
}

fn run_config(u: &mut Unstructured<'_>) -> Result<Json> {
    let mut members = Members(Vec::new());
    members.maybe(u, "Hostname", string)?;
    members.maybe(u, "User", string)?;
    members.maybe(u, "ExposedPorts", set)?;
    members.maybe(u, "Env", strings)?;
    members.maybe(u, "env", strings)?;
    members.maybe(u, "Entrypoint", strings)?;
    members.maybe(u, "Cmd", strings)?;
    members.maybe(u, "Healthcheck", health_check)?;
    members.maybe(u, "Volumes", set)?;
    members.maybe(u, "WorkingDir", string)?;
    members.maybe(u, "Labels", map)?;
    members.maybe(u, "StopSignal", string)?;
    members.maybe(u, "StopTimeout", |u| one_of(u, &["0", "10"]))?;
    members.maybe(u, "OnBuild", strings)?;
    members.maybe(u, "Shell", strings)?;
    members.finish(u)
}

fn config(u: &mut Unstructured<'_>) -> Result<Json> {
    let mut members = Members(Vec::new());
    members.maybe(u, "created", time)?;
    members.maybe(u, "author", string)?;
    members.always("architecture", one_of(u, &["\"amd64\"", "\"arm64\"", "null"])?);
    members.always("os", one_of(u, &["\"linux\"", "\"windows\"", "\"\""])?);
    members.maybe(u, "os.version", string)?;
    members.maybe(u, "os.features", strings)?;
    members.maybe(u, "variant", string)?;
    members.maybe(u, "config", run_config)?;
    let layers = several(u, 3, digest)?;
    let kind = one_of(u, &["\"layers\"", "\"layers\"", "\"\""])?;
    members.always(
        "rootfs",
        Json::Object(vec![("type".to_owned(), kind), ("diff_ids".to_owned(), layers)]),
    );
    members.maybe(u, "history", |u| several(u, 3, step))?;
    members.maybe(u, "docker_version", string)?;
    members.maybe(u, "container_config", run_config)?;
    members.finish(u)
}
