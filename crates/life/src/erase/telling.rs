//! Tellings as they stand: who was sent what is erased, what it is asked, and how far that is.

use crate::reference::{Erasure, Holder, Record, Reference, Telling};
use jiff::{Timestamp, civil::Date};
use policy::Name;
use serde::{Deserialize, Serialize};

/// An item that a recipient was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleasedFact {
    /// Whose it is.
    pub whose: Holder,
    /// Who was sent it.
    pub recipient: Name,
    /// From which record; none, where the caller held it itself.
    pub record: Option<Record>,
    /// Which item.
    pub item: Name,
    /// The last release, as the recipient got it.
    pub release: Option<Reference>,
}

/// An authorisation that a person gave a recipient by herself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leave {
    /// When she gave it.
    pub given_on: Date,
    /// SHA-256 of the copy on file, hexadecimal.
    pub digest: String,
}

/// What a recipient is asked to do with what it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asks {
    /// To erase it.
    Erase,
    /// To stop using it: a law makes it keep it.
    Restrict,
    /// Nothing: the person authorised it by herself.
    Nothing,
}

impl Asks {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Erase, Self::Restrict, Self::Nothing];

    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Erase => "erase",
            Self::Restrict => "restrict",
            Self::Nothing => "nothing",
        }
    }
}

/// What a recipient is told: references and names, never a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TellingFile {
    /// Because of which erasure.
    pub erasure: Erasure,
    /// Whose data.
    pub whose: Holder,
    /// Who is told.
    pub recipient: Name,
    /// To do what.
    pub asks: Asks,
    /// What it was sent, and no more.
    pub items: Vec<Name>,
    /// From which records.
    pub records: Vec<Record>,
    /// In which releases, as it knows them.
    pub releases: Vec<Reference>,
    /// The authorisation of its own, where it is asked nothing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub leave: Option<Leave>,
}

/// How far a telling is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TellingState {
    /// To be sent.
    Due,
    /// Sent, and not confirmed.
    Sent,
    /// The recipient confirmed that it was done.
    Confirmed,
    /// The recipient is asked nothing.
    Excused,
}

impl TellingState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Due, Self::Sent, Self::Confirmed, Self::Excused];

    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Sent => "sent",
            Self::Confirmed => "confirmed",
            Self::Excused => "excused",
        }
    }

    pub(super) const fn waits(self) -> bool {
        matches!(self, Self::Due | Self::Sent)
    }
}

/// A telling as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TellingFact {
    /// Its reference.
    pub telling: Telling,
    /// Who is told what.
    pub file: TellingFile,
    /// How far it is.
    pub state: TellingState,
    /// Since when.
    pub state_at: Timestamp,
    /// Since when it is owed.
    pub asked_at: Timestamp,
    /// Sent by then; once it is sent, confirmed by then.
    pub due_at: Timestamp,
    /// SHA-256 of what was sent, or of the confirmation, hexadecimal.
    pub digest: Option<String>,
    /// How often its time ran out.
    pub repeats: u32,
}

impl TellingFact {
    /// Whether its time has run out, once or again, and nothing is confirmed.
    #[must_use]
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.state.waits() && (self.repeats > 0 || self.due_at <= now)
    }
}
