//! The file does not say its language version, or one that this program does not read.
//!
//! Why: the same words may mean something else in another version.
//!
//! Fails:
//!
//! ```toml
//! language = 2
//! ```
//!
//! ```toml
//! # without language
//! ```
//!
//! Passes:
//!
//! ```toml
//! language = 1
//! ```
//!
//! Mend: begin the file with `language = 1`.
//!
//! Source: this language
