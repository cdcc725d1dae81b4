//! The same answers whatever type of column the strings are in.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, StringArray};
use datafusion::arrow::compute::{cast, concat};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::ScalarValue;

use crate::{booleans, call, field, strings};

fn dictionary(key: DataType, value: DataType) -> DataType {
    DataType::Dictionary(Box::new(key), Box::new(value))
}

#[test]
fn every_type_of_string_gives_the_same() {
    let texts = [
        Some("nginx"),
        None,
        Some("quay.io/team/app:1.2"),
        Some("nginx"),
        Some("Nginx"),
        Some("nginx"),
    ];
    let plain: ArrayRef = Arc::new(StringArray::from(texts.to_vec()));
    let types = [
        DataType::Utf8,
        DataType::LargeUtf8,
        DataType::Utf8View,
        dictionary(DataType::Int32, DataType::Utf8),
        dictionary(DataType::UInt16, DataType::LargeUtf8),
    ];
    let nginx = Some("docker.io/library/nginx:latest");
    let normalized = [nginx, None, Some("quay.io/team/app:1.2"), nginx, None, nginx];
    for data_type in types {
        let column = cast(&plain, &data_type).expect("a cast");
        let answer = call("image_normalize", &[Arc::clone(&column)]);
        assert_eq!(strings(&answer), normalized.map(|text| text.map(str::to_owned)), "{data_type}");
        let parsed = call("image_parse", &[Arc::clone(&column)]);
        assert_eq!(strings(&field(&parsed, "repository"))[2].as_deref(), Some("team/app"));
        assert_eq!([0, 1, 4].map(|row| parsed.is_null(row)), [false, true, true], "{data_type}");
        let newer = call("tag_newer", &[field(&parsed, "tag"), field(&parsed, "tag")]);
        assert_eq!(booleans(&newer), [None, None, Some(false), None, None, None], "{data_type}");
    }
}

#[test]
fn a_slice_of_a_large_dictionary() {
    let texts = (0..100).map(|number| Some(format!("team/app{number}")));
    let column: ArrayRef = Arc::new(texts.collect::<StringArray>());
    let column = cast(&column, &dictionary(DataType::Int32, DataType::Utf8)).expect("a cast");
    let want = [97, 98, 99].map(|number| Some(format!("team/app{number}:latest")));
    assert_eq!(strings(&call("image_familiar", &[column.slice(97, 3)])), want);
}

#[test]
fn columns_without_rows_and_of_nulls() {
    let functions = [
        "image_parse",
        "image_normalize",
        "image_familiar",
        "image_pinned",
        "image_error",
        "tag_kind",
        "registry_operator",
        "registry_retired",
    ];
    let nulls = ScalarValue::Null.to_array_of_size(3).expect("a column of nulls");
    for column in [Arc::clone(&nulls), nulls.slice(0, 0)] {
        for function in functions {
            let answer = call(function, &[Arc::clone(&column)]);
            assert_eq!(answer.null_count(), column.len(), "{function}");
        }
    }
}

#[test]
fn a_column_of_several_buffers() {
    let part: ArrayRef =
        Arc::new(StringArray::from(vec!["registry.example.com/team/application:1.0"]));
    let part = cast(&part, &DataType::Utf8View).expect("a cast");
    let column = concat(&[part.as_ref(), part.as_ref()]).expect("a column").slice(1, 1);
    let parsed = call("image_parse", &[column]);
    assert_eq!(strings(&field(&parsed, "repository")), [Some("team/application".to_owned())]);
    assert_eq!(strings(&field(&parsed, "registry")), [Some("registry.example.com".to_owned())]);
}
