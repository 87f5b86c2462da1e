//! The file has no `[policy]`.
//!
//! Why: without a name, a version and dates nobody knows what applies.
//!
//! Fails:
//!
//! ```toml
//! # without policy
//! ```
//!
//! Passes:
//!
//! ```toml
//! [policy]
//! id = "bench"
//! version = "1"
//! ```
//!
//! Mend: add `[policy]` with id, name, version and dates.
//!
//! Source: PIPL art. 17; GDPR art. 13

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if context.document.policy.is_none() && !context.has_unreadable("policy") {
        let help = "add `[policy]` with id, name, version and dates";
        found.push(found.at(0..0, "the policy has no [policy]").help(help));
    }
}
