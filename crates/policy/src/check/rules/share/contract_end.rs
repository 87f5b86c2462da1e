//! It is not said what a processor does with the data when the contract ends.
//!
//! Why: at the end a processor returns the data or erases it, and keeps nothing.
//!
//! Fails:
//!
//! ```toml
//! # without recipient.host.contract-end
//! [agreement.hosting]
//! terms = ["purpose", "period", "method", "categories", "protection", "duties"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [agreement.hosting]
//! terms = ["purpose", "period", "method", "categories", "protection", "duties"]
//! [recipient.host]
//! contract-end = "It erases what it holds."
//! ```
//!
//! ```toml
//! # without recipient.host.contract-end
//! [agreement.hosting]
//! terms = ["purpose", "period", "method", "categories", "protection", "duties", "return-or-erase"]
//! ```
//!
//! Mend: put `return-or-erase` among the `terms` of the agreement, or say it in `contract-end` of each recipient.
//!
//! Source: PIPL art. 21(2); GDPR art. 28(3)(g)

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.agreements {
        if row.terms.iter().any(|term| *term == "return-or-erase") {
            continue;
        }
        let mut silent =
            context.processors_under(name).iter().filter(|(_, recipient)| recipient.contract_end.is_none());
        let Some((first, recipient)) = silent.next() else { continue };
        let headline =
            format!("neither `agreement.{name}` nor `recipient.{first}` says what becomes of the data at the end");
        let finding = found.at(row.keys.at("terms"), headline).also(recipient.keys.row.clone(), "entrusted under it");
        let finding = silent.fold(finding, |finding, (_, other)| finding.also(other.keys.row.clone(), "and this"));
        found.push(finding.help("add `return-or-erase` to `terms`, or say it in `contract-end` of each"));
    }
}
