//! The same answers whatever type of column the strings are in.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, StringArray};
use datafusion::arrow::compute::{cast, concat};
use datafusion::arrow::datatypes::DataType;

use crate::{query_columns, strings};

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
    let text = |values| DataType::Dictionary(Box::new(DataType::Int32), Box::new(values));
    let types = [
        DataType::Utf8,
        DataType::LargeUtf8,
        DataType::Utf8View,
        text(DataType::Utf8),
        DataType::Dictionary(Box::new(DataType::UInt16), Box::new(DataType::LargeUtf8)),
    ];
    let normalized = [
        Some("docker.io/library/nginx:latest"),
        None,
        Some("quay.io/team/app:1.2"),
        Some("docker.io/library/nginx:latest"),
        None,
        Some("docker.io/library/nginx:latest"),
    ];
    for data_type in types {
        let column = cast(&plain, &data_type).expect("a cast");
        let sql = "SELECT image_normalize(image), image_parse(image)['repository'], \
                   tag_newer(image_parse(image)['tag'], '1.3') FROM t";
        let answer = query_columns(&[("image", column)], sql);
        assert_eq!(
            strings(answer.column(0)),
            normalized.map(|text| text.map(str::to_owned)),
            "{data_type}"
        );
        assert_eq!(strings(answer.column(1))[2].as_deref(), Some("team/app"), "{data_type}");
        assert_eq!(crate::booleans(answer.column(2))[2], Some(true), "{data_type}");
    }
}

#[test]
fn a_slice_of_a_large_dictionary() {
    let text = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
    let texts = (0..100).map(|number| Some(format!("team/app{number}")));
    let column: ArrayRef = Arc::new(texts.collect::<StringArray>());
    let column = cast(&column, &text).expect("a cast").slice(97, 3);
    let answer = query_columns(&[("image", column)], "SELECT image_familiar(image) FROM t");
    let want = [97, 98, 99].map(|number| Some(format!("team/app{number}:latest")));
    assert_eq!(strings(answer.column(0)), want);
}

#[test]
fn columns_without_rows_and_of_nulls() {
    let nulls: ArrayRef = Arc::new(StringArray::new_null(3));
    let none = nulls.slice(0, 0);
    for (column, rows) in [(nulls, 3), (none, 0)] {
        for function in
            ["image_parse", "image_normalize", "image_error", "tag_kind", "registry_retired"]
        {
            let answer = query_columns(
                &[("text", Arc::clone(&column))],
                &format!("SELECT {function}(text) AS x FROM t"),
            );
            assert_eq!(answer.num_rows(), rows, "{function}");
            assert_eq!(answer.num_columns(), 1);
            if rows > 0 {
                assert_eq!(answer.column(0).null_count(), rows, "{function}");
            }
        }
    }
    // Strings of several buffers.
    let part: ArrayRef =
        Arc::new(StringArray::from(vec!["registry.example.com/team/application:1.0"]));
    let part = cast(&part, &DataType::Utf8View).expect("a cast");
    let column = concat(&[part.as_ref(), part.as_ref()]).expect("a column");
    let answer =
        query_columns(&[("image", column)], "SELECT image_parse(image)['repository'] FROM t");
    assert_eq!(strings(answer.column(0)), [(); 2].map(|()| Some("team/application".to_owned())));
}
