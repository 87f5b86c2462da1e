//! What a decision says: a refusal, or a plan.

use crate::actor::{Actor, Moment};
use crate::code::Code;
use crate::facts::{AccountState, ConsentState, Seen, TenantState};
use crate::permit::Permit;
use crate::reference::{Activity, Holder, Record, Reference, Subject};
use jiff::{Timestamp, civil::Date};
use policy::{Form, Name, Policy};
use serde::{Deserialize, Serialize};

/// A lock of a keyslot: the rule, and the day on which its term ends where that is already known.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Lock {
    /// The retention rule.
    pub rule: Name,
    /// Its edition.
    pub edition: u32,
    /// The day of the end, in the policy's zone: it names the term's half.
    pub term_day: Option<Date>,
    /// The exact end: refused from here on.
    pub until: Option<Timestamp>,
}

/// Values that share a content key because the same rules cover them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Group {
    /// The data items.
    pub items: Vec<Name>,
    /// One keyslot for each.
    pub locks: Vec<Lock>,
}

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
}

/// One change to what is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum Change {
    /// A tenant begins, in its own cell.
    OpenTenant,
    /// A tenant's state.
    SetTenant {
        /// The new state.
        state: TenantState,
        /// Since when.
        at: Timestamp,
    },
    /// A person's account: opened, disabled, cancelled.
    SetAccount {
        /// Whose.
        subject: Subject,
        /// The new state.
        state: AccountState,
        /// Since when.
        at: Timestamp,
    },
    /// A consent given or withdrawn.
    SetConsent {
        /// Whose.
        subject: Subject,
        /// To which purpose.
        purpose: Name,
        /// Given or withdrawn.
        state: ConsentState,
        /// In which way.
        kind: Name,
        /// What was shown: hash of the notice, language, wording's action.
        shown: Shown,
        /// When.
        at: Timestamp,
    },
    /// A device permission granted or revoked.
    SetPermission {
        /// Whose.
        subject: Subject,
        /// Which.
        permission: Name,
        /// Granted or revoked.
        granted: bool,
        /// When.
        at: Timestamp,
    },
    /// A guardian's verified consent.
    SetGuardian {
        /// For whom.
        subject: Subject,
        /// When.
        at: Timestamp,
    },
    /// An activity opened.
    OpenActivity {
        /// Which.
        activity: Activity,
        /// Of which kind.
        kind: Name,
        /// By whom, if by a person.
        opened_by: Option<Subject>,
        /// When.
        at: Timestamp,
    },
    /// An activity closed.
    CloseActivity {
        /// Which.
        activity: Activity,
        /// When.
        at: Timestamp,
    },
    /// An activity has taken values of an item.
    Take {
        /// Which activity.
        activity: Activity,
        /// Of which item.
        item: Name,
        /// How many more.
        count: u32,
    },
    /// A record captured. The values travel beside the plan, sealed by the vault.
    Keep {
        /// Its reference.
        record: Record,
        /// Its type.
        kind: Name,
        /// Whose it is.
        holder: Holder,
        /// Which person it is about.
        subject: Option<Subject>,
        /// Its revision.
        revision: u64,
        /// When it was captured.
        captured_at: Timestamp,
        /// When it was created here.
        at: Timestamp,
        /// How its values are locked.
        groups: Vec<Group>,
        /// Values kept in the open.
        open: Vec<Name>,
        /// Values that can be looked up.
        find: Vec<Name>,
        /// Whether the holder has one of this type only.
        single: bool,
    },
    /// One more try of a drawn code; refused at `max`.
    CountTry {
        /// Which record.
        record: Record,
        /// How many there may be.
        max: u32,
    },
    /// Values of one record go at once; every restore applies it again.
    Remove {
        /// Which record.
        record: Record,
        /// Which items; all, where none is listed.
        items: Vec<Name>,
    },
    /// Work falls due.
    Due {
        /// When the work begins.
        at: Timestamp,
        /// What.
        work: Work,
    },
    /// Work is called off.
    CallOff {
        /// What.
        work: Work,
    },
    /// An act on the outside world waits to be sent.
    Enqueue {
        /// Its reference.
        id: Reference,
        /// To whom.
        recipient: Name,
        /// For which purpose.
        purpose: Name,
        /// On which occasion.
        occasion: Option<Name>,
        /// For which person.
        subject: Option<Subject>,
        /// From which record.
        record: Record,
        /// When it may be sent.
        at: Timestamp,
    },
    /// An agreement with a recipient, as it is on file.
    SetAgreement {
        /// With whom.
        recipient: Name,
        /// With which counterparty.
        counterparty: String,
        /// Which terms it confirms.
        terms: Vec<Name>,
        /// SHA-256 of the document.
        digest: String,
        /// In force from.
        from: Timestamp,
        /// In force until.
        until: Timestamp,
        /// Suspended after a breach.
        suspended: bool,
    },
    /// Keys, rows and index entries of finished work go.
    Finish {
        /// What.
        work: Work,
        /// When it was due.
        due_at: Timestamp,
    },
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

