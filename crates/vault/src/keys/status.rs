//! What an operator may know of the keys.

use super::schema::meta;
use super::{Places, Stamp, Vault, files, people, recover, rotate};
use crate::KeyError;
use jiff::Timestamp;
use rusqlite::Connection;

/// The keys in numbers. No key, and nothing about a person, is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyStatus {
    /// What holds the root key.
    pub root: String,
    /// Its number.
    pub root_number: u32,
    /// Whether a rotation of the root key is under way.
    pub root_rotating: bool,
    /// Whether a rotation of cells' keys is under way.
    pub cells_rotating: bool,
    /// How many cells have a key.
    pub cells: u64,
    /// When the oldest of these was drawn.
    pub oldest_cell_key: Option<Timestamp>,
    /// How many halves and rules' keys there are.
    pub halves: u64,
    /// How many are destroyed.
    pub destroyed: u64,
    /// How many backups have a key.
    pub backup_keys: u64,
    /// How many writes the key store has seen.
    pub writes: u64,
    /// Whether there is a mirror.
    pub mirrored: bool,
    /// The recovery key, if one was made.
    pub recovery: Option<RecoveryStatus>,
    /// Who joins in where one person is not enough; fewer than two: nobody is asked.
    pub people: Vec<String>,
}

/// What is known of the recovery key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryStatus {
    /// The id of the export, as it stands beside the shares.
    pub export: String,
    /// How many shares are needed.
    pub needed: u8,
    /// How many there are.
    pub of: u8,
}

impl Vault {
    /// The keys in numbers.
    ///
    /// # Errors
    /// The key store's.
    pub fn status(&self) -> Result<KeyStatus, KeyError> {
        let files = self.files();
        status(files.first(), self.root.describe(), files.is_mirrored())
    }

    /// The same for a key store that another process holds: it is read and not written, and no key is used.
    ///
    /// # Errors
    /// [`KeyError::Lost`] without a key store; the key store's.
    pub fn status_in(places: &Places, root: String) -> Result<KeyStatus, KeyError> {
        places.assert_there()?;
        places.assert_whole()?;
        status(&files::connect(&places.folder.join(Self::FILE))?, root, places.mirror.is_some())
    }
}

fn status(connection: &Connection, root: String, mirrored: bool) -> Result<KeyStatus, KeyError> {
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).map(i64::unsigned_abs);
    let oldest: Option<i64> =
        connection.query_row("SELECT min(drawn_at) FROM rooted WHERE kind = 1", [], |row| row.get(0))?;
    let (root_rotating, cells_rotating) = rotate::open_in(connection)?;
    let recovery = recover::stored(connection)?;
    Ok(KeyStatus {
        root,
        root_number: meta(connection, "root")?.unwrap_or(0),
        root_rotating,
        cells_rotating,
        cells: count("SELECT count(*) FROM rooted WHERE kind = 1")?,
        oldest_cell_key: oldest.and_then(|at| Timestamp::from_microsecond(at).ok()),
        halves: count("SELECT count(*) FROM key")?,
        destroyed: count("SELECT count(*) FROM tombstone")?,
        backup_keys: count("SELECT count(*) FROM rooted WHERE kind = 3")?,
        writes: Stamp::last(connection)?.count,
        mirrored,
        recovery: recovery.map(|key| RecoveryStatus { export: key.name(), needed: key.needed, of: key.of }),
        people: people::people(connection)?,
    })
}
