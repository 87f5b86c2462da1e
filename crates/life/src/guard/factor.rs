//! Second factors: enrolled by the person, proved by a code that serves once, asked for where values are shown.
//!
//! Promises: no code serves twice, also after a restart and where two come at once; wrong codes are counted with their
//! entry, and a few of them in a row are all that is heard for a while. Does not promise that the one who enrols is the
//! person: the calling service vouches for that.

use super::GuardChange;
use super::suspend::may_decide;
use crate::actor::{Actor, Capacity, Moment};
use crate::change::Change;
use crate::code::Code;
use crate::entry::{Entry, Outcome};
use crate::facts::Facts;
use crate::ground::two;
use crate::plan::{Decision, Plan, decided};
use crate::reference::{Factor, Reference, Subject};
use crate::refusal::{Refusal, Remedy};
use jiff::{SignedDuration, Timestamp};
use policy::rows::Length;
use policy::{Name, Policy};
use serde::{Deserialize, Serialize};

/// How many recovery codes there are; each serves once.
pub const RECOVERY_CODES: u8 = 8;
/// Wrong codes in a row after which none is heard for a while.
pub const MISSES_MAX: u32 = 5;
/// For how long none is heard then.
pub const DEAF: SignedDuration = SignedDuration::from_mins(15);

const PROMISE: &str = "protect";

/// A person's second factor as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactorFact {
    /// It names its secret in the key store.
    pub factor: Factor,
    /// When it was enrolled.
    pub enrolled_at: Timestamp,
    /// Whether a code of it was ever right: only then does it replace what was there before.
    pub confirmed: bool,
    /// The half minute whose code was accepted last; no earlier one is.
    pub step: Option<u64>,
    /// Recovery codes that were used: one bit for each.
    pub used: u8,
    /// Wrong codes since the last right one, and when the last was.
    pub misses: u32,
    /// When the last wrong code was given.
    pub missed_at: Option<Timestamp>,
    /// Until when the person has proved it, not included.
    pub open_until: Option<Timestamp>,
}

impl FactorFact {
    /// Whether the person has proved it, and lately enough.
    #[must_use]
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.open_until.is_some_and(|until| at < until)
    }

    /// Until when no code is heard, after too many wrong ones.
    #[must_use]
    pub fn deaf_until(&self, at: Timestamp) -> Option<Timestamp> {
        let until = self.missed_at.filter(|_| self.misses >= MISSES_MAX)?.checked_add(DEAF).ok()?;
        (at < until).then_some(until)
    }

    /// Whether what was matched serves: it is later than any that did, or a recovery code that did not yet.
    fn serves(&self, matched: Matched) -> bool {
        match matched {
            Matched::Step(step) => self.step.is_none_or(|used| step > used),
            Matched::Recovery(number) => self.confirmed && self.used & bit(number) == 0,
        }
    }
}

/// The bit of a recovery code.
#[must_use]
pub const fn bit(number: u8) -> u8 {
    1_u8.wrapping_shl(number as u32)
}

/// What a code is of a factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matched {
    /// The code of this half minute since 1970.
    Step(u64),
    /// This recovery code.
    Recovery(u8),
}

/// What becomes of a person's second factor. Nothing of it is secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactorChange {
    /// It is enrolled; what was there before ends.
    Enrol {
        /// Whose.
        person: Subject,
        /// Its reference.
        factor: Factor,
        /// When.
        at: Timestamp,
    },
    /// A code was right.
    Pass {
        /// Whose.
        person: Subject,
        /// Which code, used up by it.
        matched: Matched,
        /// She has proved it until then, not included.
        until: Timestamp,
    },
    /// A code was wrong, or was used before.
    Miss {
        /// Whose.
        person: Subject,
        /// How many in a row by now.
        misses: u32,
        /// When.
        at: Timestamp,
    },
    /// It is reset: the person enrols anew.
    Reset {
        /// Whose.
        person: Subject,
        /// Who decided it, and who approved.
        by: [Option<Reference>; 2],
    },
}

/// A code to be proved.
#[derive(Debug, Clone)]
pub struct ProveFactor {
    /// Whose.
    pub actor: Actor,
    /// The factor with which the code was compared.
    pub against: Option<Factor>,
    /// What the code is of it.
    pub matched: Option<Matched>,
}

