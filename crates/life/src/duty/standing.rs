//! How every duty stood at an instant.

use super::{About, Proof, Register};
use crate::code::Code;
use crate::reference::Subject;
use jiff::Timestamp;
use policy::rows::{DutyRow, path};
use policy::{Name, Policy};
use serde::Serialize;
use std::collections::BTreeSet;

/// How what a duty asks for stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It was done, and stands.
    Met,
    /// It stands for the last tenth of its time: it has to be done again.
    Due,
    /// It was done, and its time is over.
    Overdue,
    /// Nothing proves it.
    Open,
}

impl Standing {
    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Due => "due",
            Self::Overdue => "overdue",
            Self::Open => "open",
        }
    }

    /// `duty_open`, where it does not stand.
    #[must_use]
    pub const fn open(self) -> Option<Code> {
        match self {
            Self::Met | Self::Due => None,
            Self::Overdue | Self::Open => Some(Code::DutyOpen),
        }
    }
}

/// How a duty stood for one thing or person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryState {
    /// For what.
    pub about: About,
    /// The newest proof of it then.
    pub proof: Option<Proof>,
    /// How it stood.
    pub standing: Standing,
    /// What the proof would have to state besides: every one of the first, or any of the others.
    pub lacks: Vec<Name>,
}

/// How a duty stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyState {
    /// Its promise.
    pub promise: Name,
    /// The newest proof then, of a duty that is done at once for all.
    pub proof: Option<Proof>,
    /// How it stood; of several things, as the worst of them.
    pub standing: Standing,
    /// `duty_open`, where it did not stand.
    pub open: Option<Code>,
    /// Each thing and person that it is done for.
    pub entries: Vec<EntryState>,
}

/// How every duty of the policy stood at `at`: past its review, never done, or called for since, it is open.
///
/// `readers` are the people who could read then: each of them owes what is done for every person.
#[must_use]
pub fn duties_at(policy: &Policy, register: &Register, readers: &BTreeSet<Subject>, at: Timestamp) -> Vec<DutyState> {
    let state = |(duty, row)| duty_at(duty, row, register, readers, at);
    policy.document.duties.iter().map(state).collect()
}

fn duty_at(duty: &Name, row: &DutyRow, register: &Register, readers: &BTreeSet<Subject>, at: Timestamp) -> DutyState {
    let promise = path("duty", duty);
    let each = abouts(duty, row, register, readers, at);
    if row.per.is_none() && row.each.is_empty() {
        let EntryState { proof, standing, .. } = entry_at(duty, row, register, &About::Whole, at);
        return DutyState { promise, proof, standing, open: standing.open(), entries: Vec::new() };
    }
    let entries: Vec<_> = each.iter().map(|about| entry_at(duty, row, register, about, at)).collect();
    // A register in which nothing stands proves nothing.
    let standing = entries.iter().map(|entry| entry.standing).max().unwrap_or(Standing::Open);
    DutyState { promise, proof: None, standing, open: standing.open(), entries }
}

/// What the duty was to be done for at `at`: the things that the policy lists, the people who could read, and each thing
/// and person of whom something was entered.
fn abouts(
    duty: &Name,
    row: &DutyRow,
    register: &Register,
    readers: &BTreeSet<Subject>,
    at: Timestamp,
) -> BTreeSet<About> {
    let mut all: BTreeSet<About> = row.each.keys().cloned().map(About::Thing).collect();
    if row.per == Some(policy::rows::Per::Person) {
        all.extend(readers.iter().copied().map(About::Person));
    }
    let proved = register.proofs.iter().filter(|proof| proof.duty == *duty && proof.entered_at <= at);
    let called = register.called.iter().filter(|called| called.duty == *duty && called.at <= at);
    let entered = proved.map(|proof| &proof.about).chain(called.map(|called| &called.about));
    all.extend(entered.filter(|about| !about.is_whole()).cloned());
    all
}

/// How `duty` stood at `at` for one thing or person.
pub(crate) fn entry_at(duty: &Name, row: &DutyRow, register: &Register, about: &About, at: Timestamp) -> EntryState {
    let of = |proof: &&Proof| proof.duty == *duty && proof.about == *about;
    let known = register.proofs.iter().filter(of).filter(|proof| proof.entered_at <= at && proof.done_at <= at);
    let proof = known.max_by_key(|proof| (proof.done_at, proof.entered_at)).cloned();
    let calls = register.called.iter().filter(|called| called.duty == *duty && called.at <= at);
    let calls = calls.filter(|called| called.about == *about || called.about.is_whole());
    let since = calls.filter_map(|called| called.since).max();
    let lacks = proof.as_ref().map(|proof| lacks(row, proof)).unwrap_or_default();
    let standing = match &proof {
        None => Standing::Open,
        Some(proof) if !lacks.is_empty() || since.is_some_and(|since| proof.done_at < since) => Standing::Open,
        Some(proof) => by_review(proof, at),
    };
    EntryState { about: about.clone(), proof, standing, lacks }
}

/// What the policy wants stated now and the proof does not state.
fn lacks(row: &DutyRow, proof: &Proof) -> Vec<Name> {
    let missing: Vec<Name> = row.needs.iter().filter(|fact| !proof.facts.contains_key(*fact)).cloned().collect();
    let settled = row.one_of.is_empty() || row.one_of.iter().any(|fact| proof.facts.contains_key(fact));
    if missing.is_empty() && !settled { row.one_of.clone() } else { missing }
}

fn by_review(proof: &Proof, at: Timestamp) -> Standing {
    let Some(review_at) = proof.review_at else { return Standing::Met };
    let tenth = review_at.duration_since(proof.done_at) / 10;
    let due_at = review_at.checked_sub(tenth).unwrap_or(review_at);
    if at >= review_at {
        Standing::Overdue
    } else if at >= due_at {
        Standing::Due
    } else {
        Standing::Met
    }
}
