//! Minors are admitted, and nothing says that guardians are told of an incident.
//!
//! Why: of an incident with minors' data the minors and their guardians are told, or the public is warned.
//!
//! Fails:
//!
//! ```toml
//! [minors]
//! offered = true
//! rules = "Rules for children, at tools.bench/children"
//! guardian = "The guardian signs at the desk."
//! ```
//!
//! Passes:
//!
//! ```toml
//! [minors]
//! offered = true
//! rules = "Rules for children, at tools.bench/children"
//! guardian = "The guardian signs at the desk."
//! [incident]
//! announced = "Guardians are told too; where nobody can be reached, the page of the workshop says it."
//! ```
//!
//! Mend: say in `content` or `announced` of `[incident]` that guardians are told.
//!
//! Source: Regulations on the Protection of Minors in Cyberspace art. 35

use crate::check::{Context, Findings};

const GUARDIANS: [&str; 4] = ["guardian", "parent", "监护人", "父母"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    let Some(row) = document.incident.as_ref().filter(|_| document.minors.as_ref().is_some_and(|row| row.offered))
    else {
        return;
    };
    if !context.mentions(&["incident.", "minors.rules"], &GUARDIANS) {
        let headline = "minors are admitted, and nothing says that guardians are told of an incident";
        found.push(found.at(row.keys.row.clone(), headline).help("say it in `content` or `announced`"));
    }
}
