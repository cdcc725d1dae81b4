//! Standard traits of every type of reference and part.

use imageref::{Identifier, Name, RawReference, Reference, Registry, Repository, Tag, TagBuf};

use crate::text_type::{equals, lends, orders, shows};

#[test]
fn owned() {
    let (a, b) = ("docker.io/library/a:1", "docker.io/library/b:1");
    let (less, more): (Reference, Reference) = (a.parse().unwrap(), b.parse().unwrap());
    shows(&less, "Reference", a);
    lends(&less, a);
    equals(&less, a);
    orders(&less, &more);
    assert_eq!(Reference::try_from(a).unwrap(), less);
    assert_eq!(Reference::try_from(a.to_owned()).unwrap(), less);
    assert_eq!(Reference::parse("a:1").unwrap(), less);
    assert_eq!(Reference::try_from(RawReference::parse("a:1").unwrap()).unwrap(), less);
    assert_eq!((less.namespace(), less.image_name()), (Some("library"), "a"));
    assert_eq!(String::from(less), a);

    let (a, b) = ("docker.io/library/a", "docker.io/library/b");
    let (less, more): (Name, Name) = (a.parse().unwrap(), b.parse().unwrap());
    shows(&less, "Name", a);
    lends(&less, a);
    equals(&less, a);
    orders(&less, &more);
    assert_eq!(Name::try_from(a).unwrap(), less);
    assert_eq!(Name::try_from(a.to_owned()).unwrap(), less);
    assert_eq!((less.namespace(), less.image_name()), (Some("library"), "a"));
    assert_eq!(String::from(less), a);

    let (less, more): (TagBuf, TagBuf) = ("1.26".parse().unwrap(), "1.27".parse().unwrap());
    shows(&less, "TagBuf", "1.26");
    lends(&less, "1.26");
    equals(&less, "1.26");
    orders(&less, &more);
    assert_eq!((less.as_str(), less.as_tag().as_str()), ("1.26", "1.26"));
    assert_eq!(TagBuf::try_from("1.26").unwrap(), less);
    assert_eq!(TagBuf::try_from("1.26".to_owned()).unwrap(), less);
    assert!(TagBuf::try_from(String::new()).is_err());
    assert_eq!(String::from(less), "1.26");
}

#[test]
fn verbatim() {
    let (a, b) = ("team/a:1", "team/b:1");
    let (less, more) = (RawReference::parse(a).unwrap(), RawReference::parse(b).unwrap());
    shows(&less, "RawReference", a);
    equals(&less, a);
    orders(&less, &more);
    assert_eq!(AsRef::<str>::as_ref(&less), a);
    assert_eq!(RawReference::try_from(a).unwrap(), less);
}

#[test]
fn parts() {
    let (less, more) = (Registry::parse("a.io").unwrap(), Registry::parse("b.io").unwrap());
    shows(&less, "Registry", "a.io");
    lends(&less, "a.io");
    equals(&less, "a.io");
    orders(&less, &more);
    assert_eq!(Registry::try_from("a.io").unwrap(), less);

    let (less, more) = (Repository::parse("a/b").unwrap(), Repository::parse("a/c").unwrap());
    shows(&less, "Repository", "a/b");
    lends(&less, "a/b");
    equals(&less, "a/b");
    orders(&less, &more);
    assert_eq!(Repository::try_from("a/b").unwrap(), less);
    let mut components = less.components();
    assert_eq!(
        (components.next_back(), components.next(), components.next()),
        (Some("b"), Some("a"), None)
    );

    let (less, more) = (Tag::parse("1").unwrap(), Tag::parse("2").unwrap());
    shows(&less, "Tag", "1");
    lends(&less, "1");
    equals(&less, "1");
    orders(&less, &more);
    assert_eq!(Tag::try_from("1").unwrap(), less);
}

/// An identifier is written as it was parsed.
#[test]
fn identifiers() {
    let hex = "0".repeat(64);
    for text in ["nginx:1.27", &format!("sha256:{hex}"), &hex] {
        assert_eq!(Identifier::parse(text).unwrap().to_string(), text);
        assert_eq!(Identifier::try_from(text), Identifier::parse(text));
    }
    assert_eq!(format!("{:>8}", Identifier::parse("nginx").unwrap()), "   nginx");
}
