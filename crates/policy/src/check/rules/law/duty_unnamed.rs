//! A purpose rests on a legal duty, and no law is named.
//!
//! Why: a duty stands in a law; people must be able to look up which, and a duty that stands nowhere needs consent.
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
//! law = "PRC Accounting Law, article 23"
//! ```
//!
//! Mend: name the law and its article in `law`. Check with counsel.
//!
//! Source: PIPL art. 13(1)(3), 17; GDPR art. 6(3), 13(1)(c)

use crate::check::{Context, Findings};
use crate::rows::Basis;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.purposes {
        if row.basis == Basis::LegalDuty && row.law.is_none() {
            let headline = format!("`purpose.{name}` rests on a legal duty and names no law");
            found.push(found.at(row.keys.at("basis"), headline).help("name the law and its article in `law`"));
        }
    }
}
