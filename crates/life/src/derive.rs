//! Derive: what is worked out of data about people, and who may use it.
//!
//! A set is made in three moves: it is asked for, its rows are worked out in the vault and weighed, and only then it is
//! decided whether it may be kept and given out. Until then nobody has seen a row.
//!
//! What is de-identified is still about people: as long as the engine can tell whose a row is, the set is closed to
//! everybody once one of them has left and her data is not gone yet.

pub mod count;
pub mod ending;
pub mod noise;
pub mod prompt;
mod shape;
mod use_set;

pub use shape::Shape;
pub use use_set::{UseSet, decide_use};

use crate::actor::{Actor, Capacity, Moment};
use crate::change::Change;
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::{AccountState, ConsentState, Facts, RecordFact};
use crate::gate::{Ask, Origin, walk};
use crate::permit::Permit;
use crate::plan::{Decision, Plan, decided};
use crate::reference::{Record, Reference, Set, Subject};
use crate::refusal::{Refusal, Remedy};
use crate::retain::{For, Opened, opening};
use jiff::Timestamp;
use policy::rows::{Basis, Derived, Purpose, Shown, Transform, Way, path};
use policy::{Act, Form, Name, Policy};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The smallest group that may show in a set whose row does not say.
pub const GROUP: u32 = 5;

/// A set that somebody wants made.
#[derive(Debug, Clone)]
pub struct Derive {
    /// Who acts.
    pub actor: Actor,
    /// Which set of the policy, without `derived.`.
    pub derived: Name,
    /// Why.
    pub purpose: Name,
    /// Which items; all that come into the set, where none is listed.
    pub items: Vec<Name>,
    /// Whether the items are wanted as they are.
    pub raw: bool,
}

/// What a set that was worked out is like.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Weighed {
    /// How many rows it has.
    pub rows: u64,
    /// How many people share what the fewest share; 0 where there are no rows.
    pub smallest: u64,
    /// How many rows were left out, since too few share them.
    pub left_out: u64,
    /// By how few people it differs from a set before it, if it differs from one at all.
    pub differs_by: Option<u64>,
    /// An item that would have shown something that points to somebody by itself.
    pub telling: Option<Name>,
    /// When the first and the last of its records were created.
    pub span: Option<(Timestamp, Timestamp)>,
}

/// What a set that is kept is like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetFile {
    /// Which set of the policy, without `derived.`.
    pub derived: Name,
    /// How it was made: `aggregate`, `anonymise` or `de-identify`.
    pub by: Name,
    /// Of which items.
    pub items: Vec<Name>,
    /// Of which types of record.
    pub kinds: Vec<Name>,
    /// How many rows it has.
    pub rows: u64,
    /// How many people share what the fewest share.
    pub smallest: u64,
    /// When the first and the last of its records were created.
    pub span: Option<(Timestamp, Timestamp)>,
    /// Whether it can still be told whose a row is.
    pub linked: bool,
    /// By which rule what it was made of ends, where it was made for that.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ends_by: Option<Name>,
    /// When it was made.
    pub at: Timestamp,
    /// The privacy loss of its numbers, in thousandths; 0 where they are not blurred.
    #[serde(default)]
    pub spent: u32,
    /// What shows in it: by that it is held against others. Nothing, where its numbers are blurred.
    #[serde(default)]
    pub shape: Shape,
}

/// A set as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetFact {
    /// Its reference.
    pub set: Set,
    /// Which set of the policy.
    pub derived: Name,
    /// When it was made.
    pub made_at: Timestamp,
    /// Whether somebody whose row can still be told has left, and her data is not gone yet.
    pub leaving: bool,
    /// Purposes for which somebody whose row can still be told has withdrawn her consent.
    pub withdrawn: Vec<Name>,
}

/// The ways of the items that come into the set: all that it has, or those that are asked for.
#[must_use]
pub fn ways(policy: &Policy, request: &Derive) -> BTreeMap<Name, Way> {
    let mut ways = all_ways(policy, &request.derived);
    ways.retain(|item, _| request.items.is_empty() || request.items.contains(item));
    ways
}

/// The ways of all items that come into the set.
#[must_use]
pub fn all_ways(policy: &Policy, derived: &Name) -> BTreeMap<Name, Way> {
    let Some(row) = policy.document.derived.get(derived) else { return BTreeMap::new() };
    let held = row.from.iter().flat_map(|from| match policy.document.records.get(from) {
        Some(record) => record.holds.clone(),
        None => vec![from.clone()],
    });
    held.filter_map(|item| row.way(&item).map(|way| (item, way))).collect()
}

