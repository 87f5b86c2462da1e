//! A purpose rests on consent and does not say which kind, or names a kind without resting on consent.
//!
//! Why: general, separate, written and guardian's consent are asked for and proven differently.
//!
//! Fails:
//!
//! ```toml
//! # without purpose.pulse.consent
//! [purpose.pulse]
//! basis = "consent"
//! ```
//!
//! ```toml
//! [purpose.membership]
//! basis = "contract"
//! consent = "general"
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
//! Mend: add `consent = "general"` or another kind to a purpose with `basis = "consent"`; remove it from any other.
//!
//! Source: PIPL art. 14

use crate::check::{Context, Findings};
use crate::rows::Basis;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.purposes {
        let keys = &row.keys;
        match (row.basis, row.consent) {
            (Basis::Consent, None) => found.push(
                found
                    .at(keys.at("basis"), format!("`purpose.{name}` rests on consent but says not which kind"))
                    .help("add `consent = \"general\"` or `\"separate\"`"),
            ),
            (Basis::Consent, Some(_)) | (_, None) => {}
            (_, Some(_)) => found.push(
                found
                    .at(keys.at("consent"), format!("`purpose.{name}` does not rest on consent"))
                    .help("remove `consent`, or say `basis = \"consent\"`"),
            ),
        }
    }
}
