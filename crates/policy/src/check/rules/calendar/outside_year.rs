//! A day is listed under another year than its own.
//!
//! Why: the notice of a year can speak of days of its neighbours; they belong to those.
//!
//! Fails:
//!
//! ```toml
//! [[year]]
//! year = 2027
//! source = "the notice"
//! off = [{ from = 2027-01-01 }, { from = 2027-10-01, to = 2027-10-05 }]
//! work = [2028-01-08]
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
//! Mend: put the day into the `[[year]]` of its own year.
//!
//! Source: this language
