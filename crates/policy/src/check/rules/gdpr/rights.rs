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
//! Mend: add `[right.transfer]`, `[right.restrict]` and `[right.object]`. Check with counsel.
//!
//! Source: GDPR art. 13(2)(b), 18, 20, 21

use crate::check::{Context, Findings};

/// The right, and the names under which a row grants it.
const RIGHTS: [&[&str]; 3] = [&["transfer", "port"], &["restrict"], &["object", "refuse"]];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for names in RIGHTS {
        let there = names.iter().any(|right| {
            context.document.rights.contains_key(*right) || context.is_unreadable(&format!("right.{right}"))
        });
        let Some(right) = names.first().filter(|right| !there && !granted_beside(context, right)) else { continue };
        let help = format!("add `[right.{right}]` with a channel and a period");
        found.push(found.at(0..0, format!("the policy has no [right.{right}]")).help(help));
    }
}

/// Whether the row on restriction speaks of objecting too.
fn granted_beside(context: &Context<'_>, right: &str) -> bool {
    let restrict = context.document.rights.get("restrict").filter(|_| right == "object");
    let mut wordings = restrict.iter().flat_map(|row| row.label.wordings());
    wordings.any(|(_, text)| ["object", "拒绝", "反对"].iter().any(|word| text.to_lowercase().contains(word)))
}
