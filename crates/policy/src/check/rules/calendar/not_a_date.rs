//! A day is no date, or has a time of day.
//!
//! Why: whole days are off or at work.
//!
//! Fails:
//!
//! ```toml
//! [[year]]
//! year = 2027
//! source = "the notice"
//! off = [{ from = 2027-01-01T09:00:00 }, { from = 2027-10-01, to = 2027-10-05 }]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [[year]]
//! year = 2027
//! source = "the notice"
//! off = [{ from = 2027-01-01 }, { from = 2027-10-01, to = 2027-10-05 }]
//! ```
//!
//! Mend: write a date without quotes, such as `2027-01-01`.
//!
//! Source: this language
