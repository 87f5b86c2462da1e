//! A rule says both `within` and `for`, or neither.
//!
//! Why: `within` is an upper bound and `for` is exact: it cannot be both.
//!
//! Fails:
//!
//! ```toml
//! [retention.membership]
//! for = "2 days"
//! within = "3 days"
//! ```
//!
//! ```toml
//! # without retention.visits.for
//! ```
//!
//! Passes:
//!
//! ```toml
//! [retention.membership]
//! within = "3 days"
//! ```
//!
//! Mend: keep one of the two.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::read::RowKeys;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let mut once = |path: &str, keys: &RowKeys| {
        // What the file gives and cannot be read has a finding of its own.
        let (within, exactly) = (keys.has("within"), keys.has("for"));
        if within == exactly {
            let seen = if within { "says both `within` and `for`" } else { "says neither `within` nor `for`" };
            let help = "`within` = gone by then; `for` = kept exactly that long";
            found.push(found.at(keys.row.clone(), format!("`{path}` {seen}")).help(help));
        }
    };
    for (name, row) in &context.document.retention {
        once(&format!("retention.{name}"), &row.keys);
        for end in &row.sooner {
            once(&format!("retention.{name}.sooner"), &end.keys);
        }
    }
}
