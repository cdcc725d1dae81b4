//! Token scopes, compared with the clients.

use imageref::Reference;
use imageref_interop::registry_api::TokenScope;

use crate::data::{read, rows};

#[test]
fn token_scopes() {
    let mut other_order = 0;
    let text = read("registry/token_scopes.tsv");
    for row in rows(&text) {
        let [repository, pull, push, catalog] = row[..] else { panic!("{row:?}") };
        let reference: Reference = repository.parse().expect("a reference");
        assert_eq!(TokenScope::Pull(reference.repository()).to_string(), pull);
        let ours = TokenScope::Push(reference.repository()).to_string();
        assert_eq!(ours.replace("pull,push", "push,pull"), push);
        other_order += u32::from(ours != push);
        assert_eq!(TokenScope::Catalog.to_string(), catalog);
    }
    assert_eq!(
        other_order, 4,
        "containerd's `pull,push` here, go-containerregistry's `push,pull` there"
    );
}
