//! A day stands twice among the days off, or twice among the days made up for.
//!
//! Why: one of the two is likely meant for another day.
//!
//! Fails:
//!
//! ```toml
//! [[year]]
//! year = 2027
//! source = "the notice"
//! off = [{ from = 2027-01-01 }, { from = 2027-10-01, to = 2027-10-05 }]
//! work = [2027-10-09, 2027-10-09]
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
//! Mend: list each day once; compare the list with the notice.
//!
//! Source: this language
