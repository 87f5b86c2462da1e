//! Data goes abroad for a purpose that rests on a general consent.
//!
//! Why: provision abroad needs a separate consent and six items told: name, contact, purpose, method, kinds, and how to use rights there.
//!
//! Fails:
//!
//! ```toml
//! [recipient.host]
//! country = "SG"
//! for = ["pulse"]
//! receives = { heart-rate = "clear" }
//! transfer-basis = "standard contract"
//! [purpose.pulse]
//! consent = "general"
//! [data.heart-rate]
//! sensitive = false
//! class = "content"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [recipient.host]
//! country = "SG"
//! for = ["pulse"]
//! receives = { heart-rate = "clear" }
//! transfer-basis = "standard contract"
//! method = "over an encrypted connection"
//! ```
//!
//! Mend: write `consent = "separate"` on the purpose.
//!
//! Source: PIPL art. 39

use crate::check::{Context, Findings};
use crate::rows::{Basis, ConsentKind};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.recipients.iter().filter(|(_, row)| row.country != "CN") {
        for purpose in &row.purposes {
            let Some(of) = context.document.purposes.get(purpose) else { continue };
            if of.basis == Basis::Consent && of.consent == Some(ConsentKind::General) {
                let headline =
                    format!("`recipient.{name}` is abroad, and `purpose.{purpose}` asks no separate consent");
                let finding =
                    found.at(row.keys.word("for", purpose), headline).also(of.keys.at("consent"), "asked here");
                found.push(finding.help("write `consent = \"separate\"` on the purpose").fix_to_review(
                    "ask for separate consent",
                    of.keys.at("consent"),
                    "\"separate\"",
                ));
            }
        }
    }
}
