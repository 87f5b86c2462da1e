//! A day is off and at work.
//!
//! Why: an end counted over it could be either of two days.
//!
//! Fails:
//!
//! ```toml
//! [[year]]
//! year = 2027
//! source = "the notice"
//! off = [{ from = 2027-01-01 }, { from = 2027-10-01, to = 2027-10-05 }]
//! work = [2027-10-02]
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
//! Mend: take the day out of `off` or out of `work`.
//!
//! Source: this language
