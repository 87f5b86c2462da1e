//! Nothing says by when the authority is told of an incident.
//!
//! Why: national rules set hours: one for critical infrastructure, four for everybody else from a million people on.
//!
//! Fails:
//!
//! ```toml
//! # without incident.report-within
//! ```
//!
//! Passes:
//!
//! ```toml
//! [incident]
//! report-within = "4 hours"
//! ```
//!
//! Mend: add `report-within`. Check with counsel.
//!
//! Source: PIPL art. 57; National Cybersecurity Incident Reporting Measures (2025)

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if let Some(row) = context.document.incident.as_ref().filter(|row| row.report_within.is_none()) {
        let help = "add `report-within`, such as `4 hours`; check with counsel";
        found.push(
            found.at(row.keys.row.clone(), "nothing says by when the authority is told of an incident").help(help),
        );
    }
}
