//! A recipient is not told when data is corrected or erased.
//!
//! Why: whoever was given data learns of its correction, erasure and restriction, so that it does the same.
//!
//! Fails:
//!
//! ```toml
//! # without recipient.host.erases-within
//! ```
//!
//! Passes:
//!
//! ```toml
//! [recipient.host]
//! erases-within = "7 days"
//! ```
//!
//! ```toml
//! # without recipient.host.erases-within
//! [statement.passed-on]
//! label = "We tell recipients when we correct or erase what they were given."
//! topic = "other"
//! ```
//!
//! Mend: write `erases-within`: by then the recipient, told to, has erased what it holds. Check with counsel.
//!
//! Source: GDPR art. 19, 17(2)

use crate::check::{Context, Findings};

const SAID: [&str; 4] = ["tell recipients", "inform recipients", "notify recipients", "通知接收方"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if context.mentions(&["statement.", "right."], &SAID) {
        return;
    }
    for (name, row) in context.document.recipients.iter().filter(|(_, row)| row.erases_within.is_none()) {
        let headline = format!("`recipient.{name}` is not told to erase what it was given");
        let help = "write `erases-within`: told to erase, it has done so by then";
        found.push(found.at(row.keys.row.clone(), headline).help(help));
    }
}
