//! When the keys of backups end.
//!
//! Promises: a backup opens no longer than was promised when it was made, nor than the versions in force promise now: one that
//! shortens `protect.backup-keep` is kept for the backups that are there, one that lengthens it lengthens nothing. What rests on
//! a backup ends with it, or before. The key store alone says when a key ends, so that no restore takes an end back.

use super::{name_of, promised_by};
use crate::engine::Engine;
use crate::error::Error;
use crate::restore::made_at;
use jiff::Timestamp;
use life::reference::Reference;
use std::collections::BTreeMap;

impl Engine {
    /// When the key of a backup made at `at` is destroyed at the latest: all that is here is in it, so that each product that
    /// says for how long backups are kept is asked.
    pub(super) fn promised_end(&self, at: Timestamp) -> Result<Option<Timestamp>, Error> {
        let mut ends = Vec::new();
        for product in self.products()? {
            match self.policy(&product) {
                Ok(policy) => ends.extend(promised_by(&policy, at)),
                // Published, and not in force yet.
                Err(Error::NoProduct(_)) => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(ends.into_iter().min())
    }

    /// Until when each backup's key lives, of those that are there.
    pub(crate) fn backup_ends(&self) -> Result<BTreeMap<Reference, Timestamp>, Error> {
        let keys = self.vault.backup_keys()?.into_iter();
        Ok(keys.filter_map(|(id, until)| Some((id.parse().ok()?, until))).collect())
    }

    /// Keys of backups end as the versions in force promise, where that is sooner than what was promised before.
    pub(crate) fn shorten_backups(&self) -> Result<(), Error> {
        let before = self.backup_ends()?;
        let mut ends = before.clone();
        for (id, until) in &mut ends {
            *until = self.promised_end(made_at(*id))?.map_or(*until, |promised| promised.min(*until));
        }
        if ends == before {
            return Ok(());
        }
        // The oldest first: a base before what rests on it.
        for row in self.store.load_backups()? {
            let base = row.base.and_then(|base| ends.get(&base).copied());
            if let (Some(base), Some(until)) = (base, ends.get_mut(&row.id)) {
                *until = base.min(*until);
            }
        }
        let named: Vec<_> = ends.into_iter().map(|(id, until)| (name_of(id), until)).collect();
        Ok(self.vault.shorten_backup_keys(&named)?)
    }
}
