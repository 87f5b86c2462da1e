//! A log is kept shorter than half a year.
//!
//! Why: network logs have a floor.
//!
//! Fails:
//!
//! ```toml
//! [log.all]
//! for = "5 months"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [log.all]
//! for = "6 months"
//! ```
//!
//! Mend: keep it for at least half a year.
//!
//! Source: Cybersecurity Law art. 23

use crate::check::{Context, Findings};
use crate::time::{Period, Unit};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(floor) = Period::new(6, Unit::Month) else {
        return;
    };
    for (name, row) in &context.document.logs {
        if let Some(kept) = context.fixed(&row.exactly).filter(|kept| kept.shorter_than(&floor)) {
            let headline = format!("`log.{name}` is kept {kept}, shorter than {floor}");
            let help = format!("keep network logs for at least {floor}");
            found.push(found.at(row.keys.at("for"), headline).help(help));
        }
    }
}
