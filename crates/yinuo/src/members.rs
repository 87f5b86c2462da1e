//! Members: whom a value points to is shown by her name, or by the policy's word once she is gone.

use crate::acts::Tenant;
use crate::engine::Engine;
use crate::error::Error;
use crate::reading::{Reading, Which};
use crate::shell::{Scene, on_file};
use life::reference::{Holder, Subject};
use life::reveal::{self, Reveal, member};
use life::{Decision, Personal};
use policy::{Form, Name};
use std::collections::BTreeMap;
use store::Wanted;

/// How a member is shown.
#[derive(Debug, Clone)]
enum Called {
    /// By her name.
    Named(Personal),
    /// As somebody who is gone.
    Former,
    /// By her reference: she is there, and whoever reads may not read her name.
    Known,
}

impl Engine {
    /// Shows the members to whom values point. A name is read as any value is, for the purpose of `request`, and that is on
    /// record; without a request who is there stays a reference.
    pub(crate) fn show_members(
        &self,
        product: &Name,
        scene: &Scene,
        request: Option<(Tenant, &Reveal)>,
        reading: &mut Reading,
    ) -> Result<(), Error> {
        let policy = self.policy(product)?;
        let mut known: BTreeMap<Subject, Called> = BTreeMap::new();
        for shown in reading.values.iter_mut().filter(|shown| shown.form == Form::Clear) {
            let Some(word) = member::former(&policy, &shown.item) else { continue };
            let Some(subject) = shown.value.expose_text().and_then(|text| text.parse::<Subject>().ok()) else {
                continue;
            };
            let called = match known.get(&subject) {
                Some(called) => called.clone(),
                None => self.called(product, scene, request, subject)?,
            };
            match &called {
                Called::Named(name) => shown.value = name.clone(),
                Called::Former => {
                    let languages = policy.document.policy.as_ref().map(|row| row.languages.as_slice());
                    let first = languages.unwrap_or_default().first();
                    let said = first.and_then(|language| publish::wording(word, *language)).unwrap_or_default();
                    (shown.value, shown.former) = (Personal::from(said.as_ref()), Some(word.clone()));
                }
                Called::Known => {}
            }
            known.insert(subject, called);
        }
        Ok(())
    }

    fn called(
        &self,
        product: &Name,
        scene: &Scene,
        request: Option<(Tenant, &Reveal)>,
        subject: Subject,
    ) -> Result<Called, Error> {
        let wanted = Wanted { subject: Some(subject), ..Wanted::default() };
        let (facts, _) = self.store.load_facts(scene.cell, scene.named, &wanted)?;
        if !member::is_here(&facts, subject) {
            return Ok(Called::Former);
        }
        let Some((tenant, request)) = request else { return Ok(Called::Known) };
        for (kind, request) in member::by_name(self.policy(product)?.as_ref(), request, subject) {
            if !self.may_read(product, scene, &request, (subject, &kind))? {
                continue;
            }
            match self.read(product, tenant, &request, &Which::Of { subject, kind }) {
                Ok(reading) => {
                    if let Some(name) = reading.values.into_iter().next() {
                        return Ok(Called::Named(name.value));
                    }
                }
                Err(Error::Refused(_)) => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(Called::Known)
    }

    /// Whether the name may be read: nobody asked for it by itself, so what may not be read is no refusal.
    fn may_read(
        &self,
        product: &Name,
        scene: &Scene,
        request: &Reveal,
        (subject, kind): (Subject, &Name),
    ) -> Result<bool, Error> {
        let (policy, moment) = (self.policy(product)?, self.moment()?);
        let wanted = Wanted {
            subject: Some(subject),
            actor: request.actor.subject,
            activity: request.activity,
            of_holder: Some((Holder(subject.0), kind.clone())),
            on_file: on_file(&policy, product, request.actor.subject),
            now: Some(moment.now),
            ..Wanted::default()
        };
        let (facts, _) = self.store.load_facts(scene.cell, scene.named, &wanted)?;
        Ok(matches!(reveal::decide(&policy, &facts, request, &moment), Decision::Do(_)))
    }
}
