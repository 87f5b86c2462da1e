//! An answer is promised later than one month.
//!
//! Why: a request is answered within a month of receipt; two more only if the person is told why.
//!
//! Fails:
//!
//! ```toml
//! [right.access]
//! within = "2 months"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [right.access]
//! within = "1 month"
//! ```
//!
//! Mend: promise at most `1 month`. Check with counsel.
//!
//! Source: GDPR art. 12(3)

use crate::check::{Context, Findings};
use crate::time::{Period, Unit};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(most) = Period::new(31, Unit::Day) else { return };
    for (name, row) in &context.document.rights {
        if let Some(within) = context.fixed(&row.within).filter(|within| most.shorter_than(within)) {
            let headline = format!("`right.{name}` is answered within {within}, later than a month");
            found.push(found.at(row.keys.at("within"), headline).help("promise at most `1 month`"));
        }
    }
}
