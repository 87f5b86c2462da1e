//! A recipient abroad is named without contact or method.
//!
//! Why: whoever's data leaves the country must know how to use rights against the recipient.
//!
//! Fails:
//!
//! ```toml
//! # without recipient.host.policy-url
//! [recipient.host]
//! country = "SG"
//! transfer-basis = "standard contract"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [recipient.host]
//! country = "SG"
//! transfer-basis = "standard contract"
//! method = "over an encrypted connection"
//! ```
//!
//! Mend: add `contact` or `policy-url`, and `method`.
//!
//! Source: PIPL art. 39

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.recipients.iter().filter(|(_, row)| row.country != "CN") {
        if (row.contact.is_none() && row.policy_url.is_none()) || row.method.is_none() {
            let headline = format!("`recipient.{name}` is abroad, and its contact or method is not told");
            found.push(found.at(row.keys.at("country"), headline).help("add `contact` or `policy-url`, and `method`"));
        }
    }
}
