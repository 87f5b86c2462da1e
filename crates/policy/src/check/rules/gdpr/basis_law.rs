//! A purpose rests on a legal duty or a public task, and names no law.
//!
//! Why: these two bases are laid down by the law of the Union or a member state; people are told which.
//!
//! Fails:
//!
//! ```toml
//! [purpose.membership]
//! basis = "legal-duty"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [purpose.membership]
//! basis = "legal-duty"
//! law = "German Commercial Code, section 257"
//! ```
//!
//! Mend: name the article in `law`. Check with counsel.
//!
//! Source: GDPR art. 6(1)(c), (e), 6(3), 13(1)(c)

use crate::check::{Context, Findings};
use crate::rows::Basis;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.purposes {
        if matches!(row.basis, Basis::LegalDuty | Basis::PublicInterest) && row.law.is_none() {
            let headline = format!("`purpose.{name}` rests on a law that it does not name");
            found.push(found.at(row.keys.at("basis"), headline).help("name the article in `law`"));
        }
    }
}
