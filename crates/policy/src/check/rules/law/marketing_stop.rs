//! A message that advertises cannot be stopped.
//!
//! Why: who is sent offers can refuse them easily and at any time; under the GDPR the objection ends the processing itself.
//!
//! Fails:
//!
//! ```toml
//! [message.news]
//! label = "Special offers"
//! purpose = "membership"
//! channels = ["email"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [message.news]
//! label = "Special offers"
//! purpose = "membership"
//! channels = ["email"]
//! stop = "Use the link in each mail."
//! ```
//!
//! Mend: say in `stop` how it ends, in the message itself.
//!
//! Source: PIPL art. 24(2); GDPR art. 21(2), (3)

use crate::check::prose::mentions;
use crate::check::{Context, Findings};

const ADVERTISES: [&str; 12] = [
    "offer",
    "marketing",
    "advertis",
    "promotion",
    "newsletter",
    "campaign",
    "discount",
    "营销",
    "推广",
    "优惠",
    "促销",
    "广告",
];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.messages.iter().filter(|(_, row)| row.stop.is_none()) {
        let purpose = context.document.purposes.get(&row.purpose);
        if mentions(&row.label, &ADVERTISES) || purpose.is_some_and(|row| mentions(&row.label, &ADVERTISES)) {
            let headline = format!("`message.{name}` advertises and cannot be stopped");
            found.push(found.at(row.keys.row.clone(), headline).help("say in `stop` how to refuse it"));
        }
    }
}
