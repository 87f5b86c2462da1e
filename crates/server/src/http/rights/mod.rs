//! Rights: what a person can demand.

pub(crate) mod listed;
