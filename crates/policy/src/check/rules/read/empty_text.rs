//! A text is empty.
//!
//! Why: it would stand in the document as nothing.
//!
//! Fails:
//!
//! ```toml
//! [policy]
//! about = " "
//! ```
//!
//! Passes:
//!
//! ```toml
//! [policy]
//! about = "Bench lends tools."
//! ```
//!
//! Mend: write it, or remove the key.
//!
//! Source: this language
