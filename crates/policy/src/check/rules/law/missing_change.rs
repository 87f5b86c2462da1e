//! The policy does not say how changes are announced.
//!
//! Why: people must be told again, and asked again, when what they agreed to changes.
//!
//! Fails:
//!
//! ```toml
//! # without change
//! ```
//!
//! Passes:
//!
//! ```toml
//! [change.material]
//! label = "New purposes, methods, kinds of data or recipients"
//! before = "30 days"
//! channels = ["email"]
//! asks-again = true
//! ```
//!
//! Mend: add a `[change.*]` row with its channels and advance notice.
//!
//! Source: PIPL art. 14, 17

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if context.document.changes.is_empty() && !context.has_unreadable("change") {
        found.push(found.at(0..0, "the policy has no [change.*]").help("say how changes are announced"));
    }
}
