//! A set with noise says something that noise does not keep, or values are listed for a set without noise.
//!
//! Why: noise is for counts that somebody asks for and that a budget bounds. A smallest group would tell that a group is small;
//! what is made by itself would spend a budget that nobody asked for; a stand-in is one person's own.
//!
//! Fails:
//!
//! ```toml
//! [derived.fees]
//! label = "How many members pay which fee"
//! from = ["fee"]
//! by = "aggregate"
//! bands = { fee = 10 }
//! groups = { fee = ["0-10", "10-20"] }
//! noise = { epsilon = "0.5", budget = "2", per = "1 year" }
//! group = 5
//! for = ["membership"]
//! ```
//!
//! ```toml
//! [derived.fees]
//! label = "How many members pay which fee"
//! from = ["fee"]
//! by = "aggregate"
//! bands = { fee = 10 }
//! groups = { fee = ["0-10", "10-20"] }
//! for = ["membership"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [derived.fees]
//! label = "How many members pay which fee"
//! from = ["fee"]
//! by = "aggregate"
//! bands = { fee = 10 }
//! groups = { fee = ["0-10", "10-20"] }
//! noise = { epsilon = "0.5", budget = "2", per = "1 year" }
//! for = ["membership"]
//! ```
//!
//! Mend: take the other key out, or the noise; let a set with noise be `by = "aggregate"`.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::rows::{Shown, Transform};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.derived {
        let mut push = |key: &str, headline: String, help: &str| {
            found.push(found.at(row.keys.at(key), headline).help(help));
        };
        if row.noise.is_none() {
            if !row.groups.is_empty() {
                let headline = format!("`derived.{name}` lists `groups` and has no `noise`");
                push("groups", headline, "add `noise`, or take `groups` out");
            }
            continue;
        }
        if row.by != Transform::Aggregate {
            let headline = format!("`derived.{name}` has noise and is made `by = \"{}\"`", row.by.as_str());
            push("by", headline, "write `by = \"aggregate\"`: only counts are blurred");
        }
        let besides =
            [("group", row.group.is_some()), ("within", row.within.is_some()), ("counts", !row.counts.is_empty())];
        for (key, _) in besides.into_iter().filter(|(_, stands)| *stands) {
            push(key, format!("`derived.{name}` has noise and `{key}`"), "take one of the two out");
        }
        if row.how.values().any(|way| *way == Shown::Token) {
            push(
                "how",
                format!("`derived.{name}` has noise and shows a stand-in"),
                "leave the item out, or coarsen it",
            );
        }
    }
}
