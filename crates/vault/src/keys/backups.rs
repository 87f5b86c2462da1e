//! Backups end with their keys.

use super::Vault;
use super::rooted::{self, Rooted};
use crate::{KeyError, Secret};
use jiff::Timestamp;
use policy::Name;
use rusqlite::params;

impl Vault {
    /// Draws the key of a new backup, to be destroyed at `until`; durable when this returns.
    ///
    /// # Errors
    /// [`KeyError::BackupKeyExists`] for an id in use.
    pub fn create_backup_key(&self, id: &Name, until: Timestamp) -> Result<Secret, KeyError> {
        let secret = Secret::draw()?;
        let rooted = Rooted::Backup(id.clone());
        let mut files = self.files();
        let row = self.wrap_rooted(&rooted, &secret)?;
        let added = files.write(|begun| rooted::insert(begun, &rooted, &row, (None, Some(until))))?;
        if added { Ok(secret) } else { Err(KeyError::BackupKeyExists(id.clone())) }
    }

    /// Whether a backup's key is still there although its time was over before `now`.
    ///
    /// # Errors
    /// The key store's.
    pub fn has_overdue_backup_key(&self, now: Timestamp) -> Result<bool, KeyError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM rooted WHERE kind = 3 AND until < ?1)";
        Ok(self.reader().prepare_cached(sql)?.query_row([now.as_microsecond()], |row| row.get(0))?)
    }

    /// The key of a backup, unless it was destroyed.
    ///
    /// # Errors
    /// The key store's.
    pub fn backup_key(&self, id: &Name) -> Result<Option<Secret>, KeyError> {
        self.unwrap_rooted(&self.reader(), &Rooted::Backup(id.clone()))
    }

    /// Destroys the keys of backups whose time is over at `now`, as [`Vault::destroy`] does; gives
    /// their ids, in order.
    ///
    /// # Errors
    /// [`KeyError::Busy`]: due, not done; call again, and the ids that were removed are missing then.
    pub fn destroy_backup_keys(&self, now: Timestamp) -> Result<Vec<Name>, KeyError> {
        let mut files = self.files();
        let _no_reader = self.reader();
        let ids = files
            .first()
            .prepare_cached("SELECT name FROM rooted WHERE kind = 3 AND until <= ?1 ORDER BY name")?
            .query_map([now.as_microsecond()], |row| row.get::<_, String>(0))?
            .map(|id| id.map(Name::from))
            .collect::<Result<Vec<_>, _>>()?;
        if !ids.is_empty() {
            let sql = "DELETE FROM rooted WHERE kind = 3 AND until <= ?1";
            files.write(|begun| Ok(begun.execute(sql, [now.as_microsecond()])?))?;
        }
        files.truncate()?;
        Ok(ids)
    }

    /// Every backup's key that is there, by the backup's id, with when it is destroyed.
    ///
    /// # Errors
    /// The key store's.
    pub fn backup_keys(&self) -> Result<Vec<(Name, Timestamp)>, KeyError> {
        let reader = self.reader();
        let mut select = reader.prepare_cached("SELECT name, until FROM rooted WHERE kind = 3 ORDER BY name")?;
        let rows = select.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
        let until = |micros| Timestamp::from_microsecond(micros).unwrap_or(Timestamp::MAX);
        let keys: Result<Vec<_>, _> = rows.map(|row| row.map(|(id, at)| (Name::from(id), until(at)))).collect();
        Ok(keys?)
    }

    /// Keys of backups are destroyed at these times, where they are sooner than what was set before; durable when this returns.
    ///
    /// # Errors
    /// The key store's; then none is.
    pub fn shorten_backup_keys(&self, ends: &[(Name, Timestamp)]) -> Result<(), KeyError> {
        self.files().write(|begun| {
            let sql = "UPDATE rooted SET until = min(until, ?2) WHERE kind = 3 AND name = ?1";
            let mut update = begun.prepare_cached(sql)?;
            for (id, until) in ends {
                update.execute(params![id.as_str(), until.as_microsecond()])?;
            }
            Ok(())
        })
    }

    /// When the last key of a backup is destroyed; `None` if there is none.
    ///
    /// # Errors
    /// The key store's.
    pub fn last_backup_ends(&self) -> Result<Option<Timestamp>, KeyError> {
        let sql = "SELECT max(until) FROM rooted WHERE kind = 3";
        let last: Option<i64> = self.reader().prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        // A time that cannot be read is later than any.
        Ok(last.map(|micros| Timestamp::from_microsecond(micros).unwrap_or(Timestamp::MAX)))
    }

    /// Destroys the key of a backup that did not come about.
    ///
    /// # Errors
    /// As [`Vault::destroy_backup_keys`].
    pub fn destroy_backup_key(&self, id: &Name) -> Result<(), KeyError> {
        let mut files = self.files();
        let _no_reader = self.reader();
        files.write(|begun| Ok(begun.execute("DELETE FROM rooted WHERE kind = 3 AND name = ?1", [id.as_str()])?))?;
        files.truncate()
    }
}
