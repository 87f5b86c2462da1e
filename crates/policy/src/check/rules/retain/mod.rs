//! Every value ends, and it is clear when.

pub(super) mod after_cancellation;
pub(super) mod contradicted;
pub(super) mod ends_twice;
pub(super) mod length;
pub(super) mod log_before_backup;
pub(super) mod needed_for;
pub(super) mod no_criterion;
pub(super) mod no_end;
pub(super) mod outlives_account;
pub(super) mod restricted;
pub(super) mod short_disclosure_log;
pub(super) mod short_log;
pub(super) mod survives_own_end;
pub(super) mod unresolved;
pub(super) mod unwarned;
