//! A recipient gets an item that none of its purposes uses.
//!
//! Why: only what a purpose needs is provided; and the notice of a purpose names the recipients of its own items, so this one
//! would stand in none.
//!
//! Fails:
//!
//! ```toml
//! [recipient.host]
//! for = ["membership"]
//! receives = { heart-rate = "clear" }
//! ```
//!
//! Passes:
//!
//! ```toml
//! [recipient.host]
//! for = ["membership"]
//! receives = { nickname = "masked" }
//! ```
//!
//! Mend: leave the item out of `receives`, or name in `for` the purpose that reads or collects it.
//!
//! Source: PIPL art. 6, 21, 23; GDPR art. 5(1)(c)

use crate::check::{Context, Findings};
use crate::name::Name;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    let uses = |purpose: &Name, item: &Name| {
        let holds = |record: &Name| document.records.get(record).is_some_and(|record| record.holds.contains(item));
        let purpose = document.purposes.get(purpose);
        // A purpose that there is not has a finding of its own.
        purpose.is_none_or(|row| row.reads.contains_key(item) || row.collects.iter().any(holds))
    };
    for (name, row) in document.recipients.iter().filter(|(_, row)| !row.purposes.is_empty()) {
        let unused = |item: &&Name| !row.purposes.iter().any(|purpose| uses(purpose, item));
        for item in row.receives.keys().filter(unused) {
            let headline = format!("`recipient.{name}` gets `{item}`, which none of its purposes reads or collects");
            let help = "leave it out of `receives`, or name in `for` the purpose that uses it";
            found.push(found.at(row.keys.at("receives"), headline).help(help));
        }
    }
}
