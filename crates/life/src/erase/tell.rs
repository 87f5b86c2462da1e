//! Tell: whoever was sent what is erased is told to erase it, and is held to it.
//!
//! Promised: everybody who was sent a value learns that it is erased, and nobody else; each is told what it was sent,
//! and no more; one that does not confirm in time is told again, and gets nothing more about the person until it does.
//! Not promised: that a recipient does it. Its confirmation comes from outside and is kept by its hash.

use super::telling::{Asks, ReleasedFact, TellingFact, TellingFile, TellingState};
use crate::actor::{Actor, Capacity, Moment};
use crate::change::{Change, Work};
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::Facts;
use crate::plan::{Decision, Plan, decided};
use crate::reference::{Erasure, Holder, Record, Reference, Subject, Telling};
use crate::refusal::{Refusal, Remedy};
use jiff::Timestamp;
use policy::rows::{Awaited, path};
use policy::time::{Counting, ends_at};
use policy::{Name, Policy};
use std::collections::{BTreeMap, BTreeSet};

/// What closing an account, or erasing all of it, brings about was put before the person, and she confirmed it where the
/// policy waits for that: `notice_missing` until then.
pub(crate) fn confirmed(policy: &Policy, facts: &Facts, subject: Subject) -> Result<(), Refusal> {
    let waits = policy.document.notices.iter().filter(|(_, row)| row.is_of_closing());
    for (notice, awaited) in waits.filter_map(|(notice, row)| Some((path("notice", notice), row.awaits?))) {
        let answer = facts.answer(Holder(subject.0), &notice);
        let given = answer.filter(|answer| !answer.has_declined()).and_then(|answer| match awaited {
            Awaited::Accepted => answer.agreement(false),
            Awaited::Shown => answer.told(),
        });
        if given.is_none() {
            return Err(Refusal::by(notice.clone(), Code::NoticeMissing, Remedy::Show(notice)));
        }
    }
    Ok(())
}

/// What is erased.
#[derive(Debug)]
pub(crate) enum Erased<'a> {
    /// These items of these records.
    Items(&'a [(Record, Vec<Name>)]),
    /// Everything of somebody.
    AllOf(Holder),
    /// Everything in the cell.
    All,
}

/// Gives the erasure its reference, and tells everybody who was sent some of it.
pub(crate) fn plan_erasure(
    policy: &Policy,
    facts: &Facts,
    (whose, erased): (Holder, &Erased<'_>),
    promise: &Name,
    moment: &Moment,
    plan: &mut Plan,
) -> Erasure {
    let mut ids = moment.ids.clone();
    let erasure = Erasure(ids.next_reference());
    plan.entry.erasure = Some(erasure);
    plan.push_replayed(promise, Change::Erasure { erasure, whose, at: moment.now });
    let mut files: BTreeMap<(Holder, &Name), TellingFile> = BTreeMap::new();
    for sent in facts.released.iter().filter(|sent| is_erased(sent, erased)) {
        let file = files.entry((sent.whose, &sent.recipient)).or_insert_with(|| {
            let leave = facts.leaves.get(&(sent.whose, sent.recipient.clone())).cloned();
            let asks = match (&leave, keeps_by_law(policy, &sent.recipient)) {
                (Some(_), _) => Asks::Nothing,
                (None, true) => Asks::Restrict,
                (None, false) => Asks::Erase,
            };
            let (recipient, items, records, releases) = (sent.recipient.clone(), Vec::new(), Vec::new(), Vec::new());
            TellingFile { erasure, whose: sent.whose, recipient, asks, items, records, releases, leave }
        });
        add(&mut file.items, Some(&sent.item));
        add(&mut file.records, sent.record.as_ref());
        add(&mut file.releases, sent.release.as_ref());
    }
    for file in files.into_values() {
        let telling = Telling(ids.next_reference());
        let promise = path("recipient", &file.recipient);
        let due_at = within(policy, &file.recipient, moment.now);
        let asks = file.asks;
        plan.push_replayed(&promise, Change::Tell { telling, file, due_at, at: moment.now });
        if asks != Asks::Nothing {
            let work = Work::AwaitTelling { telling };
            plan.push_replayed(&promise, Change::Due { at: due_at, work, since: None });
        }
    }
    erasure
}

fn add<T: Clone + PartialEq>(list: &mut Vec<T>, one: Option<&T>) {
    list.extend(one.filter(|one| !list.contains(one)).cloned());
}

fn is_erased(sent: &ReleasedFact, erased: &Erased<'_>) -> bool {
    match erased {
        Erased::Items(records) => {
            records.iter().any(|(record, items)| sent.record == Some(*record) && items.contains(&sent.item))
        }
        Erased::AllOf(holder) => sent.whose == *holder,
        Erased::All => true,
    }
}

/// Whether a law makes the recipient keep what it was sent.
fn keeps_by_law(policy: &Policy, recipient: &Name) -> bool {
    policy.document.recipients.get(recipient).is_some_and(|row| row.keeps_by_law.is_some())
}

/// By when a recipient is told, and once it is told, by when it has done it: what the policy says of the recipient, else
/// of the right to erasure; at once, where it says neither.
fn within(policy: &Policy, recipient: &Name, from: Timestamp) -> Timestamp {
    let own = policy.document.recipients.get(recipient).and_then(|row| row.erases_within.as_ref());
    let rights = || policy.document.rights.get(super::RIGHT).map(|row| &row.within);
    let period = own.or_else(rights).and_then(|length| policy.period(length));
    let end = period.and_then(|period| ends_at(from, &period, Counting::Instant, &policy.zone, &policy.calendar).ok());
    end.map_or(from, |end| end.at)
}

/// What a release leaves on record: who was sent what, and from where.
pub(crate) fn plan_released(
    facts: &Facts,
    subject: Option<Subject>,
    promise: &Name,
    (release, recipient, items): (Reference, &Name, Vec<(Name, Option<Record>)>),
    plan: &mut Plan,
) {
    let mut of: BTreeMap<(Holder, Option<Record>), BTreeSet<Name>> = BTreeMap::new();
    for (item, record) in items {
        let fact = facts.records.iter().find(|fact| Some(fact.record) == record);
        let person = subject.or_else(|| fact.and_then(|fact| fact.subject)).map(|subject| Holder(subject.0));
        let whose = person.or_else(|| fact.map(|fact| fact.holder)).unwrap_or(Holder(facts.cell.0));
        of.entry((whose, record)).or_default().insert(item);
    }
    for ((whose, record), items) in of {
        let (recipient, items) = (recipient.clone(), items.into_iter().collect());
        plan.push_replayed(promise, Change::Released { release, whose, recipient, record, items });
    }
}

/// A recipient that was told and has not confirmed in time gets nothing more about the person.
pub(crate) fn not_overdue(facts: &Facts, recipient: &Name, promise: &Name, now: Timestamp) -> Result<(), Refusal> {
    let overdue = |telling: &&TellingFact| telling.file.recipient == *recipient && telling.is_overdue(now);
    match facts.tellings.iter().find(overdue) {
        Some(_) => Err(Refusal::by(promise.clone(), Code::Suspended, Remedy::Wait)),
        None => Ok(()),
    }
}

/// What staff enters of a telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It was sent to the recipient.
    Sent,
    /// The recipient confirmed that it was done.
    Confirmed,
}

