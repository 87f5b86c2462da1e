//! Nothing is said of a merger, a sale or the end of the company.
//!
//! Why: people are told the name and contact of whoever takes their data over.
//!
//! Fails:
//!
//! ```toml
//! # without ground.succession
//! ```
//!
//! Passes:
//!
//! ```toml
//! [change.owner]
//! label = "Another owner"
//! kinds = ["owner"]
//! before = "30 days"
//! channels = ["email"]
//! asks-again = true
//! ```
//!
//! Mend: add a `[change.*]` row with `kinds = ["owner"]`, or a `[ground.*]` that allows `transfer`.
//!
//! Source: PIPL art. 22

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    let changes = document.changes.values().any(|row| row.kinds.iter().any(|kind| *kind == "owner"));
    let grounds = document.grounds.values().any(|row| row.allows.iter().any(|act| *act == "transfer"));
    if !changes && !grounds && !context.says(&["merger", "mergers", "acquisition", "合并", "分立"]) {
        let help =
            "add a `[change.*]` row with `kinds = [\"owner\"]`: whom people deal with then, and when they are told";
        found.push(found.at(0..0, "nothing is said of a merger or the end of the company").help(help));
    }
}
