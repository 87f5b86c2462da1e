//! The key store and what of it is in memory.
//!
//! ```text
//! root key (KeyStore)
//! ├── cell key  (cell)                       also the source of the cell's blind indexes
//! │   └── rule key  (cell, rule)
//! │       ├── holder half  (cell, holder, rule)
//! │       └── term half    (cell, rule, edition, day)
//! ├── named secrets  (product, name)
//! └── backup keys  (id)
//! ```
//!
//! Every key is 32 random bytes. Locks are taken in the order writer, reader, memory.

mod anew;
mod backups;
mod cache;
mod destroy;
mod draw;
mod erasures;
mod flush;
mod id;
mod named;
mod schema;

pub use destroy::Destroyed;
pub use erasures::Erasure;
pub use id::HalfId;
pub(crate) use id::KeyId;

use crate::{KeyError, KeyStore, root};
use cache::Memory;
use rusqlite::{Connection, OpenFlags};
use std::fs::OpenOptions;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The vault: the only place where keys are in the clear.
///
/// Shape: one for a process, shared by reference between its threads. The folder's `keys.db` is never
/// archived, only replaced.
#[derive(Debug)]
pub struct Vault {
    pub(crate) root: Box<dyn KeyStore>,
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
    memory: Mutex<Memory>,
}

impl Vault {
    /// The key store's file in the key folder.
    pub const FILE: &'static str = "keys.db";

    /// Opens the key store of `folder`, made on first use, under `root`.
    ///
    /// # Errors
    /// [`KeyError::WrongRoot`] if it was made with another root key, [`KeyError::Newer`] if by a later
    /// version, [`KeyError::Setting`] if SQLite grants less than destruction rests on.
    pub fn at(folder: &Path, root: Box<dyn KeyStore>) -> Result<Self, KeyError> {
        root::make_folder(folder)?;
        let path = folder.join(Self::FILE);
        let mut options = OpenOptions::new();
        root::private(options.write(true).create(true).truncate(false)).open(&path)?;
        let mut writer = connect(&path)?;
        schema::migrate(&mut writer)?;
        schema::check_root(&writer, &*root)?;
        let reader = connect(&path)?;
        Ok(Self { root, writer: Mutex::new(writer), reader: Mutex::new(reader), memory: Mutex::default() })
    }

    fn writer(&self) -> MutexGuard<'_, Connection> {
        lock(&self.writer)
    }

    fn reader(&self) -> MutexGuard<'_, Connection> {
        lock(&self.reader)
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        lock(&self.memory)
    }

    /// Puts a known key in the place of a drawn one.
    #[cfg(test)]
    pub(crate) fn memory_for_tests(&self, id: &KeyId, secret: crate::Secret) {
        self.memory().remember(id.clone(), secret, jiff::Timestamp::UNIX_EPOCH);
    }
}

/// A panic elsewhere leaves nothing half done here: transactions roll back as they unwind.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Milliseconds that a checkpoint waits for readers outside this process.
const BUSY_MS: u32 = 200;

/// A connection on which a removed row is overwritten and a commit is on disk; or none.
fn connect(path: &Path) -> Result<Connection, KeyError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(std::time::Duration::from_millis(u64::from(BUSY_MS)))?;
    connection.set_prepared_statement_cache_capacity(64);
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    let secure: i64 = connection.pragma_update_and_check(None, "secure_delete", 1, |row| row.get(0))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    let synchronous: i64 = connection.pragma_query_value(None, "synchronous", |row| row.get(0))?;
    match (mode.as_str(), secure, synchronous) {
        ("wal", 1, 2) => Ok(connection),
        ("wal", 1, _) => Err(KeyError::Setting("synchronous = FULL")),
        ("wal", _, _) => Err(KeyError::Setting("secure_delete = ON")),
        _ => Err(KeyError::Setting("journal_mode = WAL")),
    }
}
