//! JSON as image documents need it: read once, checked while it is typed, written as Go writes it.
//!
//! - [`Reader`] pulls values out of a text, within [`DocumentLimits`]; a refusal is a [`Fault`] that knows its byte, oddities are
//!   [`Note`]s.
//! - A [`Members`] table names what an object may hold; [`Form`] remembers what it did hold: order, nulls, unknown members.
//! - `skip` checks the values that nobody types, without recursion.
//! - `pointer` reads a second time, to turn bytes into JSON pointers.
//! - [`Writer`] writes compact or indented, with Go's escapes; `splice` keeps the spelling of what did not change.

mod base64;
mod fault;
mod form;
mod limits;
mod pointer;
mod reader;
mod scalars;
mod serialize;
mod skip;
mod splice;
mod strings;
mod warning;
mod whole;
mod writer;

pub(crate) use base64::{
    decode as decode_base64, decode_url as decode_base64_url, encode as encode_base64,
};
pub(crate) use fault::{Fault, Result};
pub use warning::{DocumentWarning, DocumentWarningKind};

pub(crate) use form::{Case, Form, Member, Members, Null, Omit};
pub use limits::DocumentLimits;
pub(crate) use reader::Reader;
pub(crate) use serialize::serialize;
pub(crate) use whole::read_document;
pub(crate) use writer::{Layout, Writer};
