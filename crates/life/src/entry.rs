//! Entries: what the ledger records of one decision.

use crate::actor::{Actor, Moment};
use crate::change::Grounded;
use crate::code::Code;
use crate::reference::{Activity, Case, Erasure, Hold, Holder, Record, Set, Subject, Visit};
use crate::refusal::Refusal;
use jiff::Timestamp;
use policy::{Form, Name, Policy};
use serde::{Deserialize, Serialize};

/// How an act ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It was carried out.
    Done,
    /// It was refused.
    Refused,
}

/// What a sweep took of one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Took {
    /// Whose it was.
    pub whose: Holder,
    /// The record.
    pub record: Record,
    /// The items of which the value went.
    pub items: Vec<Name>,
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
    /// In which case.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub case: Option<Case>,
    /// Under or about which hold.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hold: Option<Hold>,
    /// Of which erasure.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub erasure: Option<Erasure>,
    /// Which derived set.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub set: Option<Set>,
    /// On which visit of a recipient: it was read inside, and nothing left.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub visit: Option<Visit>,
    /// Who joined in it, where one person is not enough.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub second: Option<Actor>,
    /// Within which activity.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub activity: Option<Activity>,
    /// On which platform, where that was said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub platform: Option<Name>,
    /// Which records.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub records: Vec<Record>,
    /// Which data items, in which form.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub items: Vec<(Name, Option<Form>)>,
    /// The items that were marked as a minor's.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub minors: Vec<Name>,
    /// A field or word that was refused, if it has the form of a name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub about: Option<Name>,
    /// How many rows went or stayed, for sweeps.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub counts: Vec<(Name, u64)>,
    /// What a sweep took of those whose erasure is on record, whatever it was that ended: their certificates tell it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub took: Vec<Took>,
    /// SHA-256 of the sealed form of what was captured, in hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sealed: Option<String>,
    /// Hash of the sealed form of the record whose file was given out, in hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub given: Option<String>,
    /// Records that were sealed anew, each with the SHA-256 or SM3 of its sealed form from now on, in hexadecimal.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub resealed: Vec<(Record, String)>,
    /// What a restore does again.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub replay: Vec<Grounded>,
    /// Until when the body is kept, and in which log.
    #[serde(skip)]
    pub kept: Option<(Name, Timestamp)>,
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
            actor: declared(policy, actor),
            subject: None,
            purpose: None,
            recipient: None,
            case: None,
            hold: None,
            erasure: None,
            set: None,
            visit: None,
            second: None,
            activity: None,
            platform: None,
            records: Vec::new(),
            items: Vec::new(),
            minors: Vec::new(),
            about: None,
            counts: Vec::new(),
            took: Vec::new(),
            sealed: None,
            given: None,
            resealed: Vec::new(),
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
        self.about = refusal.about.as_deref().filter(|about| crate::refusal::is_field(about)).map(Name::from);
        self
    }
}

/// The actor with the roles that the policy declares: a word from outside has no place in the ledger.
fn declared(policy: &Policy, actor: &Actor) -> Actor {
    let mut actor = actor.clone();
    actor.roles.retain(|role| policy.document.roles.contains_key(role));
    actor
}
