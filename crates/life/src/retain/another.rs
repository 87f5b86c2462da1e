//! Another purpose: what was captured is not kept longer because somebody has found a new use for it.

use super::live::{For, Opened, is_alive, opening};
use crate::actor::{Actor, Moment};
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::{Facts, RecordFact};
use crate::plan::{Decision, Plan, decided};
use crate::refusal::{Refusal, Remedy};
use policy::rows::path;
use policy::{Form, Name, Policy};

/// Somebody wants a record kept for a purpose.
#[derive(Debug, Clone)]
pub struct KeepFor {
    /// Who acts.
    pub actor: Actor,
    /// The purpose.
    pub purpose: Name,
}

/// Decides whether the loaded record is kept for the purpose. Nothing changes by it: what it was captured for keeps it,
/// and nothing that is thought of afterwards.
///
/// Refusals in order: a purpose that the policy does not declare or that it bars (`purpose_denied`); no such record
/// (`not_found`); a purpose that keeps nothing of it (`purpose_denied`): where a later version names it, the person has
/// to agree.
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, request: &KeepFor, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "retain");
    entry.purpose = policy.document.purposes.get_key_value(&request.purpose).map(|(name, _)| name.clone());
    entry.records = facts.records.iter().map(|record| record.record).collect();
    entry.subject = facts.records.iter().find_map(|record| record.subject);
    decided(match check(policy, facts, request, moment) {
        Err(refusal) => Err((refusal, entry)),
        Ok(()) => {
            entry.promise = Some(path("purpose", &request.purpose));
            Ok(Plan::resting_on(facts.rests_on.clone(), entry))
        }
    })
}

fn check(policy: &Policy, facts: &Facts, request: &KeepFor, moment: &Moment) -> Result<(), Refusal> {
    let purpose = &request.purpose;
    if let Some(bar) = policy.bars().iter().find(|bar| bar.purposes.contains(purpose)) {
        return Err(Refusal::by(bar.promise.clone(), Code::PurposeDenied, Remedy::Nothing).about(purpose));
    }
    let row = policy.document.purposes.get(purpose).ok_or_else(|| Refusal::gap(Code::PurposeDenied, purpose))?;
    let by = |code, remedy| Refusal::by(path("purpose", purpose), code, remedy);
    let alive = |record: &&RecordFact| is_alive(policy, facts, record, moment.now);
    let record = facts.records.first().filter(alive).ok_or_else(|| by(Code::NotFound, Remedy::Nothing))?;
    let who = For { policy, facts, row, purpose, now: moment.now };
    let keeps = |item: &Name| {
        row.reads.contains_key(item) && matches!(opening(who, record, item, Form::Hashed), Opened::Yes(_))
    };
    if record.items.keys().any(keeps) {
        return Ok(());
    }
    let named =
        |item: &Name| policy.every_end_of(&record.kind, item).find(|end| end.needed_for.as_ref() == Some(purpose));
    let later = record.items.keys().find_map(named);
    let remedy = later.map_or(Remedy::Nothing, |end| Remedy::AskConsent(end.promise.clone()));
    Err(by(Code::PurposeDenied, remedy).about(purpose))
}
