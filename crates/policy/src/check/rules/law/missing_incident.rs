//! The policy does not say who is told of a leak, how and by when.
//!
//! Why: telling is due whatever the policy says; without a plan it is late.
//!
//! Fails:
//!
//! ```toml
//! # without incident
//! ```
//!
//! Passes:
//!
//! ```toml
//! [incident]
//! notify-within = "24 hours"
//! channels = ["email"]
//! ```
//!
//! Mend: add `[incident]`.
//!
//! Source: PIPL art. 57; GDPR art. 33, 34

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if context.document.incident.is_none() && !context.has_unreadable("incident") {
        found.push(found.at(0..0, "the policy has no [incident]").help("say who is told of a leak, how and by when"));
    }
}
