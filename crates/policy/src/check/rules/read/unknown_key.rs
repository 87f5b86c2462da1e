//! A key is not of this language.
//!
//! Why: a mistyped key would otherwise promise nothing, silently.
//!
//! Fails:
//!
//! ```toml
//! [policy]
//! versoin = "1"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [policy]
//! version = "1"
//! ```
//!
//! Mend: correct it; the nearest known key is named where one is near.
//!
//! Source: this language
