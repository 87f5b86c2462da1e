//! A policy lists the criteria by which periods are found, and a rule names none of them.
//!
//! Why: a period that rests on none of the criteria that people are told rests on nothing.
//!
//! Fails:
//!
//! ```toml
//! [criterion.membership]
//! label = "As long as you are a member"
//!
//! [retention.membership]
//! found-by = "membership"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [criterion.membership]
//! label = "As long as you are a member"
//!
//! [retention.membership]
//! found-by = "membership"
//!
//! [retention.visits]
//! found-by = "membership"
//! ```
//!
//! Mend: name a row of `[criterion.*]` in `found-by` of the rule.
//!
//! Source: Network Data Security Regulations art. 21(3)

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if context.document.criteria.is_empty() {
        return;
    }
    for (name, row) in &context.document.retention {
        if row.found_by.is_none() && !row.keys.has("found-by") {
            let headline = format!("`retention.{name}` rests on none of the criteria");
            let known = context.document.criteria.keys().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            found.push(found.at(row.keys.row.clone(), headline).help(format!("name one in `found-by`: {known}")));
        }
    }
}
