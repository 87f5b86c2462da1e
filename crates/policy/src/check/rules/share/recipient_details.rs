//! Another controller gets data, and its contact or method is not told.
//!
//! Why: people are told name, contact, purpose, method and kinds before data goes to somebody who decides for itself.
//!
//! Fails:
//!
//! ```toml
//! # without recipient.host.agreement
//! # without recipient.host.policy-url
//! # without agreement
//! [recipient.host]
//! role = "controller"
//! ```
//!
//! Passes:
//!
//! ```toml
//! # without recipient.host.agreement
//! # without agreement
//! [recipient.host]
//! role = "controller"
//! contact = "privacy@host.example"
//! method = "over an encrypted connection"
//! ```
//!
//! Mend: add `contact` (or `policy-url`) and `method`.
//!
//! Source: PIPL art. 23; Network Data Security Regulations art. 21; GDPR art. 13(1)(e)

use crate::check::{Context, Findings};
use crate::rows::Stance;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.recipients.iter().filter(|(_, row)| row.role == Stance::Controller) {
        let missing =
            [("contact", row.contact.is_none() && row.policy_url.is_none()), ("method", row.method.is_none())];
        let missing: Vec<&str> = missing.into_iter().filter(|(_, missing)| *missing).map(|(key, _)| key).collect();
        if !missing.is_empty() {
            let headline =
                format!("`recipient.{name}` decides for itself, and its {} is not told", missing.join(" and "));
            found.push(found.at(row.keys.row.clone(), headline).help("add `contact` or `policy-url`, and `method`"));
        }
    }
}
