//! Reading what was written in a case.

use super::follow::{absent, may_work, roles};
use super::route::promise;
use crate::actor::{Actor, Moment};
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::Facts;
use crate::plan::Decision;
use crate::refusal::Refusal;
use crate::reveal::{self, Reveal};
use policy::Policy;

/// Decides whether what was written in the loaded case may be read: by who answers for it, as the purpose says under
/// which it was taken, and by nobody else.
///
/// Refusals in order: no such case, or nothing written in it (`not_found`); somebody who does not answer for it
/// (`actor_denied`); then those of [`reveal::decide`].
#[must_use]
pub fn decide_read(policy: &Policy, facts: &Facts, actor: &Actor, moment: &Moment) -> Decision {
    let refuse = |refusal: Refusal| {
        let mut entry = Entry::of(policy, moment, actor, "read");
        entry.case = facts.case.as_ref().map(|case| case.case);
        let entry = entry.refused(&refusal);
        Decision::Refuse(Box::new(refusal), Box::new(entry))
    };
    let Some((case, (_, purpose))) = facts.case.as_ref().and_then(|case| Some((case, case.text.as_ref()?))) else {
        return refuse(absent());
    };
    if !may_work(policy, case, actor, moment.now) {
        return refuse(Refusal::by(promise(case), Code::ActorDenied, roles(case)));
    }
    let request = Reveal {
        actor: actor.clone(),
        purpose: purpose.clone(),
        subject: None,
        items: Vec::new(),
        activity: None,
        form: None,
    };
    match reveal::decide_for(policy, facts, &request, moment, true) {
        Decision::Do(mut plan) => {
            plan.entry.case = Some(case.case);
            Decision::Do(plan)
        }
        Decision::Refuse(refusal, mut entry) => {
            entry.case = Some(case.case);
            Decision::Refuse(refusal, entry)
        }
    }
}
