//! Texts that are missing, unclear, or claim too much.

pub(super) mod blank;
pub(super) mod brackets;
pub(super) mod doubled;
pub(super) mod fragment;
pub(super) mod grammar;
pub(super) mod hidden;
pub(super) mod leftover;
pub(super) mod leftover_note;
pub(super) mod look_alike;
pub(super) mod menu;
pub(super) mod missing_translation;
pub(super) mod mixed;
pub(super) mod no_link;
pub(super) mod open_list;
pub(super) mod punctuation;
pub(super) mod reserved_address;
pub(super) mod second_name;
pub(super) mod spaces;
pub(super) mod vague;
pub(super) mod variant;
