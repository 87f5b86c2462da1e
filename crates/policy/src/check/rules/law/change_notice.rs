//! Changes are announced by posting them, at once, or without asking again.
//!
//! Why: new purposes, methods or kinds of data need a notice before and a new consent.
//!
//! Fails:
//!
//! ```toml
//! [change.material]
//! channels = ["page"]
//! ```
//!
//! ```toml
//! [change.material]
//! asks-again = false
//! ```
//!
//! ```toml
//! [change.material]
//! before = "at once"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [change.material]
//! before = "30 days"
//! channels = ["email"]
//! asks-again = true
//! ```
//!
//! Mend: for changes that widen, write `before`, a channel that reaches people, and `asks-again = true`.
//!
//! Source: PIPL art. 14(2), 17(2); GDPR art. 13(3)

use crate::check::{Context, Findings};
use crate::rows::{ChangeNotice, Length};
use crate::time::Period;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let changes = &context.document.changes;
    let good = |row: &ChangeNotice| row.asks_again && !posted(row) && row.before != Length::Fixed(Period::AT_ONCE);
    if changes.values().any(good) || context.has_unreadable("change") {
        return;
    }
    for (name, row) in changes {
        let headline = format!("`change.{name}` only posts what changes, says it at once, or does not ask again");
        let help = "write `before`, a channel that reaches people, and `asks-again = true`";
        found.push(found.at(row.keys.row.clone(), headline).help(help));
    }
}

/// Whether nobody is told who does not come and look.
fn posted(row: &ChangeNotice) -> bool {
    row.channels.iter().all(|channel| *channel == "page")
}
