//! Reveal: what is read, looked up and compared.

pub(crate) mod read;
pub(crate) mod read_file;
pub(crate) mod verify;
