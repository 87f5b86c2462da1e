//! The first primitive: may this happen?

use crate::Form;
use crate::name::Name;
use crate::rows::{Answering, Awaited, ConsentKind, Function};
use std::collections::{BTreeMap, BTreeSet};

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Capture a record for a purpose.
    Collect,
    /// Read values for a purpose.
    Read,
    /// Release values to a recipient.
    Release,
    /// Send a message to a person.
    Message,
    /// Store something on a visitor's device.
    Place,
    /// Let software decide about a person.
    Decide,
    /// Work out a set in which nobody shows.
    Derive,
}

/// A statement that an act may happen, and what it needs.
///
/// What no gate lets is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// The promise that it states.
    pub promise: Name,
    /// The records that may be captured.
    pub records: BTreeSet<Name>,
    /// The values that may come out, and in which form.
    pub forms: BTreeMap<Name, Form>,
    /// What must hold, in the order of precedence.
    pub needs: Vec<Need>,
    /// What must hold besides, by the purpose of the act.
    pub by_purpose: BTreeMap<Name, Vec<Need>>,
}

/// A condition of a gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// The tenant is active and the person's account open.
    OpenAccount,
    /// The person is not known to be younger than this, in years.
    Age(u32),
    /// The actor is the subject or has one of these roles (`role.name`); empty: anybody the tenant knows.
    Actor(BTreeSet<Name>),
    /// One of the purposes of a recipient.
    Purpose(BTreeSet<Name>),
    /// The person agreed.
    Consent {
        /// To this purpose.
        purpose: Name,
        /// In this way.
        kind: ConsentKind,
        /// An additional function that was never agreed to is off; a basic one is refused consent.
        function: Function,
    },
    /// The device permission is granted.
    Permission(Name),
    /// The activity is open, and was when the value was captured.
    During {
        /// The activity.
        activity: Name,
        /// How many of each data item it takes.
        takes: BTreeMap<Name, u32>,
        /// Whether only the subject may open it.
        by_subject: bool,
    },
    /// One of these occasions.
    Occasion(BTreeSet<Name>),
    /// It happens on one of these platforms.
    Platform(BTreeSet<Name>),
    /// What people were told has been answered.
    Answer {
        /// What was told: `policy`, or a notice's path.
        to: Name,
        /// What is waited for.
        awaited: Awaited,
        /// Whose answer it is.
        by: Answering,
        /// Whether an answer under an earlier version no longer counts once the purpose has widened.
        again: bool,
    },
    /// A contract with the recipient is on file and in force.
    Agreement {
        /// The agreement's name.
        agreement: Name,
        /// The terms that its record must confirm.
        terms: Vec<Name>,
    },
}

/// A prohibition: whatever anybody consents to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// The promise that it states.
    pub promise: Name,
    /// Field names, folded.
    pub fields: BTreeSet<String>,
    /// Purposes.
    pub purposes: BTreeSet<Name>,
    /// The data items that origins and batches speak of; all, where empty.
    pub items: BTreeSet<Name>,
    /// Where a capture must not come from.
    pub origins: BTreeSet<Name>,
    /// Whether more than one value in one message is refused.
    pub batches: bool,
}

impl Bar {
    /// Whether origins and batches of this bar speak of `item`.
    #[must_use]
    pub fn speaks_of(&self, item: &str) -> bool {
        self.items.is_empty() || self.items.contains(item)
    }
}

/// A field name without case, `-` and `_`: `Advertising_ID` and `advertising-id` are the same field.
#[must_use]
pub fn fold_field(name: &str) -> String {
    name.chars().filter(|letter| !matches!(letter, '-' | '_' | ' ' | '.')).flat_map(char::to_lowercase).collect()
}

/// Whether two names mean the same field.
#[must_use]
pub fn same_field(one: &str, other: &str) -> bool {
    fold_field(one) == fold_field(other)
}
