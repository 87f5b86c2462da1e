//! Entering that a duty was done, or that it has to be.

use super::{About, Called, Proof};
use crate::actor::{Actor, Capacity, Moment};
use crate::change::Change;
use crate::code::Code;
use crate::entry::Entry;
use crate::gate::plays;
use crate::plan::{Decision, Plan, decided};
use crate::refusal::{Refusal, Remedy};
use jiff::Timestamp;
use policy::rows::{DutyRow, Per, path};
use policy::time::{Counting, ends_at};
use policy::{Name, Policy};
use std::collections::BTreeMap;

/// A duty that was done.
#[derive(Debug, Clone)]
pub struct Prove {
    /// Who enters it.
    pub actor: Actor,
    /// Which duty, without `duty.`.
    pub duty: Name,
    /// For what.
    pub about: About,
    /// When it was done.
    pub done_at: Timestamp,
    /// It is looked at again then; never later than the policy says.
    pub review_at: Option<Timestamp>,
    /// SHA-256 of the evidence, 64 hexadecimal digits.
    pub digest: String,
    /// What the record states of each fact that the duty needs: names and numbers of things, of no person.
    pub facts: BTreeMap<Name, String>,
}

/// A duty that has to be done: something happened that calls for it.
#[derive(Debug, Clone)]
pub struct Call {
    /// Who enters it.
    pub actor: Actor,
    /// Which duty, without `duty.`.
    pub duty: Name,
    /// For what.
    pub about: About,
    /// What was done before proves nothing; whatever was done counts, where there is none.
    pub since: Option<Timestamp>,
}

/// The longest that a fact of a record may be, in bytes.
pub const FACT_MAX: usize = 200;

/// Decides whether the proof may be entered: by the role that owns the duty, or by any staff where none does.
///
/// Refusals in order: a duty, a thing or a fact that the policy does not declare (`undeclared_field`); another role
/// (`actor_denied`); a day to come, a review before the deed, a digest or a fact of another form, a person where the duty
/// is of none (`malformed`); a record without a fact that the duty needs (`duty_open`).
#[must_use]
pub fn decide_prove(policy: &Policy, request: &Prove, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "duty");
    entry.subject = person(&request.about);
    decided(match check_prove(policy, request, moment) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(row) => {
            let promise = path("duty", &request.duty);
            entry.promise = Some(promise.clone());
            let mut plan = Plan::resting_on(Vec::new(), entry);
            let (duty, done_at, digest) = (request.duty.clone(), request.done_at, request.digest.to_lowercase());
            let (about, facts) = (request.about.clone(), request.facts.clone());
            let review_at = request.review_at.into_iter().chain(again_at(policy, row, done_at)).min();
            let change =
                Change::Prove(Proof { duty, about, done_at, entered_at: moment.now, review_at, digest, facts });
            plan.push_replayed(&promise, change);
            Ok(plan)
        }
    })
}

/// Decides whether it may be entered that a duty has to be done.
///
/// Refusals in order: a duty or a thing that the policy does not declare (`undeclared_field`); another role
/// (`actor_denied`); a person where the duty is of none (`malformed`).
#[must_use]
pub fn decide_call(policy: &Policy, request: &Call, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "duty");
    entry.subject = person(&request.about);
    decided(match owned(policy, &request.actor, &request.duty, &request.about) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(_) => {
            let promise = path("duty", &request.duty);
            entry.promise = Some(promise.clone());
            let mut plan = Plan::resting_on(Vec::new(), entry);
            let (duty, about) = (request.duty.clone(), request.about.clone());
            plan.push_replayed(&promise, Change::Call(Called { duty, about, since: request.since, at: moment.now }));
            Ok(plan)
        }
    })
}

const fn person(about: &About) -> Option<crate::reference::Subject> {
    match about {
        About::Person(person) => Some(*person),
        About::Whole | About::Thing(_) => None,
    }
}

/// The duty, if the actor answers for it and it is done for such things.
fn owned<'p>(policy: &'p Policy, actor: &Actor, duty: &Name, about: &About) -> Result<&'p DutyRow, Refusal> {
    let row = policy.document.duties.get(duty);
    let row = row.ok_or_else(|| Refusal::gap(Code::UndeclaredField, duty))?;
    if let About::Thing(thing) = about
        && row.per != Some(Per::Entry)
        && !row.each.contains_key(thing)
    {
        return Err(Refusal::gap(Code::UndeclaredField, thing));
    }
    let by = |code, remedy| Refusal::by(path("duty", duty), code, remedy);
    let owns = match row.owner.as_ref().and_then(|owner| owner.strip_prefix("role.")) {
        Some(role) => plays(policy, actor, role),
        None => actor.capacity == Capacity::Staff,
    };
    if !owns {
        let owner = row.owner.clone().unwrap_or_else(|| Name::from("staff"));
        return Err(by(Code::ActorDenied, Remedy::ActAs(vec![owner])));
    }
    let fits = match about {
        // What changed may call for every thing and person at once; each proof is of one.
        About::Whole => true,
        About::Thing(thing) => policy::read::is_name(thing),
        About::Person(_) => row.per == Some(Per::Person),
    };
    let refusal = || by(Code::Malformed, Remedy::Correct("about".into())).about("about");
    fits.then_some(row).ok_or_else(refusal)
}

fn check_prove<'p>(policy: &'p Policy, request: &Prove, moment: &Moment) -> Result<&'p DutyRow, Refusal> {
    let row = owned(policy, &request.actor, &request.duty, &request.about)?;
    let by = |code, remedy| Refusal::by(path("duty", &request.duty), code, remedy);
    if let Some(fact) = request.facts.keys().find(|fact| !row.needs.contains(fact) && !row.one_of.contains(fact)) {
        return Err(Refusal::gap(Code::UndeclaredField, fact));
    }
    let malformed = |part: &str| Err(by(Code::Malformed, Remedy::Correct(part.to_owned())).about(part));
    if request.done_at > moment.now {
        return malformed("done-at");
    }
    if request.review_at.is_some_and(|review_at| review_at <= request.done_at) {
        return malformed("review-at");
    }
    if request.digest.len() != 64 || !request.digest.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return malformed("digest");
    }
    if request.facts.values().any(|said| said.len() > FACT_MAX || said.chars().any(char::is_control)) {
        return malformed("facts");
    }
    if request.about.is_whole() && (row.per.is_some() || !row.each.is_empty()) {
        return malformed("about");
    }
    let stated = |fact: &&Name| request.facts.get(*fact).is_some_and(|said| !said.trim().is_empty());
    let missing: Vec<Name> = row.needs.iter().filter(|fact| !stated(fact)).cloned().collect();
    if missing.is_empty() { Ok(row) } else { Err(by(Code::DutyOpen, Remedy::File(missing))) }
}

/// When what was done at `done_at` has to be done again, where the policy says how often.
pub(super) fn again_at(policy: &Policy, row: &DutyRow, done_at: Timestamp) -> Option<Timestamp> {
    let period = policy.period(row.every.as_ref()?)?;
    ends_at(done_at, &period, Counting::default(), &policy.zone, &policy.calendar).ok().map(|end| end.at)
}
