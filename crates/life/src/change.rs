//! Changes: what a plan does to what is stored.

use crate::erase::telling::{Leave, TellingFile, TellingState};
use crate::facts::{AccountState, CaseState, ConsentState, Said, TenantState};
use crate::reference::{Activity, Case, Erasure, Hold, Holder, Record, Reference, Set, Subject, Telling};
use jiff::Timestamp;
use policy::Name;
use serde::{Deserialize, Serialize};

pub use crate::filed::{CaseFile, Grounded, Proven, Shown};
pub use crate::keyslot::{Group, HoldFile, Lock};
pub use crate::work::Work;

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
    /// Something that people are told was shown, accepted, used or declined.
    SetAnswer {
        /// By whom: a person, or the tenant.
        holder: Holder,
        /// What: `policy`, or a notice's path.
        to: Name,
        /// Which of the four.
        said: Said,
        /// What was shown: hash of the version, language, act.
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
        /// Which record it is about, if one.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        about: Option<Record>,
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
        /// For which purpose it was captured.
        purpose: Name,
        /// Within which activity.
        activity: Option<Activity>,
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
        /// Values that are marked as a minor's.
        minors: Vec<Name>,
        /// Whether the holder has one of this type only.
        single: bool,
    },
    /// Records are sealed anew under another suite. What they are then travels beside the plan.
    Reseal {
        /// The suite's byte in the sealed form.
        suite: u8,
        /// Which records, all of one cell, in their order.
        records: Vec<Record>,
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
    /// A keyslot more for one group of a record, or another one in its place: no value is opened for it.
    Lock {
        /// Which record.
        record: Record,
        /// Which group of its values.
        group: u16,
        /// What it is locked for.
        lock: Lock,
        /// The content key under the lock, hexadecimal; the vault wraps it when the plan is committed.
        #[serde(skip_serializing_if = "String::is_empty", default)]
        wrapped: String,
    },
    /// Keyslots of these rules go from a record, and what no other keyslot keeps goes with them.
    Unlock {
        /// Which record.
        record: Record,
        /// Which rules.
        rules: Vec<Name>,
        /// Of which group of its items; of all, where none is named.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        group: Option<u16>,
    },
    /// The end of a rule's keyslots of a record is known now, or has come nearer.
    Until {
        /// Which record.
        record: Record,
        /// Which rule.
        rule: Name,
        /// The end: refused from here on.
        until: Timestamp,
    },
    /// Data is kept beyond its time, on a ground. Its keyslots are changes of their own.
    Hold {
        /// Its reference.
        hold: Hold,
        /// What it rests on, and until when.
        file: HoldFile,
        /// Whose data: what is captured from them while it runs is kept, too.
        subjects: Vec<Subject>,
        /// When.
        at: Timestamp,
    },
    /// A hold is lifted: its keyslots end.
    Lift {
        /// Which.
        hold: Hold,
        /// On which document or for which reason.
        reason: String,
        /// When.
        at: Timestamp,
    },
    /// Work falls due.
    Due {
        /// When the work begins.
        at: Timestamp,
        /// What.
        work: Work,
        /// When the event was from which it counts, where that is not this act.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        since: Option<Timestamp>,
    },
    /// Work is called off; what ends data only before it is due: from then on that has ended.
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
    /// A recipient was sent items.
    Released {
        /// The release, as the recipient gets it.
        release: Reference,
        /// Whose they are.
        whose: Holder,
        /// To whom.
        recipient: Name,
        /// From which record; none, where the caller held them itself.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        record: Option<Record>,
        /// Which.
        items: Vec<Name>,
    },
    /// Something is erased: by a wish, or because of an event.
    Erasure {
        /// Its reference.
        erasure: Erasure,
        /// Whose data.
        whose: Holder,
        /// When.
        at: Timestamp,
    },
    /// A recipient has to be told of an erasure; what it was sent of it is no longer on the list of what it has.
    Tell {
        /// Its reference.
        telling: Telling,
        /// Who is told what.
        file: TellingFile,
        /// Sent by then.
        due_at: Timestamp,
        /// When.
        at: Timestamp,
    },
    /// A telling moves on.
    MoveTelling {
        /// Which.
        telling: Telling,
        /// To which state.
        state: TellingState,
        /// Sent by then; once it is sent, confirmed by then.
        due_at: Timestamp,
        /// SHA-256 of what proves it, hexadecimal.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        digest: Option<String>,
        /// How often its time ran out.
        repeats: u32,
        /// When.
        at: Timestamp,
    },
    /// An authorisation that a person gave a recipient by herself is on file.
    SetLeave {
        /// Who gave it.
        subject: Subject,
        /// To whom.
        recipient: Name,
        /// When, and the hash of its copy.
        leave: Leave,
        /// When it was filed.
        at: Timestamp,
    },
    /// An agreement with a recipient, as it is on file.
    SetAgreement(crate::agree::Agreement),
    /// Somebody wrote in. What was written is a record beside it.
    OpenCase {
        /// Its reference.
        case: Case,
        /// How it came, who answers, by when.
        file: CaseFile,
        /// What was written, if anything: the record, and the purpose under which it is read.
        text: Option<(Record, Name)>,
        /// SHA-256 of the key by which its sender asks after it, hexadecimal.
        key: String,
        /// When it was entered here.
        at: Timestamp,
    },
    /// A case moves on.
    MoveCase {
        /// Which.
        case: Case,
        /// To which state.
        state: CaseState,
        /// Who answers for it from now on: `role.name`.
        owner: Option<Name>,
        /// Why it was set aside.
        reason: Option<Name>,
        /// By when it is answered.
        due_at: Timestamp,
        /// Who sent it, where that is proven.
        proven: Option<Proven>,
        /// When.
        at: Timestamp,
    },
    /// Acts may be done on a ground, within this activity.
    Approve {
        /// The activity.
        activity: Activity,
        /// Which ground, without `ground.`.
        ground: Name,
        /// The facts that are on file.
        facts: Vec<Name>,
        /// Whose data it opens.
        subject: Subject,
        /// Which items.
        items: Vec<Name>,
    },
    /// Who of the company's people may read.
    Access(crate::access::GrantChange),
    /// A duty was done.
    Prove(crate::duty::Proof),
    /// A duty has to be done.
    Call(crate::duty::Called),
    /// Somebody takes or leaves an office.
    Appoint {
        /// Which role.
        role: Name,
        /// Who, by random reference.
        holder: Subject,
        /// From when.
        from: Timestamp,
        /// Until when, not included.
        until: Option<Timestamp>,
    },
    /// A set that was worked out is kept. Its rows are there already, and seen by nobody until now.
    KeepSet {
        /// Its reference.
        set: Set,
        /// What it is like.
        file: crate::derive::SetFile,
    },
    /// A function was used once more.
    Count(crate::derive::count::Counted),
    /// Alerts, and who is kept out.
    Guard(crate::guard::GuardChange),
    /// A recipient's visits to the environment that the company provides.
    Visit(crate::share::visit::VisitChange),
    /// Keys, rows and index entries of finished work go.
    Finish {
        /// What.
        work: Work,
        /// When it was due.
        due_at: Timestamp,
    },
}
