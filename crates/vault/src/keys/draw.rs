//! One key for all who ask: from memory, from the key store, or fresh.

use super::cache::{Pending, Wrapped};
use super::rooted::Rooted;
use super::{KeyId, Vault};
use crate::slot::Held;
use crate::wrap;
use crate::{KeyError, Secret, Suite};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use std::sync::Arc;

/// What there is under an id.
enum Found<T> {
    Live(T),
    Destroyed,
    Nothing,
}

impl Vault {
    /// The key of this id, drawn if there is none yet; a drawn one is durable after [`Vault::flush`].
    ///
    /// All concurrent callers get the same one: whoever misses memory reads and draws under the
    /// reader's lock, and `flush` moves keys out of `pending` under that lock too.
    pub(crate) fn draw(&self, id: &KeyId, suite: Suite, now: Timestamp) -> Result<Arc<Held>, KeyError> {
        let remembered = self.memory().recall(id, now);
        match remembered {
            Some(key) => Ok(key),
            None => self.draw_in(&self.reader(), id, suite, now),
        }
    }

    /// The key of this id, if there is one and it was not destroyed. Draws nothing.
    pub(crate) fn find(&self, id: &KeyId, now: Timestamp) -> Result<Option<Arc<Held>>, KeyError> {
        let remembered = self.memory().recall(id, now);
        if remembered.is_some() {
            return Ok(remembered);
        }
        match self.find_in(&self.reader(), id, now)? {
            Found::Live(key) => Ok(Some(key)),
            Found::Destroyed | Found::Nothing => Ok(None),
        }
    }

    fn draw_in(&self, reader: &Connection, id: &KeyId, suite: Suite, now: Timestamp) -> Result<Arc<Held>, KeyError> {
        match (self.find_in(reader, id, now)?, id) {
            (Found::Live(key), _) => return Ok(key),
            (Found::Destroyed, KeyId::Half(half)) => {
                return Err(KeyError::Destroyed(half.clone()));
            }
            (Found::Destroyed, _) => return Err(KeyError::Corrupt("a tombstone")),
            (Found::Nothing, _) => {}
        }
        let secret = Secret::draw()?;
        let parent = id.parent().map(|parent| self.draw_in(reader, &parent, suite, now)).transpose()?;
        let wrapped = self.wrap_under(parent.as_deref().map(Held::secret), id, suite, &secret)?;
        let key = Arc::new(Held::new(secret));
        let pending = Pending { key: Arc::clone(&key), wrapped, drawn_at: now };
        self.memory().pending.insert(id.clone(), pending);
        Ok(key)
    }

    fn find_in(&self, reader: &Connection, id: &KeyId, now: Timestamp) -> Result<Found<Arc<Held>>, KeyError> {
        // Again: whoever held the reader's lock before may have drawn it.
        if let Some(key) = self.memory().recall(id, now) {
            return Ok(Found::Live(key));
        }
        let secret = match id {
            KeyId::Cell(cell) => match self.unwrap_rooted(reader, &Rooted::Cell(*cell))? {
                Some(secret) => secret,
                None => return Ok(Found::Nothing),
            },
            _ => match self.find_under(reader, id, now)? {
                Found::Live(secret) => secret,
                Found::Destroyed => return Ok(Found::Destroyed),
                Found::Nothing => return Ok(Found::Nothing),
            },
        };
        let key = Arc::new(Held::new(secret));
        self.memory().remember(id.clone(), Arc::clone(&key), now);
        Ok(Found::Live(key))
    }

    /// A key that its parent's wraps.
    fn find_under(&self, reader: &Connection, id: &KeyId, now: Timestamp) -> Result<Found<Secret>, KeyError> {
        let wrapped = match read(reader, id)? {
            Found::Live(wrapped) => wrapped,
            Found::Destroyed => return Ok(Found::Destroyed),
            Found::Nothing => return Ok(Found::Nothing),
        };
        let parent = id.parent().ok_or(KeyError::Corrupt("a wrapped key"))?;
        let secret = match self.find_in(reader, &parent, now)? {
            Found::Live(key) => unwrap_under(key.secret(), id, &wrapped)?,
            // The row outlived the rule's key that it is wrapped under, and ended with it.
            Found::Destroyed => return Ok(Found::Destroyed),
            Found::Nothing => None,
        };
        secret.map(Found::Live).ok_or(KeyError::Corrupt("a wrapped key"))
    }

    fn wrap_under(
        &self,
        parent: Option<&Secret>,
        id: &KeyId,
        suite: Suite,
        secret: &Secret,
    ) -> Result<Wrapped, KeyError> {
        match (parent, id) {
            (Some(key), _) => {
                let cipher = wrap::wrapping(suite, key)?;
                let wrapped = wrap::wrap(suite, &cipher, id.bound(suite).as_bytes(), secret)?;
                Ok(Wrapped::Under(wrapped.to_vec()))
            }
            (None, KeyId::Cell(cell)) => self.wrap_rooted(&Rooted::Cell(*cell), secret).map(Wrapped::Rooted),
            (None, _) => Err(KeyError::Corrupt("a wrapped key")),
        }
    }
}

/// A key out of its parent's wrapping, whatever the suite.
pub(super) fn unwrap_under(parent: &Secret, id: &KeyId, wrapped: &[u8]) -> Result<Option<Secret>, KeyError> {
    let Some(suite) = wrap::suite_of(wrapped) else { return Ok(None) };
    Ok(wrap::unwrap(suite, &wrap::wrapping(suite, parent)?, id.bound(suite).as_bytes(), wrapped))
}

/// One look-up that tells a live key, a destroyed one and none apart. A tombstone outweighs a row.
fn read(reader: &Connection, id: &KeyId) -> Result<Found<Vec<u8>>, KeyError> {
    let name = id.columns();
    let mut statement = reader.prepare_cached(
        "SELECT NULL FROM tombstone
          WHERE kind = ?1 AND cell = ?2 AND holder = ?3 AND rule = ?4 AND edition = ?5 AND day = ?6
         UNION ALL
         SELECT wrapped FROM key
          WHERE kind = ?1 AND cell = ?2 AND holder = ?3 AND rule = ?4 AND edition = ?5 AND day = ?6
         LIMIT 1",
    )?;
    let place = params![name.kind, name.cell, name.holder, name.rule, name.edition, name.day];
    let row = statement.query_row(place, |row| row.get::<_, Option<Vec<u8>>>(0)).optional()?;
    Ok(match row {
        Some(Some(wrapped)) => Found::Live(wrapped),
        Some(None) => Found::Destroyed,
        None => Found::Nothing,
    })
}
