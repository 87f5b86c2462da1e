//! A sentence is broken.
//!
//! Why: a broken sentence is read in two ways, and the reader chooses.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "Bench attach great importance to you. We attaches it again."
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "We attach importance to you."
//! topic = "other"
//! ```
//!
//! Mend: read it aloud and mend it.
//!
//! Source: this language

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &[],
    phrases: &[
        "we attaches",
        "we provides",
        "we uses",
        "we collects",
        "we protects",
        "we has",
        "this privacy policy hopes",
        "policy hopes",
        "you is",
        "users is",
        "unless you request its",
        "information requested by us",
        "a personal information processor for",
        "inform us how",
        "used to inform us",
        "the following information related to you to achieve",
        "your suggestions for autonomous",
        "personal safety of service",
        "property of this software",
        "rights or property of this",
        "or disputes between",
        "a, and",
        "responsibilities .",
        "如果您不同意则",
        "in order to comply with laws, enforce or apply",
        "if we take",
        "may not be able to respond to",
        "your attention to personal information",
    ],
    unless: &[],
    because: "the sentence is broken",
    help: "write whole sentences that say who does what",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    look(context, found, &LOOK);
}
