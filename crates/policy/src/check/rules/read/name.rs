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
//! ```toml
//! [record.member]
//! category = "acc<U+043E>unt"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [data.nickname]
//! label = "Nickname"
//! ```
//!
//! Mend: write it in such words. A letter of another script that looks like an ASCII letter (here `<U+043E>`, the Cyrillic `o`) is
//! named by its code point.
//!
//! Source: this language
