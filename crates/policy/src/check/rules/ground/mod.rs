//! Grounds for acting without consent.

pub(super) mod copied;
pub(super) mod keep;
pub(super) mod no_law;
pub(super) mod wide;
