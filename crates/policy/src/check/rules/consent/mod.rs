//! How consent is asked for.

pub(super) mod automatic;
pub(super) mod bundled;
pub(super) mod cookie;
pub(super) mod implied;
pub(super) mod no_without;
pub(super) mod of_tenant;
pub(super) mod open_ended;
