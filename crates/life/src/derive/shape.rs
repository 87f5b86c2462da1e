//! Shape: what shows in a set, and how; by that it is held against others.

use policy::Name;
use policy::rows::{Shown, Transform, Way};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What shows in a set, and what tells its rows apart.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Shape {
    /// Each item and its way, as `token`, `month` or `band 10`; in the order of items.
    #[serde(default)]
    pub shows: Vec<(Name, String)>,
    /// Whether rows of one person can be told to be hers.
    #[serde(default)]
    pub joined: bool,
    /// Whether it counts people, and shows how many rows each of them has to nobody.
    #[serde(default)]
    pub counts: bool,
}

impl Shape {
    /// The shape of a set that is made `by` this transform, of items in these ways.
    #[must_use]
    pub fn of(ways: &BTreeMap<Name, Way>, by: Transform) -> Self {
        let counts = by == Transform::Aggregate;
        let stand_ins = by == Transform::Deidentify || ways.values().any(|way| *way == Way::Shown(Shown::Token));
        let shows = ways.iter().map(|(item, way)| (item.clone(), word(*way))).collect();
        Self { shows, joined: stand_ins && !counts, counts }
    }
}

fn word(way: Way) -> String {
    match way {
        Way::Shown(shown) => shown.as_str().to_owned(),
        Way::Band(width) => format!("band {width}"),
    }
}
