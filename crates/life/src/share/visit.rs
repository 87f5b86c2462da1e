//! Visits: a recipient reads inside the environment that the company provides, and nothing is sent to it.
//!
//! A visit is for one recipient, one purpose and listed items, and has an end. Whoever shows its handle, inside the
//! environment, reads one person at a time; each reading is asked what a release is asked, so that a suspension, an
//! agreement that is over or a consent that was withdrawn ends it at once. What leaves no trace here is what somebody saw and
//! wrote down.

use super::{Share, ask, check as may_have};
use crate::actor::{Actor, Moment};
use crate::change::Change;
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::Facts;
use crate::gate::{plays, walk_in};
use crate::permit::{Opening, Permit};
use crate::plan::{Decision, Plan, decided};
use crate::reference::{Subject, Visit};
use crate::refusal::{Refusal, Remedy};
use jiff::Timestamp;
use policy::rows::{Inside, path};
use policy::time::{Counting, ends_at};
use policy::{Act, Form, Gate, Name, Policy};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a visit is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitFile {
    /// Whose visit.
    pub recipient: Name,
    /// Why.
    pub purpose: Name,
    /// Which items it reads.
    pub items: Vec<Name>,
    /// SHA-256 of the secret half of its handle, hexadecimal.
    pub key: String,
    /// From when.
    pub from: Timestamp,
    /// Until when, not included.
    pub until: Timestamp,
}

/// A visit as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitFact {
    /// Its reference.
    pub visit: Visit,
    /// What it is for.
    pub file: VisitFile,
    /// When it was ended before its time.
    pub closed_at: Option<Timestamp>,
    /// Whose data was read.
    pub read: BTreeSet<Subject>,
}

impl VisitFact {
    /// Whether anything can be read by it at `at`.
    #[must_use]
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.file.from <= at && at < self.file.until && self.closed_at.is_none_or(|closed| at < closed)
    }
}

/// What becomes of visits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VisitChange {
    /// A recipient may read inside.
    Open {
        /// Its reference.
        visit: Visit,
        /// What it is for.
        file: VisitFile,
    },
    /// Somebody's data is read for the first time.
    Read {
        /// On which visit.
        visit: Visit,
        /// Whose.
        subject: Subject,
    },
    /// It is over before its time.
    Close {
        /// Which.
        visit: Visit,
        /// When.
        at: Timestamp,
    },
}

/// A visit to be opened.
#[derive(Debug, Clone)]
pub struct Open {
    /// Who lets the recipient in.
    pub actor: Actor,
    /// Whom.
    pub recipient: Name,
    /// Why.
    pub purpose: Name,
    /// Which items it reads.
    pub items: Vec<Name>,
    /// Until when.
    pub until: Timestamp,
    /// SHA-256 of the secret half of its handle, hexadecimal.
    pub key: String,
}

/// A reading inside.
#[derive(Debug, Clone)]
pub struct Look {
    /// The service through which the recipient reads.
    pub actor: Actor,
    /// SHA-256 of the secret that it shows, hexadecimal.
    pub key: String,
    /// Whether the call comes from within the environment.
    pub inside: bool,
    /// Whose data: one person; more at once are refused.
    pub subjects: Vec<Subject>,
    /// Which items; all that the visit is for, where none is listed.
    pub items: Vec<Name>,
}

/// A visit to be ended.
#[derive(Debug, Clone)]
pub struct Close {
    /// Who ends it.
    pub actor: Actor,
    /// Which.
    pub visit: Visit,
}

fn by(recipient: &Name, code: Code, remedy: Remedy) -> Refusal {
    Refusal::by(path("recipient", recipient), code, remedy)
}

/// How the recipient is let in, if it is.
fn inside<'p>(policy: &'p Policy, recipient: &Name) -> Result<&'p Inside, Refusal> {
    let row = policy.document.recipients.get(recipient).ok_or_else(|| Refusal::gap(Code::NoRecipient, recipient))?;
    row.inside.as_ref().ok_or_else(|| by(recipient, Code::ChannelDenied, Remedy::Nothing).about(recipient))
}

fn lets_in(policy: &Policy, row: &Inside, recipient: &Name, actor: &Actor) -> Result<(), Refusal> {
    let role = row.by.strip_prefix("role.");
    let refusal = || by(recipient, Code::ActorDenied, Remedy::ActAs(vec![row.by.clone()]));
    role.is_some_and(|role| plays(policy, actor, role)).then_some(()).ok_or_else(refusal)
}

