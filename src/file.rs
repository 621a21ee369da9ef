//! stub
#![allow(missing_docs, clippy::all)]
use crate::model::Project;
pub struct Opened {
    pub project: Project,
    pub warnings: Vec<Warning>,
}
#[derive(Debug, Clone, thiserror::Error)]
pub enum Warning {
    #[error("w")]
    A,
}
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("r")]
    A,
}
pub fn read(_: &[u8]) -> Result<Opened, ReadError> {
    Err(ReadError::A)
}
pub fn write(_: &Project, _: &mut dyn std::io::Write) -> std::io::Result<()> {
    Ok(())
}
pub mod safe {
    use crate::model::Fingerprint;
    use std::path::Path;
    #[derive(Debug, thiserror::Error)]
    pub enum LoadError {
        #[error("l")]
        A,
    }
    #[derive(Debug, thiserror::Error)]
    pub enum SaveError {
        #[error("s")]
        A,
    }
    pub fn load(_: &Path) -> Result<(Vec<u8>, Fingerprint), LoadError> {
        Err(LoadError::A)
    }
    pub fn save(
        _: &Path,
        _: usize,
        _: &mut dyn FnMut(&mut dyn std::io::Write) -> std::io::Result<()>,
    ) -> Result<Fingerprint, SaveError> {
        Err(SaveError::A)
    }
}
