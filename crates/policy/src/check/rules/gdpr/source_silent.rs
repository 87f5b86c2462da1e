//! Data about people comes from somebody else, and it is not said from whom, or by when they learn of it.
//!
//! Why: of data that a person did not give, the notice names the source; and the person is told within a month.
//!
//! Fails:
//!
//! ```toml
//! [source.partner]
//! label = "The workshop next door"
//! gives = ["nickname"]
//! for = ["membership"]
//! ```
//!
//! ```toml
//! [record.member]
//! holder = "tenant"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [record.member]
//! holder = "tenant"
//! [source.partner]
//! label = "The workshop next door"
//! gives = ["nickname"]
//! for = ["membership"]
//! told-within = "2 weeks"
//! ```
//!
//! Mend: declare who gives the data in a `[source.*]` row, with `told-within`. Check with counsel.
//!
//! Source: GDPR art. 14(1), (2)(f), (3)

use crate::check::{Context, Findings};
use crate::name::Name;
use crate::rows::{Basis, Who};
use std::collections::BTreeSet;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    for (name, row) in document.sources.iter().filter(|(_, row)| row.told_within.is_none()) {
        let headline = format!("`source.{name}` gives data, and it is not said by when the people learn of it");
        found.push(found.at(row.keys.row.clone(), headline).help("write `told-within` of at most `1 month`"));
    }
    let given: BTreeSet<&Name> = document.sources.values().flat_map(|row| &row.gives).collect();
    let personal = |item: &&Name| context.class_of(item).is_some() && !given.contains(item);
    for (name, row) in document.purposes.iter().filter(|(_, row)| row.basis != Basis::Entrusted) {
        let of_tenant = |record: &&Name| document.records.get(*record).is_some_and(|row| row.holder == Who::Tenant);
        let mut records = row.collects.iter().filter(of_tenant).filter_map(|record| document.records.get(record));
        if let Some(item) = records.find_map(|record| record.holds.iter().find(personal)) {
            let headline = format!("`purpose.{name}` takes `{item}` from a customer, and no `[source.*]` row says so");
            let help = "declare who gives it in a `[source.*]` row, or rest the purpose on `entrusted`";
            found.push(found.at(row.keys.at("collects"), headline).help(help));
        }
    }
}
