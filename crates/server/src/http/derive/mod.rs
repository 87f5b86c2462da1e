//! Derive: sets that are worked out of data about people, and their use.

pub(crate) mod count;
pub(crate) mod counts;
pub(crate) mod list;
pub(crate) mod make;
pub(crate) mod use_set;
