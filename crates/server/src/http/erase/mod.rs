//! Erase: by wish, and the proof.

pub(crate) mod certificate;
pub(crate) mod touch_entry;
pub(crate) mod wish;
