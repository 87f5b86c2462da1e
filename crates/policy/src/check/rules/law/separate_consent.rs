//! A purpose collects sensitive data on a general consent.
//!
//! Why: sensitive data needs a consent of its own.
//!
//! Fails:
//!
//! ```toml
//! [purpose.pulse]
//! consent = "general"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [purpose.pulse]
//! consent = "separate"
//! ```
//!
//! Mend: write `consent = "separate"`.
//!
//! Source: PIPL art. 29

use crate::check::{Context, Findings};
use crate::rows::Basis;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.purposes {
        if row.basis != Basis::Consent || row.asks_separately() {
            continue;
        }
        if let Some(item) = context.sensitive_items(row).next() {
            let headline = format!("`purpose.{name}` collects `{item}`, which is sensitive, without separate consent");
            let finding = found.at(row.keys.at("consent"), headline).help("write `consent = \"separate\"`");
            found.push(if row.consent.is_some() {
                finding.fix_to_review("ask for separate consent", row.keys.at("consent"), "\"separate\"")
            } else {
                finding
            });
        }
    }
}
