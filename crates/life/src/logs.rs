//! Logs: what the ledger has recorded nobody erases or changes; it goes by itself when its log's time is over.

use crate::actor::{Actor, Capacity, Moment};
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::Facts;
use crate::plan::{Decision, decided};
use crate::refusal::{Refusal, Remedy};
use jiff::Timestamp;
use policy::rows::path;
use policy::{Name, Policy};

/// A wish to have an entry of the ledger gone, or other than it is.
#[derive(Debug, Clone)]
pub struct Touch {
    /// Who acts.
    pub actor: Actor,
}

/// The log that keeps an entry's body, and until when; without an end, for good.
pub type KeptIn = (Option<Name>, Option<Timestamp>);

/// Refuses the wish: `not_found` where no body is left, else `retention_locked` with the end of its log's time.
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, kept: Option<KeptIn>, request: &Touch, moment: &Moment) -> Decision {
    let entry = Entry::of(policy, moment, &request.actor, "erase");
    let stranger = request.actor.capacity == Capacity::Subject && facts.account(request.actor.subject).is_none();
    let tenant = policy.has_tenants() && facts.tenant_named && facts.tenant.is_none();
    let running = kept.filter(|(_, until)| until.is_none_or(|until| moment.now < until));
    let promise = |log: &Option<Name>| log.as_ref().map_or_else(|| Name::from("policy"), |log| path("log", log));
    let refusal = match running {
        _ if stranger || tenant => Refusal::by(Name::from("policy"), Code::TenantDenied, Remedy::NameTenant),
        None => Refusal::by(Name::from("policy"), Code::NotFound, Remedy::Nothing),
        Some((log, until)) => Refusal::by(promise(&log), Code::RetentionLocked, Remedy::Wait).until(until),
    };
    decided(Err((refusal, entry)))
}
