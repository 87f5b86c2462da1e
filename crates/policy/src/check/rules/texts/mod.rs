//! Texts that are missing, unclear, or claim too much.

pub(super) mod hidden;
pub(super) mod leftover;
pub(super) mod missing_translation;
