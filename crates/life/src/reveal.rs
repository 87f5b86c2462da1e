//! Reveal: may these values be read, and in which form do they come out?

pub mod hidden;
pub mod member;

use crate::access::{self, Clearance, GrantFact};
use crate::actor::{Actor, Capacity, Moment};
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::{Facts, RecordFact};
use crate::gate::{Ask, Origin, walk, walk_for_nobody};
use crate::ground::{self, GroundFact};
use crate::guard::factor;
use crate::permit::{Opening, Permit};
use crate::plan::{Decision, Plan, decided};
use crate::reference::{Activity, Subject};
use crate::refusal::{Refusal, Remedy};
use crate::retain::{self, For, Opened};
use jiff::Timestamp;
use policy::rows::{Keep, Purpose};
use policy::{Act, Form, Name, Policy};
use std::collections::BTreeMap;

/// Values that somebody wants to read.
#[derive(Debug, Clone)]
pub struct Reveal {
    /// Who acts.
    pub actor: Actor,
    /// Why; without one nothing is read.
    pub purpose: Name,
    /// The person whose values are asked for, if the request names one.
    pub subject: Option<Subject>,
    /// Which items; all that the purpose may read, where none is listed.
    pub items: Vec<Name>,
    /// Within which activity.
    pub activity: Option<Activity>,
    /// In which form; the fullest that the purpose may read, unless it is said.
    pub form: Option<Form>,
}

/// Decides whether the values of the loaded records may be read.
///
/// Refusals in order: unknown purpose, prohibited purpose (`purpose_denied`); the gate's needs; no record
/// (`not_found`); an item that the purpose may not read (`purpose_denied`); one above the grade that the actor is cleared
/// for (`actor_denied`); a value that has ended
/// (`not_found`); a fuller form than the purpose may read (`masking_required`). What is kept for one purpose only is refused to every other (`restricted`), whatever has become of
/// the account.
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, request: &Reveal, moment: &Moment) -> Decision {
    decide_for(policy, facts, request, moment, false)
}

/// As [`decide`]; of what a `guest` wrote it is not asked whether she has an account.
pub(crate) fn decide_for(policy: &Policy, facts: &Facts, request: &Reveal, moment: &Moment, guest: bool) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "read");
    entry.purpose = policy.document.purposes.get_key_value(&request.purpose).map(|(name, _)| name.clone());
    entry.activity = request.activity;
    entry.subject = request.subject.or_else(|| facts.records.iter().find_map(|record| record.subject));
    entry.records = facts.records.iter().map(|record| record.record).collect();
    // An item's name comes from outside: only a declared one is recorded.
    let declared = request.items.iter().filter(|item| policy.document.data.contains_key(*item));
    entry.items = declared.map(|item| (item.clone(), None)).collect();
    decided(match check(policy, facts, request, moment, guest) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok((openings, grant)) => {
            entry.items = outcome_items(&openings);
            let ground = on_ground(policy, facts, request, entry.subject, moment.now);
            let promise = ground.map(|ground| policy::rows::path("ground", &ground.ground));
            entry.promise = promise.or_else(|| Some(policy::rows::path("purpose", &request.purpose)));
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            let names = hidden::names(policy, facts, &openings, moment.now);
            plan.permit = Some(Permit::new(request.purpose.clone(), moment.now, openings).hiding(names));
            access::plan_use(grant, moment.now, &mut plan);
            crate::answer::plan_use(policy, facts, &request.actor, moment.now, &mut plan);
            Ok(plan)
        }
    })
}

fn outcome_items(openings: &[Opening]) -> Vec<(Name, Option<Form>)> {
    let forms: BTreeMap<Name, Form> = openings.iter().map(|opening| (opening.item.clone(), opening.form)).collect();
    forms.into_iter().map(|(item, form)| (item, Some(form))).collect()
}

