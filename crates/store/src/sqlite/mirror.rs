//! The mirror: the ledger's rows once more, outside the data folder, as they grow.
//!
//! A restore goes back for values and never for will: what people decided since the backup is read here.

use super::load::instant;
use super::{Connection, StoreError, connect};
use crate::rows::{EntryRow, KeysSeen};
use life::reference::Cell;
use rusqlite::{OptionalExtension, params};
use std::path::Path;
use std::sync::Mutex;

/// The mirror of the ledger's rows.
pub struct Mirror {
    connection: Mutex<Connection>,
}

impl std::fmt::Debug for Mirror {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mirror")
    }
}

/// The file in the mirror's folder that holds the rows of the logs of this number; the first logs are number 1.
fn file(number: u64) -> String {
    if number <= 1 { "entries.db".into() } else { format!("entries-{number}.db") }
}

/// The number of the logs whose rows the file called `name` holds, if it holds any.
fn number(name: &str) -> Option<u64> {
    let middle = name.strip_prefix("entries")?.strip_suffix(".db")?;
    if middle.is_empty() { Some(1) } else { middle.strip_prefix('-')?.parse().ok() }
}

const SCHEMA: &str = "CREATE TABLE IF NOT EXISTS entry (
    product TEXT NOT NULL, cell BLOB NOT NULL, seq INTEGER NOT NULL, leaf BLOB NOT NULL, at INTEGER NOT NULL,
    log TEXT, until INTEGER, salt BLOB, body BLOB, PRIMARY KEY (cell, seq)) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS entry_until ON entry (until) WHERE body IS NOT NULL;
    CREATE TABLE IF NOT EXISTS keys_seen (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 0), count INTEGER NOT NULL, tag BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS version (
    product TEXT NOT NULL, hash TEXT NOT NULL, source BLOB NOT NULL, PRIMARY KEY (product, hash))
    STRICT, WITHOUT ROWID;";

impl Mirror {
    /// Opens or creates the mirror in `folder`, for the logs of this number.
    ///
    /// # Errors
    /// [`StoreError`] if the folder or the file cannot be used.
    pub fn open(folder: &Path, number: u64) -> Result<Self, StoreError> {
        super::make_private(folder)?;
        let connection = connect(&folder.join(file(number)))?;
        connection.execute_batch(SCHEMA)?;
        Ok(Self { connection: Mutex::new(connection) })
    }

    /// Whether anything is mirrored in `folder`.
    ///
    /// # Errors
    /// [`StoreError`] if the folder cannot be read.
    pub fn exists(folder: &Path) -> Result<bool, StoreError> {
        Ok(!numbers(folder)?.is_empty())
    }

    /// The number of the newest logs that are mirrored in `folder`; 1 where none is.
    ///
    /// # Errors
    /// [`StoreError`] if the folder cannot be read.
    pub fn newest(folder: &Path) -> Result<u64, StoreError> {
        Ok(numbers(folder)?.into_iter().max().unwrap_or(1))
    }

    /// Removes what is mirrored in `folder` of logs before those of this number: they are given up, and their bodies
    /// have an end.
    ///
    /// # Errors
    /// [`StoreError`] if a file cannot be removed.
    pub fn remove_before(folder: &Path, number: u64) -> Result<(), StoreError> {
        for old in numbers(folder)?.into_iter().filter(|old| *old < number) {
            for end in ["-wal", "-shm", ""] {
                match std::fs::remove_file(folder.join(format!("{}{end}", file(old)))) {
                    Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => return Err(fault.into()),
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Keeps the text of a version, durably: a restore of an older backup needs it.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn keep_version(&self, product: &str, hash: &str, source: &[u8]) -> Result<(), StoreError> {
        self.with(|connection| {
            let sql = "INSERT OR IGNORE INTO version (product, hash, source) VALUES (?1, ?2, ?3)";
            connection.prepare_cached(sql)?.execute(params![product, hash, source])?;
            Ok(())
        })
    }

    /// The text of the version with this hash, if it is here.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn version(&self, product: &str, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.with(|connection| {
            let sql = "SELECT source FROM version WHERE product = ?1 AND hash = ?2";
            Ok(connection.prepare_cached(sql)?.query_row(params![product, hash], |row| row.get(0)).optional()?)
        })
    }

    fn with<T>(&self, act: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let connection = self.connection.lock().map_err(|_| StoreError::Stopped)?;
        act(&connection)
    }

    /// The key store as it was when entries were last added.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn keys_seen(&self) -> Result<Option<KeysSeen>, StoreError> {
        self.with(super::seen::load)
    }

