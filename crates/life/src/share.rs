//! Share: the gate to recipients.

pub mod visit;

use crate::actor::{Actor, Capacity, Moment};
use crate::change::Change;
use crate::code::Code;
use crate::entry::Entry;
use crate::erase::tell;
use crate::facts::Facts;
use crate::gate::{Ask, Origin, walk};
use crate::ground::{self, GroundFact};
use crate::permit::{Opening, Permit};
use crate::plan::{Decision, Plan, Release, decided};
use crate::reference::{Record, Reference, Subject};
use crate::refusal::{Refusal, Remedy};
use crate::retain::{self, For, Opened};
use jiff::Timestamp;
use policy::rows::{Keep, Who, path};
use policy::{Act, Form, Gate, Name, Policy, at_most};
use std::collections::BTreeMap;

/// A release that somebody wants.
#[derive(Debug, Clone)]
pub struct Share {
    /// Who acts.
    pub actor: Actor,
    /// To whom.
    pub recipient: Name,
    /// For which purpose.
    pub purpose: Name,
    /// On which occasion.
    pub occasion: Option<Name>,
    /// About which person.
    pub subject: Option<Subject>,
    /// The fields and the forms in which they would leave.
    pub fields: Vec<(Name, Form)>,
    /// Where the recipient's endpoint stands, if the configuration says so.
    pub region: Option<Name>,
    /// Fields whose values the caller holds itself: a code only just drawn.
    pub held: Vec<Name>,
    /// Whether this happens before the person has an account.
    pub before_account: bool,
}

/// Decides whether the fields may be released now.
///
/// Refusals in order: a recipient to which nothing is sent (`channel_denied`); unknown recipient (`no_recipient`); prohibited purpose; a purpose and fields for which no
/// recipient is named (`no_recipient`); an endpoint abroad for a recipient
/// at home, or a tenant's own data on its way out of the countries where it stays (`region_denied`); a field or
/// form that the recipient does not receive (`field_not_allowed`); the gate's needs; a recipient that was told of an
/// erasure and has not confirmed it in time (`suspended`); no value (`not_found`).
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, request: &Share, moment: &Moment) -> Decision {
    let entry = entry(policy, request, moment);
    decided(match leaves(policy, request).and_then(|()| check(policy, facts, request, moment)) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok((gate, openings)) => {
            let mut entry = entry;
            let ground = on_ground(policy, facts, request, moment.now);
            let promise = ground.map(|ground| path("ground", &ground.ground));
            entry.promise = promise.or_else(|| Some(gate.promise.clone()));
            entry.records = facts.records.iter().map(|record| record.record).collect();
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            let id = moment.ids.clone().next_reference();
            let from =
                |item: &Name| openings.iter().find(|opening| opening.item == *item).map(|opening| opening.record);
            let items = request.fields.iter().map(|(item, _)| (item.clone(), from(item))).collect();
            let sent = (id, &request.recipient, items);
            tell::plan_released(facts, request.subject, &gate.promise, sent, &mut plan);
            let (recipient, fields) = (request.recipient.clone(), request.fields.clone());
            plan.release = Some(Release { id, recipient, fields });
            plan.permit = Some(Permit::new(request.purpose.clone(), moment.now, openings));
            Ok(plan)
        }
    })
}

fn entry(policy: &Policy, request: &Share, moment: &Moment) -> Entry {
    let mut entry = Entry::of(policy, moment, &request.actor, "release");
    entry.subject = request.subject;
    entry.purpose = policy.document.purposes.get_key_value(&request.purpose).map(|(name, _)| name.clone());
    entry.recipient = policy.document.recipients.get_key_value(&request.recipient).map(|(name, _)| name.clone());
    let known = |name: &Name| policy.document.data.contains_key(name);
    entry.items =
        request.fields.iter().filter(|(item, _)| known(item)).map(|(item, form)| (item.clone(), Some(*form))).collect();
    entry
}

/// To a recipient that uses the data inside nothing is sent, in whatever form.
fn leaves(policy: &Policy, request: &Share) -> Result<(), Refusal> {
    let row = policy.document.recipients.get(&request.recipient);
    let inside = row.is_some_and(|row| row.inside.is_some());
    let refusal = || {
        Refusal::by(path("recipient", &request.recipient), Code::ChannelDenied, Remedy::Nothing)
            .about(&request.recipient)
    };
    (!inside).then_some(()).ok_or_else(refusal)
}

