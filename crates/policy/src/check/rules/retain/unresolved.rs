//! Two rules cover a value, and neither yields.
//!
//! Why: which of them wins must never be left to chance.
//!
//! Fails:
//!
//! ```toml
//! [retention.books]
//! covers = ["member"]
//! from = "consent.withdrawn"
//! for = "10 years"
//! then = "erase"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [retention.books]
//! covers = ["member"]
//! from = "consent.withdrawn"
//! for = "10 years"
//! then = "erase"
//! survives = ["account.cancelled"]
//! ```
//!
//! Mend: in the rule that outlives the other, add the other's event to `survives`.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::end::{PURPOSE_ENDED, RECORD_CREATED};
use crate::name::Name;
use crate::rows::Retention;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (record, row) in &context.document.records {
        for item in &row.holds {
            let rules = context.covering(record, item);
            for (at, (one, first)) in rules.iter().enumerate() {
                for (two, second) in rules.iter().skip(at + 1) {
                    if survives(first, second) || survives(second, first) {
                        continue;
                    }
                    let headline = format!("`{record}.{item}` is covered by two rules, and neither yields");
                    found.push(
                        found
                            .at(second.keys.at("covers"), headline)
                            .seen(format!("covered by `retention.{two}`"))
                            .also(first.keys.at("covers"), format!("and by `retention.{one}`"))
                            .help(format!(
                                "in the rule that outlives the other, add `survives = [\"{}\"]`",
                                first.from
                            )),
                    );
                }
            }
        }
    }
}

/// Whether `one` outlives every event that ends `other`.
fn survives(one: &Retention, other: &Retention) -> bool {
    let ends = std::iter::once(&other.from).chain(other.sooner.iter().map(|end| &end.from));
    // A record's own time and its purposes end nothing but what they keep.
    let own = |event: &Name| *event == RECORD_CREATED || *event == PURPOSE_ENDED;
    ends.filter(|event| !own(event)).all(|event| one.survives.contains(event))
}
