//! A name is not made of lower-case ASCII words joined by `-` or `.`.
//!
//! Why: no two names may look alike, and every path is an address.
//!
//! Fails:
//!
//! ```toml
//! [data.Shoe_Size]
//! label = "Shoe size"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [data.nickname]
//! label = "Nickname"
//! ```
//!
//! Mend: write it in such words.
//!
//! Source: this language
