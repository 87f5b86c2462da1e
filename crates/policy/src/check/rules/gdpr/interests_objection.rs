//! A purpose rests on legitimate interests without naming them, or without a right to object.
//!
//! Why: the interest is told, and everybody can object to it.
//!
//! Fails:
//!
//! ```toml
//! # without right.object
//! # without purpose.pulse.consent
//! [policy]
//! rules = ["gdpr"]
//! [purpose.pulse]
//! basis = "legitimate-interests"
//! [data.heart-rate]
//! class = "content"
//! sensitive = false
//! ```
//!
//! Passes:
//!
//! ```toml
//! # without purpose.pulse.consent
//! [policy]
//! rules = ["gdpr"]
//! [purpose.pulse]
//! basis = "legitimate-interests"
//! impact = "We want to know that the machine works."
//! ```
//!
//! Mend: say in `impact` which interest it is, and add `[right.object]`. Check with counsel.
//!
//! Source: GDPR art. 6(1)(f), 13(1)(d), 21

use crate::check::{Context, Findings};
use crate::rows::Basis;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let objects = context.document.rights.contains_key("object");
    for (name, row) in &context.document.purposes {
        if row.basis == Basis::LegitimateInterests && (!objects || (row.impact.is_none() && row.law.is_none())) {
            let headline = format!("`purpose.{name}` rests on interests that are not named, or cannot be objected to");
            let help = "say in `impact` which interest it is, and add `[right.object]`; check with counsel";
            found.push(found.at(row.keys.at("basis"), headline).help(help));
        }
    }
}
