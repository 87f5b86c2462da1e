//! Grounds: acts without consent. One names its ground, the facts behind it, whom and what it opens, and ends.
//!
//! An approved ground is an activity: acts are done within it, it closes by itself, and each of them is counted under
//! the ground's promise.

use crate::actor::{Actor, Capacity, Moment};
use crate::change::{Change, Work};
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::Facts;
use crate::gate::plays;
use crate::plan::{Decision, Plan, decided};
use crate::reference::{Activity, Subject};
use crate::refusal::{Refusal, Remedy};
use jiff::Timestamp;
use policy::rows::{Ground, path};
use policy::time::{Counting, ends_at};
use policy::{Name, Policy};

/// What an approved ground opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroundFact {
    /// Which ground, without `ground.`.
    pub ground: Name,
    /// Whose data.
    pub subject: Subject,
    /// Which items.
    pub items: Vec<Name>,
}

/// Somebody wants to act on a ground.
#[derive(Debug, Clone)]
pub struct Approve {
    /// Who approves.
    pub actor: Actor,
    /// Who asked for it, where the policy wants somebody else to approve.
    pub asked_by: Option<Actor>,
    /// Which ground, without `ground.`.
    pub ground: Name,
    /// The facts that are on file.
    pub facts: Vec<Name>,
    /// Whose data it opens.
    pub subject: Subject,
    /// Which items it opens.
    pub items: Vec<Name>,
}

/// Decides whether acts may be done on a ground.
///
/// Refusals in order: a ground that the policy does not list, a fact that is not on file (`basis_required`); somebody
/// who may not approve, or who asked for it (`actor_denied`); an item that the ground does not cover
/// (`field_not_allowed`).
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, request: &Approve, moment: &Moment) -> Decision {
    let activity = Activity(moment.ids.clone().next_reference());
    let mut entry = Entry::of(policy, moment, &request.actor, "ground");
    entry.subject = Some(request.subject);
    entry.second.clone_from(&request.asked_by);
    entry.activity = Some(activity);
    let known = |item: &&Name| policy.document.data.contains_key(*item);
    entry.items = request.items.iter().filter(known).map(|item| (item.clone(), None)).collect();
    decided(match check(policy, request) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(row) => {
            let promise = path("ground", &request.ground);
            entry.promise = Some(promise.clone());
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            let (kind, at) = (promise.clone(), moment.now);
            plan.push(&promise, Change::OpenActivity { activity, kind, opened_by: None, about: None, at });
            plan.push(
                &promise,
                Change::Approve {
                    activity,
                    ground: request.ground.clone(),
                    facts: request.facts.clone(),
                    subject: request.subject,
                    items: request.items.clone(),
                },
            );
            if let Some(end) = over_at(policy, row, at) {
                let work = Work::CloseActivity { activity };
                plan.push(&promise, Change::Due { at: end, work, since: None });
            }
            Ok(plan)
        }
    })
}

fn over_at(policy: &Policy, row: &Ground, at: Timestamp) -> Option<Timestamp> {
    let period = policy.period(row.lasts.as_ref()?)?;
    ends_at(at, &period, Counting::default(), &policy.zone, &policy.calendar).ok().map(|end| end.at)
}

fn check<'p>(policy: &'p Policy, request: &Approve) -> Result<&'p Ground, Refusal> {
    // What only keeps data longer is no leave to act: it is placed as a hold.
    let acts = |row: &&Ground| row.allows.is_empty() || row.allows.iter().any(|act| *act != "keep");
    let row = policy.document.grounds.get(&request.ground).filter(acts);
    let row = row.ok_or_else(|| Refusal::gap(Code::BasisRequired, &request.ground))?;
    let by = |code, remedy| Err(Refusal::by(path("ground", &request.ground), code, remedy));
    let missing: Vec<Name> = row.needs.iter().filter(|need| !request.facts.contains(need)).cloned().collect();
    if !missing.is_empty() {
        return by(Code::BasisRequired, Remedy::File(missing));
    }
    match row.approved_by.as_ref().map(|role| role.strip_prefix("role.").unwrap_or(role)) {
        Some(role) if !plays(policy, &request.actor, role) => {
            return by(Code::ActorDenied, Remedy::ActAs(vec![path("role", role)]));
        }
        Some(_) if !two(&request.actor, request.asked_by.as_ref()) => {
            return by(Code::ActorDenied, Remedy::AskSecond);
        }
        None if request.actor.capacity != Capacity::Staff => {
            return by(Code::ActorDenied, Remedy::ActAs(vec![Name::from("staff")]));
        }
        _ => {}
    }
    match request.items.iter().find(|item| !covers(policy, row, item)) {
        Some(item) => {
            Err(Refusal::by(path("ground", &request.ground), Code::FieldNotAllowed, Remedy::LeaveOut(item.to_string()))
                .about(item))
        }
        None => Ok(row),
    }
}

/// Whether one person asked and another approves, and both are known.
pub(crate) fn two(approver: &Actor, asker: Option<&Actor>) -> bool {
    let asker = asker.and_then(|asker| asker.subject);
    asker.is_some() && approver.subject.is_some() && asker != approver.subject
}

/// Whether the ground covers the item, by itself or by a record that holds it; any declared one, where it lists none.
pub(crate) fn covers(policy: &Policy, row: &Ground, item: &Name) -> bool {
    let held = |name: &Name| policy.document.records.get(name).is_some_and(|record| record.holds.contains(item));
    let listed = row.covers.iter().any(|name| name == item || held(name));
    policy.document.data.contains_key(item) && (listed || row.covers.is_empty())
}

/// The ground on which an act is done at `now`, if the activity that it names is one that allows `act` and opens the
/// data of `subject`.
pub(crate) fn on_ground<'f>(
    policy: &Policy,
    facts: &'f Facts,
    act: &str,
    subject: Option<Subject>,
    now: Timestamp,
) -> Option<&'f GroundFact> {
    let activity = facts.activity.as_ref()?;
    let ground = activity.ground.as_ref()?;
    let row = policy.document.grounds.get(&ground.ground)?;
    let runs = activity.opened_at <= now && activity.closed_at.is_none_or(|closed_at| now < closed_at);
    let over = over_at(policy, row, activity.opened_at).is_some_and(|end| end <= now);
    let allows = row.allows.iter().any(|word| word == act) || (row.allows.is_empty() && act == "share");
    (runs && !over && allows && subject == Some(ground.subject)).then_some(ground)
}
