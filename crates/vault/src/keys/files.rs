//! The key store's file and its mirror: written together, told apart by their stamps.
//!
//! Every write leaves a stamp: a count, and random bytes that both files get. Of two files the one with the
//! higher count is further, provided that it remembers the other's stamp; if it does not, they have gone
//! different ways and nobody but the operator can say which is right.

use super::schema;
use crate::{KeyError, root};
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, params};
use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Milliseconds that a checkpoint waits for readers outside this process.
const BUSY_MS: u32 = 200;
/// How many stamps a file remembers.
pub(super) const REMEMBERED: u64 = 256;

/// Which state a key store is in: how many writes it has seen, and a mark of the last one.
///
/// Shape: whoever keeps one can tell later that the key store was set back, or is another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stamp {
    /// How many writes.
    pub count: u64,
    /// Random bytes of the last one.
    pub tag: [u8; 16],
}

impl Stamp {
    fn next(self) -> Result<Self, KeyError> {
        let mut tag = [0; 16];
        aws_lc_rs::rand::fill(&mut tag).map_err(|_| KeyError::Primitive)?;
        Ok(Self { count: self.count.saturating_add(1), tag })
    }

    fn write(self, connection: &Connection) -> rusqlite::Result<()> {
        let count = i64::try_from(self.count).unwrap_or(i64::MAX);
        connection
            .prepare_cached("INSERT INTO stamp (count, tag) VALUES (?1, ?2)")?
            .execute(params![count, self.tag])?;
        let forgotten = i64::try_from(self.count.saturating_sub(REMEMBERED)).unwrap_or(i64::MAX);
        connection.prepare_cached("DELETE FROM stamp WHERE count <= ?1")?.execute([forgotten])?;
        Ok(())
    }

    pub(super) fn last(connection: &Connection) -> rusqlite::Result<Self> {
        let sql = "SELECT count, tag FROM stamp ORDER BY count DESC LIMIT 1";
        let last = connection
            .query_row(sql, [], |row| Ok(Self { count: row.get::<_, i64>(0)?.unsigned_abs(), tag: row.get(1)? }));
        Ok(last.optional()?.unwrap_or_default())
    }

    /// Whether a file that has seen more remembers this one; one that is too old to be remembered is not known.
    fn is_known(self, connection: &Connection) -> rusqlite::Result<bool> {
        if self == Self::default() {
            return Ok(true);
        }
        let count = i64::try_from(self.count).unwrap_or(i64::MAX);
        let tag: Option<[u8; 16]> =
            connection.query_row("SELECT tag FROM stamp WHERE count = ?1", [count], |row| row.get(0)).optional()?;
        Ok(tag == Some(self.tag))
    }
}

/// Where a key store lies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// The key folder.
    pub folder: PathBuf,
    /// A second folder, best on another disk: what is in the first is in it too.
    pub mirror: Option<PathBuf>,
}

impl Places {
    /// One folder alone.
    #[must_use]
    pub fn of(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), mirror: None }
    }

    /// That there is a key store, in the folder or in its mirror: before anything that must not begin a fresh one.
    ///
    /// # Errors
    /// [`KeyError::Lost`].
    pub fn assert_there(&self) -> Result<(), KeyError> {
        let there = self.folders().any(|folder| folder.join(super::Vault::FILE).exists());
        if there { Ok(()) } else { Err(KeyError::Lost { folder: self.folder.clone() }) }
    }

    /// That each file there is can be read as a whole: pages that nobody has read yet, too.
    ///
    /// # Errors
    /// [`KeyError::Damaged`], with the other file if that is whole.
    pub fn assert_whole(&self) -> Result<(), KeyError> {
        let files: Vec<PathBuf> = self.folders().map(|folder| folder.join(super::Vault::FILE)).collect();
        let mut there: Vec<(PathBuf, bool)> = files
            .into_iter()
            .filter(|path| path.exists())
            .map(|path| {
                let whole = is_whole(&path);
                (path, whole)
            })
            .collect();
        let Some(damaged) = there.iter().position(|(_, whole)| !whole) else { return Ok(()) };
        let (path, _) = there.remove(damaged);
        let whole = there.into_iter().find(|(_, whole)| *whole).map(|(path, _)| path);
        Err(KeyError::Damaged { path, whole })
    }

    /// Both folders, the first one first.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        std::iter::once(self.folder.as_path()).chain(self.mirror.as_deref())
    }
}

/// What had to be made equal when the two were opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repaired {
    /// They were equal.
    Nothing,
    /// The mirror was behind or not there.
    Mirror,
    /// The key folder was behind or not there.
    Folder,
}

/// The file and its mirror.
#[derive(Debug)]
pub(super) struct Files {
    first: Connection,
    second: Option<Connection>,
    stamp: Stamp,
    /// A write may have reached one and not the other.
    uneven: bool,
}

