//! More weekend days are made up for than other days are off.
//!
//! Why: a weekend is worked because a day of the week is off for it; the lists do not belong together.
//!
//! Fails:
//!
//! ```toml
//! [[year]]
//! year = 2027
//! source = "the notice"
//! off = [{ from = 2027-01-01 }, { from = 2027-10-01 }]
//! work = [2027-01-09, 2027-10-09, 2027-10-16]
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
//! Mend: compare `off` and `work` with the notice.
//!
//! Source: this language
