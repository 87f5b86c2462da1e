//! A special category is collected without explicit consent or another ground of article 9.
//!
//! Why: health, biometrics, genes, beliefs, origin, politics, unions and sex life are forbidden but on those grounds; a contract or an
//! interest is none of them.
//!
//! Fails:
//!
//! ```toml
//! [purpose.pulse]
//! consent = "general"
//! ```
//!
//! ```toml
//! # without purpose.pulse.consent
//! [purpose.pulse]
//! basis = "contract"
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
//! Mend: ask for separate consent, or name the law that allows it. Check with counsel.
//!
//! Source: GDPR art. 9(1), (2)

use crate::check::{Context, Findings};
use crate::rows::{Basis, Purpose};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.purposes.iter().filter(|(_, row)| !is_allowed(row)) {
        if let Some(item) = context.items_of(row).find(|item| context.is_special(item)) {
            let headline = format!("`purpose.{name}` collects `{item}`, a special category, without explicit consent");
            let key = if row.consent.is_some() { "consent" } else { "basis" };
            let finding = found.at(row.keys.at(key), headline);
            found.push(finding.help("ask for separate consent, or name the law that allows it"));
        }
    }
}

/// Whether one of the grounds of article 9 can carry it.
fn is_allowed(row: &Purpose) -> bool {
    match row.basis {
        Basis::Consent => row.asks_separately(),
        Basis::Contract | Basis::LegitimateInterests => row.law.is_some(),
        _ => true,
    }
}
