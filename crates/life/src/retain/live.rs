//! Which keyslots of a value still run, and for whom.

use crate::Code;
use crate::change::Work;
use crate::facts::{Facts, HoldFact, RecordFact, SlotFact};
use crate::permit::Opening;
use crate::refusal::{Refusal, Remedy};
use jiff::Timestamp;
use policy::rows::{Ground, Purpose, path};
use policy::{End, Form, Name, Policy};

/// What keeps a value through a keyslot.
pub(super) enum Keeper<'a> {
    /// A retention rule.
    Rule(&'a End),
    /// A hold, with the ground as it was last stated: the hold keeps also where no version states it.
    Hold(&'a HoldFact, Option<&'a Ground>),
}

/// For which purposes a value is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use<'a> {
    /// For those that it was captured for.
    Own,
    /// For this one alone.
    Only(&'a Name),
    /// For none that is known.
    Unknown,
}

impl<'a> From<Option<&'a Name>> for Use<'a> {
    fn from(only: Option<&'a Name>) -> Self {
        only.map_or(Self::Own, Self::Only)
    }
}

impl Keeper<'_> {
    pub(super) fn kept_for(&self) -> Use<'_> {
        match self {
            Self::Rule(end) => end.kept_for().into(),
            Self::Hold(_, Some(ground)) => ground.only_for.as_ref().into(),
            Self::Hold(_, None) => Use::Unknown,
        }
    }

    pub(super) fn promise(&self) -> Name {
        match self {
            Self::Rule(end) => end.promise.clone(),
            Self::Hold(hold, _) => path("ground", &hold.file.ground),
        }
    }
}

/// What keeps through `slot`, if anything that the policy or a hold still knows does.
pub(super) fn keeper<'a>(policy: &'a Policy, facts: &'a Facts, slot: &SlotFact) -> Option<Keeper<'a>> {
    if !slot.rule.starts_with("ground.") {
        return policy.end(&slot.rule).map(Keeper::Rule);
    }
    let hold = facts.holds.iter().find(|hold| hold.file.rule(hold.hold) == slot.rule)?;
    Some(Keeper::Hold(hold, policy.ground_of_hold(&hold.file.ground)))
}

/// Whether the keyslot still runs at `now`: its end has not come, nothing that is due ends it, its hold was not lifted.
///
/// What an earlier edition promised is refused at the earlier of its own end and the one that the policy has now, also
/// before the worker has moved it.
fn runs(policy: &Policy, facts: &Facts, record: &RecordFact, (slot, item): (&SlotFact, &Name), now: Timestamp) -> bool {
    let narrowed = || match keeper(policy, facts, slot) {
        Some(Keeper::Rule(end)) if is_former(policy, end) => {
            let mut moved = policy.moved(&end.rule, &record.kind, item).peekable();
            match moved.peek() {
                Some(_) => moved.all(|end| is_over(policy, end, record, now)),
                None => is_over(policy, end, record, now),
            }
        }
        _ => false,
    };
    stands(policy, facts, record, slot, now) && !narrowed()
}

/// Whether the keyslot runs by what was promised when it was made, whatever a later version says of it.
pub(super) fn stands(policy: &Policy, facts: &Facts, record: &RecordFact, slot: &SlotFact, now: Timestamp) -> bool {
    if slot.until.is_some_and(|until| until <= now) || facts.overdue.iter().any(|work| ends(work, record, slot)) {
        return false;
    }
    match keeper(policy, facts, slot) {
        Some(Keeper::Rule(_)) => true,
        Some(Keeper::Hold(hold, _)) => hold.runs(now),
        // A rule that no version of the policy knows keeps nothing.
        None => false,
    }
}

fn is_former(policy: &Policy, end: &End) -> bool {
    !policy.ends().iter().any(|own| std::ptr::eq(own, end))
}

fn is_over(policy: &Policy, end: &End, record: &RecordFact, now: Timestamp) -> bool {
    end.term(record.created_at, &policy.zone, &policy.calendar).is_some_and(|due| due.end <= now)
}

/// Whether `work` ends this keyslot.
fn ends(work: &Work, record: &RecordFact, slot: &SlotFact) -> bool {
    work.rule() == Some(&slot.rule) && is_set_on(work, record)
}

/// Whether `work`, which an event has set, is about this record.
pub(super) fn is_set_on(work: &Work, record: &RecordFact) -> bool {
    match work {
        Work::EndHolder { holder, .. } => *holder == record.holder,
        Work::EndRule { .. } => true,
        Work::EndRecords { holder, before, purpose, .. } => {
            holder.is_none_or(|holder| holder == record.holder)
                && record.created_at <= *before
                && purpose.as_ref().is_none_or(|purpose| *purpose == record.purpose)
        }
        Work::EndActivity { activity, .. } => record.activity == Some(*activity),
        Work::EndRecord { record: which, .. } => *which == record.record,
        // The end of values and of terms stands in the keyslot itself.
        _ => false,
    }
}

