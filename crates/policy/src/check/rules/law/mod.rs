//! What the law wants in the document, and in the data flows.

pub(super) mod missing_change;
pub(super) mod missing_contact;
pub(super) mod missing_controller;
pub(super) mod missing_incident;
pub(super) mod missing_minors;
pub(super) mod missing_policy;
pub(super) mod missing_protect;
pub(super) mod missing_right;
pub(super) mod place_outside;
pub(super) mod prohibited;
pub(super) mod recipient_abroad;
pub(super) mod recipient_agreement;
pub(super) mod sensitive_necessity;
pub(super) mod separate_consent;

pub use place_outside::country_of_region;
