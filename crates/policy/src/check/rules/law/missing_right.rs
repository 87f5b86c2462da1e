//! One of the rights to see, correct, erase and withdraw has no row.
//!
//! Why: the document must say how each can be exercised.
//!
//! Fails:
//!
//! ```toml
//! # without right.withdraw
//! ```
//!
//! Passes:
//!
//! ```toml
//! [right.withdraw]
//! label = "Withdraw consent"
//! within = "at once"
//! channels = ["contact.desk"]
//! ```
//!
//! Mend: add `[right.…]` with a channel and a period.
//!
//! Source: PIPL art. 15, 45-47; Network Data Security Regulations art. 21(4); GDPR art. 13(2)(b)

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for right in ["access", "correct", "delete", "withdraw"] {
        if !context.document.rights.contains_key(right) && !context.is_unreadable(&format!("right.{right}")) {
            let help = format!("add `[right.{right}]` with a channel and a period");
            found.push(found.at(0..0, format!("the policy has no [right.{right}]")).help(help));
        }
    }
}
