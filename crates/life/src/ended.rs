//! The end of the service: from its instant on nothing is used; what is due goes, and what a law keeps is kept for that
//! alone.
//!
//! Promised: every act of use is refused in every cell from the event on, and the keys of what it ends are destroyed by
//! the rules' own time. Not promised: that it can be taken back.

use crate::actor::{Capacity, Moment};
use crate::change::Change;
use crate::code::Code;
use crate::entry::Entry;
use crate::erase::tell::{self, Erased};
use crate::facts::{Facts, TenantState};
use crate::plan::Plan;
use crate::reference::Holder;
use crate::refusal::{Refusal, Remedy};
use policy::rows::{Scope, path};
use policy::{Name, Policy};

/// Acts that go on after the end: data is erased and kept by law, people ask and take back, duties are done, and who works with
/// what is kept is granted it and proves her second factor.
const GOES_ON: [&str; 16] = [
    "agreement",
    "backup",
    "case",
    "consent",
    "duty",
    "erase",
    "event",
    "factor",
    "grant",
    "hold",
    "keys",
    "office",
    "permission",
    "reseal",
    "retain",
    "version",
];

/// Whether `event` is the end of the service.
pub(crate) fn ends_service(policy: &Policy, event: &str) -> bool {
    policy.document.events.get(event).is_some_and(|row| row.of == Scope::Service)
}

/// Why an act is refused in a cell whose service has ended: `restricted`, unless it goes on, or reads what is kept for a
/// purpose that outlives every account.
pub(crate) fn refused(policy: &Policy, facts: &Facts, entry: &Entry) -> Option<Refusal> {
    if facts.tenant != Some(TenantState::Ended) || entry.actor.capacity == Capacity::Job {
        return None;
    }
    let purpose = entry.purpose.as_ref().and_then(|purpose| policy.document.purposes.get(purpose));
    let outlives = entry.act == "read" && purpose.is_some_and(|row| row.outlives_account);
    if outlives || GOES_ON.contains(&entry.act.as_str()) {
        return None;
    }
    let event = policy.document.events.iter().find(|(_, row)| row.of == Scope::Service);
    let promise = event.map_or_else(|| Name::from("policy"), |(event, _)| path("event", event));
    Some(Refusal::by(promise, Code::Restricted, Remedy::Nothing))
}

/// The end comes to one cell: nothing there is used any more, and everybody who was sent something of it is told.
pub(crate) fn plan_end(policy: &Policy, facts: &Facts, event: &Name, moment: &Moment, plan: &mut Plan) {
    let (promise, own) = (path("event", event), Holder(facts.cell.0));
    plan.push_replayed(&promise, Change::SetTenant { state: TenantState::Ended, at: moment.now });
    tell::plan_erasure(policy, facts, (own, &Erased::All), &promise, moment, plan);
}
