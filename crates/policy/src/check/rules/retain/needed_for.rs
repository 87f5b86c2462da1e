//! A rule that ends with purposes names none that ends, or a rule that ends otherwise names some.
//!
//! Why: "as long as it is needed" is an end only where each purpose that needs the data has one.
//!
//! Fails:
//!
//! ```toml
//! [retention.membership]
//! from = "purpose.ended"
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
//! from = "purpose.ended"
//! needed-for = ["membership", "accounts"]
//! ```
//!
//! ```toml
//! [retention.membership]
//! needed-for = ["membership"]
//! ```
//!
//! ```toml
//! [retention.membership]
//! from = "purpose.ended"
//! needed-for = ["membership"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [retention.membership]
//! from = "purpose.ended"
//! needed-for = ["membership", "pulse"]
//! ```
//!
//! Mend: name in `needed-for` the purposes that need the data, and in `ends` of each what ends it.
//!
//! Source: PIPL art. 19, 47(1)(1); GDPR art. 5(1)(e)

use crate::check::{Context, Findings};
use crate::compile::{covers_of, purpose_ends};
use crate::end::PURPOSE_ENDED;
use crate::name::Name;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.retention {
        let by_purpose = row.from == PURPOSE_ENDED;
        if by_purpose && row.needed_for.is_empty() && !row.keys.has("needed-for") {
            let finding =
                found.at(row.keys.at("from"), format!("`retention.{name}` ends with its purposes and names none"));
            found.push(finding.help("list in `needed-for` the purposes that need the data"));
        }
        if !by_purpose && !row.needed_for.is_empty() {
            let headline = format!("`retention.{name}` names purposes that need it and ends with `{}`", row.from);
            let help = "write `from = \"purpose.ended\"`, or remove `needed-for`";
            found.push(found.at(row.keys.at("needed-for"), headline).help(help));
        }
        let more = [row.basis.is_some(), row.only_for.is_some(), row.longer_by.is_some(), !row.extends.is_empty()];
        if by_purpose && more.contains(&true) {
            let headline = format!("`retention.{name}` ends with its purposes and with something else");
            let help = "write `basis`, `only-for`, `longer-by` and `extends` in a rule of their own";
            found.push(found.at(row.keys.at("from"), headline).help(help));
        }
        let unnamed = context.document.purposes.iter().filter(|(purpose, _)| !row.needed_for.contains(purpose));
        let covered = |record: &Name| covers_of(context.document, context.covers(), name, record);
        for (purpose, _) in unnamed.filter(|(_, purpose)| by_purpose && purpose.collects.iter().any(covered)) {
            let headline = format!("`purpose.{purpose}` captures what `retention.{name}` covers, and does not need it");
            found.push(found.at(row.keys.at("needed-for"), headline).help(format!("add `{purpose}` to `needed-for`")));
        }
        for purpose in &row.needed_for {
            let endless = |purpose| {
                let row = context.document.purposes.get(purpose)?;
                purpose_ends(context.document, context.covers(), name, row).is_empty().then_some(())
            };
            if endless(purpose).is_some() {
                let headline = format!("`purpose.{purpose}` has no end, so `retention.{name}` has none");
                let help =
                    format!("list in `ends` of `purpose.{purpose}` the events after which it needs the data no more");
                found.push(found.at(row.keys.word("needed-for", purpose), headline).help(help));
            }
        }
    }
}
