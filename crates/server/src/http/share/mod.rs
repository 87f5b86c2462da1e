//! Share: what leaves, to whom, under which contract.

pub(crate) mod agreement;
pub(crate) mod draw;
pub(crate) mod end_visit;
pub(crate) mod open_visit;
pub(crate) mod read_inside;
pub(crate) mod recipients;
pub(crate) mod release;
pub(crate) mod visits;
