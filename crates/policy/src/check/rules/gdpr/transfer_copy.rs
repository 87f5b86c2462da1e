//! A transfer rests on clauses or rules, and nothing says where a copy can be had.
//!
//! Why: people are told how to get a copy of the safeguards, or where they stand.
//!
//! Fails:
//!
//! ```toml
//! [recipient.host]
//! transfer-basis = "standard contractual clauses of the Commission"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [recipient.host]
//! transfer-basis = "standard contractual clauses of the Commission; ask the desk for a copy"
//! ```
//!
//! Mend: say in `transfer-basis` where a copy can be had. Check with counsel.
//!
//! Source: GDPR art. 13(1)(f), 46(2)

use crate::check::countries::in_eea;
use crate::check::prose::mentions;
use crate::check::{Context, Findings};

const SAFEGUARDS: [&str; 7] =
    ["contractual clauses", "standard contract", "scc", "corporate rules", "bcr", "标准合同", "约束性"];
const COPY: [&str; 6] = ["copy", "copies", "read at", "available at", "副本", "查阅"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.recipients.iter().filter(|(_, row)| !in_eea(&row.country)) {
        let Some(basis) = &row.transfer_basis else { continue };
        if mentions(basis, &SAFEGUARDS) && !mentions(basis, &COPY) {
            let headline = format!("the safeguards for `recipient.{name}` are named, and not where a copy can be had");
            found.push(found.at(row.keys.at("transfer-basis"), headline).help("say where a copy can be had"));
        }
    }
}
