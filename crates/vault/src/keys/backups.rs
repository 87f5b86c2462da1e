//! Backups end with their keys.

use super::Vault;
use super::destroy::truncate_log;
use crate::layout::Fields;
use crate::{KeyError, Secret, Suite, wrap};
use jiff::Timestamp;
use policy::Name;
use rusqlite::{OptionalExtension, TransactionBehavior, params};

impl Vault {
    /// Draws the key of a new backup, to be destroyed at `until`; durable when this returns.
    ///
    /// # Errors
    /// [`KeyError::BackupKeyExists`] for an id in use.
    pub fn create_backup_key(&self, id: &Name, until: Timestamp) -> Result<Secret, KeyError> {
        let secret = Secret::draw()?;
        let wrapped = self.root.wrap(bound(id).as_bytes(), &secret)?;
        let added = self.writer().execute(
            "INSERT INTO backup_key (id, until, wrapped) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            params![id.as_str(), until.as_microsecond(), wrapped],
        )?;
        if added == 0 { Err(KeyError::BackupKeyExists(id.clone())) } else { Ok(secret) }
    }

    /// The key of a backup, unless it was destroyed.
    ///
    /// # Errors
    /// The key store's.
    pub fn backup_key(&self, id: &Name) -> Result<Option<Secret>, KeyError> {
        let wrapped: Option<Vec<u8>> = self
            .reader()
            .query_row("SELECT wrapped FROM backup_key WHERE id = ?1", [id.as_str()], |row| row.get(0))
            .optional()?;
        let Some(wrapped) = wrapped else {
            return Ok(None);
        };
        let secret = self.root.unwrap(bound(id).as_bytes(), &wrapped)?;
        secret.map(Some).ok_or(KeyError::Corrupt("a backup key"))
    }

    /// Destroys the keys of backups whose time is over at `now`, as [`Vault::destroy`] does; gives
    /// their ids, in order.
    ///
    /// # Errors
    /// [`KeyError::Busy`]: due, not done; call again, and the ids that were removed are missing then.
    pub fn destroy_backup_keys(&self, now: Timestamp) -> Result<Vec<Name>, KeyError> {
        let mut writer = self.writer();
        let _no_reader = self.reader();
        let begun = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let ids = begun
            .prepare("SELECT id FROM backup_key WHERE until <= ?1 ORDER BY id")?
            .query_map([now.as_microsecond()], |row| row.get::<_, String>(0))?
            .map(|id| id.map(Name::from))
            .collect::<Result<Vec<_>, _>>()?;
        begun.execute("DELETE FROM backup_key WHERE until <= ?1", [now.as_microsecond()])?;
        begun.commit()?;
        truncate_log(&writer)?;
        Ok(ids)
    }
}

fn bound(id: &Name) -> Fields {
    wrap::id("yinuo backup key", Suite::default()).with(id.as_bytes())
}
