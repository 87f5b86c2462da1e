//! Minors: found, and guardians who agreed.

pub(crate) mod found;
