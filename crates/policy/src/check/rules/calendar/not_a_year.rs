//! A year is no year.
//!
//! Why: days are counted in the years from 1 to 9998.
//!
//! Fails:
//!
//! ```toml
//! [[year]]
//! year = 20270
//! source = "the notice"
//! off = [{ from = 2027-01-01 }, { from = 2027-10-01, to = 2027-10-05 }]
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
//! Mend: write the year in four digits.
//!
//! Source: this language