/// The types of record that hold something of the set.
#[must_use]
pub fn kinds(policy: &Policy, request: &Derive) -> BTreeSet<Name> {
    let Some(row) = policy.document.derived.get(&request.derived) else { return BTreeSet::new() };
    let ways = ways(policy, request);
    let listed: BTreeSet<&Name> = row.from.iter().filter(|from| policy.document.records.contains_key(*from)).collect();
    let holds = |(name, record): &(&Name, &policy::rows::RecordRow)| {
        let whole = listed.contains(name);
        record.holds.iter().any(|item| ways.contains_key(item) && (whole || row.from.contains(item)))
    };
    policy.document.records.iter().filter(holds).map(|(name, _)| name.clone()).collect()
}

/// The smallest group that may show in the set.
#[must_use]
pub fn group(policy: &Policy, derived: &Name) -> u32 {
    policy.document.derived.get(derived).and_then(|row| row.group).unwrap_or(GROUP).max(2)
}

/// Whether the set may be begun.
///
/// Refusals in order: a prohibited purpose, no such set, a purpose that it is not for (`purpose_denied`); the tenant's
/// state; another role (`actor_denied`); an item that does not come into it (`reidentification_denied`; one that the
/// policy does not know, `undeclared_field`); an item asked for as it is that shows in another way
/// (`masking_required`); a budget that does not hold one release more (`reidentification_denied`).
///
/// # Errors
/// The refusal, with the entry that records it.
pub fn may_begin(
    policy: &Policy,
    facts: &Facts,
    request: &Derive,
    moment: &Moment,
) -> Result<(), Box<(Refusal, Entry)>> {
    let entry = entry(policy, request, moment);
    check(policy, facts, request, moment.now).map_err(|refusal| Box::new((refusal, entry)))
}

/// Leave to work the loaded records out: of people whose account is open and who agreed where the purpose rests on
/// consent, and nothing that is marked as a minor's. With whose each record is.
pub fn permit(policy: &Policy, facts: &Facts, request: &Derive, now: Timestamp) -> (Permit, BTreeMap<Record, Whose>) {
    let ways = ways(policy, request);
    let (mut openings, mut whose) = (Vec::new(), BTreeMap::new());
    if let Some(row) = policy.document.purposes.get(&request.purpose) {
        let who = For { policy, facts, row, purpose: &request.purpose, now };
        for record in facts.records.iter().filter(|record| takes_part(policy, facts, request, row, record)) {
            let items = record.items.keys().filter(|item| ways.contains_key(*item) && !record.minors.contains(*item));
            for item in items {
                if let Opened::Yes(opening) = opening(who, record, item, Form::Aggregate) {
                    openings.push(opening);
                    let subject = record.subject.unwrap_or(Subject(record.holder.0));
                    whose.insert(record.record, Whose { subject, created_at: record.created_at });
                }
            }
        }
    }
    (Permit::new(request.purpose.clone(), now, openings), whose)
}

/// Whose a record is that comes into a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whose {
    /// The person, or the holder of what is about nobody.
    pub subject: Subject,
    /// When the record was created.
    pub created_at: Timestamp,
}

fn takes_part(policy: &Policy, facts: &Facts, request: &Derive, row: &Purpose, record: &RecordFact) -> bool {
    let Some(subject) = record.subject else { return true };
    let Some(person) = facts.person(Some(subject)) else { return false };
    let consent = person.consents.get(&request.purpose);
    let agreed = consent
        .is_some_and(|fact| fact.state == ConsentState::Given && policy.consent_covers(&fact.notice, &request.purpose));
    let withdrawn = consent.is_some_and(|fact| fact.state == ConsentState::Withdrawn);
    person.account == AccountState::Open && !withdrawn && (agreed || row.basis != Basis::Consent)
}

/// Decides whether the set that was worked out is kept and given out.
///
/// Refusals in order: as [`may_begin`]; a value that would have pointed to somebody, too small a group, too small a
/// difference from a set before it (`reidentification_denied`); nothing to count, or no group large enough to count
/// (`purpose_denied`).
#[must_use]
pub fn decide(
    policy: &Policy,
    facts: &Facts,
    request: &Derive,
    (set, weighed): (Set, &Weighed),
    moment: &Moment,
) -> Decision {
    let mut entry = entry(policy, request, moment);
    entry.set = Some(set);
    entry.counts = weighed.counts();
    let row = policy.document.derived.get(&request.derived);
    if let Some(noise) = row.and_then(|row| row.noise.as_ref()) {
        let verdict = check(policy, facts, request, moment.now).map_err(|refusal| (refusal, entry.clone()));
        return decided(verdict.map(|()| noise::plan(policy, facts, (request, noise), (set, entry), moment.now)));
    }
    let verdict =
        check(policy, facts, request, moment.now).and_then(|()| weigh(policy, request, row.map(|row| row.by), weighed));
    decided(match (verdict, row) {
        (Err(refusal), _) => Err((refusal, entry)),
        (Ok(()), None) => Err((Refusal::gap(Code::PurposeDenied, &request.derived), entry)),
        // ---- nothing is refused below this line ----
        (Ok(()), Some(row)) => {
            let promise = path("derived", &request.derived);
            entry.promise = Some(promise.clone());
            entry.items = ways(policy, request).into_keys().map(|item| (item, Some(Form::Aggregate))).collect();
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            plan.push(&promise, keep(policy, request, row, set, weighed, moment.now));
            Ok(plan)
        }
    })
}

