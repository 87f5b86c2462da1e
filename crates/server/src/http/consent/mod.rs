//! Consent: given and withdrawn, and the device's permissions.

pub(crate) mod consent;
pub(crate) mod permission;
