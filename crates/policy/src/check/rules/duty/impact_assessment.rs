//! Sensitive data, recipients or decisions by software are declared, and no duty assesses their impact.
//!
//! Why: before sensitive data is processed, anybody is entrusted or given data, data is published or leaves the country, or software
//! decides, the impact is assessed; the report is kept for three years.
//!
//! Fails:
//!
//! ```toml
//! # without duty.assessment
//! ```
//!
//! Passes:
//!
//! ```toml
//! [duty.assessment]
//! label = "Assess the impact before anything new begins"
//! evidence = "The assessment, kept for three years"
//! ```
//!
//! Mend: add a `[duty.*]` row for the assessment; its `evidence` is the report.
//!
//! Source: PIPL art. 55, 56

use crate::check::rules::duty::{ASSESSMENT, is_held};
use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    let due = document.data.values().any(|row| row.sensitive)
        || !document.recipients.is_empty()
        || !document.automated.is_empty();
    if due && !is_held(context, ASSESSMENT) {
        let headline = "no `[duty.*]` assesses the impact of what is declared here";
        found.push(found.at(0..0, headline).help("add a `[duty.*]` row for the impact assessment"));
    }
}