/// How an act ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It was carried out.
    Done,
    /// It was refused.
    Refused,
}

/// What the ledger records of one decision: never a personal value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// What: `collect`, `read`, `release`, …
    pub act: Name,
    /// How it ended.
    pub outcome: Outcome,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub code: Option<Code>,
    /// Under which promise.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub promise: Option<Name>,
    /// Under which version of the policy.
    pub version: String,
    /// The version's hash.
    pub policy: String,
    /// By whom.
    pub actor: Actor,
    /// For which person.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub subject: Option<Subject>,
    /// For which purpose.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub purpose: Option<Name>,
    /// To whom.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub recipient: Option<Name>,
    /// Within which activity.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub activity: Option<Activity>,
    /// Which records.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub records: Vec<Record>,
    /// Which data items, in which form.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub items: Vec<(Name, Option<Form>)>,
    /// A field or word that was refused, if it has the form of a name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub about: Option<Name>,
    /// How many rows went or stayed, for sweeps.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub counts: Vec<(Name, u64)>,
    /// SHA-256 of the sealed form of what was captured, in hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sealed: Option<String>,
    /// What a restore does again.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub replay: Vec<Grounded>,
    /// Until when the body is kept, and in which log.
    #[serde(skip)]
    pub kept: Option<(Name, Timestamp)>,
}

/// What to do: changes, each grounded; what they rest on; what is recorded.
#[derive(Debug, PartialEq, Eq)]
pub struct Plan {
    /// In order.
    pub changes: Vec<Grounded>,
    /// The rows that must not have moved.
    pub rests_on: Vec<Seen>,
    /// What the ledger records.
    pub entry: Entry,
    /// Leave to open values, usable once the entry is durable.
    pub permit: Option<Permit>,
    /// Leave to release values, once the entry is durable.
    pub release: Option<Release>,
}

/// What may be sent to one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The act's reference: vendors that know an idempotency key get it.
    pub id: Reference,
    /// To whom.
    pub recipient: Name,
    /// The fields and their forms.
    pub fields: Vec<(Name, Form)>,
}

/// Why not, and what would make it allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The stable code.
    pub code: Code,
    /// The promise that stands against it; `None` where the policy is silent.
    pub promise: Option<Name>,
    /// What would make it allowed.
    pub remedy: Remedy,
    /// The field or word it is about.
    pub about: Option<String>,
    /// When the reason ends, where that is known.
    pub until: Option<Timestamp>,
    /// Whether the policy is silent on it: counted and reported to its author.
    pub gap: bool,
}