fn check<'p>(
    policy: &'p Policy,
    facts: &Facts,
    request: &Share,
    moment: &Moment,
) -> Result<(&'p Gate, Vec<Opening>), Refusal> {
    let gate = policy
        .gate(Act::Release, &request.recipient)
        .ok_or_else(|| Refusal::gap(Code::NoRecipient, &request.recipient))?;
    if let Some(bar) = policy.bars().iter().find(|bar| bar.purposes.contains(&request.purpose)) {
        return Err(Refusal::by(bar.promise.clone(), Code::PurposeDenied, Remedy::Nothing).about(&request.purpose));
    }
    somebody(policy, request)?;
    at_home(policy, gate, request)?;
    stays(policy, gate, request)?;
    for (field, form) in &request.fields {
        let lets = gate.forms.get(field).and_then(|allowed| at_most(*form, *allowed));
        if lets.is_none() {
            let remedy = Remedy::LeaveOut(field.to_string());
            return Err(Refusal::by(gate.promise.clone(), Code::FieldNotAllowed, remedy).about(field));
        }
    }
    not_a_minors(policy, facts, request)?;
    let items = BTreeMap::new();
    let ground = on_ground(policy, facts, request, moment.now);
    walk(policy, gate, facts, &ask(request, moment.now, ground, &items))?;
    about_the_subject(facts, request, gate)?;
    tell::not_overdue(facts, &request.recipient, &gate.promise, moment.now)?;
    let openings = openings(policy, facts, request, gate, moment.now)?;
    Ok((gate, openings))
}

const fn ask<'a>(
    request: &'a Share,
    now: Timestamp,
    ground: Option<&'a GroundFact>,
    items: &'a BTreeMap<&'a str, u32>,
) -> Ask<'a> {
    Ask {
        now,
        actor: &request.actor,
        subject: request.subject,
        purpose: &request.purpose,
        occasion: request.occasion.as_ref(),
        captured_at: now,
        captured_until: now,
        origin: Origin::App,
        items,
        born: None,
        accepts: false,
        before_account: request.before_account,
        ground,
        platform: None,
    }
}

/// What is marked as a minor's goes to those recipients only of which the policy says so.
fn not_a_minors(policy: &Policy, facts: &Facts, request: &Share) -> Result<(), Refusal> {
    if policy.document.recipients.get(&request.recipient).is_some_and(|row| row.minors) {
        return Ok(());
    }
    let marked = |item: &Name| facts.records.iter().any(|record| record.minors.contains(item));
    match request.fields.iter().find(|(item, _)| marked(item)) {
        Some((item, _)) => {
            let remedy = Remedy::LeaveOut(item.to_string());
            Err(Refusal::by(Name::from("minors"), Code::FieldNotAllowed, remedy).about(item))
        }
        None => Ok(()),
    }
}

/// The ground on which it is released, if the activity that it names is one and opens every field.
fn on_ground<'f>(policy: &Policy, facts: &'f Facts, request: &Share, now: Timestamp) -> Option<&'f GroundFact> {
    let ground = ground::on_ground(policy, facts, "share", request.subject, now)?;
    request.fields.iter().all(|(item, _)| ground.items.contains(item)).then_some(ground)
}

/// What is released is the subject's own, or the tenant's: the needs were asked of her and of nobody else.
fn about_the_subject(facts: &Facts, request: &Share, gate: &Gate) -> Result<(), Refusal> {
    let before = request.before_account && request.subject.is_none();
    let others = facts.records.iter().any(|record| record.subject.is_some() && record.subject != request.subject);
    let by_another = request.actor.capacity == Capacity::Subject
        && request.subject.is_some()
        && request.actor.subject != request.subject;
    if by_another {
        let remedy = Remedy::ActAs(vec![Name::from("subject")]);
        return Err(Refusal::by(gate.promise.clone(), Code::ActorDenied, remedy));
    }
    if others && !before {
        return Err(Refusal::by(gate.promise.clone(), Code::NotFound, Remedy::Nothing));
    }
    Ok(())
}

