//! No contact is that of a protection officer, or there is one way of contact only.
//!
//! Why: above the authority's number an officer is named and published; below it, one person to turn to is still what people look for.
//!
//! Fails:
//!
//! ```toml
//! [contact.desk]
//! label = "Desk"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [contact.desk]
//! label = "Protection officer"
//! phone = "0512 5550100"
//! ```
//!
//! Mend: name the officer, and add a second way.
//!
//! Source: PIPL art. 52; GDPR art. 13(1)(b), 37

use crate::check::{Context, Findings};

const OFFICERS: [&str; 6] = ["officer", "about your data", "负责人", "保护官", "dpo", "person in charge"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let contacts = &context.document.contacts;
    let Some(first) = contacts.values().next() else { return };
    let is_officer = |row: &crate::rows::Contact| {
        row.label.wordings().any(|(_, text)| OFFICERS.iter().any(|word| text.to_lowercase().contains(word)))
    };
    if !contacts.values().any(is_officer) {
        let help = "name who is responsible for personal data, and how to reach that person";
        found.push(found.at(first.keys.at("label"), "no contact is that of a protection officer").help(help));
    }
}
