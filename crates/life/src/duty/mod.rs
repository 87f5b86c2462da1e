//! Duties: what people must do and prove, and who holds which office. Software only keeps track of them.
//!
//! A register of proofs and of office holders; how it stood can be told for any day in the past. A duty is proved once for
//! all, or for each thing or person that it speaks of; what calls for it anew (a law that changed, a release that begins)
//! is entered, too.

mod drill;
mod office;
mod prove;
mod report;
mod standing;

pub use drill::{Drill, decide_drill};
pub use office::{Appoint, Office, OfficeState, decide_appoint, offices_at};
pub use prove::{Call, FACT_MAX, Prove, decide_call, decide_prove};
pub use report::{Reported, report};
pub use standing::{DutyState, EntryState, Standing, duties_at};

pub(crate) use standing::entry_at;

use crate::reference::Subject;
use jiff::Timestamp;
use policy::Name;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a duty is done for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// All that it speaks of, at once.
    #[default]
    Whole,
    /// One thing: a measure, a release, a law.
    Thing(Name),
    /// One person, by random reference.
    Person(Subject),
}

impl About {
    /// Whether it is the duty as a whole.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        matches!(self, Self::Whole)
    }
}

/// A proof that a duty was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// Which duty, without `duty.`.
    pub duty: Name,
    /// For what.
    #[serde(skip_serializing_if = "About::is_whole", default)]
    pub about: About,
    /// When it was done.
    pub done_at: Timestamp,
    /// When it was entered.
    #[serde(rename = "at")]
    pub entered_at: Timestamp,
    /// It proves nothing from then on.
    pub review_at: Option<Timestamp>,
    /// SHA-256 of the evidence, hexadecimal.
    pub digest: String,
    /// What it states: names and numbers of things, of no person.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub facts: BTreeMap<Name, String>,
}

/// That a duty has to be done, from an instant on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    /// Which duty, without `duty.`.
    pub duty: Name,
    /// For what.
    #[serde(skip_serializing_if = "About::is_whole", default)]
    pub about: About,
    /// What was done before proves nothing; whatever was done counts, where there is none.
    pub since: Option<Timestamp>,
    /// When it was entered.
    pub at: Timestamp,
}

/// Everything that was entered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Register {
    /// Proofs of duties.
    pub proofs: Vec<Proof>,
    /// What duties were called for.
    pub called: Vec<Called>,
    /// Times in offices.
    pub offices: Vec<Office>,
}
