//! [`Function`]: a function of SQL over strings.

use std::hash::{Hash, Hasher};

use arrow::array::{Array, ArrayRef, AsArray, StringViewArray, downcast_array};
use arrow::compute::{cast, take};
use arrow::datatypes::DataType;
use datafusion_common::{Result, ScalarValue, plan_err};
use datafusion_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility};

/// Computes a column from one or two columns of strings.
#[derive(Clone, Copy)]
pub(crate) enum Evaluate {
    One(fn(&StringViewArray) -> Result<ArrayRef>),
    Two(fn(&StringViewArray, &StringViewArray) -> Result<ArrayRef>),
}

/// A function of SQL over strings of any of Arrow's types.
pub(crate) struct Function {
    name: &'static str,
    signature: Signature,
    returns: DataType,
    evaluate: Evaluate,
}

impl Function {
    pub(crate) fn new(name: &'static str, returns: DataType, evaluate: Evaluate) -> Self {
        Self { name, signature: Signature::user_defined(Volatility::Immutable), returns, evaluate }
    }
}

impl ScalarUDFImpl for Function {
    fn name(&self) -> &str {
        self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(self.returns.clone())
    }

    /// Accepts every type of string as it is: a cast of a dictionary would lose what it saves.
    fn coerce_types(&self, types: &[DataType]) -> Result<Vec<DataType>> {
        let count = match self.evaluate {
            Evaluate::One(_) => 1,
            Evaluate::Two(_) => 2,
        };
        if types.len() != count {
            return plan_err!("{} arguments of {}, but {count} expected", types.len(), self.name);
        }
        let coerce = |data_type: &DataType| match data_type {
            DataType::Null => Ok(DataType::Utf8View),
            text if is_text(text) => Ok(text.clone()),
            DataType::Dictionary(_, values) if is_text(values) => Ok(data_type.clone()),
            other => plan_err!("unexpected {other} as an argument of {}: not a string", self.name),
        };
        types.iter().map(coerce).collect()
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let constant = args.args.iter().all(|arg| matches!(arg, ColumnarValue::Scalar(_)));
        let rows = if constant { 1 } else { args.number_rows };
        let columns = args.args.iter().map(|arg| arg.to_array(rows)).collect::<Result<Vec<_>>>()?;
        let column = match (self.evaluate, columns.as_slice()) {
            (Evaluate::One(evaluate), [column]) => each_distinct(column, evaluate)?,
            (Evaluate::Two(evaluate), [left, right]) => evaluate(&views(left)?, &views(right)?)?,
            _ => return plan_err!("unexpected number of arguments of {}", self.name),
        };
        if constant {
            return Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(&column, 0)?));
        }
        Ok(ColumnarValue::Array(column))
    }
}

/// Evaluates a function once for each value of a dictionary, or once for each row of another column.
fn each_distinct(
    column: &ArrayRef,
    evaluate: fn(&StringViewArray) -> Result<ArrayRef>,
) -> Result<ArrayRef> {
    match column.as_any_dictionary_opt() {
        Some(dictionary) if dictionary.values().len() <= column.len() => {
            let values = evaluate(&views(dictionary.values())?)?;
            Ok(take(&values, dictionary.keys(), None)?)
        }
        _ => evaluate(&views(column)?),
    }
}

/// Returns the column as views; those of a plain column of strings share its buffer.
fn views(column: &dyn Array) -> Result<StringViewArray> {
    match column.as_string_view_opt() {
        Some(views) => Ok(views.clone()),
        None => Ok(downcast_array(&cast(column, &DataType::Utf8View)?)),
    }
}

fn is_text(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Utf8View | DataType::Utf8 | DataType::LargeUtf8)
}

impl std::fmt::Debug for Function {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

// Two functions of one name are the same function.
impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Function {}

impl Hash for Function {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}