/// The keyslots that keep `item` at `now`, but for a version that has come and ends it: what a law wants kept from that
/// version on is kept all the same.
pub(super) fn standing<'a>(
    policy: &'a Policy,
    facts: &'a Facts,
    record: &'a RecordFact,
    item: &'a Name,
    now: Timestamp,
) -> impl Iterator<Item = &'a SlotFact> {
    of_item(record, item).filter(move |slot| stands(policy, facts, record, slot, now))
}

fn of_item<'a>(record: &'a RecordFact, item: &'a Name) -> impl Iterator<Item = &'a SlotFact> {
    let group = record.items.get(item).copied();
    let keeps =
        move |slot: &&SlotFact| Some(slot.group) == group && (slot.items.is_empty() || slot.items.contains(item));
    record.slots.iter().filter(keeps)
}

/// The keyslots that keep `item` at `now`.
pub(crate) fn running<'a>(
    policy: &'a Policy,
    facts: &'a Facts,
    record: &'a RecordFact,
    item: &'a Name,
    now: Timestamp,
) -> impl Iterator<Item = &'a SlotFact> {
    of_item(record, item).filter(move |slot| runs(policy, facts, record, (slot, item), now))
}

/// Whether anything of the record is still kept.
pub(crate) fn is_alive(policy: &Policy, facts: &Facts, record: &RecordFact, now: Timestamp) -> bool {
    record.items.keys().any(|item| running(policy, facts, record, item, now).next().is_some())
}

/// Whether anything of the record has ended and still waits for the worker to take it.
#[must_use]
pub fn is_going(policy: &Policy, facts: &Facts, record: &RecordFact, now: Timestamp) -> bool {
    record.items.keys().any(|item| running(policy, facts, record, item, now).next().is_none())
}

/// Who wants to open values, and why.
#[derive(Debug, Clone, Copy)]
pub(crate) struct For<'a> {
    pub policy: &'a Policy,
    pub facts: &'a Facts,
    pub row: &'a Purpose,
    pub purpose: &'a Name,
    pub now: Timestamp,
}

/// What becomes of the wish to open a value.
#[derive(Debug)]
pub(crate) enum Opened {
    /// It opens.
    Yes(Opening),
    /// It is kept, and for another purpose only.
    Restricted(Refusal),
    /// It has ended, or was never there.
    Ended,
}

/// The opening of one value, through those of its keyslots that this purpose may use and that still run.
pub(crate) fn opening(who: For<'_>, record: &RecordFact, item: &Name, form: Form) -> Opened {
    let For { policy, facts, purpose, now, .. } = who;
    let mut rules = Vec::new();
    let mut restricted: Option<(Option<Timestamp>, Name)> = None;
    for slot in running(policy, facts, record, item, now) {
        let Some(keeper) = keeper(policy, facts, slot) else { continue };
        let usable = match keeper.kept_for() {
            Use::Only(only) => only == purpose,
            // A purpose that outlives the account and for which something is kept reads that, nothing else.
            Use::Own => !who.row.outlives_account || !something_is_kept_for(policy, purpose),
            Use::Unknown => false,
        };
        if usable {
            rules.push(slot.rule.clone());
        } else if keeper.kept_for() != Use::Own {
            let longest = |until: Option<Timestamp>| until.unwrap_or(Timestamp::MAX);
            if restricted.as_ref().is_none_or(|(until, _)| longest(*until) < longest(slot.until)) {
                restricted = Some((slot.until, keeper.promise()));
            }
        }
    }
    if !rules.is_empty() {
        return Opened::Yes(Opening { record: record.record, item: item.clone(), form, rules });
    }
    match restricted {
        Some((until, promise)) => {
            let refusal = Refusal::by(promise, Code::Restricted, Remedy::Nothing).about(item).until(until);
            Opened::Restricted(refusal)
        }
        None => Opened::Ended,
    }
}

/// Whether something is kept for this purpose and no other once nothing else keeps it.
fn something_is_kept_for(policy: &Policy, purpose: &Name) -> bool {
    policy.ends().iter().any(|end| end.only_for.as_ref() == Some(purpose))
        || policy.grounds_of_holds().any(|ground| ground.only_for.as_ref() == Some(purpose))
}

/// What is left of the records, if it is kept for one other purpose only: then that is why it is refused, whatever has
/// become of the account.
pub(crate) fn kept_apart(policy: &Policy, facts: &Facts, purpose: &Name, now: Timestamp) -> Option<Refusal> {
    let mut promise = None;
    for record in &facts.records {
        for slot in record.items.keys().flat_map(|item| running(policy, facts, record, item, now)) {
            let keeper = keeper(policy, facts, slot)?;
            match keeper.kept_for() {
                Use::Own => return None,
                Use::Only(only) if only == purpose => return None,
                Use::Only(_) | Use::Unknown => {}
            }
            promise = Some((keeper.promise(), slot.until));
        }
    }
    promise.map(|(promise, until)| Refusal::by(promise, Code::Restricted, Remedy::Nothing).until(until))
}