/// A step of a telling, who enters it, and what proves it.
#[derive(Debug, Clone)]
pub struct Follow {
    /// Who acts.
    pub actor: Actor,
    /// What.
    pub step: Step,
    /// SHA-256 of what was sent, or of the confirmation, hexadecimal.
    pub digest: String,
}

/// Decides whether the loaded telling takes the step.
///
/// Refusals in order: no such telling (`not_found`); somebody other than staff (`actor_denied`); no hash of what proves
/// it (`basis_required`); a state in which the step has no place (`conflict`).
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, request: &Follow, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "erase");
    let event = if request.step == Step::Sent { "telling.sent" } else { "telling.confirmed" };
    entry.about = Some(Name::from(event));
    name_telling(facts, &mut entry);
    decided(match check(facts, request) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(fact) => {
            let promise = path("recipient", &fact.file.recipient);
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            let (telling, repeats, at) = (fact.telling, fact.repeats, moment.now);
            let digest = Some(request.digest.clone());
            let work = || Work::AwaitTelling { telling };
            plan.push_replayed(&promise, Change::CallOff { work: work() });
            let (state, due_at) = match request.step {
                Step::Sent => (TellingState::Sent, within(policy, &fact.file.recipient, at)),
                Step::Confirmed => (TellingState::Confirmed, fact.due_at),
            };
            plan.push_replayed(&promise, Change::MoveTelling { telling, state, due_at, digest, repeats, at });
            if state == TellingState::Sent {
                plan.push_replayed(&promise, Change::Due { at: due_at, work: work(), since: None });
            }
            Ok(plan)
        }
    })
}

fn check<'f>(facts: &'f Facts, request: &Follow) -> Result<&'f TellingFact, Refusal> {
    let absent = || Refusal::by(Name::from("policy"), Code::NotFound, Remedy::Nothing);
    let fact = facts.tellings.first().ok_or_else(absent)?;
    let by = |code, remedy| Err(Refusal::by(path("recipient", &fact.file.recipient), code, remedy));
    if request.actor.capacity != Capacity::Staff {
        return by(Code::ActorDenied, Remedy::ActAs(vec![Name::from("staff")]));
    }
    if !is_digest(&request.digest) {
        return by(Code::BasisRequired, Remedy::File(vec![Name::from("digest")]));
    }
    match (request.step, fact.state) {
        (Step::Sent, TellingState::Due) | (Step::Confirmed, TellingState::Sent) => Ok(fact),
        _ => by(Code::Conflict, Remedy::Nothing),
    }
}

/// Whether `text` is a SHA-256 in hexadecimal.
pub(crate) fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// What the entry says of the telling that was loaded.
pub(super) fn name_telling(facts: &Facts, entry: &mut Entry) {
    let Some(fact) = facts.tellings.first() else { return };
    entry.recipient = Some(fact.file.recipient.clone());
    entry.erasure = Some(fact.file.erasure);
    entry.subject = Some(Subject(fact.file.whose.0));
    entry.items = fact.file.items.iter().map(|item| (item.clone(), None)).collect();
    entry.promise = Some(path("recipient", &fact.file.recipient));
}

/// Its time ran out: it is due to be sent once more, and from now on nothing else goes to the recipient.
pub(super) fn plan_again(policy: &Policy, facts: &Facts, due_at: Timestamp, now: Timestamp, plan: &mut Plan) {
    let Some(fact) = facts.tellings.first().filter(|fact| fact.state.waits() && fact.due_at <= due_at) else { return };
    let promise = path("recipient", &fact.file.recipient);
    let (telling, repeats) = (fact.telling, fact.repeats.saturating_add(1));
    let again = within(policy, &fact.file.recipient, now);
    let (state, digest) = (TellingState::Due, None);
    let change = Change::MoveTelling { telling, state, due_at: again, digest, repeats, at: now };
    plan.push_replayed(&promise, change);
    // Where no time is promised nobody is told again and again within the same instant.
    if again > now {
        let work = Work::AwaitTelling { telling };
        plan.push_replayed(&promise, Change::Due { at: again, work, since: None });
    }
}
