//! A text is not a period.
//!
//! Why: a promise of a time needs a time.
//!
//! Fails:
//!
//! ```toml
//! [retention.visits]
//! for = "10 minuets"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [retention.visits]
//! for = "10 minutes"
//! ```
//!
//! Mend: write an amount and a unit, or `at once`.
//!
//! Source: this language
