//! Notice: what people are told.

pub(crate) mod document;
pub(crate) mod message;
pub(crate) mod policy;
pub(crate) mod products;
pub(crate) mod versions;
