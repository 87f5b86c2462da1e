//! Collect: a record is captured.

use crate::acts::{Collected, Tenant};
use crate::engine::Engine;
use crate::error::Error;
use crate::shell::Scene;
use life::collect::{self, Collect};
use life::facts::Facts;
use life::reference::Holder;
use life::{Decision, Moment, Personal, Plan};
use policy::{Name, Policy};
use store::Wanted;

impl Engine {
    /// Captures a record.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason; nothing is stored then but its entry. [`Error::Incoming`] if a picture or a recording
    /// among the values cannot be read.
    pub fn collect(&self, product: &Name, tenant: Tenant, mut request: Collect) -> Result<Collected, Error> {
        let scene = self.collect_scene(product, tenant, &mut request)?;
        if crate::files::holds_marks(&*self.policy(product)?, &request.values) {
            // Who may not give it is told so, whatever is in it.
            self.try_out(&scene, |policy, facts, moment| collect::decide(policy, facts, &request, moment))?;
            crate::files::clean_values(&*self.policy(product)?, &mut request.values)?;
        }
        let decide = |policy: &Policy, facts: &Facts, moment: &Moment| collect::decide(policy, facts, &request, moment);
        self.capture(&scene, &request, &[], decide)
    }

    /// Where a capture takes place, and what has to be known for it.
    pub(crate) fn collect_scene(&self, product: &Name, tenant: Tenant, request: &mut Collect) -> Result<Scene, Error> {
        request.opens_tenant = tenant == Tenant::New;
        let policy = self.policy_for(product, &request.actor, "collect")?;
        let single = policy.document.records.get(&request.kind).is_some_and(|row| row.single);
        let of_holder = request.subject.filter(|_| single).map(|subject| (Holder(subject.0), request.kind.clone()));
        let wanted = Wanted {
            subject: request.subject,
            actor: request.actor.subject,
            activity: request.activity,
            of_holder,
            ..Wanted::default()
        };
        self.scene(product, tenant, wanted)
    }

    pub(crate) fn capture(
        &self,
        scene: &Scene,
        request: &Collect,
        files: &[(Name, vault::SealedFile)],
        decide: impl Fn(&Policy, &Facts, &Moment) -> Decision,
    ) -> Result<Collected, Error> {
        let values: Vec<(Name, &Personal)> =
            request.values.iter().map(|(item, value)| (Name::from(item.as_str()), value)).collect();
        let seal = |policy: &Policy, plan: &Plan, moment: &Moment| {
            self.seal(policy, scene.cell, plan, (&values, files), moment)
        };
        let done = self.carry_out(scene, decide, seal)?;
        let record = done.entry.records.first().copied().ok_or(Error::Conflict)?;
        Ok(Collected { cell: scene.cell, record, subject: done.entry.subject, entry: done.written.entry })
    }
}
