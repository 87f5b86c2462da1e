//! The policy does not say where people can write.
//!
//! Why: a right that cannot be exercised is none.
//!
//! Fails:
//!
//! ```toml
//! # without contact
//! # without minors
//! ```
//!
//! Passes:
//!
//! ```toml
//! [contact.desk]
//! label = "Desk for questions about your data"
//! email = "desk@bench.example"
//! ```
//!
//! Mend: add a `[contact.*]` row.
//!
//! Source: PIPL art. 17(1); GDPR art. 13(1)(a)

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if context.document.contacts.is_empty() && !context.has_unreadable("contact") {
        found.push(found.at(0..0, "the policy has no [contact.*]").help("say where people can write"));
    }
}
