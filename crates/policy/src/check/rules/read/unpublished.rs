//! A row is left out of the document without a reason, or cannot be left out.
//!
//! Why: people must be able to read every promise that concerns them.
//!
//! Fails:
//!
//! ```toml
//! [agreement.hosting]
//! published = false
//! ```
//!
//! ```toml
//! [agreement.hosting]
//! unpublished-because = "it is between two companies"
//! ```
//!
//! ```toml
//! [controller]
//! published = false
//! ```
//!
//! Passes:
//!
//! ```toml
//! [agreement.hosting]
//! published = false
//! unpublished-because = "it is between two companies"
//! ```
//!
//! Mend: write `published = false` and `unpublished-because` in a row of a table, or neither.
//!
//! Source: this language
