//! What goes with a change: its ground, how a case came, what a person was shown.

use crate::change::Change;
use crate::reference::Subject;
use jiff::Timestamp;
use policy::Name;
use serde::{Deserialize, Serialize};

/// How a case came, who answers for it, and by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseFile {
    /// Through which contact.
    pub contact: Name,
    /// By which way: `email`, `phone`, `post` or `page`.
    pub way: Name,
    /// What it is about: a word of the contact, or a right's path.
    pub kind: Name,
    /// Who answers for it: `role.name`; any staff, where the policy names nobody.
    pub owner: Option<Name>,
    /// Who sent it, if she has an account.
    pub subject: Option<Subject>,
    /// When it arrived.
    pub arrived_at: Timestamp,
    /// By when it is answered.
    pub due_at: Timestamp,
    /// Whether it was entered later after its arrival than it should have been.
    pub entered_late: bool,
    /// Whether what was written holds a word about a right.
    pub speaks_of_rights: bool,
}

/// Who sent a case, and what proves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proven {
    /// Whose account it is.
    pub subject: Subject,
    /// SHA-256 of what proves it, hexadecimal.
    pub digest: String,
}

/// What a person was shown when she agreed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Shown {
    /// SHA-256 of the notice or policy version shown.
    pub notice: String,
    /// In which language.
    pub language: String,
    /// What she did: `tick`, `button`, `signature`.
    pub action: String,
}

/// A change with the promise that grounds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grounded {
    /// The change.
    #[serde(flatten)]
    pub change: Change,
    /// The promise.
    pub promise: Name,
}
