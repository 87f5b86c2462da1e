//! Collect: what is captured, and within what.

pub(crate) mod approve;
pub(crate) mod attach;
pub(crate) mod capture;
pub(crate) mod close_activity;
pub(crate) mod held;
pub(crate) mod open_activity;
pub(crate) mod upload;
