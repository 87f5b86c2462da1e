//! A purpose rests on legitimate interests, which the PIPL does not know.
//!
//! Why: PIPL art. 13 has seven grounds; this one is not among them.
//!
//! Fails:
//!
//! ```toml
//! # without purpose.pulse.consent
//! [purpose.pulse]
//! basis = "legitimate-interests"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [purpose.pulse]
//! basis = "consent"
//! consent = "separate"
//! ```
//!
//! Mend: ask for consent, or rest it on the contract where it is needed for it.
//!
//! Source: PIPL art. 13

use crate::check::{Context, Findings};
use crate::rows::Basis;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.purposes {
        if row.basis == Basis::LegitimateInterests {
            let headline = format!("`purpose.{name}` rests on legitimate interests, which the PIPL does not know");
            found.push(found.at(row.keys.at("basis"), headline).help("ask for consent, or rest it on the contract"));
        }
    }
}
