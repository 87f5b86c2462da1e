//! A row is used by nothing.
//!
//! Why: what nothing uses promises nothing, and misleads who reads the document.
//!
//! Fails:
//!
//! ```toml
//! [activity.survey]
//! label = "a survey that you begin"
//! opened-by = "subject"
//! ```
//!
//! ```toml
//! [agreement.spare]
//! label = "Spare contract"
//! terms = ["purpose"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [activity.survey]
//! label = "a survey that you begin"
//! opened-by = "subject"
//!
//! [purpose.pulse]
//! during = "survey"
//!
//! # without activity.training
//! ```
//!
//! Mend: use it where the help says, or remove it.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::name::Name;
use crate::read::RowKeys;
use std::collections::BTreeSet;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    if context.has_unreadable("purpose") || context.has_unreadable("recipient") {
        return;
    }
    let mut during: BTreeSet<&Name> = document.purposes.values().filter_map(|row| row.during.as_ref()).collect();
    during.extend(document.retention.values().flat_map(|row| &row.extends));
    let cited: BTreeSet<&Name> = document.retention.values().filter_map(|row| row.found_by.as_ref()).collect();
    let agreed: BTreeSet<&Name> = document.recipients.values().filter_map(|row| row.agreement.as_ref()).collect();
    let mut idle = |path: &str, keys: &RowKeys, help: &str| {
        let finding = found.at(keys.row.clone(), format!("`{path}` is used by nothing"));
        found.push(finding.seen("declared here, used nowhere").help(help));
    };
    for (name, row) in &document.records {
        if !context.collected_records().contains(name) && row.derived_from.is_empty() {
            idle(&format!("record.{name}"), &row.keys, "add it to `collects` of a purpose, or remove it");
        }
    }
    for (name, row) in document.activities.iter().filter(|(name, _)| !during.contains(name)) {
        idle(&format!("activity.{name}"), &row.keys, "name it in `during` of a purpose, or remove it");
    }
    for (name, row) in document.criteria.iter().filter(|(name, _)| !cited.contains(name)) {
        idle(&format!("criterion.{name}"), &row.keys, "name it in `found-by` of a retention rule, or remove it");
    }
    for (name, row) in document.agreements.iter().filter(|(name, _)| !agreed.contains(name)) {
        idle(&format!("agreement.{name}"), &row.keys, "name it in `agreement` of a recipient, or remove it");
    }
}
