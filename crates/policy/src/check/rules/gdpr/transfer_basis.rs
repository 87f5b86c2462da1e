//! A recipient is outside the European Economic Area, and nothing says on what the transfer rests.
//!
//! Why: data leaves on an adequacy decision, on safeguards such as standard contractual clauses, or on a derogation; people are told which.
//!
//! Fails:
//!
//! ```toml
//! # without recipient.host.transfer-basis
//! ```
//!
//! Passes:
//!
//! ```toml
//! [recipient.host]
//! transfer-basis = "standard contractual clauses of the Commission; ask the desk for a copy"
//! ```
//!
//! ```toml
//! # without recipient.host.transfer-basis
//! [recipient.host]
//! country = "IE"
//! ```
//!
//! Mend: add `transfer-basis`. Check with counsel.
//!
//! Source: GDPR art. 13(1)(f), 44, 46

use crate::check::countries::{ADEQUATE, in_eea};
use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.recipients {
        if !in_eea(&row.country) && row.transfer_basis.is_none() {
            let headline =
                format!("`recipient.{name}` is outside the EEA, and nothing says on what the transfer rests");
            let help = if ADEQUATE.contains(&row.country.as_str()) {
                "name the adequacy decision in `transfer-basis`"
            } else {
                "name the safeguard in `transfer-basis`: standard contractual clauses, binding corporate rules, a derogation"
            };
            found.push(found.at(row.keys.at("country"), headline).help(help));
        }
    }
}
