//! A recipient is named, and no purpose for which it gets data.
//!
//! Why: people are told for what each recipient gets their data; one without a purpose may get none.
//!
//! Fails:
//!
//! ```toml
//! [recipient.printer]
//! name = "Printer Ltd."
//! role = "processor"
//! country = "CN"
//! for = []
//! receives = { title = "clear" }
//! ```
//!
//! Passes:
//!
//! ```toml
//! [recipient.printer]
//! name = "Printer Ltd."
//! role = "processor"
//! country = "CN"
//! for = ["borrow"]
//! receives = { title = "clear" }
//! ```
//!
//! Mend: name its purposes in `for`, or take the recipient out.
//!
//! Source: PIPL art. 17(1)(2), 23; GDPR art. 13(1)(e)

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.recipients.iter().filter(|(_, row)| row.purposes.is_empty()) {
        let headline = format!("`recipient.{name}` is named, and no purpose for which it gets data");
        found.push(found.at(row.keys.at("for"), headline).help("name its purposes in `for`, or take it out"));
    }
}
