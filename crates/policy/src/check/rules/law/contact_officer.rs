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

use crate::check::prose::mentions;
use crate::check::{Context, Findings};
use crate::rows::Contact;

const OFFICERS: [&str; 6] = ["officer", "about your data", "负责人", "保护官", "dpo", "person in charge"];

/// Whether it is an officer's.
pub(in crate::check) fn is_officer(row: &Contact) -> bool {
    mentions(&row.label, &OFFICERS)
}

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let contacts = &context.document.contacts;
    let Some(first) = contacts.values().next() else { return };
    if !contacts.values().any(is_officer) {
        let help = "name who is responsible for personal data, and how to reach that person";
        found.push(found.at(first.keys.at("label"), "no contact is that of a protection officer").help(help));
    }
}
