//! No retention rule covers a value.
//!
//! Why: data is kept for the shortest time that its purpose needs, and the document says how long.
//!
//! Fails:
//!
//! ```toml
//! [retention.membership]
//! covers = ["member"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [retention.membership]
//! covers = ["member", "reading.heart-rate"]
//! ```
//!
//! Mend: add the record or `record.item` to `covers` of a retention rule.
//!
//! Source: PIPL art. 19; Network Data Security Regulations art. 21(3)

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if context.has_unreadable("retention") {
        return;
    }
    for (record, row) in &context.document.records {
        for item in row.holds.iter().filter(|item| context.covering(record, item).is_empty()) {
            found.push(
                found
                    .at(row.keys.at("holds"), format!("`{item}` in `record.{record}` has no end of retention"))
                    .seen("no retention rule covers this")
                    .help(format!("add `{record}` or `{record}.{item}` to `covers` of a retention rule")),
            );
        }
    }
}
