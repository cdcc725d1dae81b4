//! Docker's schema 1: layers, history, the signed payload.

use imageref::digest::Digest;
use imageref::document::{Document, ReadOptions};
use imageref::manifest::{Manifest, Schema1Manifest};

use super::{digest, rejected, warnings};

const ID_1: &str = "1111111111111111111111111111111111111111111111111111111111111111";
const ID_2: &str = "2222222222222222222222222222222222222222222222222222222222222222";

fn step(id: &str, parent: &str) -> String {
    let parent =
        if parent.is_empty() { String::new() } else { format!(r#",\"parent\":\"{parent}\""#) };
    format!(r#"{{"v1Compatibility":"{{\"id\":\"{id}\"{parent}}}"}}"#)
}

fn manifest(layers: usize, steps: &[String]) -> String {
    let layer = format!(r#"{{"blobSum":"{}"}}"#, digest('a'));
    format!(
        r#"{{"schemaVersion":1,"name":"library/x","tag":"latest","architecture":"amd64","fsLayers":[{}],"history":[{}]}}"#,
        vec![layer; layers].join(","),
        steps.join(",")
    )
}

#[test]
fn layers_are_joined_with_their_steps() {
    let text = manifest(2, &[step(ID_2, ID_1), step(ID_1, "")]);
    let document = Document::<Schema1Manifest>::from_bytes(text.as_bytes()).unwrap();
    let layers: Vec<_> = document.value().layers().collect();
    let [top, base] = layers[..] else { panic!("two layers") };
    assert_eq!((top.id(), top.parent(), base.id(), base.parent()), (ID_2, Some(ID_1), ID_1, None));
    assert_eq!(warnings(&document), ["deprecated "]);
    assert_eq!(document.digest(), &Digest::sha256(text.as_bytes()));
    assert!(matches!(Manifest::from_slice(text.as_bytes()), Ok(Manifest::Schema1(_))));
}

#[test]
fn a_broken_chain_is_rejected() {
    let rule = |text: &str| rejected::<Schema1Manifest>(text);
    assert_eq!(rule(&manifest(1, &[step(ID_2, ID_1), step(ID_1, "")])), "schema1 /history");
    assert_eq!(rule(&manifest(2, &[step(ID_2, ID_2), step(ID_1, "")])), "schema1 /history");
    assert_eq!(rule(&manifest(1, &[step(ID_1, ID_2)])), "schema1 /history");
    assert_eq!(rule(&manifest(1, &[step("abc", "")])), "schema1 /history");
    assert_eq!(rule(&manifest(0, &[])), "schema1 /history");
    let not_json = manifest(1, &[r#"{"v1Compatibility":"not JSON"}"#.into()]);
    assert_eq!(rule(&not_json), "schema1 /history/0/v1Compatibility");
    // What an old Docker wrote twice.
    let twice = manifest(3, &[step(ID_2, ID_1), step(ID_1, ""), step(ID_1, "")]);
    assert!(Schema1Manifest::from_slice(twice.as_bytes()).is_ok());
}

/// A manifest as libtrust signs it: the signatures stand before the last `}`.
fn signed(payload: &str, protected: &[String]) -> String {
    let head = payload.strip_suffix("\n}").unwrap();
    let signatures: Vec<String> = protected
        .iter()
        .map(|p| format!(r#"{{"header":{{"alg":"ES256"}},"signature":"x","protected":"{p}"}}"#))
        .collect();
    format!("{head},\n   \"signatures\": [{}]\n}}", signatures.join(","))
}

fn base64_url(text: &str) -> String {
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits: String = text.bytes().map(|b| format!("{b:08b}")).collect();
    let sixes =
        bits.as_bytes().chunks(6).map(|six| format!("{:0<6}", std::str::from_utf8(six).unwrap()));
    sixes.map(|six| char::from(digits[usize::from_str_radix(&six, 2).unwrap()])).collect()
}

#[test]
fn a_signed_manifests_digest_is_its_payloads() {
    let payload = manifest(1, &[step(ID_1, "")]).replacen('{', "{\n   ", 1);
    let payload = format!("{}\n}}", payload.strip_suffix('}').unwrap());
    let length = payload.len() - 2;
    let protected =
        base64_url(&format!(r#"{{"formatLength":{length},"formatTail":"Cn0","time":"x"}}"#));
    let text = signed(&payload, &[protected.clone(), protected.clone()]);
    let document = Document::<Schema1Manifest>::from_bytes(text.as_bytes()).unwrap();
    assert_eq!(document.digest(), &Digest::sha256(payload.as_bytes()));
    assert!(document.value().is_signed());
    assert_eq!(document.media_type(), "application/vnd.docker.distribution.manifest.v1+prettyjws");
    let expected = ReadOptions::new().with_digest(document.digest(), text.len() as u64);
    assert!(Document::<Manifest>::from_bytes_with(text.as_bytes(), &expected).is_ok());

    let other = base64_url(&format!(r#"{{"formatLength":{},"formatTail":"Cn0"}}"#, length - 1));
    let beyond = base64_url(r#"{"formatLength":1000000,"formatTail":"Cn0"}"#);
    for bad in
        [vec![protected.clone(), other], vec![beyond], vec!["!!!".into()], vec![base64_url("{}")]]
    {
        assert!(
            rejected::<Schema1Manifest>(&signed(&payload, &bad))
                .starts_with("signature /signatures")
        );
    }
}
