//! People under age.

pub(super) mod age;
pub(super) mod older;
pub(super) mod rules;
pub(super) mod unclear;
