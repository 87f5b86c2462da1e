//! What a decision rests on. Every row carries its revision: `apply` compares them.

use crate::access::OnFile;
use crate::change::{CaseFile, HoldFile, Proven, Work};
use crate::erase::telling::{Leave, ReleasedFact, TellingFact};
use crate::ground::GroundFact;
use crate::reference::{Activity, Case, Cell, Hold, Holder, Record, Subject, Telling, Visit};
use jiff::Timestamp;
use policy::Name;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

pub use crate::agree::AgreementFact;
pub use crate::said::{AnswerFact, Given, Said};

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
    /// What somebody answered to one thing that people were told.
    Answer(Cell, Holder, Name),
    /// A hold.
    Hold(Cell, Hold),
    /// Every hold on a person's data.
    HoldsOn(Cell, Subject),
    /// What is on file of one of the company's people: of the product, in its own cell.
    OnFile(Name, Cell, Subject),
    /// What recipients were sent of somebody's.
    ReleasedOf(Cell, Holder),
    /// What recipients were sent of a record.
    ReleasedFrom(Cell, Record),
    /// Every telling to one recipient about somebody.
    TellingsTo(Cell, Holder, Name),
    /// One telling.
    Telling(Cell, Telling),
    /// A visit.
    Visit(Cell, Visit),
    /// What was spent of a statistic's budget.
    Spent(Cell, Name),
    /// Every suspension of somebody, in a product.
    Suspended(Name, crate::guard::Whom),
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
    /// The service has ended, for this tenant and for everybody; also of the product's own cell.
    Ended,
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
    /// Under which version: the hash of what was shown.
    pub notice: String,
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
    /// Whose it is: who opened it, or in whose matter staff or a service did.
    pub opened_by: Option<Subject>,
    /// When.
    pub opened_at: Timestamp,
    /// When it was closed; `None` while open.
    pub closed_at: Option<Timestamp>,
    /// How many values of each data item it has taken.
    pub taken: BTreeMap<Name, u32>,
    /// What it opens without consent, where it is an approved ground.
    pub ground: Option<GroundFact>,
    /// Which record it is about, if one.
    pub about: Option<Record>,
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
    /// The items of the group that it keeps; all, where none is listed.
    pub items: Vec<Name>,
}

/// A hold as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldFact {
    /// Its reference.
    pub hold: Hold,
    /// What it rests on, and until when.
    pub file: HoldFile,
    /// Since when.
    pub placed_at: Timestamp,
    /// When it was lifted.
    pub lifted_at: Option<Timestamp>,
}

impl HoldFact {
    /// Whether it keeps anything at `now`.
    #[must_use]
    pub fn runs(&self, now: Timestamp) -> bool {
        self.lifted_at.is_none() && self.file.until.is_none_or(|until| now < until)
    }

    /// Whether somebody ought to have looked at it again by `now`.
    #[must_use]
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.runs(now) && self.file.review_at.is_some_and(|at| at <= now)
    }
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
    /// For which purpose it was captured.
    pub purpose: Name,
    /// Within which activity, if one.
    pub activity: Option<Activity>,
    /// The activities about it that are open, with their kinds.
    pub open: Vec<(Activity, Name)>,
    /// Its revision.
    pub revision: u64,
    /// When it was created.
    pub created_at: Timestamp,
    /// Its data items, each with its group.
    pub items: BTreeMap<Name, u16>,
    /// Its data items that are marked as a minor's.
    pub minors: BTreeSet<Name>,
    /// Its keyslots.
    pub slots: Vec<SlotFact>,
    /// Wrong tries of a drawn code.
    pub tries: u32,
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
    /// Who sent it, where that is proven.
    pub proven: Option<Proven>,
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
    /// Consents from up to then count no more here: the ledger that says whether they were withdrawn is lost.
    pub agreed_since: Option<Timestamp>,
    /// Every person concerned who is known in this cell: the subject, the actor, whom the records are about.
    pub people: BTreeMap<Subject, PersonFact>,
    /// What the people concerned, and the tenant, answered to what they were told: `policy`, or a notice's path.
    pub answers: BTreeMap<Holder, BTreeMap<Name, AnswerFact>>,
    /// The activity that the request names.
    pub activity: Option<ActivityFact>,
    /// The records that the request names or finds.
    pub records: Vec<RecordFact>,
    /// Records of the same people in which their names stand, where names are to be hidden.
    pub named: Vec<RecordFact>,
    /// The agreement with the recipient that the request names.
    pub agreement: Option<AgreementFact>,
    /// What is on file of who acts, or of whom the request names, as one of the company's people.
    pub on_file: OnFile,
    /// The case that the request names.
    pub case: Option<CaseFact>,
    /// The holds on the loaded records and people, the one that the request names, and those of its case.
    pub holds: Vec<HoldFact>,
    /// What recipients were sent of what is to be erased.
    pub released: Vec<ReleasedFact>,
    /// The telling that the request names, or those to its recipient about its person.
    pub tellings: Vec<TellingFact>,
    /// Whom people authorised by themselves.
    pub leaves: BTreeMap<(Holder, Name), Leave>,
    /// The visit that the request names.
    pub visit: Option<crate::share::visit::VisitFact>,
    /// Work on the loaded records that is due and not done yet: what it ends is refused already.
    pub overdue: Vec<Work>,
    /// Work that is set on the loaded records, with the event from which it counts.
    pub pending: Vec<(Timestamp, Work)>,
    /// How many codes were drawn for this look-up value in the window.
    pub draws: u32,
    /// What was spent of the budget of the statistic that the request names: when, and how many thousandths.
    pub spent: Vec<(Timestamp, u32)>,
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
            agreed_since: None,
            people: BTreeMap::new(),
            answers: BTreeMap::new(),
            activity: None,
            records: Vec::new(),
            named: Vec::new(),
            agreement: None,
            on_file: OnFile { grants: Vec::new(), proofs: Vec::new(), factor: None },
            case: None,
            holds: Vec::new(),
            released: Vec::new(),
            tellings: Vec::new(),
            leaves: BTreeMap::new(),
            visit: None,
            overdue: Vec::new(),
            pending: Vec::new(),
            draws: 0,
            spent: Vec::new(),
            rests_on: Vec::new(),
        }
    }

    /// Whether a consent given at `at` still says anything: its withdrawal would be known.
    #[must_use]
    pub fn counts(&self, at: Timestamp) -> bool {
        self.agreed_since.is_none_or(|since| since < at)
    }

    /// The person, if she is known here.
    #[must_use]
    pub fn person(&self, subject: Option<Subject>) -> Option<&PersonFact> {
        self.people.get(&subject?)
    }

    /// What `holder` answered to `to`.
    #[must_use]
    pub fn answer(&self, holder: Holder, to: &str) -> Option<&AnswerFact> {
        self.answers.get(&holder)?.get(to)
    }

    /// The state of a person's account here, if she has one.
    #[must_use]
    pub fn account(&self, subject: Option<Subject>) -> Option<AccountState> {
        self.person(subject).map(|person| person.account)
    }
}
