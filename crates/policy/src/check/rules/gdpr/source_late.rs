//! People learn later than a month that their data came from somebody else.
//!
//! Why: who gets data from others tells the person within a month at the latest, and at the first letter if that is sooner.
//!
//! Fails:
//!
//! ```toml
//! [source.partner]
//! label = "The workshop next door"
//! gives = ["nickname"]
//! for = ["membership"]
//! told-within = "2 months"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [source.partner]
//! label = "The workshop next door"
//! gives = ["nickname"]
//! for = ["membership"]
//! told-within = "2 weeks"
//! ```
//!
//! Mend: write `told-within` of at most `1 month`. Check with counsel.
//!
//! Source: GDPR art. 14(3)

use crate::check::{Context, Findings};
use crate::time::{Period, Unit};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(most) = Period::new(31, Unit::Day) else { return };
    for (name, row) in &context.document.sources {
        let told = row.told_within.as_ref().and_then(|length| context.fixed(length));
        if let Some(told) = told.filter(|told| most.shorter_than(told)) {
            let headline = format!("of `source.{name}` people learn within {told}, later than a month");
            found.push(found.at(row.keys.at("told-within"), headline).help("write at most `1 month`"));
        }
    }
}
