//! One of the rights to portability, restriction or objection has no row.
//!
//! Why: each must be told.
//!
//! Fails:
//!
//! ```toml
//! # without right.object
//! ```
//!
//! Passes:
//!
//! ```toml
//! [right.object]
//! label = "Object"
//! within = "setting.patience"
//! channels = ["contact.desk"]
//! ```
//!
//! Mend: add `[right.transfer]`, `[right.restrict]` and `[right.object]`.
//!
//! Source: GDPR art. 13(2)(b), 18, 20, 21

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for names in [&["transfer", "port"][..], &["restrict"][..], &["object", "refuse"][..]] {
        let there = names.iter().any(|right| {
            context.document.rights.contains_key(*right) || context.is_unreadable(&format!("right.{right}"))
        });
        if let Some(right) = names.first().filter(|_| !there) {
            let help = format!("add `[right.{right}]` with a channel and a period");
            found.push(found.at(0..0, format!("the policy has no [right.{right}]")).help(help));
        }
    }
}
