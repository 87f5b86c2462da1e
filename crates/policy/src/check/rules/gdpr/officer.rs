//! Special categories are collected, or people are followed, and no contact is that of a data protection officer.
//!
//! Why: who processes such data on a large scale designates an officer, and publishes how to reach that person.
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
//! label = "Data protection officer"
//! ```
//!
//! Mend: name the officer in a `[contact.*]` row. Check with counsel: how many people it concerns decides whether one is due.
//!
//! Source: GDPR art. 37(1), (7), 13(1)(b)

use crate::check::rules::law::contact_officer::is_officer;
use crate::check::{Context, Findings};
use crate::rows::CookieKind;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    let special = document.data.keys().any(|item| context.is_special(item));
    let follows = document.cookies.values().any(|row| row.kind == CookieKind::Advertising)
        || document.automated.values().any(|row| row.major);
    let Some(first) = document.contacts.values().next().filter(|_| special || follows) else { return };
    if !document.contacts.values().any(is_officer) {
        let headline = "no contact is that of a data protection officer";
        found.push(found.at(first.keys.at("label"), headline).help("name the officer and how to reach that person"));
    }
}
