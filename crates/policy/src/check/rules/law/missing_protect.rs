//! The policy does not say how the data is protected.
//!
//! Why: the measures are part of what must be told, and the engine takes its backups from them.
//!
//! Fails:
//!
//! ```toml
//! # without protect
//! ```
//!
//! Passes:
//!
//! ```toml
//! [protect]
//! suite = "aes-256-gcm"
//! backup-every = "24 hours"
//! backup-keep = "14 days"
//! ```
//!
//! Mend: add `[protect]`.
//!
//! Source: PIPL art. 51; GDPR art. 32

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if context.document.protect.is_none() && !context.has_unreadable("protect") {
        found.push(found.at(0..0, "the policy has no [protect]").help("say how the data is protected"));
    }
}
