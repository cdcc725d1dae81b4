//! The functions in SQL give what the crate gives, and the questions what plain loops give.
#![allow(missing_docs, reason = "tests are read for what they assert")]

mod columns;
mod each;
mod questions;
mod vectors;

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Field};
use datafusion::error::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs};
use fleet_functions as functions;

/// The answer of a function to columns of one length.
fn call(name: &str, columns: &[ArrayRef]) -> ArrayRef {
    try_call(name, columns).expect(name)
}

fn try_call(name: &str, columns: &[ArrayRef]) -> Result<ArrayRef> {
    let function = functions::all().into_iter().find(|function| function.name() == name);
    let function = function.expect(name);
    let types: Vec<_> = columns.iter().map(|column| column.data_type().clone()).collect();
    let types = function.coerce_types(&types)?;
    let number_rows = columns[0].len();
    let field = |data_type: &DataType| Arc::new(Field::new("x", data_type.clone(), true));
    let return_field = field(&function.return_type(&types)?);
    let cast =
        |(column, data_type): (&ArrayRef, _)| Ok(ColumnarValue::Array(cast(column, data_type)?));
    let answer = function.invoke_with_args(ScalarFunctionArgs {
        args: columns.iter().zip(&types).map(cast).collect::<Result<_>>()?,
        arg_fields: types.iter().map(field).collect(),
        number_rows,
        return_field: Arc::clone(&return_field),
        config_options: Arc::default(),
    })?;
    let answer = answer.to_array(number_rows)?;
    assert_eq!((answer.len(), answer.data_type()), (number_rows, return_field.data_type()));
    Ok(answer)
}

/// A column of a struct.
fn field(column: &ArrayRef, name: &str) -> ArrayRef {
    Arc::clone(column.as_struct().column_by_name(name).expect(name))
}

/// The strings of a column of any type of string.
fn strings(column: &ArrayRef) -> Vec<Option<String>> {
    let column = cast(column, &DataType::Utf8View).expect("strings");
    column.as_string_view().iter().map(|text| text.map(str::to_owned)).collect()
}

/// The values of a column of truth.
fn booleans(column: &ArrayRef) -> Vec<Option<bool>> {
    column.as_boolean().iter().collect()
}
