//! Data of a million people or more is held, and no contact is that of an officer.
//!
//! Why: from that number on an officer is named, the contact is published, and both are filed with the authority.
//!
//! Fails:
//!
//! ```toml
//! [policy]
//! people = 1_000_000
//! [contact.desk]
//! label = "Desk"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [policy]
//! people = 1_000_000
//! [contact.desk]
//! label = "Personal information protection officer"
//! ```
//!
//! Mend: name the officer in a `[contact.*]` row, and file name and contact within 30 working days.
//!
//! Source: PIPL art. 52; Compliance Audit Measures (2025) art. 12

use crate::check::rules::law::contact_officer::is_officer;
use crate::check::{Context, Findings};

/// From so many people on.
const PEOPLE: u32 = 1_000_000;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(row) = context.document.policy.as_ref().filter(|row| row.people >= Some(PEOPLE)) else { return };
    if !context.document.contacts.values().any(is_officer) && !context.has_unreadable("contact") {
        let headline = format!("from {PEOPLE} people on an officer is published, and no contact is that of one");
        found.push(found.at(row.keys.at("people"), headline).help("name the officer in a `[contact.*]` row"));
    }
}
