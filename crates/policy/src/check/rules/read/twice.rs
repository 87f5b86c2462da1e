//! A key, a row or a table stands twice in the file.
//!
//! Why: only one of the two could hold, and nothing says which.
//!
//! Fails:
//!
//! ```toml
//! [policy]
//! id = "bench"
//! id = "table"
//! ```
//!
//! ```toml
//! [data.nickname]
//! label = { en = "Nickname", zh-Hans = "昵称", en = "Name" }
//! ```
//!
//! ```toml
//! [data.nickname]
//! label = "Nickname"
//!
//! [data.nickname]
//! label = "Name"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [policy]
//! id = "bench"
//! ```
//!
//! Mend: keep one of the two, or give one another name.
//!
//! Source: this language
