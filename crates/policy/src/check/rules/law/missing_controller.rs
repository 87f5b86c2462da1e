//! The policy does not name who decides why and how.
//!
//! Why: people must know whom they deal with.
//!
//! Fails:
//!
//! ```toml
//! # without controller
//! ```
//!
//! Passes:
//!
//! ```toml
//! [controller]
//! name = "Bench Tool Library Ltd."
//! address = "1 Reading Lane, Suzhou, Jiangsu, China"
//! country = "CN"
//! ```
//!
//! Mend: add `[controller]` with a name and an address.
//!
//! Source: PIPL art. 17(1); GDPR art. 13(1)(a)

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if context.document.controller.is_none() && !context.has_unreadable("controller") {
        let help = "name who decides why and how, with an address";
        found.push(found.at(0..0, "the policy has no [controller]").help(help));
    }
}
