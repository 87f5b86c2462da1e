//! The memory of sets that were given out: the key store keeps it, which no restore takes back.

use super::Making;
use crate::engine::Engine;
use crate::error::Error;
use policy::Name;
use vault::GivenSet;

impl Making<'_> {
    /// Remembers whose data the set is made of, for as long as a backup of before can be read.
    pub(super) fn remember(&self, product: &Name, derived: &Name) -> Result<(), Error> {
        let Some(span) = self.weighed.span else { return Ok(()) };
        let (engine, cell, set, made_at) = (self.engine, self.cell, self.set, self.engine.now());
        let members = engine.store.members_of(cell, set)?;
        let (derived, until) = (derived.clone(), engine.last_copy_ends(product, made_at)?);
        Ok(engine.vault.remember_given(&GivenSet { cell, set, derived, span, made_at, until, members, spent: 0 })?)
    }
}

impl Engine {
    /// Sets that were given out after the backup are remembered again: their rows are lost here, and not to whoever has them.
    pub(crate) fn remember_again(&self) -> Result<(), Error> {
        for given in self.vault.given()? {
            let GivenSet { cell, set, derived, span, made_at, members, spent, .. } = given;
            self.store.remember_set((cell, set), derived, (span, made_at), (members, spent))?;
        }
        Ok(())
    }
}
