//! Why a data item is held: the promises by which it is collected, used, ended and protected.

use crate::check::Covers;
use crate::name::Name;
use crate::policy::Policy;
use crate::rows::{Document, path};
use serde::Serialize;
use std::collections::BTreeSet;

/// The promises that account for one data item.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Why {
    /// The purposes that collect it.
    pub collected: BTreeSet<Name>,
    /// The purposes that read it, or compare it.
    pub used: BTreeSet<Name>,
    /// The rules by which it ends.
    pub retained: BTreeSet<Name>,
    /// How it is kept.
    pub kept: BTreeSet<Name>,
}

/// What `document` says of `item`.
pub(crate) fn why(document: &Document, item: &Name) -> Why {
    let records: Vec<&Name> =
        document.records.iter().filter(|(_, row)| row.holds.contains(item)).map(|(name, _)| name).collect();
    // What is made from another record is collected with it.
    let collects = |kind: &Name| {
        let from = document.records.get(kind).map(|row| row.derived_from.as_slice()).unwrap_or_default();
        let of = |(_, row): &(&Name, &crate::rows::Purpose)| {
            row.collects.contains(kind) || from.iter().any(|from| row.collects.contains(from))
        };
        document.purposes.iter().filter(of).map(|(name, _)| path("purpose", name)).collect::<Vec<_>>()
    };
    let reads = document.purposes.iter().filter(|(_, row)| row.reads.contains_key(item));
    let covers = Covers::of(document);
    let ends = records.iter().flat_map(|kind| covers.of_value(kind, item));
    let kept = document.protect.iter().flat_map(|_| [Name::from("protect"), path("data", item)]);
    Why {
        collected: records.iter().flat_map(|kind| collects(kind)).collect(),
        used: reads.map(|(name, _)| path("purpose", name)).collect(),
        retained: ends.map(|(rule, _)| path("retention", rule)).collect(),
        kept: kept.collect(),
    }
}

impl Policy {
    /// Why `item` is held; `None` for what the policy does not declare. No part is ever empty: a policy with a
    /// data item that it does not account for is refused.
    #[must_use]
    pub fn why(&self, item: &str) -> Option<Why> {
        self.document.data.get_key_value(item).map(|(item, _)| why(&self.document, item))
    }
}
