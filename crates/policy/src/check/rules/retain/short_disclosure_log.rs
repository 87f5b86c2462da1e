//! What was given to others is on record for less than three years.
//!
//! Why: records of providing and entrusting are kept for at least three years, and so are impact assessments.
//!
//! Fails:
//!
//! ```toml
//! [log.shared]
//! label = "What was released"
//! of = ["release"]
//! for = "1 year"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [log.shared]
//! label = "What was released"
//! of = ["release"]
//! for = "3 years"
//! ```
//!
//! Mend: keep the log that holds `release` for at least three years.
//!
//! Source: Network Data Security Regulations art. 12(1); PIPL art. 56

use crate::check::{Context, Findings};
use crate::time::{Period, Unit};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(floor) = Period::new(3, Unit::Year) else { return };
    for (name, row) in &context.document.logs {
        let Some(act) = row.of.iter().find(|act| **act == "release") else { continue };
        if let Some(kept) = context.fixed(&row.exactly).filter(|kept| kept.shorter_than(&floor)) {
            let headline = format!("`log.{name}` holds what was given to others, and is kept {kept}");
            let finding = found.at(row.keys.at("for"), headline).also(row.keys.word("of", act), "held here");
            found.push(finding.help(format!("keep it for at least {floor}")));
        }
    }
}
