//! What operators and developers ask of the server itself.

pub(crate) mod health;
pub(crate) mod installation;
pub(crate) mod metrics;
pub(crate) mod openapi;
