//! The calendar file is no calendar.
//!
//! Why: what cannot be read counts no day; the machine never guesses one.
//!
//! Fails:
//!
//! ```toml
//! [[year]]
//! year = 2027
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
//! Mend: write a `[[year]]` with `year`, `source`, `off` and `work` for each year, in TOML.
//!
//! Source: this language
