//! An incident is announced on a page only, or over no channel.
//!
//! Why: people are told one by one, by telephone, text message, e-mail or in the product; an announcement is for those who cannot be
//! reached.
//!
//! Fails:
//!
//! ```toml
//! [incident]
//! channels = []
//! ```
//!
//! ```toml
//! [incident]
//! channels = ["page"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [incident]
//! channels = ["email", "page"]
//! ```
//!
//! Mend: add a channel that reaches people: `in-app`, `push`, `email`, `phone` or `sms`.
//!
//! Source: PIPL art. 57; Network Data Security Regulations art. 11; GDPR art. 34(1), (3)(c)

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(row) = &context.document.incident else { return };
    if row.channels.iter().all(|channel| *channel == "page") {
        let headline = "an incident is told over no channel that reaches people";
        found.push(found.at(row.keys.at("channels"), headline).help("add `email`, `sms`, `phone`, `push` or `in-app`"));
    }
}