impl Files {
    /// Opens both, makes what is missing, brings what is behind up to the other.
    ///
    /// One that cannot be read is left as it is, and the error says which and whether the other is whole.
    pub(super) fn open(places: &Places) -> Result<(Self, Repaired), KeyError> {
        Self::open_each(places).map_err(|fault| match fault {
            KeyError::Store(_) => places.assert_whole().err().unwrap_or(fault),
            fault => fault,
        })
    }

    fn open_each(places: &Places) -> Result<(Self, Repaired), KeyError> {
        let mut files: Vec<(Connection, bool)> = Vec::with_capacity(2);
        for folder in places.folders() {
            let path = folder.join(super::Vault::FILE);
            let there = path.exists();
            root::make_folder(folder)?;
            root::private(OpenOptions::new().write(true).create(true).truncate(false)).open(&path)?;
            let mut connection = connect(&path)?;
            schema::migrate(&mut connection)?;
            files.push((connection, there));
        }
        let mut files = files.into_iter();
        let (first, _) = files.next().ok_or(KeyError::Corrupt("the list of folders"))?;
        let second = files.next().map(|(connection, _)| connection);
        let mut files = Self { stamp: Stamp::last(&first)?, first, second, uneven: true };
        let repaired = files.even_out()?;
        Ok((files, repaired))
    }

    /// One write to both: durable in both when this answers.
    ///
    /// The mirror commits first. Of a crash in between the next start takes the mirror for the further one: a
    /// key that no data uses yet is harmless, and a destruction that was decided is done.
    pub(super) fn write<T>(&mut self, act: impl Fn(&Connection) -> Result<T, KeyError>) -> Result<T, KeyError> {
        self.even_out()?;
        let stamp = self.stamp.next()?;
        let begun = self.first.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let given = act(&begun)?;
        stamp.write(&begun)?;
        if let Some(second) = &mut self.second {
            let mirrored = second.transaction_with_behavior(TransactionBehavior::Immediate).map_err(of_mirror)?;
            act(&mirrored).map_err(|fault| KeyError::Mirror(fault.to_string()))?;
            stamp.write(&mirrored).map_err(of_mirror)?;
            self.uneven = true;
            mirrored.commit().map_err(of_mirror)?;
            // ---- the mirror has it: whatever happens, the file follows ----
        }
        begun.commit()?;
        self.uneven = false;
        self.stamp = stamp;
        Ok(given)
    }

    /// Reads from the file.
    pub(super) const fn first(&self) -> &Connection {
        &self.first
    }

    /// Whether there is a mirror.
    pub(super) const fn is_mirrored(&self) -> bool {
        self.second.is_some()
    }

    /// The state of both.
    pub(super) const fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// Whether the key store was once in that state.
    pub(super) fn knows(&self, stamp: Stamp) -> Result<bool, KeyError> {
        Ok(stamp.is_known(&self.first)?)
    }

    /// Writes the logs back into the files and cuts them to nothing, or says that it could not.
    pub(super) fn truncate(&self) -> Result<(), KeyError> {
        truncate_log(&self.first)?;
        self.second.as_ref().map_or(Ok(()), truncate_log)
    }

    /// Makes the one that is behind equal to the other.
    fn even_out(&mut self) -> Result<Repaired, KeyError> {
        if !self.uneven {
            return Ok(Repaired::Nothing);
        }
        let Some(second) = &mut self.second else {
            self.uneven = false;
            return Ok(Repaired::Nothing);
        };
        let (one, other) = (Stamp::last(&self.first)?, Stamp::last(second).map_err(of_mirror)?);
        let repaired = if one == other {
            Repaired::Nothing
        } else if one.count > other.count && other.is_known(&self.first)? {
            copy(&self.first, second)?;
            Repaired::Mirror
        } else if other.count > one.count && one.is_known(second)? {
            copy(second, &mut self.first)?;
            Repaired::Folder
        } else {
            return Err(KeyError::Unequal { folder: one.count, mirror: other.count });
        };
        self.stamp = Stamp::last(&self.first)?;
        self.uneven = false;
        Ok(repaired)
    }
}

fn is_whole(path: &Path) -> bool {
    let checked = connect(path).and_then(|connection| {
        let said: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        Ok(said == "ok" && Stamp::last(&connection)? != Stamp::default())
    });
    checked.unwrap_or(false)
}

/// The one over the other, page by page in place, so that nothing of what it was is left in the file.
fn copy(from: &Connection, to: &mut Connection) -> Result<(), KeyError> {
    Backup::new(from, to)?.run_to_completion(1024, Duration::ZERO, None)?;
    truncate_log(to)
}

/// Writes the log back into the file and cuts it to nothing, or says that it could not.
fn truncate_log(connection: &Connection) -> Result<(), KeyError> {
    let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy == 0 { Ok(()) } else { Err(KeyError::Busy) }
}

fn of_mirror(fault: rusqlite::Error) -> KeyError {
    KeyError::Mirror(fault.to_string())
}

/// A connection on which a removed row is overwritten and a commit is on disk; or none.
pub(super) fn connect(path: &Path) -> Result<Connection, KeyError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_millis(u64::from(BUSY_MS)))?;
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
