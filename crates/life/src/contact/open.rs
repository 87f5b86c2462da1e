//! Opening a case.

use super::rights_words::speaks_of_rights;
use super::route::{due_at, entered_by, listed, owner};
use crate::actor::{Actor, Capacity, Moment};
use crate::change::{CaseFile, Change, Work};
use crate::code::Code;
use crate::collect::{self, Collect};
use crate::entry::Entry;
use crate::facts::Facts;
use crate::gate::Origin;
use crate::personal::Personal;
use crate::plan::{Decision, Plan, decided};
use crate::reference::{Case, Subject};
use crate::refusal::{Refusal, Remedy};
use jiff::{Timestamp, ToSpan};
use policy::rows::{Contact, path};
use policy::{Name, Policy};

/// Somebody wrote in, or rang.
#[derive(Debug, Clone)]
pub struct Open {
    /// Who enters it: the person herself, staff, or a service that serves a form or a mailbox.
    pub actor: Actor,
    /// Through which contact of the policy.
    pub contact: Name,
    /// By which way: `email`, `phone`, `post` or `page`.
    pub way: Name,
    /// What it is about: a word of the contact's `for`, or a right's path.
    pub kind: Name,
    /// Who sent it, if she has an account; nobody needs one.
    pub subject: Option<Subject>,
    /// When it arrived; a letter is entered after it arrived.
    pub arrived_at: Timestamp,
    /// SHA-256 of the key that its sender is given, 64 hexadecimal digits.
    pub key: String,
    /// What was written.
    pub text: Option<Written>,
}

/// What was written: a record that a purpose of the policy collects.
#[derive(Debug, Clone)]
pub struct Written {
    /// The purpose under which it is read.
    pub purpose: Name,
    /// The record's type.
    pub kind: Name,
    /// Its values.
    pub values: Vec<(String, Personal)>,
}

/// Decides whether a case may be opened: at any hour, by anybody, through a channel that the policy lists.
///
/// Refusals in order: contact, way or subject that the policy does not list (`channel_denied`, with those that it
/// does); a word that no contact takes, an arrival in the future (`malformed`); another's name (`actor_denied`); a
/// record that would never end (`undeclared_field`); then those of [`collect`] for what was written.
#[must_use]
pub fn decide_open(policy: &Policy, facts: &Facts, request: &Open, moment: &Moment) -> Decision {
    let mut ids = moment.ids.clone();
    let case = Case(ids.next_reference());
    let mut entry = Entry::of(policy, moment, &request.actor, "case");
    entry.case = Some(case);
    entry.subject = request.subject;
    entry.about = Some(Name::from("case.opened"));
    let rest = Moment { now: moment.now, ids };
    let planned =
        check(policy, request, moment).and_then(|row| plan(policy, facts, request, &rest, case, row, entry.clone()));
    decided(planned.map_err(|refusal| (refusal, entry)))
}

fn check<'p>(policy: &'p Policy, request: &Open, moment: &Moment) -> Result<&'p Contact, Refusal> {
    let row = listed(policy, &request.contact, &request.way, &request.kind)?;
    let by = |code, remedy| Refusal::by(path("contact", &request.contact), code, remedy);
    let malformed = |part: &str| by(Code::Malformed, Remedy::Correct(part.to_owned())).about(part);
    if request.arrived_at > moment.now {
        return Err(malformed("arrived-at"));
    }
    if request.key.len() != 64 || !request.key.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return Err(malformed("key"));
    }
    let herself = request.actor.capacity == Capacity::Subject;
    if herself && request.subject.is_some() && request.subject != request.actor.subject {
        return Err(by(Code::ActorDenied, Remedy::ActAs(vec![Name::from("subject")])));
    }
    match &request.text {
        Some(text) if !ends(policy, &text.kind) => Err(Refusal::gap(Code::UndeclaredField, &text.kind)),
        _ => Ok(row),
    }
}

/// Whether every value of such a record ends by itself or with its case: it hangs on no account.
fn ends(policy: &Policy, kind: &Name) -> bool {
    let of = |event: &Name| event == policy::RECORD_CREATED || event == super::CLOSED;
    let groups = policy.groups_of(kind);
    let ended = |group| policy.ends_in(group).any(|end| end.legs.iter().any(|leg| of(&leg.from)));
    // A record that nobody declared is refused with its own words.
    groups.iter().all(ended)
}

fn plan(
    policy: &Policy,
    facts: &Facts,
    request: &Open,
    moment: &Moment,
    case: Case,
    row: &Contact,
    entry: Entry,
) -> Result<Plan, Refusal> {
    let promise = path("contact", &request.contact);
    let mut plan = match &request.text {
        None => Plan::resting_on(facts.rests_on.clone(), entry),
        Some(text) => {
            let collect = written(request, text);
            collect::plan_in_case(policy, facts, &collect, moment, case, entry)?
        }
    };
    // ---- nothing is refused below this line ----
    plan.entry.promise = Some(promise.clone());
    let due_at = due_at(policy, row, &request.kind, request.arrived_at);
    let file = CaseFile {
        contact: request.contact.clone(),
        way: request.way.clone(),
        kind: request.kind.clone(),
        owner: owner(policy, row, &request.kind),
        subject: request.subject,
        arrived_at: request.arrived_at,
        due_at,
        entered_late: moment.now > entered_by(policy, request.arrived_at),
        speaks_of_rights: request.text.as_ref().is_some_and(|text| speaks_of_rights(&text.values)),
    };
    let record = plan.entry.records.first().copied();
    let text = request.text.as_ref().and_then(|text| Some((record?, text.purpose.clone())));
    let (key, at) = (request.key.to_lowercase(), moment.now);
    plan.push_replayed(&promise, Change::OpenCase { case, file, text, key, at });
    plan.push_replayed(&promise, due(case, due_at));
    Ok(plan)
}

/// What is done when nobody has answered: answered at the last instant is in time.
pub(super) fn due(case: Case, due_at: Timestamp) -> Change {
    let at = due_at.checked_add(1.second()).unwrap_or(due_at);
    Change::Due { at, work: Work::AnswerCase { case }, since: None }
}

fn written(request: &Open, text: &Written) -> Collect {
    Collect {
        actor: request.actor.clone(),
        subject: request.subject,
        purpose: text.purpose.clone(),
        kind: text.kind.clone(),
        values: text.values.clone(),
        captured_at: request.arrived_at,
        captured_until: None,
        origin: Origin::App,
        activity: None,
        occasion: None,
        opens_tenant: false,
        platform: None,
        minors: Vec::new(),
        accepts: None,
        born: None,
    }
}
