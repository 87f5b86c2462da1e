//! The key store as it was last seen: a start compares.

use super::{Connection, Store, StoreError};
use crate::rows::KeysSeen;
use rusqlite::{OptionalExtension, params};

impl Store {
    /// The key store as it was at the last commit, if any commit saw one.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn keys_seen(&self) -> Result<Option<KeysSeen>, StoreError> {
        self.read(load)
    }
}

pub(super) fn load(connection: &Connection) -> Result<Option<KeysSeen>, StoreError> {
    let sql = "SELECT count, tag FROM keys_seen WHERE one = 0";
    let seen = connection
        .prepare_cached(sql)?
        .query_row([], |row| Ok(KeysSeen { count: row.get::<_, i64>(0)?.unsigned_abs(), tag: row.get(1)? }));
    Ok(seen.optional()?)
}

/// Notes what was seen; where no key store tells, there is nothing to note.
pub(super) fn note(connection: &Connection, seen: KeysSeen) -> Result<(), StoreError> {
    if seen != KeysSeen::default() {
        let sql = "INSERT INTO keys_seen (one, count, tag) VALUES (0, ?1, ?2)
                   ON CONFLICT DO UPDATE SET count = excluded.count, tag = excluded.tag
                   WHERE excluded.count > count";
        let count = i64::try_from(seen.count).unwrap_or(i64::MAX);
        connection.prepare_cached(sql)?.execute(params![count, seen.tag])?;
    }
    Ok(())
}
