//! A key stands where nothing is held to it.
//!
//! Why: the document publishes it as a promise, and nobody keeps it. A key that only repeats what holds without it is
//! `form/needless`.
//!
//! Fails:
//!
//! ```toml
//! [platform.app]
//! label = "the app"
//! kind = "app"
//!
//! [right.restrict]
//! only-on = ["app"]
//! second-factor = true
//! ```
//!
//! ```toml
//! [role.keeper]
//! cleared = 3
//! ```
//!
//! ```toml
//! [role.neighbour]
//! label = "the neighbours who lend out their tools"
//! of = "tenant"
//! cleared = 3
//!
//! [protect]
//! grades = { identity = 2, credential = 4, health = 3 }
//! ```
//!
//! Passes:
//!
//! ```toml
//! [platform.app]
//! label = "the app"
//! kind = "app"
//!
//! [right.close]
//! only-on = ["app"]
//! ```
//!
//! ```toml
//! [role.keeper]
//! cleared = 3
//!
//! [protect]
//! grades = { identity = 2, credential = 4, health = 3 }
//! ```
//!
//! Mend: put it where the help says, or take it out.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::read::RowKeys;
use crate::rows::{CLOSING, Who};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    let mut idle = |(key, path): (&str, String), keys: &RowKeys, why: &str, mend: &str| {
        let headline = format!("`{key}` of `{path}` has no effect: {why}");
        found.push(found.at(keys.at(key), headline).help(format!("{mend}, or take `{key}` out")));
    };
    for (name, row) in document.rights.iter().filter(|(name, _)| *name != CLOSING) {
        let given = [("only-on", !row.only_on.is_empty()), ("second-factor", row.second_factor)];
        for (key, _) in given.into_iter().filter(|(_, given)| *given) {
            let why = format!("only `right.{CLOSING}` is held to it");
            idle((key, format!("right.{name}")), &row.keys, &why, &format!("move it to `right.{CLOSING}`"));
        }
    }
    for (name, row) in document.roles.iter().filter(|(_, row)| row.cleared.is_some()) {
        let (why, mend) = match row.of {
            Who::Staff | Who::Service if document.has_grades() || context.is_unreadable("protect") => continue,
            Who::Staff | Who::Service => ("no data has a grade", "add `grades` to `[protect]`"),
            Who::Tenant | Who::Subject => {
                ("only staff and services are held to it", "give it to a role of `staff` or `service`")
            }
        };
        idle(("cleared", format!("role.{name}")), &row.keys, why, mend);
    }
}
