//! What a line says.

use crate::name::Name;
use crate::read::Text;
use crate::rows::{Stance, Then};
use crate::time::Period;
use jiff::Timestamp;
use serde::{Serialize, Serializer, ser::SerializeMap};

/// What becomes of one thing under one promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What it speaks of.
    #[serde(flatten)]
    pub what: What,
    /// The promise behind it.
    pub promise: Name,
    /// What becomes of it.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// What is done with it at its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then: Option<Then>,
    /// The law that wants it kept.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "wordings")]
    pub basis: Option<Text>,
    /// The one purpose that may still read it once nothing else keeps it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_for: Option<Name>,
    /// The purpose that needs it, and for which alone it is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needed_for: Option<Name>,
    /// From when it is read for that duty alone: every other rule that covers it has ended by then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restricted: Option<Timestamp>,
}

/// What a line speaks of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum What {
    /// A value of a record.
    Item {
        /// The type of record.
        record: Name,
        /// The item.
        item: Name,
    },
    /// A record as a whole.
    Record {
        /// The type of record.
        record: Name,
    },
    /// The bodies of a log's entries that were written up to the event.
    Log {
        /// The log.
        log: Name,
    },
    /// What a recipient was given.
    Copy {
        /// The recipient.
        recipient: Name,
        /// The item.
        item: Name,
    },
    /// The backups that were made up to the event.
    Backup,
    /// What was stored on a device up to the event.
    Cookie {
        /// The cookie.
        cookie: Name,
    },
    /// The entry of a refusal that outlives the data.
    Suppression {
        /// The list.
        suppression: Name,
    },
    /// A message to people.
    Message {
        /// The message.
        message: Name,
    },
}

/// What becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// One of the events ends it.
    Ends(Ending),
    /// No event that happened ends it; its own term does, at the latest then.
    Expires(Ending),
    /// An end that an event had set is called off by another one.
    CalledOff {
        /// The event that had set it.
        set_by: Name,
        /// The event that calls it off.
        by: Name,
        /// What still ends it.
        until: Vec<Until>,
    },
    /// No event that happened ends it: it is kept until one of these.
    Stays {
        /// Event and period of each of its ends.
        until: Vec<Until>,
    },
    /// A copy that has left. The engine sends no more of it; what was sent is not called back by it.
    Sent {
        /// From when nothing more is sent; `None`: it goes on.
        #[serde(skip_serializing_if = "Option::is_none")]
        stops: Option<Timestamp>,
        /// Whether the recipient acts under contract or decides for itself.
        role: Stance,
        /// The contract that binds it.
        #[serde(skip_serializing_if = "Option::is_none")]
        agreement: Option<Name>,
        /// What the contract must confirm.
        terms: Vec<Name>,
        /// Told to erase it, the recipient has done so within this time.
        #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_text_if")]
        erases_within: Option<Period>,
        /// By when that is, where it is told at the event.
        #[serde(skip_serializing_if = "Option::is_none")]
        erased: Option<Timestamp>,
        /// What becomes of it when the contract ends.
        #[serde(skip_serializing_if = "Option::is_none", serialize_with = "wordings")]
        contract_end: Option<Text>,
    },
    /// Refused from here on.
    Stops {
        /// From when.
        at: Timestamp,
    },
    /// Goes on as before.
    GoesOn {
        /// The channel over which it no longer may.
        #[serde(skip_serializing_if = "Option::is_none")]
        without: Option<Name>,
    },
}

/// The instants of an end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ending {
    /// The event from which it counts.
    pub by: Name,
    /// Refused from here on, whether or not the sweep has run.
    pub at: Timestamp,
    /// The sweep begins here: before `at` for an upper bound.
    pub sweep: Timestamp,
    /// By when the last copy is gone, those in backups included; `None` where it is kept, restricted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gone: Option<Timestamp>,
    /// How long from the event.
    #[serde(serialize_with = "as_text")]
    pub period: Period,
    /// How it is counted, in the words of the language.
    pub counted: &'static str,
    /// Whether it is an upper bound (`within`) rather than exact (`for`).
    pub within: bool,
    /// The year whose official calendar is not known and on which the day rests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provisional: Option<i16>,
    /// The event that calls it off in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unless: Option<Name>,
}

/// An end that waits for its event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Until {
    /// The event.
    pub from: Name,
    /// How long from it, as the policy writes it.
    pub period: String,
    /// How it is counted, in the words of the language.
    pub counted: &'static str,
}

impl Outcome {
    /// The end, where there is one that can be told.
    #[must_use]
    pub const fn ending(&self) -> Option<&Ending> {
        match self {
            Self::Ends(ending) | Self::Expires(ending) => Some(ending),
            _ => None,
        }
    }

    /// How long it lasts, for comparison: what waits for an event to come lasts longest.
    pub(super) fn lasts(&self) -> Timestamp {
        self.ending().map_or(Timestamp::MAX, |ending| ending.gone.unwrap_or(Timestamp::MAX))
    }
}

fn as_text<S: Serializer>(period: &Period, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(period)
}

fn as_text_if<S: Serializer>(period: &Option<Period>, serializer: S) -> Result<S::Ok, S::Error> {
    period.map(|period| period.to_string()).serialize(serializer)
}

fn wordings<S: Serializer>(text: &Option<Text>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (tag, wording) in text.iter().flat_map(Text::wordings) {
        map.serialize_entry(tag, wording)?;
    }
    map.end()
}
