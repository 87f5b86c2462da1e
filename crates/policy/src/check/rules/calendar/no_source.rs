//! A year does not say where its notice stands.
//!
//! Why: deadlines rest on these days; whoever audits them must be able to look the notice up.
//!
//! Fails:
//!
//! ```toml
//! [[year]]
//! year = 2027
//! source = ""
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
//! Mend: name the notice in `source`.
//!
//! Source: this language
