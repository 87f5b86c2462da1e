//! Accounts and tenants: opened, cancelled, suspended, resumed.

pub(crate) mod cancel;
pub(crate) mod cancel_tenant;
pub(crate) mod may_act;
pub(crate) mod register;
pub(crate) mod resume;
pub(crate) mod suspend;
