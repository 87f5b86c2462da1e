//! A purpose rests on data being public, and nothing says where it comes from.
//!
//! Why: public data may be used within reason unless the person refuses; who does not know the source can refuse nothing.
//!
//! Fails:
//!
//! ```toml
//! [purpose.membership]
//! basis = "public-data"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [purpose.membership]
//! basis = "public-data"
//! [source.register]
//! label = "The public register of the trade"
//! gives = ["nickname"]
//! for = ["membership"]
//! told-within = "1 month"
//! ```
//!
//! Mend: declare a `[source.*]` row whose `for` names the purpose.
//!
//! Source: PIPL art. 13(1)(6), 27

use crate::check::{Context, Findings};
use crate::name::Name;
use crate::rows::Basis;
use std::collections::BTreeSet;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let told: BTreeSet<&Name> = context.document.sources.values().flat_map(|row| &row.purposes).collect();
    for (name, row) in context.document.purposes.iter().filter(|(_, row)| row.basis == Basis::PublicData) {
        if !told.contains(name) && !context.has_unreadable("source") {
            let headline = format!("`purpose.{name}` uses public data, and nothing says where it comes from");
            found.push(found.at(row.keys.at("basis"), headline).help("declare a `[source.*]` row for it"));
        }
    }
}
