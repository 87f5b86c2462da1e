//! Data outlives the account without a law that wants it.
//!
//! Why: when an account is closed its data is erased or anonymised; only what a law wants kept stays, and only for that.
//!
//! Fails:
//!
//! ```toml
//! [retention.membership]
//! survives = ["account.cancelled"]
//! from = "record.created"
//! within = "5 years"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [retention.membership]
//! survives = ["account.cancelled"]
//! from = "record.created"
//! within = "5 years"
//! basis = "Tool Lending Ordinance, section 9"
//! ```
//!
//! Mend: name the law in `basis`, or take `account.cancelled` out of `survives`.
//!
//! Source: Network Data Security Regulations art. 24; PIPL art. 47

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.retention {
        let closing = row.survives.iter().find(|event| **event == "account.cancelled");
        if let Some(event) = closing.filter(|_| row.basis.is_none() && row.then != crate::rows::Then::Anonymise) {
            let headline = format!("`retention.{name}` keeps data after the account is closed, and names no law");
            let finding = found.at(row.keys.word("survives", event), headline);
            found.push(finding.help("name the law in `basis`, or take the event out of `survives`"));
        }
    }
}
