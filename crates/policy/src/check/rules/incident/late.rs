//! People are told of an incident after days, not at once.
//!
//! Why: the law says immediately; 72 hours is the GDPR's term for authorities.
//!
//! Fails:
//!
//! ```toml
//! [incident]
//! notify-within = "72 hours"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [incident]
//! notify-within = "24 hours"
//! ```
//!
//! Mend: promise a shorter outer bound, and say that people are told at once.
//!
//! Source: PIPL art. 57

use crate::check::{Context, Findings};
use crate::time::{Period, Unit};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let (Some(row), Some(most)) = (context.document.incident.as_ref(), Period::new(48, Unit::Hour)) else { return };
    if let Some(within) = context.fixed(&row.notify_within).filter(|within| most.shorter_than(within)) {
        let headline = format!("people are told of an incident within {within}; the law says at once");
        found.push(found.at(row.keys.at("notify-within"), headline).help("promise a shorter outer bound"));
    }
}
