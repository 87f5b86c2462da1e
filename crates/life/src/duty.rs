//! Duties: what people must do and prove, and who holds which office. Software only keeps track of them.
//!
//! A register of proofs and of office holders; how it stood can be told for any day in the past.

use crate::actor::{Actor, Capacity, Moment};
use crate::change::Change;
use crate::code::Code;
use crate::entry::Entry;
use crate::gate::plays;
use crate::plan::{Decision, Plan, decided};
use crate::reference::Subject;
use crate::refusal::{Refusal, Remedy};
use jiff::Timestamp;
use policy::rows::{DutyRow, path};
use policy::time::{Counting, ends_at};
use policy::{Name, Policy};
use std::collections::BTreeSet;

/// A proof that a duty was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Which duty, without `duty.`.
    pub duty: Name,
    /// When it was done.
    pub done_at: Timestamp,
    /// When it was entered.
    pub entered_at: Timestamp,
    /// It proves nothing from then on.
    pub review_at: Option<Timestamp>,
    /// SHA-256 of the evidence, hexadecimal.
    pub digest: String,
}

/// Somebody's time in an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Which role, without `role.`.
    pub role: Name,
    /// Who, by random reference.
    pub holder: Subject,
    /// From when.
    pub from: Timestamp,
    /// Until when, not included; further notice, where there is none.
    pub until: Option<Timestamp>,
}

/// Everything that was entered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Register {
    /// Proofs of duties.
    pub proofs: Vec<Proof>,
    /// Times in offices.
    pub offices: Vec<Office>,
}

/// How a duty stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyState {
    /// Its promise.
    pub promise: Name,
    /// The proof that stood then.
    pub proof: Option<Proof>,
    /// `duty_open`, where nothing proved it then.
    pub open: Option<Code>,
}

/// How an office stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeState {
    /// Its role: `role.name`.
    pub promise: Name,
    /// Who held it.
    pub holders: Vec<Subject>,
    /// `duty_open`, where nobody did.
    pub open: Option<Code>,
}

/// A duty that was done.
#[derive(Debug, Clone)]
pub struct Prove {
    /// Who enters it.
    pub actor: Actor,
    /// Which duty, without `duty.`.
    pub duty: Name,
    /// When it was done.
    pub done_at: Timestamp,
    /// It is looked at again then; never later than the policy says.
    pub review_at: Option<Timestamp>,
    /// SHA-256 of the evidence, 64 hexadecimal digits.
    pub digest: String,
}

/// Somebody takes or leaves an office.
#[derive(Debug, Clone)]
pub struct Appoint {
    /// Who enters it.
    pub actor: Actor,
    /// Which role, without `role.`.
    pub role: Name,
    /// Who.
    pub holder: Subject,
    /// From when.
    pub from: Timestamp,
    /// Until when, not included.
    pub until: Option<Timestamp>,
}

/// Decides whether the proof may be entered: by the role that owns the duty, or by any staff where none does.
///
/// Refusals in order: a duty that the policy does not declare (`undeclared_field`); another role (`actor_denied`); a
/// day to come, a review before the deed, a digest of another form (`malformed`).
#[must_use]
pub fn decide_prove(policy: &Policy, request: &Prove, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "duty");
    decided(match check_prove(policy, request, moment) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(row) => {
            let promise = path("duty", &request.duty);
            entry.promise = Some(promise.clone());
            let mut plan = Plan::resting_on(Vec::new(), entry);
            let (duty, done_at, digest) = (request.duty.clone(), request.done_at, request.digest.to_lowercase());
            let review_at = request.review_at.into_iter().chain(again_at(policy, row, done_at)).min();
            plan.push_replayed(&promise, Change::Prove { duty, done_at, review_at, digest, at: moment.now });
            Ok(plan)
        }
    })
}

