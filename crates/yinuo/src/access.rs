//! Who of the company's people may read: grants, given, ended and listed.

use crate::acts::{Recorded, Tenant};
use crate::engine::{Engine, own_cell};
use crate::error::Error;
use life::access::{self, End, Give, GrantFact};
use life::reference::Subject;
use policy::Name;
use store::Wanted;

/// A grant as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// The grant.
    pub fact: GrantFact,
    /// Whether it opens anything now.
    pub live: bool,
}

impl Engine {
    /// Gives a grant to a person.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn give_grant(&self, product: &Name, request: &Give) -> Result<Recorded, Error> {
        let wanted = on_file(product, request.file.person);
        self.record(product, Tenant::None, wanted, |policy, facts, moment| {
            access::decide_give(policy, facts, request, moment)
        })
    }

    /// Ends a person's grants from now on: she left, or has another role.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn end_grants(&self, product: &Name, request: &End) -> Result<Recorded, Error> {
        let wanted = on_file(product, request.person);
        self.record(product, Tenant::None, wanted, |policy, facts, moment| {
            access::decide_end(policy, facts, request, moment)
        })
    }

    /// Every grant, those included that have ended or lapsed.
    ///
    /// # Errors
    /// [`Error::NoProduct`] if no version is in force; [`Error::Store`] if the store fails.
    pub fn grants(&self, product: &Name) -> Result<Vec<Granted>, Error> {
        let (policy, now) = (self.policy(product)?, self.now());
        let listed = self.store.list_grants(product)?;
        Ok(listed.into_iter().map(|fact| Granted { live: access::is_live(&policy, &fact, now), fact }).collect())
    }
}

fn on_file(product: &Name, person: Subject) -> Wanted {
    Wanted { on_file: Some((product.clone(), own_cell(product), person)), ..Wanted::default() }
}
