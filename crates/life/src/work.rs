//! Work that falls due.

use crate::reference::{Activity, Case, Hold, Holder, Record, Telling};
use jiff::{Timestamp, civil::Date};
use policy::Name;
use serde::{Deserialize, Serialize};

/// Work that falls due.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "work", rename_all = "kebab-case")]
pub enum Work {
    /// A rule ends for one holder: her half is destroyed.
    EndHolder {
        /// Whose.
        holder: Holder,
        /// Which rule.
        rule: Name,
        /// Because of which event.
        event: Name,
    },
    /// A rule ends for everybody in the cell: the rule's key is destroyed.
    EndRule {
        /// Which rule.
        rule: Name,
        /// Because of which event.
        event: Name,
    },
    /// A term ends on this day for everybody in the cell: the term's half is destroyed.
    EndTerm {
        /// Which rule.
        rule: Name,
        /// Which edition.
        edition: u32,
        /// Which day.
        day: Date,
    },
    /// Values whose term ends at this instant go, row by row; the work begins early for an upper bound.
    EndValues {
        /// Which rule.
        rule: Name,
        /// The end.
        until: Timestamp,
    },
    /// What a term ends within a day goes into the anonymised set that the rule names, before any of it ends.
    Anonymise {
        /// Which rule.
        rule: Name,
        /// What ends until then.
        until: Timestamp,
    },
    /// A set that its row has made by itself is made, of what came in until this work fell due.
    Derive {
        /// Which set of the policy, without `derived.`.
        derived: Name,
        /// What came in from then on.
        from: Timestamp,
        /// It is made by then.
        until: Timestamp,
    },
    /// Bodies of ledger entries whose log's time is over go.
    ClearLog {
        /// Which log.
        log: Name,
    },
    /// A rule ends for what was there before an instant, because of an event that may come again: no half of it goes.
    EndRecords {
        /// Whose; everybody's in the cell, where nobody is named.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        holder: Option<Holder>,
        /// Which rule.
        rule: Name,
        /// Because of which event.
        event: Name,
        /// What was created until then.
        before: Timestamp,
        /// Only what was captured for this purpose.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        purpose: Option<Name>,
    },
    /// A rule ends for what was captured within an activity.
    EndActivity {
        /// Which.
        activity: Activity,
        /// Which rule.
        rule: Name,
        /// Because of which event.
        event: Name,
    },
    /// A rule ends for one record.
    EndRecord {
        /// Which.
        record: Record,
        /// Which rule.
        rule: Name,
        /// Because of which event.
        event: Name,
    },
    /// Keyslots follow what a person agreed to, or what a new version of the policy says.
    Relock {
        /// Whose; everybody's in the cell, where nobody is named.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        holder: Option<Holder>,
        /// Which types of record.
        kinds: Vec<Name>,
    },
    /// A hold ought to be looked at again by now.
    ReviewHold {
        /// Which.
        hold: Hold,
    },
    /// A recipient ought to have been told of an erasure by now, or to have confirmed it.
    AwaitTelling {
        /// Which telling.
        telling: Telling,
    },
    /// A version of the policy comes into force: what it changes of how long data is kept is done in every cell.
    Version {
        /// Which.
        version: String,
    },
    /// Something happened to the product: what ends by it ends in every cell.
    Happened {
        /// What.
        event: Name,
        /// When.
        at: Timestamp,
    },
    /// A backup is made.
    Backup,
    /// An activity closes by itself.
    CloseActivity {
        /// Which.
        activity: Activity,
    },
    /// A case ought to have been answered by now: what is not is on record as late.
    AnswerCase {
        /// Which.
        case: Case,
    },
}

impl Work {
    /// The rule that it ends.
    #[must_use]
    pub const fn rule(&self) -> Option<&Name> {
        match self {
            Self::EndHolder { rule, .. }
            | Self::EndRule { rule, .. }
            | Self::EndTerm { rule, .. }
            | Self::EndValues { rule, .. }
            | Self::EndRecords { rule, .. }
            | Self::EndActivity { rule, .. }
            | Self::EndRecord { rule, .. } => Some(rule),
            _ => None,
        }
    }

    /// The event because of which it ends it.
    #[must_use]
    pub const fn event(&self) -> Option<&Name> {
        match self {
            Self::EndHolder { event, .. }
            | Self::EndRule { event, .. }
            | Self::EndRecords { event, .. }
            | Self::EndActivity { event, .. }
            | Self::EndRecord { event, .. } => Some(event),
            _ => None,
        }
    }

    /// Whether a key is destroyed by it, or was by the same term: no older copy gives back what it ends.
    #[must_use]
    pub const fn destroys(&self) -> bool {
        matches!(self, Self::EndHolder { .. } | Self::EndRule { .. } | Self::EndTerm { .. } | Self::EndValues { .. })
    }

    /// The same work on another rule.
    #[must_use]
    pub(crate) fn of_rule(mut self, other: &Name) -> Self {
        match &mut self {
            Self::EndHolder { rule, .. }
            | Self::EndRule { rule, .. }
            | Self::EndTerm { rule, .. }
            | Self::EndValues { rule, .. }
            | Self::EndRecords { rule, .. }
            | Self::EndActivity { rule, .. }
            | Self::EndRecord { rule, .. } => rule.clone_from(other),
            _ => {}
        }
        self
    }
}
