//! Pages of what the reader finds: these have no function here.

mod date;
mod empty_text;
mod hidden;
mod language;
mod missing_key;
mod name;
mod not_utf_8;
mod period;
mod syntax;
mod too_large;
mod twice;
mod type_;
mod unknown_key;
mod unpublished;
