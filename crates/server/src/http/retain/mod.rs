//! Retain: what falls due, what happens, and what is kept beyond its time.

pub(crate) mod due;
pub(crate) mod event;
pub(crate) mod hold;
pub(crate) mod holds;
pub(crate) mod keep_for;
pub(crate) mod lift;
