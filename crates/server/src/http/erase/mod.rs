//! Erase: by wish, and the proof.

pub(crate) mod certificate;
pub(crate) mod erasures;
pub(crate) mod follow_telling;
pub(crate) mod leave;
pub(crate) mod tellings;
pub(crate) mod touch_entry;
pub(crate) mod wish;