/// What would make a refused act allowed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", content = "what", rename_all = "kebab-case")]
pub enum Remedy {
    /// Ask the person to agree to this purpose.
    AskConsent(Name),
    /// Ask the person to enable this feature.
    Enable(Name),
    /// Ask the person for this device permission.
    AskPermission(Name),
    /// Open this activity first.
    Open(Name),
    /// Declare it in the policy.
    Declare(String),
    /// Leave it out.
    LeaveOut(String),
    /// Act in one of these roles.
    ActAs(Vec<Name>),
    /// Name a tenant of which the actor is a member.
    NameTenant,
    /// Put the agreement with this recipient on file.
    FileAgreement(Name),
    /// Put these facts on file.
    File(Vec<Name>),
    /// Wait.
    Wait,
    /// Begin again: a new code, a new account.
    BeginAgain,
    /// Correct the value's form.
    Correct(String),
    /// Nothing makes it allowed.
    Nothing,
}

impl Refusal {
    /// A refusal by `promise`.
    #[must_use]
    pub const fn by(promise: Name, code: Code, remedy: Remedy) -> Self {
        Self { code, promise: Some(promise), remedy, about: None, until: None, gap: false }
    }

    /// A refusal because the policy is silent about `about`.
    #[must_use]
    pub fn gap(code: Code, about: &str) -> Self {
        let remedy = Remedy::Declare(about.to_owned());
        Self { code, promise: None, remedy, about: Some(about.to_owned()), until: None, gap: true }
    }

    /// With the field or word it is about.
    #[must_use]
    pub fn about(mut self, about: &str) -> Self {
        self.about = Some(about.to_owned());
        self
    }

    /// With the instant at which the reason ends.
    #[must_use]
    pub const fn until(mut self, until: Option<Timestamp>) -> Self {
        self.until = until;
        self
    }
}

/// What a decision says.
#[derive(Debug, PartialEq, Eq)]
pub enum Decision {
    /// Do this.
    Do(Box<Plan>),
    /// Not allowed; the entry records the refusal.
    Refuse(Box<Refusal>, Box<Entry>),
}

impl Entry {
    /// The entry of `act`, done now by `actor` under `policy`; its log decides how long its body is kept.
    #[must_use]
    pub fn of(policy: &Policy, moment: &Moment, actor: &Actor, act: &str) -> Self {
        Self {
            at: moment.now,
            act: Name::from(act),
            outcome: Outcome::Done,
            code: None,
            promise: None,
            version: policy.version.clone(),
            policy: policy.hash.clone(),
            actor: actor.clone(),
            subject: None,
            purpose: None,
            recipient: None,
            activity: None,
            records: Vec::new(),
            items: Vec::new(),
            about: None,
            counts: Vec::new(),
            sealed: None,
            replay: Vec::new(),
            kept: crate::retain::log_end(policy, act, moment.now),
        }
    }

    /// The same act, refused.
    #[must_use]
    pub fn refused(mut self, refusal: &Refusal) -> Self {
        self.outcome = Outcome::Refused;
        self.code = Some(refusal.code);
        self.promise = refusal.promise.clone().or(self.promise);
        // A field name comes from outside: only what has the form of a name is recorded.
        self.about = refusal
            .about
            .as_deref()
            .filter(|about| policy::read::is_name(&about.to_lowercase().replace('_', "-")))
            .map(Name::from);
        self
    }
}

impl Plan {
    /// An empty plan that rests on `rests_on`.
    #[must_use]
    pub const fn resting_on(rests_on: Vec<Seen>, entry: Entry) -> Self {
        Self { changes: Vec::new(), rests_on, entry, permit: None, release: None }
    }

    /// Adds a change grounded in `promise`.
    pub fn push(&mut self, promise: &Name, change: Change) {
        self.changes.push(Grounded { change, promise: promise.clone() });
    }

    /// Adds a change that a restore does again.
    pub fn push_replayed(&mut self, promise: &Name, change: Change) {
        self.entry.replay.push(Grounded { change: change.clone(), promise: promise.clone() });
        self.push(promise, change);
    }
}

/// Turns what a room found into a decision: a refusal is recorded by the same entry.
pub(crate) fn decided(result: Result<Plan, (Refusal, Entry)>) -> Decision {
    match result {
        Ok(plan) => Decision::Do(Box::new(plan)),
        Err((refusal, entry)) => {
            let entry = entry.refused(&refusal);
            Decision::Refuse(Box::new(refusal), Box::new(entry))
        }
    }
}