fn check_prove<'p>(policy: &'p Policy, request: &Prove, moment: &Moment) -> Result<&'p DutyRow, Refusal> {
    let row = policy.document.duties.get(&request.duty);
    let row = row.ok_or_else(|| Refusal::gap(Code::UndeclaredField, &request.duty))?;
    let by = |code, remedy| Refusal::by(path("duty", &request.duty), code, remedy);
    let owns = match row.owner.as_ref().and_then(|owner| owner.strip_prefix("role.")) {
        Some(role) => plays(policy, &request.actor, role),
        None => request.actor.capacity == Capacity::Staff,
    };
    if !owns {
        let owner = row.owner.clone().unwrap_or_else(|| Name::from("staff"));
        return Err(by(Code::ActorDenied, Remedy::ActAs(vec![owner])));
    }
    let malformed = |part: &str| Err(by(Code::Malformed, Remedy::Correct(part.to_owned())).about(part));
    if request.done_at > moment.now {
        return malformed("done-at");
    }
    if request.review_at.is_some_and(|review_at| review_at <= request.done_at) {
        return malformed("review-at");
    }
    let digest = request.digest.len() == 64 && request.digest.bytes().all(|digit| digit.is_ascii_hexdigit());
    if digest { Ok(row) } else { malformed("digest") }
}

/// When what was done at `done_at` has to be done again, where the policy says how often.
fn again_at(policy: &Policy, row: &DutyRow, done_at: Timestamp) -> Option<Timestamp> {
    let period = policy.period(row.every.as_ref()?)?;
    ends_at(done_at, &period, Counting::default(), &policy.zone, &policy.calendar).ok().map(|end| end.at)
}

/// Decides whether it may be entered who holds an office: by staff, for a role of the policy.
#[must_use]
pub fn decide_appoint(policy: &Policy, request: &Appoint, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "office");
    let promise = path("role", &request.role);
    let by = |code, remedy| Refusal::by(promise.clone(), code, remedy);
    let checked = if !policy.document.roles.contains_key(&request.role) {
        Err(Refusal::gap(Code::UndeclaredField, &request.role))
    } else if request.actor.capacity != Capacity::Staff {
        Err(by(Code::ActorDenied, Remedy::ActAs(vec![Name::from("staff")])))
    } else if request.until.is_some_and(|until| until <= request.from) {
        Err(by(Code::Malformed, Remedy::Correct("until".into())).about("until"))
    } else {
        Ok(())
    };
    decided(match checked {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(()) => {
            entry.promise = Some(promise.clone());
            entry.subject = Some(request.holder);
            let mut plan = Plan::resting_on(Vec::new(), entry);
            let (role, holder) = (request.role.clone(), request.holder);
            plan.push_replayed(&promise, Change::Appoint { role, holder, from: request.from, until: request.until });
            Ok(plan)
        }
    })
}

/// How every duty of the policy stood at `at`: past its review, or never done, it is open.
#[must_use]
pub fn duties_at(policy: &Policy, register: &Register, at: Timestamp) -> Vec<DutyState> {
    let of = |duty: &Name| {
        let known = register.proofs.iter().filter(|proof| proof.duty == *duty && proof.entered_at <= at);
        let proof = known.filter(|proof| proof.done_at <= at).max_by_key(|proof| (proof.done_at, proof.entered_at));
        let stands = proof.is_some_and(|proof| proof.review_at.is_none_or(|review_at| at < review_at));
        let open = (!stands).then_some(Code::DutyOpen);
        DutyState { promise: path("duty", duty), proof: proof.cloned(), open }
    };
    policy.document.duties.keys().map(of).collect()
}

/// How every office stood at `at`: those that a contact is answered by, and those that own a duty.
#[must_use]
pub fn offices_at(policy: &Policy, register: &Register, at: Timestamp) -> Vec<OfficeState> {
    let answering = policy.document.contacts.values().filter_map(|row| row.by.as_ref());
    let owning = policy.document.duties.values().filter_map(|row| row.owner.as_ref());
    let roles: BTreeSet<&str> = answering.chain(owning).filter_map(|role| role.strip_prefix("role.")).collect();
    let of = |role: &str| {
        let held = register.offices.iter().filter(|office| office.role == role);
        let holders: Vec<Subject> = held
            .filter(|office| office.from <= at && office.until.is_none_or(|until| at < until))
            .map(|office| office.holder)
            .collect();
        let open = holders.is_empty().then_some(Code::DutyOpen);
        OfficeState { promise: path("role", role), holders, open }
    };
    roles.into_iter().map(of).collect()
}
