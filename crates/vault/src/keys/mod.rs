//! The key store and what of it is in memory.
//!
//! ```text
//! root key (KeyStore)                         ↔ recovery key: opens the same, from shares
//! ├── cell key  (cell)
//! │   ├── source  (cell)                      what the cell's blind indexes and stand-ins are derived from
//! │   └── rule key  (cell, rule)
//! │       ├── holder half  (cell, holder, rule)
//! │       └── term half    (cell, rule, edition, day)
//! ├── named secrets  (product, name)
//! └── backup keys  (id)
//! ```
//!
//! Every key is 32 random bytes. Locks are taken in the order files, reader, memory.

mod anew;
mod backups;
mod cache;
mod destroy;
mod draw;
mod erasures;
mod files;
mod flush;
mod given;
mod id;
mod installation;
mod named;
mod people;
mod planted;
mod recover;
mod recovery;
mod rooted;
mod rotate;
mod schema;
mod status;

pub use destroy::Destroyed;
pub use erasures::Erasure;
pub use files::{Places, Repaired, Stamp};
pub use given::GivenSet;
pub use id::HalfId;
pub(crate) use id::KeyId;
pub use people::Approval;
pub use planted::Planted;
pub use recovery::{PrintedShare, RecoveryKey};
pub use rotate::RotationStep;
pub use status::{KeyStatus, RecoveryStatus};

use crate::{KeyError, KeyStore, RootFault, Secret};
use cache::Memory;
use files::Files;
use rooted::Rooted;
use rusqlite::Connection;
use schema::meta;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The vault: the only place where keys are in the clear.
///
/// Shape: one for a process, shared by reference between its threads. The folder's `keys.db` is never
/// archived, only replaced.
#[derive(Debug)]
pub struct Vault {
    pub(crate) root: Box<dyn KeyStore>,
    files: Mutex<Files>,
    reader: Mutex<Connection>,
    memory: Mutex<Memory>,
    // The root key that wraps what is drawn now, and the recovery key that it is sealed to.
    number: AtomicU32,
    recovery: Mutex<Option<RecoveryKey>>,
    repaired: Repaired,
}

impl Vault {
    /// The key store's file in the key folder.
    pub const FILE: &'static str = "keys.db";

    /// Opens the key store of `folder`, made on first use, under `root`; without a mirror.
    ///
    /// # Errors
    /// As [`Vault::open_at`].
    pub fn at(folder: &Path, root: Box<dyn KeyStore>) -> Result<Self, KeyError> {
        Self::open_at(&Places::of(folder), root)
    }

    /// Opens the key store in its places, made on first use, under `root`. Of file and mirror, the one that is
    /// behind is brought up to the other.
    ///
    /// # Errors
    /// [`KeyError::Unequal`] if file and mirror have gone different ways; [`KeyError::Root`] if there is a key
    /// store and no root key, [`KeyError::WrongRoot`] if it was made with another; [`KeyError::Newer`] if by a
    /// later version; [`KeyError::Setting`] if SQLite grants less than destruction rests on.
    pub fn open_at(places: &Places, root: Box<dyn KeyStore>) -> Result<Self, KeyError> {
        let (mut files, repaired) = Files::open(places)?;
        let number = root_in_force(&mut files, &*root, places)?;
        let reader = files::connect(&places.folder.join(Self::FILE))?;
        let vault = Self {
            root,
            files: Mutex::new(files),
            reader: Mutex::new(reader),
            memory: Mutex::default(),
            number: AtomicU32::new(number),
            recovery: Mutex::new(None),
            repaired,
        };
        vault.check_root()?;
        vault.load_recovery()?;
        vault.settle_roots()?;
        Ok(vault)
    }

    /// Tells a wrong root key before anything is drawn under it.
    fn check_root(&self) -> Result<(), KeyError> {
        let mut files = self.files();
        match self.unwrap_rooted(files.first(), &Rooted::Check) {
            Ok(Some(_)) => return Ok(()),
            Err(KeyError::Corrupt(_)) => return Err(KeyError::WrongRoot),
            Err(fault) => return Err(fault),
            Ok(None) => {}
        }
        let row = self.wrap_rooted(&Rooted::Check, &Secret::new([0; 32]))?;
        files.write(|begun| rooted::insert(begun, &Rooted::Check, &row, (None, None)).map(|_| ()))
    }

    /// What a rotation left that was interrupted at its end.
    fn settle_roots(&self) -> Result<(), KeyError> {
        let in_force: Option<u32> = meta(self.files().first(), "root")?;
        in_force.map_or(Ok(()), |number| self.destroy_old_roots(number))
    }

    /// What had to be made equal when it was opened.
    #[must_use]
    pub const fn repaired(&self) -> Repaired {
        self.repaired
    }

    /// The state of the key store after its last write: a start compares it with what it finds.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        self.files().stamp()
    }

    /// That the key store is not behind a state in which it was seen, nor another one.
    ///
    /// # Errors
    /// [`KeyError::SetBack`].
    pub fn assert_seen(&self, stamp: Stamp) -> Result<(), KeyError> {
        let files = self.files();
        let now = files.stamp();
        // What is too old to be remembered is told by the count alone.
        if now.count < stamp.count || (now.count - stamp.count < files::REMEMBERED && !files.knows(stamp)?) {
            return Err(KeyError::SetBack { seen: stamp.count, found: now.count });
        }
        Ok(())
    }

    pub(super) fn root_number(&self) -> u32 {
        self.number.load(Ordering::SeqCst)
    }

    pub(super) fn set_root_number(&self, number: u32) {
        self.number.store(number, Ordering::SeqCst);
    }

    pub(super) fn recovery(&self) -> Option<RecoveryKey> {
        lock(&self.recovery).clone()
    }

    fn files(&self) -> MutexGuard<'_, Files> {
        lock(&self.files)
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
        let key = std::sync::Arc::new(crate::slot::Held::new(secret));
        self.memory().remember(id.clone(), key, jiff::Timestamp::UNIX_EPOCH);
    }
}

/// The number of the root key that wraps what is drawn now; on first use one is drawn.
fn root_in_force(files: &mut Files, root: &dyn KeyStore, places: &Places) -> Result<u32, KeyError> {
    let there = root.numbers()?;
    let in_force: Option<u32> = meta(files.first(), "root")?;
    let next: Option<u32> = meta(files.first(), "root-next")?;
    if let Some(number) = next.or(in_force) {
        if there.contains(&number) {
            return Ok(number);
        }
        let path = places.folder.join(crate::FileRoot::file(number));
        return Err(KeyError::Root { path, fault: RootFault::Missing });
    }
    let number = there.last().copied().unwrap_or(1);
    root.draw(number)?;
    files.write(|begun| schema::set_meta(begun, "root", number))?;
    Ok(number)
}

/// A panic elsewhere leaves nothing half done here: transactions roll back as they unwind.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
