//! A retention rule cites a law and is shorter than it asks.
//!
//! Why: what the law wants kept must still be there: tax records ten years, accounting vouchers thirty, records of platforms three.
//!
//! Fails:
//!
//! ```toml
//! [retention.books]
//! covers = ["member.fee"]
//! from = "record.created"
//! for = "10 years"
//! then = "erase"
//! basis = "PRC Accounting Law and the archive measures"
//! survives = ["account.cancelled"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [retention.books]
//! covers = ["member.fee"]
//! from = "record.created"
//! for = "30 years"
//! then = "erase"
//! basis = "PRC Accounting Law and the archive measures"
//! survives = ["account.cancelled"]
//! ```
//!
//! Mend: keep it as long as the longest law that is cited, counted from the first day after the accounting year. Check with counsel.
//!
//! Source: Measures for the Administration of Accounting Archives, annex 1; Tax Collection Law Implementing Rules art. 29; E-commerce Law art. 31

use crate::check::{Context, Findings};
use crate::time::{Period, Unit};

/// Words of a basis, and the years for which that law wants things kept.
const FLOORS: [(&[&str], u64); 3] =
    [(&["tax collection", "税收征收管理法"], 10), (&["accounting", "会计"], 30), (&["e-commerce", "电子商务法"], 3)];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.retention {
        let Some(basis) = &row.basis else { continue };
        let cites = |words: &[&str]| {
            basis.wordings().any(|(_, text)| words.iter().any(|word| text.to_lowercase().contains(word)))
        };
        // The first that is cited decides: tax law keeps what is not an accounting voucher ten years.
        let Some(years) = FLOORS.iter().find(|(words, _)| cites(words)).map(|(_, years)| *years) else { continue };
        let kept = row.exactly.as_ref().or(row.within.as_ref()).and_then(|length| context.fixed(length));
        let Some((kept, floor)) = kept.zip(Period::new(years, Unit::Year)) else { continue };
        if kept.shorter_than(&floor) {
            let key = if row.exactly.is_some() { "for" } else { "within" };
            let headline = format!("`retention.{name}` keeps for {kept} what the law that it cites wants kept {floor}");
            let finding = found.at(row.keys.at(key), headline).also(row.keys.at("basis"), "cited here");
            found.push(finding.help("keep it as long as the longest law that is cited; check with counsel"));
        }
    }
}
