//! The authority is told of a breach later than 72 hours, or nothing is said.
//!
//! Why: the clock runs from awareness.
//!
//! Fails:
//!
//! ```toml
//! [incident]
//! report-within = "5 days"
//! ```
//!
//! ```toml
//! # without incident.report-within
//! ```
//!
//! Passes:
//!
//! ```toml
//! [incident]
//! report-within = "72 hours"
//! ```
//!
//! Mend: write `report-within` of at most `72 hours`. Check with counsel.
//!
//! Source: GDPR art. 33

use crate::check::{Context, Findings};
use crate::time::{Period, Unit};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let (Some(row), Some(most)) = (context.document.incident.as_ref(), Period::new(72, Unit::Hour)) else { return };
    let within = row.report_within.as_ref().map(|length| context.fixed(length));
    if within.is_none_or(|within| within.is_some_and(|within| most.shorter_than(&within))) {
        let finding = found.at(row.keys.at("report-within"), "the authority is not told of a breach within 72 hours");
        found.push(finding.help("write `report-within` of at most `72 hours`"));
    }
}
