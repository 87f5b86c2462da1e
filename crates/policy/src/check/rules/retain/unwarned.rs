//! Data ends because an account was suspended, and nobody is told before.
//!
//! Why: who cannot sign in any more loses data without having had a chance to take it along.
//!
//! Fails:
//!
//! ```toml
//! [retention.membership]
//! sooner = [{ from = "tenant.suspended", for = "90 days" }]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [retention.membership]
//! sooner = [{ from = "tenant.suspended", for = "90 days" }]
//! [notice.suspension]
//! label = "Until when data is kept, and how to export it"
//! when = "suspension"
//! purposes = ["membership"]
//! ```
//!
//! Mend: add a `[notice.*]` with `when = "suspension"` that says until when data is kept and how to take it along.
//!
//! Source: PIPL art. 17, 45

use crate::check::{Context, Findings};

const SUSPENDED: &str = "tenant.suspended";

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if context.document.notices.values().any(|notice| notice.when == "suspension") {
        return;
    }
    for (name, row) in &context.document.retention {
        let by_suspension = row.sooner.iter().any(|end| end.from == SUSPENDED);
        if by_suspension || row.from == SUSPENDED {
            let headline = format!("`retention.{name}` ends by a suspension of which nobody is told");
            let help = "add a `[notice.*]` with `when = \"suspension\"`: until when data is kept, how to export it";
            found.push(found.at(row.keys.at("sooner"), headline).help(help));
        }
    }
}
