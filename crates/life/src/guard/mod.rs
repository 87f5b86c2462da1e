//! Guard: what is noticed while it happens, and who is kept out.
//!
//! Alarms count what one actor does, over a length of time that the policy says. A suspension keeps a recipient, its
//! people, or whoever tries passwords for an account, out of everything or of signing in. Both are asked in one place, for
//! every act. A second factor is asked of who is shown values of others. A tripwire is a record that nobody has a reason to
//! open.

pub mod alarm;
pub mod factor;
pub mod suspend;
pub mod tripwire;

use crate::reference::{Alert, Reference, Suspension};
use jiff::Timestamp;
use policy::Name;
use serde::{Deserialize, Serialize};

pub use alarm::{AlertFile, Sighting};
pub use factor::{FactorChange, FactorFact};
pub use suspend::{SuspensionFile, Whom};
pub use tripwire::Tripped;

/// What becomes of alerts and suspensions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GuardChange {
    /// An alarm was raised.
    Raise {
        /// Its reference.
        alert: Alert,
        /// What it says.
        file: AlertFile,
        /// Not again for the same doer, where there was one since then.
        unless_since: Option<Timestamp>,
    },
    /// What was counted of somebody counts no more.
    Forget {
        /// Which alarm, without `alarm.`.
        alarm: Name,
        /// Whose doings.
        who: String,
    },
    /// Somebody is kept out.
    Suspend {
        /// Its reference.
        suspension: Suspension,
        /// Whom, why, until when.
        file: SuspensionFile,
    },
    /// A person's second factor.
    Factor(FactorChange),
    /// Somebody is let in again.
    Resume {
        /// Which suspension.
        suspension: Suspension,
        /// Why.
        reason: String,
        /// Who decided it, and who approved.
        by: [Option<Reference>; 2],
        /// When.
        at: Timestamp,
    },
}
