//! How rights are granted.

pub(super) mod hindered;
pub(super) mod narrowed;
pub(super) mod no_way;
