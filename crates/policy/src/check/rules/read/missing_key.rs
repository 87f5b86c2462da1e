//! A row lacks a key that it needs.
//!
//! Why: the promise is not complete without it.
//!
//! Fails:
//!
//! ```toml
//! # without purpose.pulse.basis
//! ```
//!
//! Passes:
//!
//! ```toml
//! [purpose.pulse]
//! basis = "consent"
//! ```
//!
//! Mend: add the key that is named.
//!
//! Source: this language
