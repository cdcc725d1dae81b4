//! Kind `names`: names as other systems read them, by the sets of the vectors.

use imageref::reference::Defaults;
use imageref::{RawReference, Reference};
use imageref_interop::containers::{
    ContainersImageError, Mirror, PolicyScopes, RegistriesConf, RegistriesPrefix, RegistryEntry,
    ShortNames, SignedIdentity,
};
use imageref_interop::docker::{ApiImage, pull_query, push_request, search_split, tag_query};
use imageref_interop::kubernetes::{KubeletAllowPattern, KubeletGlob};
use imageref_interop::kubernetes::{PullPolicy, RunningImage};
use imageref_interop::sigstore::PolicyGlob;
use imageref_interop::transport::ImageLocation;
use serde_json::{Value, json};

/// Judges one row, or returns why there is no verdict.
type Judge = fn(&Value) -> Verdict;

type Verdict = Result<Value, Box<dyn std::error::Error>>;

const SETS: &[(&str, Judge)] = &[
    ("registries_prefix", registries_prefix),
    ("registries_conf", registries_conf),
    ("policy_scope", policy_scope),
    ("policy_identity", policy_identity),
    ("k8s_urlsmatch", k8s_urlsmatch),
    ("k8s_allowlist", k8s_allowlist),
    ("sigstore_glob", sigstore_glob),
    ("k8s_images", k8s_images),
    ("k8s_image_ids", k8s_image_ids),
    ("transports", transports),
    ("docker_api_create", docker_api_create),
    ("docker_api_push_tag", docker_api_push_tag),
    ("docker_client_requests", docker_client_requests),
    ("docker_search_split", docker_search_split),
];

/// `{set, …}`: the row's verdict members.
pub(crate) fn names(line: &Value) -> Value {
    let set = text(line, "set");
    let Some((_, judge)) = SETS.iter().find(|(name, _)| *name == set) else {
        return json!({ "ok": false, "message": format!("no set `{}`", set.escape_default()) });
    };
    match judge(line) {
        Ok(mut verdict) => {
            verdict["ok"] = true.into();
            verdict
        }
        // Without a verdict there is no match.
        Err(e) => {
            let mut verdict = json!({ "ok": false, "message": e.to_string(), "match": false });
            if set == "k8s_images" {
                verdict["pull_policy"] =
                    PullPolicy::default_for(text(line, "image")).as_str().into();
            }
            verdict
        }
    }
}

fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value.get(member).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(value: &'a Value, member: &str) -> &'a [Value] {
    value.get(member).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn flag(value: &Value, member: &str) -> bool {
    value.get(member).and_then(Value::as_bool).unwrap_or_default()
}

#[expect(clippy::unnecessary_wraps, reason = "one of many")]
fn registries_prefix(row: &Value) -> Verdict {
    let len = RegistriesPrefix::new(text(row, "prefix")).match_len(text(row, "ref"));
    Ok(json!({ "match_len": len.map_or(json!(-1), Value::from) }))
}

fn registries_conf(row: &Value) -> Verdict {
    let conf = &row["conf"];
    let entries = list(conf, "registries").iter().map(entry).collect::<Result<Vec<_>, _>>()?;
    let registries = RegistriesConf::new(entries)?;
    let search = list(conf, "unqualified-search-registries").iter();
    ShortNames::new([], search.map(|registry| registry.as_str().unwrap_or_default()))?;
    let reference = RawReference::parse(text(row, "ref"))?;
    let Some(entry) = registries.entry(reference)? else {
        return Ok(json!({ "prefix": null }));
    };
    let mut verdict = json!({ "prefix": entry.prefix, "blocked": entry.blocked });
    match registries.sources(reference) {
        Ok(sources) => {
            let source = |source: &imageref_interop::containers::PullSource| {
                let mut value = json!({ "ref": source.as_str() });
                if source.is_insecure() {
                    value["insecure"] = true.into();
                }
                value
            };
            verdict["sources"] = sources.iter().map(source).collect();
        }
        Err(e) => verdict["message"] = e.to_string().into(),
    }
    Ok(verdict)
}

fn entry(value: &Value) -> Result<RegistryEntry, imageref_interop::FormatError> {
    let restriction = |value: &Value| match text(value, "pull-from-mirror") {
        "" => Ok(None),
        word => word.parse().map(Some),
    };
    let mirror = |value: &Value| {
        Ok(Mirror {
            location: text(value, "location").to_owned(),
            insecure: flag(value, "insecure"),
            pull_from_mirror: restriction(value)?,
        })
    };
    Ok(RegistryEntry {
        prefix: text(value, "prefix").to_owned(),
        location: text(value, "location").to_owned(),
        insecure: flag(value, "insecure"),
        blocked: flag(value, "blocked"),
        mirror_by_digest_only: flag(value, "mirror-by-digest-only"),
        pull_from_mirror: restriction(value)?,
        mirrors: list(value, "mirror").iter().map(mirror).collect::<Result<_, _>>()?,
    })
}

fn policy_scope(row: &Value) -> Verdict {
    let scopes = list(row, "scopes").iter().filter_map(Value::as_str);
    let scopes: PolicyScopes<()> = scopes.map(|scope| (scope, ())).collect();
    let selected = match text(row, "ref").strip_suffix("@@unknown-digest@@") {
        Some(name) => scopes.select_name(&name.parse()?)?,
        None => scopes.select(&text(row, "ref").parse()?)?,
    };
    Ok(json!({ "selected": selected.map(|(scope, ())| scope) }))
}

fn policy_identity(row: &Value) -> Verdict {
    let signed = &row["signedIdentity"];
    let members = match text(signed, "type") {
        "exactReference" => &["dockerReference"][..],
        "exactRepository" => &["dockerRepository"],
        "remapIdentity" => &["prefix", "signedPrefix"],
        _ => &[],
    };
    let known = |name: &String| name == "type" || members.contains(&name.as_str());
    if let Some(name) =
        signed.as_object().into_iter().flatten().map(|(name, _)| name).find(|name| !known(name))
    {
        return Err(format!("unknown member `{}`", name.escape_default()).into());
    }
    let identity = match text(signed, "type") {
        "matchExact" => SignedIdentity::match_exact(),
        "matchRepoDigestOrExact" => SignedIdentity::match_repo_digest_or_exact(),
        "matchRepository" => SignedIdentity::match_repository(),
        "exactReference" => SignedIdentity::exact_reference(text(signed, "dockerReference"))?,
        "exactRepository" => SignedIdentity::exact_repository(text(signed, "dockerRepository"))?,
        "remapIdentity" => {
            SignedIdentity::remap_identity(text(signed, "prefix"), text(signed, "signedPrefix"))?
        }
        other => return Err(format!("unknown type `{}`", other.escape_default()).into()),
    };
    let matches = identity.matches(&text(row, "image").parse()?, text(row, "signature"));
    Ok(json!({ "match": matches.map_err(|e: ContainersImageError| e)? }))
}

fn k8s_urlsmatch(row: &Value) -> Verdict {
    Ok(json!({ "match": KubeletGlob::parse(text(row, "glob"))?.matches(text(row, "target"))? }))
}

fn k8s_allowlist(row: &Value) -> Verdict {
    let pattern = KubeletAllowPattern::parse(text(row, "pattern"))?;
    Ok(json!({ "match": pattern.matches(text(row, "image")) }))
}

fn sigstore_glob(row: &Value) -> Verdict {
    Ok(json!({ "match": PolicyGlob::parse(text(row, "glob"))?.matches(text(row, "image"))? }))
}

fn k8s_images(row: &Value) -> Verdict {
    let image = text(row, "image");
    let reference = RawReference::parse(image)?.normalize(&Defaults::DOCKER)?;
    Ok(json!({
        "pull_policy": PullPolicy::default_for(image).as_str(),
        "repo": reference.name_str(),
        "tag": reference.tag().map(|tag| tag.as_str().to_owned()),
        "digest": reference.digest().map(|digest| digest.as_str().to_owned()),
    }))
}

fn k8s_image_ids(row: &Value) -> Verdict {
    Ok(match RunningImage::parse(text(row, "image_id"))? {
        RunningImage::Pullable(raw) => {
            json!({ "kind": "pullable", "reference_or_digest": raw.as_str() })
        }
        RunningImage::Id(id) => {
            json!({ "kind": "id", "reference_or_digest": id.to_text().as_str() })
        }
        _ => return Err("unknown form of image ID".into()),
    })
}

fn transports(row: &Value) -> Verdict {
    let location = ImageLocation::parse(text(row, "in"))?;
    // Their meaning depends on a store or on files.
    if let ImageLocation::ContainersStorage { .. } | ImageLocation::Tarball(_) = location {
        return Err(format!("{}: cannot be judged without I/O", location.transport()).into());
    }
    let reference = match &location {
        ImageLocation::DockerUnknownDigest(name) => Some(name.to_string()),
        _ => location.reference().map(ToString::to_string),
    };
    Ok(json!({ "transport": location.transport(), "docker_reference": reference }))
}

fn docker_api_create(row: &Value) -> Verdict {
    let image = ApiImage::parse_pull(text(row, "fromImage"), text(row, "tag"))?;
    Ok(json!({ "ref": image.to_string() }))
}

fn docker_api_push_tag(row: &Value) -> Verdict {
    let tag = text(row, "tag");
    let image = if text(row, "op") == "push" {
        Some(ApiImage::parse_push(text(row, "name"), tag)?)
    } else {
        ApiImage::parse_tag(text(row, "repo"), tag)?
    };
    Ok(json!({ "ref": image.map_or_else(String::new, |image| image.to_string()) }))
}

fn docker_client_requests(row: &Value) -> Verdict {
    let reference: Reference = text(row, "image").parse()?;
    let query = match (text(row, "op"), flag(row, "all")) {
        ("pull", all) => {
            let query = pull_query(&reference);
            let name = query.split('&').next().unwrap_or_default();
            format!("images/create?{}", if all { name } else { &query })
        }
        ("push", all) => {
            let request = push_request(&reference)?;
            let path = request.split('?').next().unwrap_or_default();
            (if all { path } else { &request }).trim_start_matches('/').to_owned()
        }
        (_, _) => format!("images/{}/tag?{}", text(row, "source"), tag_query(&reference)?),
    };
    Ok(json!({ "request": format!("POST /v1.51/{query}") }))
}

#[expect(clippy::unnecessary_wraps, reason = "one of many")]
fn docker_search_split(row: &Value) -> Verdict {
    let (index, name) = search_split(text(row, "term"));
    Ok(json!({ "index": index, "name": name }))
}