/// Where the policy names nobody for a purpose, and nobody for the fields, there is no recipient to choose from.
fn somebody(policy: &Policy, request: &Share) -> Result<(), Refusal> {
    let mut rows = policy.document.recipients.values();
    let declared = policy.document.purposes.contains_key(&request.purpose);
    let named = rows.any(|row| {
        row.purposes.contains(&request.purpose)
            || request.fields.iter().any(|(field, _)| row.receives.contains_key(field))
    });
    let refusal = || Refusal::gap(Code::NoRecipient, &request.purpose);
    (named || !declared).then_some(()).ok_or_else(refusal)
}

/// A recipient that the policy places in one country is reached there and nowhere else.
fn at_home(policy: &Policy, gate: &Gate, request: &Share) -> Result<(), Refusal> {
    let away = request.region.as_ref().filter(|region| !is_at_home(policy, &request.recipient, region));
    match away {
        Some(region) => Err(Refusal::by(gate.promise.clone(), Code::RegionDenied, Remedy::Nothing).about(region)),
        None => Ok(()),
    }
}

/// Whether an endpoint in `region` stands where the policy says that the recipient is.
#[must_use]
pub fn is_at_home(policy: &Policy, recipient: &Name, region: &str) -> bool {
    policy
        .document
        .recipients
        .get(recipient)
        .is_none_or(|row| row.country == "global" || policy::country_of_region(region) == Some(row.country.as_str()))
}

/// What a tenant's own records hold does not leave the countries in which the policy says that it stays, whoever
/// agrees; only what a recipient abroad is listed to receive, with its transfer basis, goes there.
fn stays(policy: &Policy, gate: &Gate, request: &Share) -> Result<(), Refusal> {
    let Some((transfer, row)) =
        policy.document.transfer.as_ref().zip(policy.document.recipients.get(&request.recipient))
    else {
        return Ok(());
    };
    let standing = Some(row.country.as_str()).filter(|country| *country != "global");
    let place = match &request.region {
        // A region that nobody knows is nowhere at home.
        Some(region) => Some(policy::country_of_region(region).unwrap_or("unknown")),
        None => standing,
    };
    let abroad = place.is_some_and(|place| !transfer.stays_in.iter().any(|country| country == place));
    let tenants_own = |item: &Name| {
        let mut records = policy.document.records.values();
        records.any(|record| record.holder == Who::Tenant && record.holds.contains(item))
    };
    match request.fields.iter().find(|(item, _)| tenants_own(item) && !gate.forms.contains_key(item)) {
        Some((item, _)) if abroad => {
            Err(Refusal::by(Name::from("transfer"), Code::RegionDenied, Remedy::LeaveOut(item.to_string())).about(item))
        }
        _ => Ok(()),
    }
}

fn openings(
    policy: &Policy,
    facts: &Facts,
    request: &Share,
    gate: &Gate,
    now: Timestamp,
) -> Result<Vec<Opening>, Refusal> {
    let mut openings = Vec::new();
    let purpose = policy.document.purposes.get(&request.purpose);
    for (field, form) in request.fields.iter().filter(|(field, _)| !request.held.contains(field)) {
        let missing = || Refusal::by(gate.promise.clone(), Code::NotFound, Remedy::Nothing).about(field);
        let row = purpose.filter(|_| policy.keep(field) != Keep::Hashed).ok_or_else(missing)?;
        let who = For { policy, facts, row, purpose: &request.purpose, now };
        let mut refusal = None;
        let found = facts.records.iter().find_map(|record| match retain::opening(who, record, field, *form) {
            Opened::Yes(opening) => Some(opening),
            Opened::Restricted(restricted) => {
                refusal = Some(restricted);
                None
            }
            Opened::Ended => None,
        });
        openings.push(found.ok_or_else(|| refusal.unwrap_or_else(missing))?);
    }
    Ok(openings)
}

/// A release to be sent by the worker as soon as its own decision allows it.
#[must_use]
pub fn enqueue(policy: &Policy, request: &Share, record: Record, id: Reference, now: Timestamp) -> (Name, Change) {
    let promise = policy.gate(Act::Release, &request.recipient).map(|gate| gate.promise.clone());
    let change = Change::Enqueue {
        id,
        recipient: request.recipient.clone(),
        purpose: request.purpose.clone(),
        occasion: request.occasion.clone(),
        subject: request.subject,
        record,
        at: now,
    };
    (promise.unwrap_or_else(|| path("recipient", &request.recipient)), change)
}
