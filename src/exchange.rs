//! stub
#![allow(missing_docs, clippy::all)]
use crate::{
    model::Project,
    query::{Filter, Index},
};
use serde::{Deserialize, Serialize};
use std::io::Write;
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Format {
    Csv,
    Json,
    Markdown,
    Html,
}
impl Format {
    pub const ALL: &[Self] = &[Self::Csv];
    pub fn from_name(_: &str) -> Option<Self> {
        None
    }
    pub fn extension(self) -> &'static str {
        "csv"
    }
}
pub struct Options {
    pub bom: bool,
}
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("e")]
    A,
}
pub fn export(
    _: &Project,
    _: &Index,
    _: Format,
    _: &Options,
    _: &mut dyn Write,
) -> Result<(), ExportError> {
    Ok(())
}
pub fn codings_json(
    _: &Project,
    _: &Index,
    _: &Filter,
    _: &mut dyn Write,
) -> Result<(), ExportError> {
    Ok(())
}
