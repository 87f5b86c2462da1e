//! The document names no measure of protection.
//!
//! Why: encryption, access control, backups and the like are asked of everybody, and people are told them in outline.
//!
//! Fails:
//!
//! ```toml
//! [protect]
//! measures = []
//! ```
//!
//! Passes:
//!
//! ```toml
//! [protect]
//! measures = ["Everything in transit is encrypted with TLS."]
//! ```
//!
//! Mend: name them in `measures`.
//!
//! Source: PIPL art. 51; Network Data Security Regulations art. 9

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if let Some(row) = context.document.protect.as_ref().filter(|row| row.measures.is_empty()) {
        let headline = "the document names no measure of protection";
        found.push(found.at(row.keys.row.clone(), headline).help("name the measures in `measures`"));
    }
}
