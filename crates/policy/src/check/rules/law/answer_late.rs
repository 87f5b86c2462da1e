//! An answer is promised later than apps may take.
//!
//! Why: complaints, corrections, erasures and closing of accounts in an app are done within 15 working days.
//!
//! Fails:
//!
//! ```toml
//! [right.access]
//! within = "30 days"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [right.access]
//! within = "15 working days"
//! ```
//!
//! Mend: promise at most `15 working days`. Check with counsel.
//!
//! Source: Method for Determining Unlawful Collection by Apps (2019), item 6; PIPL art. 50

use crate::check::{Context, Findings};
use crate::time::{Period, Unit};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(most) = Period::new(15, Unit::WorkingDay) else { return };
    for (name, row) in &context.document.rights {
        if let Some(within) = context.fixed(&row.within).filter(|within| most.shorter_than(within)) {
            let headline = format!("`right.{name}` is answered within {within}, later than {most}");
            let help = format!("promise at most {most}; check with counsel");
            let finding = found.at(row.keys.at("within"), headline).help(help);
            let own = matches!(row.within, crate::rows::Length::Fixed(_));
            found.push(if own {
                finding.fix_to_review(format!("promise {most}"), row.keys.at("within"), format!("\"{most}\""))
            } else {
                finding
            });
        }
    }
}
