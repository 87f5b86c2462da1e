//! Settings or rules name one another in a circle, or an event calls off itself.
//!
//! Why: nothing would ever have a value, or an end.
//!
//! Fails:
//!
//! ```toml
//! [setting.patience]
//! default = "setting.delay"
//! [setting.delay]
//! label = "Delay"
//! default = "setting.patience"
//! ```
//!
//! ```toml
//! [retention.membership]
//! sooner = [{ from = "consent.withdrawn", within = "1 day", unless = "consent.withdrawn" }]
//! ```
//!
//! ```toml
//! [record.member]
//! derived-from = ["member"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [retention.membership]
//! sooner = [{ from = "consent.withdrawn", within = "1 day", unless = "account.opened" }]
//! ```
//!
//! Mend: name another event, or write the number.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::rows::{Document, Length};
use std::collections::BTreeSet;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for name in circular_settings(context.document) {
        if let Some(row) = context.document.settings.get(&name) {
            let finding = found.at(row.keys.at("default"), format!("`setting.{name}` is worked out from itself"));
            found.push(finding.help("write a period"));
        }
    }
    for (name, row) in &context.document.retention {
        let ends = row.sooner.iter().map(|end| (&end.keys, &end.from, &end.unless));
        for (keys, from, unless) in ends.chain([(&row.keys, &row.from, &row.unless)]) {
            if unless.as_ref() == Some(from) {
                let headline = format!("`retention.{name}` ends with `{from}` unless `{from}` comes");
                found.push(found.at(keys.at("unless"), headline).help("name another event in `unless`"));
            }
        }
    }
    for (name, row) in &context.document.records {
        if row.derived_from.contains(name) {
            let headline = format!("`record.{name}` is derived from itself");
            found.push(
                found.at(row.keys.word("derived-from", name), headline).help("name the record that it is made from"),
            );
        }
    }
}

/// Settings whose default leads back to themselves.
fn circular_settings(document: &Document) -> Vec<crate::name::Name> {
    let next = |name: &crate::name::Name| match &document.settings.get(name)?.default {
        Length::Setting(next) => Some(next.clone()),
        Length::Fixed(_) => None,
    };
    let circular = |start: &&crate::name::Name| {
        let (mut seen, mut at) = (BTreeSet::new(), next(start));
        while let Some(name) = at {
            if name == **start {
                return true;
            }
            if !seen.insert(name.clone()) {
                return false;
            }
            at = next(&name);
        }
        false
    };
    document.settings.keys().filter(circular).cloned().collect()
}
