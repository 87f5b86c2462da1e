//! A retention rule lists an item of a record that it covers whole.
//!
//! Why: a list that says a thing twice makes the reader look for the difference, and there is none.
//!
//! The most specific entry wins, so a rule may have to list an item beside its record: where another rule covers the record or
//! the item too. Then nothing is found.
//!
//! Fails:
//!
//! ```toml
//! [retention.membership]
//! covers = ["member", "reading", "member.nickname"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [retention.membership]
//! covers = ["member", "reading", "member.nickname"]
//!
//! [retention.books]
//! covers = ["member"]
//! from = "consent.withdrawn"
//! for = "10 years"
//! then = "erase"
//! survives = ["account.cancelled"]
//! ```
//!
//! Mend: remove the item; `check --fix` does.
//!
//! Source: this language

use crate::check::{Context, Findings, removal};
use crate::finding::Safety;
use crate::name::Name;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (rule, row) in &context.document.retention {
        for cover in &row.covers {
            let Some((record, item)) = cover.split_once('.') else { continue };
            let rules = |cover: &str| context.covered_by(cover).iter().map(|(name, _)| *name).collect::<Vec<&Name>>();
            if !row.covers.iter().any(|other| other == record) || rules(cover) != rules(record) {
                continue;
            }
            let (span, whole) = (row.keys.word("covers", cover), row.keys.word("covers", record));
            let headline = format!("`retention.{rule}` covers `{record}` whole, and lists its `{item}` besides");
            let finding =
                found.at(span.clone(), headline).also(whole, "covered here").help(format!("remove `{cover}`"));
            let edits = removal::of_element(context.source, &span);
            found.push(finding.edits(Safety::Safe, format!("remove `{cover}`"), edits));
        }
    }
}
