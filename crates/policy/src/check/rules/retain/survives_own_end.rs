//! A rule both ends with and survives the same event.
//!
//! Why: it cannot do both.
//!
//! Fails:
//!
//! ```toml
//! [retention.membership]
//! survives = ["account.cancelled"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [retention.membership]
//! survives = ["consent.withdrawn"]
//! ```
//!
//! Mend: remove the event from one of the two.
//!
//! Source: this language

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.retention {
        for event in row.sooner.iter().map(|end| &end.from).chain([&row.from]) {
            if row.survives.contains(event) {
                let headline = format!("`retention.{name}` both ends with and survives `{event}`");
                let help = "remove the event from one of the two";
                found.push(found.at(row.keys.at("survives"), headline).help(help));
            }
        }
    }
}