fn keep(policy: &Policy, request: &Derive, row: &Derived, set: Set, weighed: &Weighed, at: Timestamp) -> Change {
    let ways = ways(policy, request);
    let file = SetFile {
        derived: request.derived.clone(),
        by: Name::from(row.by.as_str()),
        shape: Shape::of(&ways, row.by),
        items: ways.into_keys().collect(),
        kinds: kinds(policy, request).into_iter().collect(),
        rows: weighed.rows,
        smallest: weighed.smallest,
        span: weighed.span,
        linked: row.by == Transform::Deidentify,
        ends_by: None,
        at,
        spent: 0,
    };
    Change::KeepSet { set, file }
}

fn entry(policy: &Policy, request: &Derive, moment: &Moment) -> Entry {
    let mut entry = Entry::of(policy, moment, &request.actor, "derive");
    entry.purpose = policy.document.purposes.get_key_value(&request.purpose).map(|(name, _)| name.clone());
    let declared = request.items.iter().filter(|item| policy.document.data.contains_key(*item));
    entry.items = declared.map(|item| (item.clone(), None)).collect();
    entry
}

fn check(policy: &Policy, facts: &Facts, request: &Derive, now: Timestamp) -> Result<(), Refusal> {
    may_use(policy, facts, (&request.actor, &request.derived, &request.purpose), now)?;
    let promise = path("derived", &request.derived);
    let ways = ways(policy, request);
    for item in &request.items {
        if !policy.document.data.contains_key(item) {
            return Err(Refusal::gap(Code::UndeclaredField, item));
        }
        if !ways.contains_key(item) {
            let remedy = Remedy::LeaveOut(item.to_string());
            return Err(Refusal::by(promise, Code::ReidentificationDenied, remedy).about(item));
        }
    }
    let reduced = ways.iter().find(|(_, way)| request.raw && **way != Way::Shown(Shown::AsIs));
    match reduced {
        Some((item, _)) => Err(Refusal::by(promise, Code::MaskingRequired, Remedy::Nothing).about(item)),
        None => noise::affordable(policy, facts, &request.derived, now),
    }
}

/// The set is for this purpose, and the purpose is this role's: sets are for roles, never for a person as such.
fn may_use(
    policy: &Policy,
    facts: &Facts,
    (actor, derived, purpose): (&Actor, &Name, &Name),
    now: Timestamp,
) -> Result<(), Refusal> {
    if let Some(bar) = policy.bars().iter().find(|bar| bar.purposes.contains(purpose)) {
        return Err(Refusal::by(bar.promise.clone(), Code::PurposeDenied, Remedy::Nothing).about(purpose));
    }
    let gate = policy.gate(Act::Derive, derived).ok_or_else(|| Refusal::gap(Code::PurposeDenied, derived))?;
    let items = BTreeMap::new();
    let ask = Ask {
        now,
        actor,
        subject: None,
        purpose,
        occasion: None,
        captured_at: now,
        captured_until: now,
        origin: Origin::App,
        items: &items,
        born: None,
        accepts: false,
        before_account: false,
        ground: None,
        platform: None,
    };
    walk(policy, gate, facts, &ask)?;
    let in_person = actor.capacity == Capacity::Subject && actor.roles.is_empty();
    let refusal = || Refusal::by(gate.promise.clone(), Code::ActorDenied, Remedy::Nothing);
    (!in_person).then_some(()).ok_or_else(refusal)
}

fn weigh(policy: &Policy, request: &Derive, by: Option<Transform>, weighed: &Weighed) -> Result<(), Refusal> {
    let promise = path("derived", &request.derived);
    let denied = |code, remedy| Refusal::by(promise.clone(), code, remedy);
    let group = u64::from(group(policy, &request.derived));
    if let Some(item) = &weighed.telling {
        let refusal = denied(Code::ReidentificationDenied, Remedy::LeaveOut(item.to_string()));
        return Err(refusal.about(item));
    }
    if weighed.rows == 0 {
        let code = if by == Some(Transform::Aggregate) { Code::PurposeDenied } else { Code::ReidentificationDenied };
        return Err(denied(code, Remedy::Wait));
    }
    if weighed.smallest < group || weighed.differs_by.is_some_and(|few| few < group) {
        return Err(denied(Code::ReidentificationDenied, Remedy::Wait));
    }
    Ok(())
}

/// A row of a set, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetRow {
    /// Its reference, which tells nothing.
    pub row: Reference,
    /// Its values, sealed.
    pub body: Vec<u8>,
    /// How many people it stands for, where it counts; else 1. A number that is blurred may be below 0.
    pub count: i64,
}
