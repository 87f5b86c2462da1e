//! Keep: how each promise stands, and what is on record.

pub(crate) mod alerts;
pub(crate) mod appoint;
pub(crate) mod call_duty;
pub(crate) mod duties;
pub(crate) mod end_grants;
pub(crate) mod enrol_factor;
pub(crate) mod entries;
pub(crate) mod evidence;
pub(crate) mod gaps;
pub(crate) mod grant;
pub(crate) mod grants;
pub(crate) mod keep_out;
pub(crate) mod let_in;
pub(crate) mod places;
pub(crate) mod promises;
pub(crate) mod prove;
pub(crate) mod prove_factor;
pub(crate) mod register;
pub(crate) mod report;
pub(crate) mod reset_factor;
pub(crate) mod suspensions;
