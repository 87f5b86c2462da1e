//! A decision that weighs on people rests on something that does not allow it.
//!
//! Why: software alone may decide about people only where a contract needs it, a law allows it, or they explicitly agreed.
//!
//! Fails:
//!
//! ```toml
//! [automated.risk]
//! label = "Risk"
//! purpose = "membership"
//! major = true
//! logic = "By points."
//! effect = "No tools above ten euros."
//! opt-out = "at the desk"
//! appeal = "desk"
//! [purpose.membership]
//! basis = "legitimate-interests"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [automated.risk]
//! label = "Risk"
//! purpose = "membership"
//! major = true
//! logic = "By points."
//! effect = "No tools above ten euros."
//! opt-out = "at the desk"
//! appeal = "desk"
//! ```
//!
//! Mend: rest the purpose on the contract or on separate consent, or let somebody decide: then it is not `major`. Check with counsel.
//!
//! Source: GDPR art. 22(1), (2)

use crate::check::{Context, Findings};
use crate::rows::Basis;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.automated.iter().filter(|(_, row)| row.major) {
        let Some(purpose) = context.document.purposes.get(&row.purpose) else { continue };
        let allowed = match purpose.basis {
            Basis::Consent => purpose.asks_separately(),
            Basis::Contract | Basis::LegalDuty => true,
            _ => false,
        };
        if !allowed {
            let headline =
                format!("`automated.{name}` weighs on people, and `purpose.{}` does not allow it", row.purpose);
            let finding = found.at(row.keys.at("purpose"), headline).also(purpose.keys.at("basis"), "it rests on this");
            found.push(finding.help("rest it on the contract, a law, or separate consent, or let a person decide"));
        }
    }
}
