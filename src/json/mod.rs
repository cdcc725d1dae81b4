//! JSON as image documents need it: read once, checked while it is typed, written as Go writes it.
//!
//! - [`Reader`] reads values within [`DocumentLimits`]. What stops it is a [`Fault`], which knows its byte; what is odd
//!   is noted.
//! - [`members!`] makes a [`Members`] table of what an object may hold; [`MemberOrder`] remembers what it did hold:
//!   order, nulls, unknown members.
//! - `skip` checks values that nothing types, without recursion; `fingerprint` compares them.
//! - `pointer` reads a second time, by `tokens`, to turn bytes into JSON pointers.
//! - [`Writer`] writes compact or indented, with Go's escapes; `splice` keeps the spelling of what did not change.
//! - `formats` leads to serde's other formats and back, by way of compact JSON.

mod base64;
mod document;
mod fault;
mod fingerprint;
mod formats;
mod iterator;
mod limits;
mod member_order;
mod members;
mod pointer;
mod reader;
mod scalars;
mod skip;
mod splice;
mod strings;
mod text;
mod tokens;
mod warning;
mod writer;

pub(crate) use base64::{
    decode as decode_base64, decode_url as decode_base64_url, encode as encode_base64,
};
pub(crate) use document::read_document;
pub(crate) use fault::{Fault, Result};
pub(crate) use fingerprint::RawJson;
pub(crate) use formats::{deserialize, serialize};
pub(crate) use iterator::iterator;
pub use limits::DocumentLimits;
pub(crate) use limits::limits;
pub(crate) use member_order::MemberOrder;
pub use member_order::UnknownMembers;
pub(crate) use members::{CasePolicy, Member, Members, NullPolicy, OmitEmpty, members};
pub(crate) use reader::Reader;
pub(crate) use text::Text;
pub use warning::{DocumentWarning, DocumentWarningKind};
pub(crate) use writer::{Layout, Writer};
