//! A decision that weighs on people uses special categories without explicit consent.
//!
//! Why: software alone may decide by health, beliefs and the like only on explicit consent, or on a law of substantial public interest.
//!
//! Fails:
//!
//! ```toml
//! [automated.risk]
//! label = "Risk"
//! purpose = "membership"
//! uses = ["heart-rate"]
//! major = true
//! logic = "By points."
//! effect = "No tools above ten euros."
//! opt-out = "at the desk"
//! appeal = "desk"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [automated.risk]
//! label = "Risk"
//! purpose = "pulse"
//! uses = ["heart-rate"]
//! major = true
//! logic = "By points."
//! effect = "No tools above ten euros."
//! opt-out = "at the desk"
//! appeal = "desk"
//! ```
//!
//! Mend: take the item out of `uses`, or rest the purpose on separate consent. Check with counsel.
//!
//! Source: GDPR art. 22(4), 9(2)(a), (g)

use crate::check::{Context, Findings};
use crate::rows::Basis;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.automated.iter().filter(|(_, row)| row.major) {
        let Some(purpose) = context.document.purposes.get(&row.purpose) else { continue };
        let agreed = purpose.asks_separately() || matches!(purpose.basis, Basis::LegalDuty | Basis::PublicInterest);
        let special = row.uses.iter().find(|item| context.is_special(item));
        if let Some(item) = special.filter(|_| !agreed) {
            let headline =
                format!("`automated.{name}` decides by `{item}`, a special category, without explicit consent");
            let finding = found.at(row.keys.word("uses", item), headline);
            found.push(finding.help("take it out of `uses`, or rest the purpose on separate consent"));
        }
    }
}
