//! Keyslots: what keeps a value, and until when.

use crate::reference::{Case, Hold};
use jiff::{Timestamp, civil::Date};
use policy::Name;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A lock of a keyslot: the rule, and the day on which its term ends where that is already known.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Lock {
    /// The retention rule.
    pub rule: Name,
    /// Its edition.
    pub edition: u32,
    /// The day of the end, in the policy's zone: it names the term's half.
    pub term_day: Option<Date>,
    /// The exact end: refused from here on.
    pub until: Option<Timestamp>,
    /// The items of its group that it keeps; all of them, where none is listed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub items: Vec<Name>,
}

/// Values that share a content key because the same rules cover them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Group {
    /// The data items.
    pub items: Vec<Name>,
    /// One keyslot for each.
    pub locks: Vec<Lock>,
}

/// What a hold rests on, and until when it keeps what it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldFile {
    /// Which ground of the policy, without `ground.`.
    pub ground: Name,
    /// What is on file of each fact that the ground needs: an authority, a number, a law; nothing about a person.
    pub facts: BTreeMap<Name, String>,
    /// Which items it keeps; every one, where none is listed.
    pub items: Vec<Name>,
    /// The case with which it ends.
    pub case: Option<Case>,
    /// When it ends by itself.
    pub until: Option<Timestamp>,
    /// When it is looked at again.
    pub review_at: Option<Timestamp>,
}

impl HoldFile {
    /// The name under which a hold's keys are kept: its ground's path and its own reference.
    #[must_use]
    pub fn rule(&self, hold: Hold) -> Name {
        Name::from(format!("ground.{}/{hold}", self.ground))
    }

    /// Whether it keeps `item`.
    #[must_use]
    pub fn keeps(&self, item: &Name) -> bool {
        self.items.is_empty() || self.items.contains(item)
    }
}
