//! What the GDPR asks beyond what both laws share.

pub(super) mod answer_late;
pub(super) mod child_age;
pub(super) mod incident_report;
pub(super) mod interests_objection;
pub(super) mod rights;
pub(super) mod supervisory_authority;