/// Decides whether a recipient may be let in.
///
/// Refusals in order: unknown recipient (`no_recipient`); one that does not read inside (`channel_denied`); who may not let
/// it in (`actor_denied`); the purpose, the tenant's state, the agreement; no item, an end that has come or is too far off
/// (`malformed`); an item that the recipient does not receive (`field_not_allowed`).
#[must_use]
pub fn decide_open(policy: &Policy, facts: &Facts, request: &Open, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "visit");
    entry.about = Some(Name::from("visit.opened"));
    entry.purpose = policy.document.purposes.get_key_value(&request.purpose).map(|(name, _)| name.clone());
    entry.recipient = policy.document.recipients.get_key_value(&request.recipient).map(|(name, _)| name.clone());
    decided(match check_open(policy, facts, request, moment) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(gate) => {
            let visit = Visit(moment.ids.clone().next_reference());
            entry.promise = Some(gate.promise.clone());
            entry.visit = Some(visit);
            entry.items = request.items.iter().map(|item| (item.clone(), gate.forms.get(item).copied())).collect();
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            let file = VisitFile {
                recipient: request.recipient.clone(),
                purpose: request.purpose.clone(),
                items: request.items.clone(),
                key: request.key.clone(),
                from: moment.now,
                until: request.until,
            };
            plan.push(&gate.promise, Change::Visit(VisitChange::Open { visit, file }));
            Ok(plan)
        }
    })
}

fn check_open<'p>(policy: &'p Policy, facts: &Facts, request: &Open, moment: &Moment) -> Result<&'p Gate, Refusal> {
    let row = inside(policy, &request.recipient)?;
    lets_in(policy, row, &request.recipient, &request.actor)?;
    let unknown = || Refusal::gap(Code::NoRecipient, &request.recipient);
    let gate = policy.gate(Act::Release, &request.recipient).ok_or_else(unknown)?;
    let (share, items) = (share(&request.actor, &request.recipient, &request.purpose), BTreeMap::new());
    walk_in(policy, gate, facts, &ask(&share, moment.now, None, &items))?;
    let malformed =
        |part: &str| Err(by(&request.recipient, Code::Malformed, Remedy::Correct(part.to_owned())).about(part));
    let period = policy.period(&row.lasts);
    let latest = period
        .and_then(|period| ends_at(moment.now, &period, Counting::default(), &policy.zone, &policy.calendar).ok());
    if request.items.is_empty() {
        return malformed("items");
    }
    if request.until <= moment.now || latest.is_none_or(|latest| request.until > latest.at) {
        return malformed("until");
    }
    match request.items.iter().find(|item| !gate.forms.contains_key(*item)) {
        Some(item) => Err(not_allowed(&request.recipient, item)),
        None => Ok(gate),
    }
}

fn not_allowed(recipient: &Name, item: &Name) -> Refusal {
    by(recipient, Code::FieldNotAllowed, Remedy::LeaveOut(item.to_string())).about(item)
}

fn share(actor: &Actor, recipient: &Name, purpose: &Name) -> Share {
    Share {
        actor: actor.clone(),
        recipient: recipient.clone(),
        purpose: purpose.clone(),
        occasion: None,
        subject: None,
        fields: Vec::new(),
        region: None,
        held: Vec::new(),
        before_account: false,
    }
}

/// Decides whether the loaded values of one person may be read inside.
///
/// Refusals in order: no visit that this handle opens now (`actor_denied`), whatever was asked; a call from outside the
/// environment, more people than one at once or than one visit reads (`channel_denied`); an item that the visit is not for
/// (`field_not_allowed`); then all that a release is refused for.
#[must_use]
pub fn decide_look(policy: &Policy, facts: &Facts, request: &Look, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "release");
    let found = facts.visit.as_ref().filter(|fact| fact.file.key == request.key && fact.is_open(moment.now));
    entry.subject = request.subjects.first().copied().filter(|_| found.is_some());
    entry.visit = found.map(|fact| fact.visit);
    entry.recipient = found.map(|fact| fact.file.recipient.clone());
    entry.purpose = found.map(|fact| fact.file.purpose.clone());
    decided(match check_look(policy, facts, (found, request), moment) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(Seen { fact, subject, openings, gate }) => {
            entry.promise = Some(gate.promise.clone());
            entry.records =
                openings.iter().map(|opening| opening.record).collect::<BTreeSet<_>>().into_iter().collect();
            entry.items = openings.iter().map(|opening| (opening.item.clone(), Some(opening.form))).collect();
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            if !fact.read.contains(&subject) {
                let read = VisitChange::Read { visit: fact.visit, subject };
                plan.push(&gate.promise, Change::Visit(read));
            }
            plan.permit = Some(Permit::new(fact.file.purpose.clone(), moment.now, openings));
            Ok(plan)
        }
    })
}

