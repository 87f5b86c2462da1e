//! A purpose rests on a basis that the GDPR does not know.
//!
//! Why: article 6 has six bases; that data is public, or that staff rules allow it, is none of them.
//!
//! Fails:
//!
//! ```toml
//! [purpose.membership]
//! basis = "public-data"
//! ```
//!
//! ```toml
//! [purpose.membership]
//! basis = "human-resources"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [purpose.membership]
//! basis = "contract"
//! ```
//!
//! Mend: rest it on consent, the contract, a legal duty, vital interests, a public task or legitimate interests. Check with counsel.
//!
//! Source: GDPR art. 6(1)

use crate::check::{Context, Findings};
use crate::rows::Basis;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.purposes {
        if matches!(row.basis, Basis::PublicData | Basis::HumanResources) {
            let headline = format!("`purpose.{name}` rests on `{}`, which the GDPR does not know", row.basis.as_str());
            let help = "rest it on consent, the contract, a law, or interests that are weighed";
            found.push(found.at(row.keys.at("basis"), headline).help(help));
        }
    }
}
