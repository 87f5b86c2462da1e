//! A data item is declared, and no purpose collects it, or none reads it.
//!
//! Why: what is held without a purpose is held without leave. What ends it and what protects it have rules of their own.
//!
//! Fails:
//!
//! ```toml
//! [data.shoe-size]
//! label = "Shoe size"
//! class = "identity"
//! ```
//!
//! ```toml
//! [purpose.membership]
//! reads = { nickname = "clear", fee = "clear" }
//! ```
//!
//! Passes:
//!
//! ```toml
//! [data.shoe-size]
//! label = "Shoe size"
//! class = "identity"
//!
//! [record.member]
//! holds = ["nickname", "fee", "shoe-size"]
//!
//! [purpose.membership]
//! reads = { nickname = "clear", fee = "clear", door-code = "hashed", shoe-size = "clear" }
//! ```
//!
//! Mend: put it into a record that a purpose collects and into `reads` of a purpose, or remove it.
//!
//! Source: PIPL art. 6

use crate::check::{Context, Findings};
use crate::name::Name;
use std::collections::BTreeSet;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    if context.has_unreadable("record") || context.has_unreadable("purpose") {
        return;
    }
    let records = document.records.iter().filter(|(name, _)| context.collected_records().contains(name));
    let collected: BTreeSet<&Name> = records.flat_map(|(_, row)| &row.holds).collect();
    let read: BTreeSet<&Name> = document.purposes.values().flat_map(|row| row.reads.keys()).collect();
    for (name, row) in &document.data {
        let missing = [(&collected, "no purpose collects it"), (&read, "no purpose reads it")];
        let missing: Vec<&str> =
            missing.into_iter().filter(|(known, _)| !known.contains(name)).map(|(_, missing)| missing).collect();
        if !missing.is_empty() {
            found.push(
                found
                    .at(row.keys.row.clone(), format!("`data.{name}`: {}", missing.join(", ")))
                    .seen("declared here")
                    .help("put it into a record that a purpose collects and into `reads` of a purpose, or remove it"),
            );
        }
    }
}
