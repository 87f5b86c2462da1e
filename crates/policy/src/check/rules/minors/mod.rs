//! People under age.

pub(super) mod age;
pub(super) mod guardian_rights;
pub(super) mod guardian_told;
pub(super) mod older;
pub(super) mod rules;
pub(super) mod unclear;
