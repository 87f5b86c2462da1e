//! A year has no day off.
//!
//! Why: no notice has ever had none; the list was forgotten.
//!
//! Fails:
//!
//! ```toml
//! [[year]]
//! year = 2027
//! source = "the notice"
//! off = []
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
//! Mend: list the days off.
//!
//! Source: this language
