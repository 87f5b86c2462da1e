//! A value is of another kind than the key takes.
//!
//! Why: it cannot be understood.
//!
//! Fails:
//!
//! ```toml
//! [policy]
//! effective = "soon"
//! ```
//!
//! ```toml
//! [policy]
//! updated = ""
//! ```
//!
//! Passes:
//!
//! ```toml
//! [policy]
//! effective = 2026-04-01
//! ```
//!
//! Mend: write the kind of value that is expected.
//!
//! Source: this language
