//! A platform of very many people has no independent body, or no yearly report.
//!
//! Why: an important platform with very many users keeps a body of mostly outsiders that supervises it, rules for whoever works on it,
//! and publishes a report on its responsibility.
//!
//! Fails:
//!
//! ```toml
//! [policy]
//! people = 60_000_000
//! ```
//!
//! Passes:
//!
//! ```toml
//! [policy]
//! people = 60_000_000
//! [duty.board]
//! label = "Convene the independent supervisory body"
//! every = "3 months"
//! [duty.report]
//! label = "Publish the social responsibility report"
//! every = "1 year"
//! ```
//!
//! Mend: add `[duty.*]` rows for the independent body and for the report. Check with counsel whether the product is such a platform.
//!
//! Source: PIPL art. 58; Network Data Security Regulations art. 62(8)

use crate::check::rules::duty::is_held;
use crate::check::{Context, Findings};

/// From so many registered people on.
const PEOPLE: u32 = 50_000_000;
const BODY: &[&str] = &["independent", "outside member", "外部成员", "独立机构", "独立监督"];
const REPORT: &[&str] = &["responsibility report", "社会责任报告"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(row) = context.document.policy.as_ref().filter(|row| row.people >= Some(PEOPLE)) else { return };
    let duties = [("the independent supervisory body", BODY), ("the report on social responsibility", REPORT)];
    let missing: Vec<&str> =
        duties.into_iter().filter(|(_, words)| !is_held(context, words)).map(|(what, _)| what).collect();
    if !missing.is_empty() {
        let headline = format!("from {PEOPLE} people on a `[duty.*]` keeps {}", missing.join(" and "));
        found.push(found.at(row.keys.at("people"), headline).help("add a `[duty.*]` row for each"));
    }
}
