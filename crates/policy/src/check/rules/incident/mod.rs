//! Leaks, tampering and loss.

pub(super) mod authority;
pub(super) mod content;
pub(super) mod late;
pub(super) mod no_channel;
pub(super) mod vague;
