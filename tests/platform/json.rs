use imageref::Platform;

#[test]
fn members_in_the_order_of_the_specification() {
    let platform = Platform::new("windows", "amd64")
        .with_variant("v3")
        .with_os_version("10.0.20348")
        .with_os_features(["win32k"]);
    let text = r#"{"architecture":"amd64","os":"windows","os.version":"10.0.20348","os.features":["win32k"],"variant":"v3"}"#;
    assert_eq!(serde_json::to_string(&platform).unwrap(), text);
    assert_eq!(serde_json::from_str::<Platform>(text).unwrap(), platform);
    let empty = Platform::new("", "");
    assert_eq!(serde_json::to_string(&empty).unwrap(), r#"{"architecture":"","os":""}"#);
}

#[test]
fn members_may_be_missing_null_or_unknown() {
    let rows = [
        ("{}", Platform::new("", "")),
        (r#"{"os":"linux","architecture":null,"os.features":null}"#, Platform::new("linux", "")),
        (r#"{"features":["sse4"],"os":"linux","x":{"y":[]}}"#, Platform::new("linux", "")),
        (r#"{"os":"LINUX","architecture":"x86_64"}"#, Platform::new("LINUX", "x86_64")),
    ];
    for (text, want) in rows {
        assert_eq!(serde_json::from_str::<Platform>(text).unwrap(), want, "{text}");
    }
}

#[test]
fn rejected() {
    for text in [
        r#"{"os":"a","os":"a"}"#,
        r#"{"os":null,"os":"a"}"#,
        r#"{"os.features":[],"os.features":[]}"#,
        r#"{"os":1}"#,
        r#"{"os.features":[null]}"#,
        r#""linux/amd64""#,
        "[]",
        "null",
    ] {
        assert!(serde_json::from_str::<Platform>(text).is_err(), "{text}");
    }
}
