//! A decision that weighs on people does not say what follows for them.
//!
//! Why: the notice says how software decides, and what its decision means for the person.
//!
//! Fails:
//!
//! ```toml
//! [automated.risk]
//! label = "Risk"
//! purpose = "membership"
//! major = true
//! logic = "By points."
//! opt-out = "at the desk"
//! appeal = "desk"
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
//! Mend: say in `effect` what the person can expect from it. Check with counsel.
//!
//! Source: GDPR art. 13(2)(f), 14(2)(g), 15(1)(h)

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.automated.iter().filter(|(_, row)| row.major && row.effect.is_none()) {
        let headline = format!("`automated.{name}` does not say what follows for the person");
        found.push(found.at(row.keys.row.clone(), headline).help("say in `effect` what it means for the person"));
    }
}
