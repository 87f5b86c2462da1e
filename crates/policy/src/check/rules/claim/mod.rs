//! Claims that cannot be kept.

pub(super) mod absolute;
pub(super) mod anonymous;
pub(super) mod nobody;
pub(super) mod stays;
