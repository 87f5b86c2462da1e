//! Data of more than ten million people is audited less often than every two years.
//!
//! Why: above that number the measures set the interval.
//!
//! Fails:
//!
//! ```toml
//! [policy]
//! people = 12_000_000
//! [duty.audit]
//! label = "Audit how personal data is processed"
//! every = "3 years"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [policy]
//! people = 12_000_000
//! ```
//!
//! Mend: write `every = "2 years"` or less on the duty that audits.
//!
//! Source: Compliance Audit Measures (2025) art. 4; PIPL art. 54

use crate::check::rules::duty::{AUDIT, rows};
use crate::check::{Context, Findings};
use crate::time::{Period, Unit};

/// More than so many people.
const PEOPLE: u32 = 10_000_000;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    let Some(header) = document.policy.as_ref().filter(|row| row.people > Some(PEOPLE)) else { return };
    let Some(most) = Period::new(2, Unit::Year) else { return };
    let often = |row: &&crate::rows::DutyRow| {
        let every = row.every.as_ref().and_then(|length| context.fixed(length));
        every.is_some_and(|every| !most.shorter_than(&every))
    };
    if !rows(context, AUDIT).any(|row| often(&row)) && !context.has_unreadable("duty") {
        let headline = format!("more than {PEOPLE} people, and no duty audits at least every two years");
        let finding = found.at(header.keys.at("people"), headline);
        found.push(finding.help("write `every = \"2 years\"` or less on the duty that audits"));
    }
}