fn check<'f>(
    policy: &Policy,
    facts: &'f Facts,
    request: &Reveal,
    moment: &Moment,
    guest: bool,
) -> Result<(Vec<Opening>, Option<&'f GrantFact>), Refusal> {
    if let Some(bar) = policy.bars().iter().find(|bar| bar.purposes.contains(&request.purpose)) {
        let refusal = Refusal::by(bar.promise.clone(), Code::PurposeDenied, Remedy::Nothing);
        return Err(refusal.about(&request.purpose));
    }
    let gap = || Refusal::gap(Code::PurposeDenied, &request.purpose);
    let gate = policy.gate(Act::Read, &request.purpose).ok_or_else(gap)?;
    let row = policy.document.purposes.get(&request.purpose).ok_or_else(gap)?;
    access::on_file(policy, facts, &request.actor, moment.now)?;
    factor::proven(policy, facts, &request.actor, moment.now)?;
    // What is not there is nobody's: whether somebody agreed to it being read is no question then.
    let nobodys = request.subject.is_none() && facts.records.is_empty();
    if nobodys {
        let items = BTreeMap::new();
        walk_for_nobody(policy, gate, facts, &ask(request, moment.now, None, &items))?;
    }
    let subjects = facts.records.iter().map(|record| record.subject);
    for subject in subjects.chain(request.subject.map(Some)) {
        let items = BTreeMap::new();
        let ground = on_ground(policy, facts, request, subject, moment.now);
        let ask = Ask { before_account: guest, ground, ..ask(request, moment.now, subject, &items) };
        walk(policy, gate, facts, &ask)
            .map_err(|refusal| set_aside(policy, facts, request, moment.now, &refusal).unwrap_or(refusal))?;
    }
    during(policy, facts, request, row, moment.now)?;
    let grant = access::granted(policy, facts, request, moment.now)?;
    if facts.records.is_empty() {
        return Err(Refusal::by(gate.promise.clone(), Code::NotFound, Remedy::Nothing));
    }
    let clearance = Clearance::of(policy, &request.actor, row, grant);
    let who = For { policy, facts, row, purpose: &request.purpose, now: moment.now };
    let (mut openings, mut restricted) = (Vec::new(), None);
    for record in &facts.records {
        let from = openings.len();
        restricted = open_record(who, (request, clearance), record, &mut openings)?.or(restricted);
        if let Some(ground) = on_ground(policy, facts, request, record.subject, moment.now) {
            // A ground opens what it names and nothing else, whatever the purpose may read.
            let opened = openings.split_off(from);
            openings.extend(opened.into_iter().filter(|opening| ground.items.contains(&opening.item)));
        }
    }
    if let Some(file) = grant.map(|grant| &grant.file).filter(|file| !file.items.is_empty()) {
        openings.retain(|opening| file.items.contains(&opening.item));
    }
    if openings.is_empty() {
        let nothing = || Refusal::by(gate.promise.clone(), Code::NotFound, Remedy::Nothing);
        return Err(restricted.unwrap_or_else(nothing));
    }
    Ok((openings, grant))
}

/// The ground on which the values of `subject` are read, if the activity that the request names is one and opens
/// every item that is asked for by name.
fn on_ground<'f>(
    policy: &Policy,
    facts: &'f Facts,
    request: &Reveal,
    subject: Option<Subject>,
    now: Timestamp,
) -> Option<&'f GroundFact> {
    let ground = ground::on_ground(policy, facts, "use", subject, now)?;
    request.items.iter().all(|item| ground.items.contains(item)).then_some(ground)
}

/// A record of which nothing is left but what one purpose may read is refused for that reason, not for the
/// state of the account that it outlives. A stranger is not told of it.
fn set_aside(policy: &Policy, facts: &Facts, request: &Reveal, now: Timestamp, instead: &Refusal) -> Option<Refusal> {
    let stranger = request.actor.capacity == Capacity::Subject && facts.account(request.actor.subject).is_none();
    if stranger || !matches!(instead.code, Code::AccountDisabled | Code::NotFound) {
        return None;
    }
    retain::kept_apart(policy, facts, &request.purpose, now)
}

const fn ask<'a>(
    request: &'a Reveal,
    now: Timestamp,
    subject: Option<Subject>,
    items: &'a BTreeMap<&'a str, u32>,
) -> Ask<'a> {
    Ask {
        now,
        actor: &request.actor,
        subject,
        purpose: &request.purpose,
        occasion: None,
        captured_at: now,
        captured_until: now,
        origin: Origin::App,
        items,
        born: None,
        accepts: false,
        before_account: false,
        ground: None,
        platform: None,
    }
}

