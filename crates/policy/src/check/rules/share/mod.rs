//! Who gets data.

pub(super) mod agreement_terms;
pub(super) mod contract_end;
pub(super) mod export_consent;
pub(super) mod export_mechanism;
pub(super) mod export_told;
pub(super) mod foreign_authority;
pub(super) mod no_purpose;
pub(super) mod payment_role;
pub(super) mod policy_link;
pub(super) mod processor_details;
pub(super) mod provide_consent;
pub(super) mod recipient_details;
pub(super) mod unnamed;
pub(super) mod unused;
