//! A day does not exist, or is not written as one.
//!
//! Why: every period that counts from it would be a guess.
//!
//! Fails:
//!
//! ```toml
//! [policy]
//! effective = 2026-02-30
//! ```
//!
//! ```toml
//! [policy]
//! effective = "2026年4月1日"
//! ```
//!
//! ```toml
//! [policy]
//! effective = 2026/4/1
//! ```
//!
//! Passes:
//!
//! ```toml
//! [policy]
//! effective = 2026-04-01
//! ```
//!
//! Mend: write year, month and day in digits, such as `2026-04-01`, without quotes.
//!
//! Source: this language
