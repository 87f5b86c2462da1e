//! A function that people may refuse does not say what they can do without it.
//!
//! Why: who refuses what is not necessary still gets the rest; people have to know what that is before they choose.
//!
//! Fails:
//!
//! ```toml
//! # without purpose.pulse.without
//! ```
//!
//! Passes:
//!
//! ```toml
//! [purpose.pulse]
//! without = "You can train without it."
//! ```
//!
//! Mend: say in `without` what works without it.
//!
//! Source: PIPL art. 16; Children's Personal Information Provisions art. 9

use crate::check::{Context, Findings};
use crate::rows::{Basis, Function};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.purposes {
        if row.function == Function::Additional && row.basis == Basis::Consent && row.without.is_none() {
            let headline = format!("`purpose.{name}` can be refused, and it is not said what works without it");
            found.push(found.at(row.keys.row.clone(), headline).help("say it in `without`"));
        }
    }
}
