//! Retain: what falls due.

pub(crate) mod due;
