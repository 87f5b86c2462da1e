//! A statutory holiday of every year is a day at work.
//!
//! Why: New Year, Labour Day and National Day are off whatever a notice says; a list without them is not whole, and every end counted over them would be wrong.
//!
//! Fails:
//!
//! ```toml
//! [[year]]
//! year = 2027
//! source = "the notice"
//! off = [{ from = 2027-01-01 }]
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
//! Mend: add the days to `off`.
//!
//! Source: Measures for holidays on festivals and memorial days (State Council Order 795); Civil Code art. 203
