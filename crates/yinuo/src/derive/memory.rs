//! The memory of sets that were given out: the key store keeps it, which no restore takes back.
//!
//! A set is remembered before it is kept. One that is remembered and then not kept, since the process ended in between,
//! is known to a restore alone, which refuses rather too much.

use super::making::Making;
use crate::engine::Engine;
use crate::error::Error;
use life::Plan;
use policy::{Name, Policy};
use std::sync::{MutexGuard, PoisonError};
use store::{Captured, Member, SetOf};
use vault::GivenSet;

impl Making<'_> {
    /// Remembers what the set shows and of which values, for as long as a backup of before can be read; nothing of a
    /// plan that keeps no set.
    ///
    /// # Errors
    /// [`Error::Conflict`] if another version is in force than the one that it was worked out under; the key store's.
    pub(super) fn remember(&self, policy: &Policy, plan: &Plan, derived: &Name) -> Result<Option<Captured>, Error> {
        if policy.hash != self.policy.hash {
            return Err(Error::Conflict);
        }
        let (Some(span), Some(set)) = (self.weighed.span, plan.entry.set) else { return Ok(None) };
        let (engine, cell, made_at) = (self.engine, self.cell, self.engine.now());
        let members = engine.store.members_of(cell, set)?;
        let members =
            members.into_iter().flat_map(|Member { who, shows, origins }| [vec![who], shows, origins].concat());
        engine.vault.remember_given(&GivenSet {
            cell,
            set,
            derived: derived.clone(),
            span,
            made_at,
            until: engine.last_copy_ends(&policy.product, made_at)?,
            shape: serde_json::to_string(&self.shape).map_err(|fault| Error::Vault(fault.to_string()))?,
            members: members.collect::<Vec<_>>().concat(),
            spent: 0,
        })?;
        Ok(None)
    }
}

impl Engine {
    /// One set is weighed at a time, until it is kept or not: two that were weighed beside each other would not know of
    /// each other.
    pub(super) fn weighing(&self) -> MutexGuard<'_, ()> {
        self.turns.weighing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets that were given out after the backup are remembered again: their rows are lost here, and not to whoever has them.
    pub(crate) fn remember_again(&self) -> Result<(), Error> {
        for given in self.vault.given()? {
            let GivenSet { cell, set, derived, span, made_at, shape, members, spent, .. } = given;
            let shape: life::derive::Shape =
                serde_json::from_str(&shape).map_err(|fault| Error::Vault(fault.to_string()))?;
            let items = shape.shows.len();
            let member = |parts: &[[u8; 16]]| {
                let (who, parts) = parts.split_first()?;
                let (shows, origins) = parts.split_at_checked(items)?;
                Some(Member { who: *who, shows: shows.to_vec(), origins: origins.to_vec() })
            };
            let members = members.as_chunks().0.chunks(1 + 2 * items).filter_map(member).collect();
            // What is blurred is held against no other set: its budget is what binds it.
            let span = Some(span).filter(|_| spent == 0);
            self.store.remember_set((cell, set), derived, (SetOf { shape, span }, made_at), (members, spent))?;
        }
        Ok(())
    }
}
