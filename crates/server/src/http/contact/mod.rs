//! Contact: whoever writes in gets a case.

pub(crate) mod contacts;
pub(crate) mod follow;
pub(crate) mod open;
pub(crate) mod queue;
pub(crate) mod read;
pub(crate) mod trace;
