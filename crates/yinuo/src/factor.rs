//! Second factors: enrolled, proved and reset.

use crate::Refused;
use crate::acts::{Recorded, Tenant};
use crate::engine::{Engine, own_cell};
use crate::error::Error;
use crate::shell::nothing;
use life::guard::FactorFact;
use life::guard::factor::{self, ProveFactor, ResetFactor};
use life::reference::Subject;
use life::{Actor, Personal};
use policy::Name;
use store::Wanted;
use vault::Enrolment;

impl Engine {
    /// Enrols a second factor of the person who acts, and gives what she is shown once.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason; [`Error::Vault`] if the key store fails: she enrols again then.
    pub fn enrol_factor(&self, product: &Name, actor: &Actor) -> Result<Enrolment, Error> {
        let before = self.factor_of(product, actor.subject)?;
        self.record(product, Tenant::None, on_file(product, actor.subject), |policy, facts, moment| {
            factor::decide_enrol(policy, facts, actor, moment)
        })?;
        let (person, now) = actor.subject.zip(self.factor_of(product, actor.subject)?).ok_or(Error::Conflict)?;
        let shown = self.vault.enrol_factor(product, person, now.factor)?;
        self.end_factor(product, before)?;
        Ok(shown)
    }

    /// Proves the second factor of the person who acts, by a code of her app or a recovery code; tells until when.
    ///
    /// # Errors
    /// [`Error::Refused`]: `second_factor_required` for a wrong code or one that was used, `rate_limited` after too many.
    pub fn prove_factor(&self, product: &Name, actor: &Actor, code: &Personal) -> Result<FactorFact, Error> {
        let fact = self.factor_of(product, actor.subject)?;
        let text = code.expose_text().unwrap_or_default();
        let against = fact.map(|fact| fact.factor);
        let matched = against.map(|factor| self.vault.match_factor(product, factor, text, self.now())).transpose()?;
        let request = ProveFactor { actor: actor.clone(), against, matched: matched.flatten() };
        let scene = self.scene(product, Tenant::None, on_file(product, actor.subject))?;
        let decide = |policy: &policy::Policy, facts: &life::facts::Facts, moment: &life::Moment| {
            factor::decide_prove(policy, facts, &request, moment)
        };
        let done = self.carry_out(&scene, decide, nothing)?;
        if factor::is_missed(&done.entry) {
            return Err(Refused { refusal: factor::missing(), entry: Some(done.written.entry) }.into());
        }
        self.factor_of(product, actor.subject)?.ok_or(Error::Conflict)
    }

    /// Resets somebody's second factor: she enrols anew.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn reset_factor(&self, product: &Name, request: &ResetFactor) -> Result<Recorded, Error> {
        let before = self.factor_of(product, Some(request.person))?;
        let reset =
            self.record(product, Tenant::None, on_file(product, Some(request.person)), |policy, facts, moment| {
                factor::decide_reset(policy, facts, request, moment)
            })?;
        self.end_factor(product, before)?;
        Ok(reset)
    }

    /// How a person's second factor stands.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn factor_of(&self, product: &Name, person: Option<Subject>) -> Result<Option<FactorFact>, Error> {
        Ok(person.map(|person| self.store.factor_of(product, person)).transpose()?.flatten())
    }

    /// Destroys the secret of a factor that has ended.
    pub(crate) fn end_factor(&self, product: &Name, before: Option<FactorFact>) -> Result<(), Error> {
        before.map_or(Ok(()), |fact| Ok(self.vault.destroy_factor(product, fact.factor)?))
    }
}

fn on_file(product: &Name, person: Option<Subject>) -> Wanted {
    let on_file = person.map(|person| (product.clone(), own_cell(product), person));
    Wanted { on_file, ..Wanted::default() }
}
