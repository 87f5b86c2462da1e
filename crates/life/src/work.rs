//! Work that falls due.

use crate::reference::{Activity, Case, Holder};
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
    /// Bodies of ledger entries whose log's time is over go.
    ClearLog {
        /// Which log.
        log: Name,
    },
    /// A rule ends for what one holder had before an instant; her half stays, for she may agree again.
    EndRecords {
        /// Whose.
        holder: Holder,
        /// Which rule.
        rule: Name,
        /// Because of which event.
        event: Name,
        /// What was created until then.
        before: Timestamp,
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
