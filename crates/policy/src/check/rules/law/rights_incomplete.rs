//! One of the rights to transfer, restrict, close an account, have rules explained or complain has no row.
//!
//! Why: the regulations list what the document must say how to do; the law gives the rest.
//!
//! Fails:
//!
//! ```toml
//! # without right.transfer
//! ```
//!
//! Passes:
//!
//! ```toml
//! [right.transfer]
//! label = "Transfer your data"
//! within = "setting.patience"
//! channels = ["contact.desk"]
//! ```
//!
//! Mend: add `[right.transfer]`, `[right.restrict]`, `[right.close]`, `[right.explain]` and `[right.complain]`, each with a channel.
//!
//! Source: PIPL art. 44, 45(3), 48, 50; Network Data Security Regulations art. 20, 21(4)

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    const RIGHTS: [&[&str]; 5] =
        [&["transfer", "port"], &["restrict", "refuse", "object"], &["close"], &["explain"], &["complain"]];
    // Where the main rights are missing, that is told by `law/missing-right`.
    for names in RIGHTS {
        let there = names.iter().any(|right| {
            context.document.rights.contains_key(*right) || context.is_unreadable(&format!("right.{right}"))
        });
        if let Some(right) = names.first().filter(|_| !there) {
            let help = format!("add `[right.{right}]` with a channel and a period");
            found.push(found.at(0..0, format!("the policy has no [right.{right}]")).help(help));
        }
    }
}
