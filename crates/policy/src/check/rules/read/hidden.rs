//! The file holds a letter that shows nothing or turns the order of others, in a comment or anywhere else.
//!
//! Why: who reviews the file would see something else than what is enforced.
//!
//! `<U+202E>` stands here for the letter itself.
//!
//! Fails:
//!
//! ```toml
//! # The desk answers <U+202E>ylreicalg<U+202C>.
//! ```
//!
//! ```toml
//! [contact.desk]
//! email = "desk@tools<U+200B>.bench"
//! ```
//!
//! Passes:
//!
//! ```toml
//! # The desk answers. 中文
//! ```
//!
//! Mend: remove the letter; the finding names it by its code point. If a text needs it, write it as an escape, and see `texts/hidden`.
//!
//! Source: this language
