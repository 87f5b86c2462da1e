//! Nobody is told where to turn when a request is refused.
//!
//! Why: a refusal comes with its reason, and with the way to object: the authority or a court.
//!
//! Fails:
//!
//! ```toml
//! # without right.complain
//! ```
//!
//! Passes:
//!
//! ```toml
//! [right.complain]
//! label = "Complain"
//! within = "setting.patience"
//! channels = ["contact.desk"]
//! ```
//!
//! Mend: add `remedy` to the rights, or `[right.complain]` with the authority among its channels.
//!
//! Source: PIPL art. 50; Network Data Security Regulations art. 20; GDPR art. 12(4), 13(2)(d)

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let rights = &context.document.rights;
    let told = rights.values().any(|row| row.remedy.is_some()) || rights.contains_key("complain");
    if !rights.is_empty() && !told && !context.has_unreadable("right") {
        let help = "add `remedy`, or `[right.complain]` with the authority among its channels; check with counsel";
        found.push(found.at(0..0, "nobody is told where to turn when a request is refused").help(help));
    }
}
