//! What a decision rests on. Every row carries its revision: `apply` compares them.

use crate::change::CaseFile;
use crate::ground::GroundFact;
use crate::reference::{Activity, Case, Cell, Holder, Record, Subject};
use jiff::Timestamp;
use policy::Name;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A row that a decision can rest on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Row {
    /// The state of a tenant.
    Tenant(Cell),
    /// The state of a person's account.
    Account(Cell, Subject),
    /// The state of a consent.
    Consent(Cell, Subject, Name),
    /// The state of a device permission.
    Permission(Cell, Subject, Name),
    /// An activity.
    Activity(Cell, Activity),
    /// The head of a record.
    Record(Cell, Record),
    /// The agreement with a recipient.
    Agreement(Name, Name),
    /// A case.
    Case(Cell, Case),
}

/// A row with the revision at which it was seen; 0 where there was none.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Seen {
    /// Which row.
    pub row: Row,
    /// Its revision.
    pub revision: u64,
}

/// The state of a tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TenantState {
    /// In use.
    Active,
    /// Suspended for non-payment.
    Suspended,
    /// Cancelled.
    Cancelled,
}

/// The state of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountState {
    /// In use.
    Open,
    /// Disabled: a minor was found, or an officer did it.
    Disabled,
    /// Cancelled by the person.
    Cancelled,
}

/// The state of a consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConsentState {
    /// Given.
    Given,
    /// Withdrawn.
    Withdrawn,
}

/// A consent as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentFact {
    /// Given or withdrawn.
    pub state: ConsentState,
    /// Since when.
    pub at: Timestamp,
    /// In which way it was given.
    pub kind: Name,
}

/// A person as she is known in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonFact {
    /// The state of her account.
    pub account: AccountState,
    /// Whether a guardian's consent is on file and verified.
    pub guardian_agreed: bool,
    /// Her consents.
    pub consents: BTreeMap<Name, ConsentFact>,
    /// Her device permissions.
    pub permissions: BTreeMap<Name, PermissionFact>,
}

/// A device permission as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PermissionFact {
    /// Granted or not.
    pub granted: bool,
    /// Since when.
    pub at: Timestamp,
}

/// An activity as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityFact {
    /// Its reference.
    pub activity: Activity,
    /// Its kind.
    pub kind: Name,
    /// Who opened it, if a person did.
    pub opened_by: Option<Subject>,
    /// When.
    pub opened_at: Timestamp,
    /// When it was closed; `None` while open.
    pub closed_at: Option<Timestamp>,
    /// How many values of each data item it has taken.
    pub taken: BTreeMap<Name, u32>,
    /// What it opens without consent, where it is an approved ground.
    pub ground: Option<GroundFact>,
}

/// A keyslot as it stands: which rule, and until when where that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotFact {
    /// The group of values that it opens.
    pub group: u16,
    /// The rule.
    pub rule: Name,
    /// The end, where the rule counts from something already past.
    pub until: Option<Timestamp>,
}

/// A record as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFact {
    /// Its reference.
    pub record: Record,
    /// Its type.
    pub kind: Name,
    /// Whose it is.
    pub holder: Holder,
    /// Which person it is about, if one.
    pub subject: Option<Subject>,
    /// Its revision.
    pub revision: u64,
    /// When it was created.
    pub created_at: Timestamp,
    /// Its data items, each with its group.
    pub items: BTreeMap<Name, u16>,
    /// Its keyslots.
    pub slots: Vec<SlotFact>,
    /// Wrong tries of a drawn code.
    pub tries: u32,
}

/// The agreement with a recipient as it is on file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementFact {
    /// The terms that it confirms.
    pub terms: Vec<Name>,
    /// In force from.
    pub from: Timestamp,
    /// In force until, not included.
    pub until: Timestamp,
    /// Whether it is suspended, after a breach of its terms.
    pub suspended: bool,
}

/// The state of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseState {
    /// Not answered yet.
    Open,
    /// Answered.
    Answered,
    /// Done with.
    Closed,
    /// Closed without an answer: it has nothing to do with the policy or with anybody's rights.
    OutOfScope,
}

impl CaseState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Open, Self::Answered, Self::Closed, Self::OutOfScope];

    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Closed => "closed",
            Self::OutOfScope => "out-of-scope",
        }
    }
}

/// A case as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFact {
    /// Its reference.
    pub case: Case,
    /// How it came, who answers, by when.
    pub file: CaseFile,
    /// What was written: the record, and the purpose under which it is read.
    pub text: Option<(Record, Name)>,
    /// SHA-256 of its sender's key, hexadecimal.
    pub key: String,
    /// Its state.
    pub state: CaseState,
    /// Since when.
    pub state_at: Timestamp,
    /// Why it was set aside.
    pub reason: Option<Name>,
}

impl CaseFact {
    /// Whether it waits for an answer longer than promised.
    #[must_use]
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.state == CaseState::Open && now > self.file.due_at
    }
}

/// Everything a decision may look at, as loaded for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Where the act takes place: the tenant's cell, or the product's own.
    pub cell: Cell,
    /// Whether the request named a tenant.
    pub tenant_named: bool,
    /// The tenant's state; `None` if there is no such tenant.
    pub tenant: Option<TenantState>,
    /// Since when the tenant is in that state.
    pub tenant_since: Option<Timestamp>,
    /// Every person concerned who is known in this cell: the subject, the actor, whom the records are about.
    pub people: BTreeMap<Subject, PersonFact>,
    /// The activity that the request names.
    pub activity: Option<ActivityFact>,
    /// The records that the request names or finds.
    pub records: Vec<RecordFact>,
    /// The agreement with the recipient that the request names.
    pub agreement: Option<AgreementFact>,
    /// The case that the request names.
    pub case: Option<CaseFact>,
    /// How many codes were drawn for this look-up value in the window.
    pub draws: u32,
    /// Every row that the above was read from.
    pub rests_on: Vec<Seen>,
}

impl Facts {
    /// Nothing known, in `cell`.
    #[must_use]
    pub const fn nothing(cell: Cell) -> Self {
        Self {
            cell,
            tenant_named: false,
            tenant: None,
            tenant_since: None,
            people: BTreeMap::new(),
            activity: None,
            records: Vec::new(),
            agreement: None,
            case: None,
            draws: 0,
            rests_on: Vec::new(),
        }
    }

    /// The person, if she is known here.
    #[must_use]
    pub fn person(&self, subject: Option<Subject>) -> Option<&PersonFact> {
        self.people.get(&subject?)
    }

    /// The state of a person's account here, if she has one.
    #[must_use]
    pub fn account(&self, subject: Option<Subject>) -> Option<AccountState> {
        self.person(subject).map(|person| person.account)
    }
}
