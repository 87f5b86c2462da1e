//! Reveal: what is read, looked up and compared.

pub(crate) mod read;
pub(crate) mod verify;
