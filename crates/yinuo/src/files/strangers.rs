//! Things that no row is of: what came after the backup that was restored.
//!
//! Promises: what a backup that can still be read holds the row of stays for as long as that one can be read, in its place and
//! beside the backups; everything else goes at once.

use super::place::whose;
use crate::engine::Engine;
use crate::error::Error;
use crate::restore::{CLOCKS, made_at};
use jiff::Timestamp;
use life::reference::Reference;

/// The name under which the key store keeps when the last restore was, in microseconds: what no row is of came before.
const RESTORED: &str = "restored";

impl Engine {
    /// After a restore of `backup`: removes what no row is of, but for what newer backups hold.
    pub(super) fn remove_unknown(&self, backup: Option<Reference>) -> Result<(), Error> {
        self.vault.set_head(RESTORED, u64::try_from(self.now().as_microsecond()).unwrap_or_default())?;
        self.remove_strangers(backup.map_or(Timestamp::MIN, made_at))
    }

    /// After keys of backups are gone: removes what was left for them alone. Without a restore there is nothing of the kind.
    pub(crate) fn remove_forsaken(&self) -> Result<(), Error> {
        self.remove_strangers(Timestamp::MIN)
    }

    /// What came before `since` and has no row had ended.
    fn remove_strangers(&self, since: Timestamp) -> Result<(), Error> {
        let Some(restored) = self.vault.head(RESTORED)? else { return Ok(()) };
        let restored = i64::try_from(restored).ok().and_then(|at| Timestamp::from_microsecond(at).ok());
        let (restored, now) = (restored.unwrap_or(Timestamp::MAX), self.now());
        let keys = self.vault.backup_keys()?.into_iter().filter(|(_, until)| *until > now);
        let made = keys.filter_map(|(id, _)| id.parse().ok().map(made_at));
        let newest = made.filter(|at| *at > since && *at < restored).max();
        // A file that was in no backup has no copy.
        let is_held = |thing: &str, file: Reference| -> Result<bool, Error> {
            let came = made_at(file);
            let held = later(came) >= since && newest.is_some_and(|newest| later(newest) >= came);
            Ok(held && self.files.copies()?.size(thing)?.is_some())
        };
        for place in self.files.marked()? {
            for (thing, _) in place.list()? {
                let Some((cell, file)) = whose(&thing) else { continue };
                if self.store.lookup_file_row(cell, file)?.is_none() && !is_held(&thing, file)? {
                    place.remove(&thing)?;
                }
            }
        }
        Ok(())
    }
}

/// A clock that was set back says at most so much less.
fn later(at: Timestamp) -> Timestamp {
    at.checked_add(CLOCKS).unwrap_or(Timestamp::MAX)
}
