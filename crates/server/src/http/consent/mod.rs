//! Consent: given and withdrawn, and the device's permissions.

pub(crate) mod permission;
pub(crate) mod set;
