//! A standing recipient abroad rests on consent or a contract with the person.
//!
//! Why: these are derogations, for what happens now and then; who sends data regularly needs an adequacy decision or safeguards, and
//! consent counts only after the risks were told.
//!
//! Fails:
//!
//! ```toml
//! [recipient.host]
//! country = "US"
//! transfer-basis = "your explicit consent"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [recipient.host]
//! country = "US"
//! transfer-basis = "standard contractual clauses of the Commission; ask the desk for a copy"
//! ```
//!
//! Mend: conclude standard contractual clauses, or declare an occasional release as a `[ground.*]` row. Check with counsel.
//!
//! Source: GDPR art. 49(1), recital 111

use crate::check::countries::in_eea;
use crate::check::prose::mentions;
use crate::check::{Context, Findings};

const DEROGATIONS: [&str; 7] =
    ["consent", "article 49", "art. 49", "derogation", "contract with you", "同意", "第四十九条"];
const SAFEGUARDS: [&str; 10] = [
    "clauses",
    "standard contract",
    "scc",
    "corporate rules",
    "bcr",
    "adequacy",
    "code of conduct",
    "certification",
    "标准合同",
    "充分性",
];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.recipients.iter().filter(|(_, row)| !in_eea(&row.country)) {
        let Some(basis) = &row.transfer_basis else { continue };
        if mentions(basis, &DEROGATIONS) && !mentions(basis, &SAFEGUARDS) {
            let headline = format!("`recipient.{name}` gets data again and again on a derogation");
            found.push(found.at(row.keys.at("transfer-basis"), headline).help("conclude standard contractual clauses"));
        }
    }
}
