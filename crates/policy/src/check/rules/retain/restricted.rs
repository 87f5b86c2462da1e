//! Data is restricted at its end, or kept past it because a law wants it, and nothing says for what, or until when.
//!
//! Why: restricted data is stored and read for one duty; a duty without an end keeps it for good. What a law alone keeps, and
//! for no one purpose, is read for everything that it was collected for.
//!
//! Fails:
//!
//! ```toml
//! [retention.membership]
//! then = "restrict"
//! ```
//!
//! ```toml
//! [purpose.accounts]
//! label = "Keep accounts"
//! function = "basic"
//! basis = "contract"
//! reads = { fee = "clear" }
//! by = ["role.keeper"]
//! outlives-account = true
//!
//! [retention.membership]
//! then = "restrict"
//! only-for = "accounts"
//! ```
//!
//! ```toml
//! [retention.fees-by-law]
//! covers = ["member"]
//! from = "record.created"
//! for = "5 years"
//! then = "erase"
//! survives = ["account.cancelled"]
//! basis = "Tool Lending Ordinance, section 9"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [purpose.accounts]
//! label = "Keep accounts"
//! function = "basic"
//! basis = "contract"
//! reads = { fee = "clear" }
//! by = ["role.keeper"]
//! outlives-account = true
//! ends = ["minor.found"]
//!
//! [retention.membership]
//! then = "restrict"
//! only-for = "accounts"
//! ```
//!
//! Mend: name the duty in `only-for`, and in `ends` of that purpose what ends it.
//!
//! Source: PIPL art. 47(2); GDPR art. 18

use crate::check::{Context, Findings};
use crate::compile::purpose_ends;
use crate::rows::{Retention, Then};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.retention.iter().filter(|(_, row)| row.then == Then::Restrict) {
        let Some(purpose) = &row.only_for else {
            let finding =
                found.at(row.keys.at("then"), format!("`retention.{name}` restricts, and no purpose is left"));
            found.push(finding.help("name in `only-for` the one purpose that may still read it"));
            continue;
        };
        let ends = |purpose| {
            Some(purpose_ends(context.document, context.covers(), name, context.document.purposes.get(purpose)?))
        };
        if ends(purpose).is_some_and(|ends| ends.is_empty()) {
            let headline = format!("what `retention.{name}` restricts is kept for good");
            let finding = found.at(row.keys.at("only-for"), headline);
            let help =
                format!("list in `ends` of `purpose.{purpose}` the events after which it needs the data no more");
            found.push(finding.help(help));
        }
    }
    let by_law = |row: &Retention| row.basis.is_some() && row.only_for.is_none() && row.then != Then::Restrict;
    let covered = context
        .document
        .records
        .iter()
        .flat_map(|(record, row)| row.holds.iter().map(move |item| context.covering(record, item)));
    // What is kept for nothing but a law has no end of its own to be kept past.
    let past_its_end = covered.filter(|rules| rules.iter().any(|(_, row)| row.basis.is_none()));
    let mut rows: Vec<_> = past_its_end.flatten().filter(|(_, row)| by_law(row)).collect();
    rows.sort_unstable_by_key(|(name, _)| *name);
    rows.dedup_by_key(|(name, _)| *name);
    for (name, row) in rows {
        let headline =
            format!("what `retention.{name}` keeps because of a law is read for everything it was collected for");
        let finding = found.at(row.keys.at("basis"), headline);
        found.push(finding.help("name in `only-for` the one purpose that may still read it"));
    }
}
