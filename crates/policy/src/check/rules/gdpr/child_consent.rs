//! Children are admitted, and nobody consents for them.
//!
//! Why: below the age of article 8 a child's consent counts only if whoever bears parental responsibility gave or authorised it.
//!
//! Fails:
//!
//! ```toml
//! [minors]
//! offered = true
//! ```
//!
//! Passes:
//!
//! ```toml
//! [minors]
//! offered = true
//! guardian = "A parent signs at the desk, and we check the signature."
//! ```
//!
//! Mend: say in `guardian` how the consent of a parent is given and checked. Check with counsel.
//!
//! Source: GDPR art. 8(1), (2)

use crate::check::{Context, Findings};
use crate::rows::Basis;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let asks = context.document.purposes.values().any(|row| row.basis == Basis::Consent);
    let Some(row) = context.document.minors.as_ref().filter(|row| row.offered && asks) else { return };
    if row.guardian.is_none() {
        let headline = format!("people under {} are admitted and asked for consent, and no parent is", row.under);
        found.push(found.at(row.keys.at("offered"), headline).help("say in `guardian` how a parent consents"));
    }
}
