//! A payment company is said to act on behalf of the controller.
//!
//! Why: payment companies commonly decide themselves how they process, under laws of their own; then data is provided to
//! them, with the name, contact, purpose, method and kinds told, and separate consent or a contract asked. Check with
//! counsel which it is.
//!
//! Fails:
//!
//! ```toml
//! [recipient.host]
//! kind = "payment"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [recipient.host]
//! kind = "payment"
//! role = "controller"
//! contact = "host@host.example"
//! method = "through an interface"
//! ```
//!
//! Mend: write `role = "controller"`, or say in `note` that the contract makes it a processor; check with counsel.
//!
//! Source: PIPL art. 21, 23

use crate::check::{Context, Findings};
use crate::rows::Stance;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.recipients {
        let pays = row.kind.as_ref().is_some_and(|kind| kind == "payment");
        if pays && row.role == Stance::Processor && row.note.is_none() {
            let headline = format!("`recipient.{name}` takes payments and is said to act on our behalf");
            let help =
                "check with counsel: `role = \"controller\"`, or a `note` that the contract makes it a processor";
            found.push(found.at(row.keys.at("role"), headline).help(help));
        }
    }
}
