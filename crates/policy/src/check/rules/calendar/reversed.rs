//! A row of days off ends before it begins.
//!
//! Why: no day would be off.
//!
//! Fails:
//!
//! ```toml
//! [[year]]
//! year = 2027
//! source = "the notice"
//! off = [{ from = 2027-01-01 }, { from = 2027-10-05, to = 2027-10-01 }]
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
//! Mend: write the first day in `from` and the last in `to`.
//!
//! Source: this language