/// A factor to be reset.
#[derive(Debug, Clone)]
pub struct ResetFactor {
    /// Who approves it.
    pub actor: Actor,
    /// Who asked for it: another person.
    pub asked_by: Option<Actor>,
    /// Whose.
    pub person: Subject,
}

fn by(code: Code, remedy: Remedy) -> Refusal {
    Refusal::by(Name::from(PROMISE), code, remedy)
}

/// That a second factor is missing.
#[must_use]
pub fn missing() -> Refusal {
    by(Code::SecondFactorRequired, Remedy::ProveFactor)
}

/// How long a proof lasts, where staff are asked for one.
fn lasts(policy: &Policy) -> Option<&Length> {
    policy.document.protect.as_ref()?.second_factor.as_ref()
}

/// Whether the loaded person has proved her second factor, and lately enough.
pub(crate) fn is_proven(facts: &Facts, now: Timestamp) -> bool {
    facts.on_file.factor.as_ref().is_some_and(|factor| factor.is_open(now))
}

/// Staff who are shown values have proved a second factor, where the policy asks for it.
///
/// # Errors
/// `second_factor_required`, also for who does not say who she is.
pub(crate) fn proven(policy: &Policy, facts: &Facts, actor: &Actor, now: Timestamp) -> Result<(), Refusal> {
    let asked = actor.capacity == Capacity::Staff && lasts(policy).is_some();
    let proven = actor.subject.is_some() && is_proven(facts, now);
    (!asked || proven).then_some(()).ok_or_else(missing)
}

/// Decides whether the person may enrol a second factor: by herself, where none is there that was confirmed.
///
/// Refusals in order: a policy that asks for none (`purpose_denied`); nobody who has a second factor, or one who has one
/// (`actor_denied`).
#[must_use]
pub fn decide_enrol(policy: &Policy, facts: &Facts, actor: &Actor, moment: &Moment) -> Decision {
    let mut entry = entry(policy, moment, actor, "factor.enrolled");
    decided(match check_enrol(policy, facts, actor) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(person) => {
            entry.subject = Some(person);
            let factor = Factor(moment.ids.clone().next_reference());
            let change = FactorChange::Enrol { person, factor, at: moment.now };
            Ok(planned(facts, entry, change))
        }
    })
}

fn check_enrol(policy: &Policy, facts: &Facts, actor: &Actor) -> Result<Subject, Refusal> {
    lasts(policy).ok_or_else(|| by(Code::PurposeDenied, Remedy::Declare("second-factor".into())))?;
    let person = a_person(actor)?;
    let confirmed = facts.on_file.factor.as_ref().is_some_and(|factor| factor.confirmed);
    let refusal = || by(Code::ActorDenied, Remedy::AskSecond);
    (!confirmed).then_some(person).ok_or_else(refusal)
}

/// The person who acts for herself: services and jobs have no second factor.
fn a_person(actor: &Actor) -> Result<Subject, Refusal> {
    let herself = matches!(actor.capacity, Capacity::Staff | Capacity::Subject);
    let refusal = || by(Code::ActorDenied, Remedy::ActAs(vec![Name::from("subject")]));
    actor.subject.filter(|_| herself).ok_or_else(refusal)
}

/// Decides what a code is worth: a right one that was not used opens, any other is counted with its entry.
///
/// Refusals in order: nobody who has a second factor (`actor_denied`); too many wrong codes a while ago (`rate_limited`);
/// no factor enrolled, a wrong code, one that was used (`second_factor_required`). The last is a plan, too: it counts.
#[must_use]
pub fn decide_prove(policy: &Policy, facts: &Facts, request: &ProveFactor, moment: &Moment) -> Decision {
    let mut entry = entry(policy, moment, &request.actor, "factor.proved");
    let refuse = |refusal: Refusal, entry: Entry| decided(Err((refusal, entry)));
    let person = match a_person(&request.actor) {
        Ok(person) => person,
        Err(refusal) => return refuse(refusal, entry),
    };
    entry.subject = Some(person);
    let (Some(fact), Some(lasts)) = (&facts.on_file.factor, lasts(policy)) else { return refuse(missing(), entry) };
    if let Some(until) = fact.deaf_until(moment.now) {
        return refuse(by(Code::RateLimited, Remedy::Wait).until(Some(until)), entry);
    }
    let matched = request.matched.filter(|matched| request.against == Some(fact.factor) && fact.serves(*matched));
    let until = super::alarm::after(policy, moment.now, lasts);
    let change = match matched.zip(until) {
        Some((matched, until)) => FactorChange::Pass { person, matched, until },
        None => {
            entry = entry.refused(&missing());
            // After a while of silence the counting begins anew.
            let misses = if fact.misses >= MISSES_MAX { 1 } else { fact.misses.saturating_add(1) };
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            let change = FactorChange::Miss { person, misses, at: moment.now };
            plan.push(&Name::from(PROMISE), Change::Guard(GuardChange::Factor(change)));
            return Decision::Do(Box::new(plan));
        }
    };
    Decision::Do(Box::new(planned(facts, entry, change)))
}

