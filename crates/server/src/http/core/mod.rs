//! What stands before every endpoint: who calls, where, with what; and what comes after.

pub(crate) mod act;
pub(crate) mod actor;
pub(crate) mod app;
pub(crate) mod body;
pub(crate) mod caller;
pub(crate) mod drain;
pub(crate) mod headers;
pub(crate) mod once;
pub(crate) mod place;
pub(crate) mod problem;
pub(crate) mod route;
pub(crate) mod upload;
pub(crate) mod values;
pub(crate) mod view;