/// What a purpose collects within an activity was bounded when it was captured; what it only reads is bounded at reading:
/// the activity is open, and where it is a person's, it is hers whose values are read.
fn during(policy: &Policy, facts: &Facts, request: &Reveal, row: &Purpose, now: Timestamp) -> Result<(), Refusal> {
    let only_read = row.collects.is_empty() || facts.records.iter().any(|record| !row.collects.contains(&record.kind));
    let Some(kind) = row.during.as_ref().filter(|_| only_read) else { return Ok(()) };
    let persons = policy.document.activities.get(kind).is_some_and(|row| row.opened_by == policy::rows::Who::Subject);
    let subject = request.subject.or_else(|| facts.records.iter().find_map(|record| record.subject));
    let open = facts.activity.as_ref().is_some_and(|activity| {
        let runs = activity.opened_at <= now && activity.closed_at.is_none_or(|at| now < at);
        let whose = activity.opened_by;
        let hers =
            || whose == subject && facts.records.iter().all(|record| record.subject.is_none_or(|of| Some(of) == whose));
        activity.kind == *kind && runs && ((whose.is_none() && !persons) || hers())
    });
    let refusal = || {
        let promise = policy::rows::path("purpose", &request.purpose);
        let code = if persons { Code::PurposeDenied } else { Code::ActorDenied };
        Refusal::by(promise, code, Remedy::Open(kind.clone()))
    };
    open.then_some(()).ok_or_else(refusal)
}

/// Opens what may be opened of one record; answers why something is left out that is kept for another purpose.
fn open_record(
    who: For<'_>,
    (request, clearance): (&Reveal, Clearance),
    record: &RecordFact,
    openings: &mut Vec<Opening>,
) -> Result<Option<Refusal>, Refusal> {
    let denied = |item: &str| {
        let promise = policy::rows::path("purpose", &request.purpose);
        Refusal::by(promise, Code::PurposeDenied, Remedy::Nothing).about(item)
    };
    let wanted = |item: &&Name| request.items.is_empty() || request.items.contains(item);
    let (mut readable, mut restricted) = (0_usize, None);
    for item in record.items.keys().filter(wanted) {
        // What is kept hashed is compared, never read.
        // What is only counted is no value to be read.
        let read = |form: &&Form| **form != Form::Aggregate && who.policy.keep(item) != Keep::Hashed;
        let Some(form) = who.row.reads.get(item).filter(read) else {
            // Asked for by name: refused. Not asked for: left out.
            if request.items.is_empty() {
                continue;
            } else {
                return Err(denied(item));
            }
        };
        readable += 1;
        if !clearance.reaches(who.policy, item) {
            let refusal = Clearance::refusal(item);
            // As with what is kept apart: asked for by name it is refused, and not asked for left out.
            if request.items.is_empty() {
                restricted = restricted.or(Some(refusal));
                continue;
            }
            return Err(refusal);
        }
        let form = if record.minors.contains(item) { marked(who.policy).min(*form) } else { *form };
        let form = match request.form {
            Some(fuller) if fuller > form => return Err(reduced(&request.purpose, item)),
            asked => asked.unwrap_or(form),
        };
        match retain::opening(who, record, item, form) {
            Opened::Yes(opening) => openings.push(opening),
            Opened::Restricted(refusal) if !request.items.is_empty() => return Err(refusal),
            Opened::Restricted(refusal) => restricted = restricted.or(Some(refusal)),
            Opened::Ended => {}
        }
    }
    // An item that the record does not hold is refused like one that the purpose may not read.
    let asked_amiss = request.items.iter().find(|item| !who.row.reads.contains_key(*item));
    match asked_amiss {
        Some(item) => Err(denied(item)),
        None if readable == 0 && request.items.is_empty() => Err(denied(&record.kind)),
        None => Ok(restricted),
    }
}

fn reduced(purpose: &Name, item: &Name) -> Refusal {
    let promise = policy::rows::path("purpose", purpose);
    Refusal::by(promise, Code::MaskingRequired, Remedy::Nothing).about(item)
}

/// The most that is shown of a value marked as a minor's: marks outlive the policy's word on them.
fn marked(policy: &Policy) -> Form {
    policy.document.minors.as_ref().and_then(|row| row.marked).unwrap_or(Form::Masked)
}
