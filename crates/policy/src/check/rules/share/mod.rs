//! Who gets data.

pub(super) mod export_consent;
pub(super) mod export_told;
pub(super) mod payment_role;
pub(super) mod processor_details;
pub(super) mod recipient_details;
pub(super) mod unnamed;
