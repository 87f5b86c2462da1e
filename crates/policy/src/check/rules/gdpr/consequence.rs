//! A purpose that a contract or a law needs does not say what follows if the data is not given.
//!
//! Why: people are told whether they have to give data, and what happens if they do not.
//!
//! Fails:
//!
//! ```toml
//! # without purpose.membership.without
//! ```
//!
//! Passes:
//!
//! ```toml
//! [purpose.membership]
//! without = "Without a name we cannot lend you anything; giving it is up to you."
//! ```
//!
//! Mend: say in `without` whether the data must be given, and what follows if not. Check with counsel.
//!
//! Source: GDPR art. 13(2)(e)

use crate::check::{Context, Findings};
use crate::rows::Basis;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.purposes {
        let needed = matches!(row.basis, Basis::Contract | Basis::LegalDuty) && !row.collects.is_empty();
        if needed && row.without.is_none() {
            let headline = format!("`purpose.{name}` does not say what follows if the data is not given");
            let help = "say in `without` whether it must be given, and what follows if not";
            found.push(found.at(row.keys.row.clone(), headline).help(help));
        }
    }
}