/// Whether the code that this entry records was wrong.
#[must_use]
pub fn is_missed(entry: &Entry) -> bool {
    entry.outcome == Outcome::Refused
}

/// Decides whether somebody's second factor may be reset: two people who decide on suspensions, neither her own.
///
/// Refusals in order: who may not decide it, one person alone, or the own one (`actor_denied`); none enrolled
/// (`not_found`).
#[must_use]
pub fn decide_reset(policy: &Policy, facts: &Facts, request: &ResetFactor, moment: &Moment) -> Decision {
    let mut entry = entry(policy, moment, &request.actor, "factor.reset");
    entry.second.clone_from(&request.asked_by);
    entry.subject = Some(request.person);
    decided(match check_reset(policy, facts, request) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(()) => {
            let by = [Some(&request.actor), request.asked_by.as_ref()];
            let by = by.map(|actor| actor.and_then(|actor| actor.subject).map(|subject| subject.0));
            Ok(planned(facts, entry, FactorChange::Reset { person: request.person, by }))
        }
    })
}

fn check_reset(policy: &Policy, facts: &Facts, request: &ResetFactor) -> Result<(), Refusal> {
    may_decide(policy, &request.actor)?;
    let second = request.asked_by.as_ref().filter(|_| two(&request.actor, request.asked_by.as_ref()));
    let second = second.ok_or_else(|| by(Code::ActorDenied, Remedy::AskSecond))?;
    may_decide(policy, second)?;
    if [&request.actor, second].iter().any(|actor| actor.subject == Some(request.person)) {
        return Err(by(Code::ActorDenied, Remedy::AskSecond));
    }
    let there = facts.on_file.factor.is_some();
    there.then_some(()).ok_or_else(|| by(Code::NotFound, Remedy::Nothing))
}

fn entry(policy: &Policy, moment: &Moment, actor: &Actor, about: &str) -> Entry {
    let mut entry = Entry::of(policy, moment, actor, "factor");
    entry.about = Some(Name::from(about));
    entry.promise = Some(Name::from(PROMISE));
    entry
}

fn planned(facts: &Facts, entry: Entry, change: FactorChange) -> Plan {
    let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
    plan.push_replayed(&Name::from(PROMISE), Change::Guard(GuardChange::Factor(change)));
    plan
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact() -> FactorFact {
        FactorFact {
            factor: Factor::from_bytes([1; 16]),
            enrolled_at: Timestamp::UNIX_EPOCH,
            confirmed: true,
            step: Some(100),
            used: bit(2),
            misses: 0,
            missed_at: None,
            open_until: Some(at(900)),
        }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn a_code_serves_once_and_no_earlier_one_after_it() {
        let fact = fact();
        let serves: Vec<bool> = [99, 100, 101].into_iter().map(|step| fact.serves(Matched::Step(step))).collect();
        assert_eq!(serves, [false, false, true]);
        assert!(!fact.serves(Matched::Recovery(2)) && fact.serves(Matched::Recovery(3)));
        let fresh = FactorFact { confirmed: false, step: None, used: 0, ..fact };
        assert!(fresh.serves(Matched::Step(7)) && !fresh.serves(Matched::Recovery(3)), "first the app is proved");
    }

    #[test]
    fn a_proof_ends_at_its_instant() {
        assert!(fact().is_open(at(899)) && !fact().is_open(at(900)));
    }

    #[test]
    fn five_wrong_codes_in_a_row_are_all_that_is_heard_for_a_quarter_of_an_hour() {
        let missed = |misses| FactorFact { misses, missed_at: Some(at(0)), ..fact() };
        assert_eq!(missed(4).deaf_until(at(1)), None);
        assert_eq!(missed(5).deaf_until(at(899)), Some(at(900)));
        assert_eq!(missed(5).deaf_until(at(900)), None);
    }
}
