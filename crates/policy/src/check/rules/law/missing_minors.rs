//! The policy does not say what holds for people under 14.
//!
//! Why: their data is sensitive, a guardian has to agree, and the rules for it stand in a part of their own.
//!
//! Fails:
//!
//! ```toml
//! # without minors
//! ```
//!
//! Passes:
//!
//! ```toml
//! [minors]
//! under = 14
//! offered = false
//! on-discovery = "disable-and-erase"
//! within = "at once"
//! contact = "desk"
//! label = "Bench does not lend tools to children."
//! ```
//!
//! Mend: add `[minors]`.
//!
//! Source: PIPL art. 31

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if context.document.minors.is_none() && !context.has_unreadable("minors") {
        found.push(found.at(0..0, "the policy has no [minors]").help("say what holds for people under 14"));
    }
}