    /// How many entries of each cell's log are here.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn heads(&self) -> Result<Vec<(Cell, u64)>, StoreError> {
        self.with(|connection| {
            let mut select = connection.prepare_cached("SELECT cell, max(seq) + 1 FROM entry GROUP BY cell")?;
            let rows = select.query_map([], |row| Ok((row.get::<_, [u8; 16]>(0)?, row.get::<_, i64>(1)?)))?;
            let heads: Result<Vec<_>, _> = rows.collect();
            Ok(heads?.into_iter().map(|(cell, size)| (Cell::from_bytes(cell), size.unsigned_abs())).collect())
        })
    }

    /// How many entries of one cell's log are here.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn size(&self, cell: Cell) -> Result<u64, StoreError> {
        self.with(|connection| {
            let sql = "SELECT max(seq) + 1 FROM entry WHERE cell = ?1";
            let size: Option<i64> =
                connection.prepare_cached(sql)?.query_row([cell.as_bytes()], |row| row.get(0)).optional()?.flatten();
            Ok(size.unwrap_or(0).unsigned_abs())
        })
    }

    /// Adds entries, durably, and notes the key store as it is then: that outlives a restore of the data.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails; then none is added.
    pub fn add(&self, product: &str, cell: Cell, entries: &[EntryRow], keys: KeysSeen) -> Result<(), StoreError> {
        self.with(|connection| {
            let transaction = connection.unchecked_transaction()?;
            {
                let sql = "INSERT OR IGNORE INTO entry (product, cell, seq, leaf, at, log, until, salt, body)
                           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
                let mut insert = transaction.prepare_cached(sql)?;
                for entry in entries {
                    let (salt, body) =
                        entry.body.as_ref().map_or((None, None), |(salt, body)| (Some(salt), Some(body)));
                    let until = entry.until.map(|until| until.as_microsecond());
                    let seq = i64::try_from(entry.seq).unwrap_or(i64::MAX);
                    let at = entry.at.as_microsecond();
                    let log = entry.log.as_ref().map(policy::Name::as_str);
                    insert.execute(params![product, cell.as_bytes(), seq, entry.leaf, at, log, until, salt, body])?;
                }
            }
            super::seen::note(&transaction, keys)?;
            Ok(transaction.commit()?)
        })
    }

    /// Entries of a cell's log from `from` on.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn entries(&self, cell: Cell, from: u64, most: u32) -> Result<Vec<EntryRow>, StoreError> {
        self.with(|connection| super::entries::entry_rows(connection, cell, from, most))
    }

    /// The product of each cell that is here.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn products(&self) -> Result<Vec<(Cell, String)>, StoreError> {
        self.with(|connection| {
            let mut select = connection.prepare_cached("SELECT DISTINCT cell, product FROM entry")?;
            let rows = select.query_map([], |row| Ok((row.get::<_, [u8; 16]>(0)?, row.get::<_, String>(1)?)))?;
            let cells: Result<Vec<_>, _> = rows.collect();
            Ok(cells?.into_iter().map(|(cell, product)| (Cell::from_bytes(cell), product)).collect())
        })
    }

    /// Bodies and salts whose log's time is over go here, too.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn clear(&self, now: jiff::Timestamp) -> Result<(), StoreError> {
        self.with(|connection| {
            let sql = "UPDATE entry SET body = NULL, salt = NULL WHERE until <= ?1 AND body IS NOT NULL";
            let cleared = connection.prepare_cached(sql)?.execute([now.as_microsecond()])?;
            if cleared > 0 {
                connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
            }
            Ok(())
        })
    }
}

/// The numbers of the logs that are mirrored in `folder`.
fn numbers(folder: &Path) -> Result<Vec<u64>, StoreError> {
    let files = match std::fs::read_dir(folder) {
        Ok(files) => files,
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(fault) => return Err(fault.into()),
    };
    let mut found = Vec::new();
    for file in files {
        found.extend(file?.file_name().to_str().and_then(number));
    }
    Ok(found)
}

/// One entry from its row: `seq, leaf, salt, body, at, until, log`.
pub(super) fn entry_row(row: &rusqlite::Row<'_>) -> Result<EntryRow, StoreError> {
    let (salt, body): (Option<[u8; 32]>, Option<Vec<u8>>) = (row.get(2)?, row.get(3)?);
    let until: Option<i64> = row.get(5)?;
    Ok(EntryRow {
        seq: row.get::<_, i64>(0)?.unsigned_abs(),
        leaf: row.get(1)?,
        body: salt.zip(body),
        at: instant(row.get(4)?)?,
        until: until.map(instant).transpose()?,
        log: row.get::<_, Option<String>>(6)?.map(policy::Name::from),
    })
}
