//! A day made up for is at work anyway.
//!
//! Why: only a Saturday or a Sunday can be made up for; the day is likely of another year.
//!
//! Fails:
//!
//! ```toml
//! [[year]]
//! year = 2027
//! source = "the notice"
//! off = [{ from = 2027-01-01 }, { from = 2027-10-01, to = 2027-10-05 }]
//! work = [2027-10-08]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [[year]]
//! year = 2027
//! source = "the notice"
//! off = [{ from = 2027-01-01 }, { from = 2027-10-01, to = 2027-10-05 }]
//! work = [2027-10-09]
//! ```
//!
//! Mend: compare the day with the notice.
//!
//! Source: this language
