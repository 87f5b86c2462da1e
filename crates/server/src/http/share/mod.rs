//! Share: what leaves, to whom, under which contract.

pub(crate) mod agreement;
pub(crate) mod draw;
pub(crate) mod recipients;
pub(crate) mod release;
