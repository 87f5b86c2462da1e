//! The file is not TOML.
//!
//! Why: nothing after the fault can be relied on.
//!
//! Fails:
//!
//! ```toml
//! [policy
//! id = "bench"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [policy]
//! id = "bench"
//! ```
//!
//! Mend: correct it where it is marked.
//!
//! Source: this language
