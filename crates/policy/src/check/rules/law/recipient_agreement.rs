//! A processor has no agreement.
//!
//! Why: purpose, period, manner and protection of an entrusted processing are agreed in a contract.
//!
//! Fails:
//!
//! ```toml
//! # without recipient.host.agreement
//! # without agreement
//! ```
//!
//! Passes:
//!
//! ```toml
//! [recipient.host]
//! agreement = "hosting"
//! ```
//!
//! Mend: add `agreement`, and declare it in `[agreement.*]`.
//!
//! Source: PIPL art. 21; GDPR art. 28(3)

use crate::check::{Context, Findings};
use crate::rows::Stance;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.recipients {
        if row.role == Stance::Processor && row.agreement.is_none() {
            let headline = format!("the processor `recipient.{name}` has no agreement");
            let help = "add `agreement`, and declare it in `[agreement.*]`";
            found.push(found.at(row.keys.row.clone(), headline).help(help));
        }
    }
}
