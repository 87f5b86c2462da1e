//! Another controller gets data for a purpose that rests on a general consent.
//!
//! Why: who decides for itself gets data only with the person's separate consent, or on another basis than consent.
//!
//! Fails:
//!
//! ```toml
//! # without recipient.host.agreement
//! # without agreement
//! [recipient.host]
//! role = "controller"
//! method = "over an encrypted connection"
//! for = ["pulse"]
//! receives = { heart-rate = "clear" }
//! [purpose.pulse]
//! consent = "general"
//! ```
//!
//! Passes:
//!
//! ```toml
//! # without recipient.host.agreement
//! # without agreement
//! [recipient.host]
//! role = "controller"
//! method = "over an encrypted connection"
//! for = ["pulse"]
//! receives = { heart-rate = "clear" }
//! ```
//!
//! Mend: write `consent = "separate"` on the purpose.
//!
//! Source: PIPL art. 23

use crate::check::{Context, Findings};
use crate::rows::{Basis, Stance};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    // A recipient abroad is told by `share/export-consent`.
    let others = |row: &crate::rows::Recipient| row.role == Stance::Controller && row.country == "CN";
    for (name, row) in document.recipients.iter().filter(|(_, row)| others(row)) {
        for purpose in &row.purposes {
            let Some(of) = document.purposes.get(purpose) else { continue };
            if of.basis == Basis::Consent && of.consent.is_some() && !of.asks_separately() {
                let headline =
                    format!("`recipient.{name}` decides for itself, and `purpose.{purpose}` asks no separate consent");
                let finding = found.at(row.keys.word("for", purpose), headline);
                let finding = finding.also(of.keys.at("consent"), "asked here");
                found.push(finding.help("write `consent = \"separate\"` on the purpose").fix_to_review(
                    "ask for separate consent",
                    of.keys.at("consent"),
                    "\"separate\"",
                ));
            }
        }
    }
}
