//! One event ends a rule twice.
//!
//! Why: the earlier end always comes first, so the other promises a time that nobody will ever have.
//!
//! Two ends by one event may stand side by side where an `unless` tells them apart.
//!
//! Fails:
//!
//! ```toml
//! [retention.membership]
//! sooner = [
//!   { from = "consent.withdrawn", within = "3 days" },
//!   { from = "consent.withdrawn", within = "30 days" },
//! ]
//! ```
//!
//! ```toml
//! [retention.membership]
//! from = "account.cancelled"
//! within = "14 days"
//! sooner = [{ from = "account.cancelled", within = "14 days" }]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [retention.membership]
//! sooner = [
//!   { from = "consent.withdrawn", within = "3 days", unless = "account.opened" },
//!   { from = "consent.withdrawn", within = "30 days" },
//! ]
//! ```
//!
//! Mend: keep the end that is meant; an end that says the same again is removed by itself.
//!
//! Source: this language

use crate::check::{Context, Findings, removal};
use crate::finding::{Safety, Span};
use crate::name::Name;
use crate::rows::{Length, Retention};

/// An end of a rule: its event, what calls it off, how long, and where it stands.
type End<'a> = (&'a Name, &'a Option<Name>, [&'a Option<Length>; 2], Span);

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.retention {
        let ends: Vec<End<'_>> = ends(row).collect();
        for (at, (event, unless, length, span)) in ends.iter().enumerate() {
            let before = ends.iter().take(at).find(|(other, off, ..)| other == event && off == unless);
            let Some((_, _, first, place)) = before else { continue };
            let headline = format!("`{event}` ends `retention.{name}` twice");
            let finding = found.at(span.clone(), headline).seen("and here again").also(place.clone(), "ends it here");
            let finding = finding.help("keep the end that is meant; the earlier one always comes first");
            found.push(if first == length && at > 0 {
                finding.edits(
                    Safety::Safe,
                    "remove the end that says the same again",
                    removal::of_element(context.source, span),
                )
            } else {
                finding
            });
        }
    }
}

/// The rule's own end, then the earlier ones in the order of the file.
fn ends(row: &Retention) -> impl Iterator<Item = End<'_>> {
    let own = (&row.from, &row.unless, [&row.within, &row.exactly], row.keys.at("from"));
    let sooner = |end: &crate::rows::Sooner| -> Span { end.keys.row.clone() };
    let earlier = row.sooner.iter().map(move |end| (&end.from, &end.unless, [&end.within, &end.exactly], sooner(end)));
    std::iter::once(own).chain(earlier)
}