/// What may be seen on a visit.
struct Seen<'p, 'f> {
    fact: &'f VisitFact,
    subject: Subject,
    openings: Vec<Opening>,
    gate: &'p Gate,
}

fn check_look<'p, 'f>(
    policy: &'p Policy,
    facts: &Facts,
    (found, request): (Option<&'f VisitFact>, &Look),
    moment: &Moment,
) -> Result<Seen<'p, 'f>, Refusal> {
    let no_visit = || Refusal::by(Name::from("policy"), Code::ActorDenied, Remedy::BeginAgain);
    let fact = found.ok_or_else(no_visit)?;
    let file = &fact.file;
    let row = inside(policy, &file.recipient)?;
    let denied = |about: &str| by(&file.recipient, Code::ChannelDenied, Remedy::Nothing).about(about);
    if !request.inside {
        return Err(denied("address"));
    }
    let [subject] = *request.subjects.as_slice() else { return Err(denied("subjects")) };
    let read = u32::try_from(fact.read.len()).unwrap_or(u32::MAX);
    if !fact.read.contains(&subject) && read >= row.people {
        return Err(denied("people"));
    }
    if let Some(item) = request.items.iter().find(|item| !file.items.contains(item)) {
        return Err(not_allowed(&file.recipient, item));
    }
    let fields = fields(policy, facts, file, &request.items);
    let share = Share { subject: Some(subject), fields, ..share(&request.actor, &file.recipient, &file.purpose) };
    let (gate, openings) = may_have(policy, facts, &share, moment)?;
    let nothing = || by(&file.recipient, Code::NotFound, Remedy::Nothing);
    (!openings.is_empty()).then_some(Seen { fact, subject, openings, gate }).ok_or_else(nothing)
}

/// What is read, in the fullest form that the recipient receives: the items that are asked for, or those that are there.
fn fields(policy: &Policy, facts: &Facts, file: &VisitFile, asked: &[Name]) -> Vec<(Name, Form)> {
    let forms = policy.gate(Act::Release, &file.recipient).map(|gate| &gate.forms);
    let there = |item: &Name| facts.records.iter().any(|record| record.items.contains_key(item));
    let items = file.items.iter().filter(|item| if asked.is_empty() { there(item) } else { asked.contains(item) });
    items.map(|item| (item.clone(), forms.and_then(|forms| forms.get(item)).copied().unwrap_or(Form::Clear))).collect()
}

/// Decides whether a visit may be ended before its time: by who may let the recipient in.
///
/// Refusals in order: no such visit that is open (`not_found`); who may not (`actor_denied`).
#[must_use]
pub fn decide_close(policy: &Policy, facts: &Facts, request: &Close, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "visit");
    entry.about = Some(Name::from("visit.ended"));
    let found = facts.visit.as_ref().filter(|fact| fact.is_open(moment.now));
    decided(match check_close(policy, found, request) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(promise) => {
            entry.promise = Some(promise.clone());
            entry.visit = Some(request.visit);
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            let close = VisitChange::Close { visit: request.visit, at: moment.now };
            plan.push(&promise, Change::Visit(close));
            Ok(plan)
        }
    })
}

fn check_close(policy: &Policy, found: Option<&VisitFact>, request: &Close) -> Result<Name, Refusal> {
    let absent = || Refusal::by(Name::from("policy"), Code::NotFound, Remedy::Nothing);
    let recipient = &found.ok_or_else(absent)?.file.recipient;
    let row = inside(policy, recipient)?;
    lets_in(policy, row, recipient, &request.actor)?;
    Ok(path("recipient", recipient))
}
