//! Consent: given and withdrawn, the policy accepted and declined, and the device's permissions.

pub(crate) mod answer;
pub(crate) mod permission;
pub(crate) mod set;
pub(crate) mod standing;
