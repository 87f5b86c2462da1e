//! The embedded store: SQLite in WAL mode, `synchronous=FULL`, one writer that commits in groups, readers
//! beside it.

mod answers;
mod apply;
mod backups;
mod beside;
mod cases;
mod columns;
mod counted;
mod credentials;
mod derived;
mod due;
mod duties;
mod entries;
mod erasures;
mod factors;
mod files;
mod finish;
mod grants;
mod guard;
mod holds;
mod house;
mod kept;
mod load;
mod locks;
mod mirror;
mod parts;
mod readers;
mod restore;
mod seen;
mod sets;
mod suite;
mod versions;
mod visits;
mod will;
mod writer;

pub use backups::BackupRow;
pub use beside::SetOf;
pub use columns::{COLUMNS, Column, Holds};
pub use credentials::{CredentialRow, KeptAnswer, ListedCredential};
pub use derived::{Member, StagedRow};
pub use erasures::{ErasureRow, Released};
pub use load::{Wanted, fact};
pub use mirror::Mirror;
pub use restore::Recorded;
pub use sets::ListedSet;
pub use versions::VersionRow;
pub use writer::{Batch, Hooks};

use crate::error::StoreError;
use life::reference::Cell;
use policy::Name;
use rusqlite::{Connection, OpenFlags};
use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, Write as _};
use std::path::{Path, PathBuf};
use std::sync::RwLock;

mod migrations {
    refinery::embed_migrations!("migrations");
}

/// The embedded store of one data folder.
pub struct Store {
    folder: PathBuf,
    readers: readers::Readers,
    products: RwLock<HashMap<Cell, Name>>,
    writer: writer::Writer,
    // Held for as long as the store lives: a second process is told who has it.
    _lock: File,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// The database's file name inside a data folder.
pub const DATABASE: &str = "data.db";

impl Store {
    /// Opens or creates the store in `folder`.
    ///
    /// # Errors
    /// [`StoreError::Held`] if another process has it; [`StoreError::Newer`] if its form is newer.
    pub fn open(folder: &Path, holder: &str, hooks: Hooks) -> Result<Self, StoreError> {
        make_private(folder)?;
        let lock = lock(folder, holder)?;
        let mut connection = connect(&folder.join(DATABASE))?;
        // All of them or none: one that stops between a migration and the note of it could not be opened again.
        migrations::migrations::runner().set_grouped(true).run(&mut connection).map_err(|fault| {
            match fault.kind() {
                refinery::error::Kind::MissingVersion(_) | refinery::error::Kind::DivergentVersion(..) => {
                    StoreError::Newer
                }
                _ if crate::is_disk_full(&fault) => StoreError::DiskFull,
                _ => StoreError::Form(fault.to_string()),
            }
        })?;
        let writer = writer::Writer::start(connection, hooks)?;
        Ok(Self {
            folder: folder.to_owned(),
            readers: readers::Readers::of(folder.join(DATABASE)),
            products: RwLock::new(HashMap::new()),
            writer,
            _lock: lock,
        })
    }

    /// The data folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Runs `read` on one consistent snapshot.
    pub(crate) fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.readers.read(read)
    }

    /// Runs `write` alone in the writer, in a transaction of its own.
    pub(crate) fn alone<T: Send + 'static>(
        &self,
        write: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.writer.alone(write)
    }
}

pub(crate) fn connect(path: &Path) -> Result<Connection, StoreError> {
    // The files that SQLite puts beside it get the same mode.
    drop(private_file().open(path)?);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // What is removed must not lie on in free pages.
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "cache_size", -16_000)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

/// Makes a folder into which nobody but its owner looks, unless it is there; what it lies in is made as any folder.
///
/// # Errors
/// Those of the operating system.
pub fn make_private(folder: &Path) -> std::io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    folder.parent().map_or(Ok(()), std::fs::create_dir_all)?;
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A file that is made for its owner alone, unless it is there.
fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.create(true).read(true).write(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// A data folder that nobody else works in for as long as this lives.
#[derive(Debug)]
pub struct Held {
    _lock: File,
}

/// Takes the lock of a data folder without opening what is in it.
///
/// # Errors
/// [`StoreError::Held`] if another process has it.
pub fn hold(folder: &Path, holder: &str) -> Result<Held, StoreError> {
    make_private(folder)?;
    Ok(Held { _lock: lock(folder, holder)? })
}

/// Takes the folder's lock, or says who holds it.
fn lock(folder: &Path, holder: &str) -> Result<File, StoreError> {
    let path = folder.join("lock");
    let mut file = private_file().open(&path)?;
    if fs4::FileExt::try_lock(&file).is_err() {
        let mut who = String::new();
        // The holder wrote its name there; an empty file means that it is just starting.
        file.read_to_string(&mut who)?;
        return Err(StoreError::Held(who.trim().to_owned()));
    }
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(holder.as_bytes())?;
    file.sync_all()?;
    Ok(file)
}
