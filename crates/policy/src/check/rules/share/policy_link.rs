//! The link to a recipient's policy leads to terms of use.
//!
//! Why: people follow it to learn what becomes of their data there; a contract does not tell them.
//!
//! Fails:
//!
//! ```toml
//! [recipient.host]
//! policy-url = "https://host.org/legal/terms-and-conditions"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [recipient.host]
//! policy-url = "https://host.org/legal/privacy"
//! ```
//!
//! Mend: link to its privacy policy.
//!
//! Source: PIPL art. 17, 23; GDPR art. 13(1)(e)

use crate::check::{Context, Findings};

/// Words of an address that leads to a contract.
const TERMS: [&str; 6] = ["terms", "conditions", "agreement", "eula", "tos", "protocol"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.recipients {
        let link = row.policy_url.as_deref().unwrap_or_default().to_lowercase();
        let mut words = link.split(|letter: char| !letter.is_ascii_alphanumeric());
        if words.any(|word| TERMS.contains(&word)) && !link.contains("privacy") {
            let headline = format!("`recipient.{name}.policy-url` leads to terms of use, not to a privacy policy");
            found.push(found.at(row.keys.at("policy-url"), headline).help("link to its privacy policy"));
        }
    }
}
