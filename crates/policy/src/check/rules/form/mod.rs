//! Rows that contradict themselves.

pub(super) mod absurd;
pub(super) mod awaits;
pub(super) mod blank;
pub(super) mod consent_kind;
pub(super) mod country;
pub(super) mod drawn_readable;
pub(super) mod email;
pub(super) mod event_loop;
pub(super) mod file_size;
pub(super) mod hashed_read;
pub(super) mod member;
pub(super) mod needless;
pub(super) mod never_met;
pub(super) mod no_class;
pub(super) mod no_effect;
pub(super) mod no_language;
pub(super) mod noise;
pub(super) mod noise_groups;
pub(super) mod noise_loss;
pub(super) mod noise_purpose;
pub(super) mod not_a_file;
pub(super) mod open_personal;
pub(super) mod setting;
pub(super) mod suite;
pub(super) mod time_zone;
pub(super) mod unclassified_field;
