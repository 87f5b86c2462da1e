//! Making one backup: copied at one moment, sealed, put in its place.
//!
//! Promises: what is copied is the store as it was at one instant, whatever is written meanwhile; a backup that is broken
//! off or fails leaves neither file nor key.

use super::{BackedUp, Digested, fault, file_name, keys_end, name_of};
use crate::engine::{Engine, fresh_reference};
use crate::error::Error;
use crate::watch::Step;
use life::reference::Reference;
use places::Writing;
use policy::Name;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufReader, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use vault::backup::seal_stream;

/// What is being done for a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The store is copied; counted in its pages.
    Copying,
    /// The copy is sealed; counted in bytes.
    Sealing,
}

/// How far a backup is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Making {
    /// What is being done.
    pub stage: Stage,
    /// So many are done.
    pub done: u64,
    /// Of so many.
    pub of: u64,
}

/// Told how far a backup is, often; [`ControlFlow::Break`] breaks it off.
pub type Told<'t> = dyn FnMut(Making) -> ControlFlow<()> + 't;

impl Engine {
    /// Makes a whole backup now, encrypted under a key of its own. The key store is not in it.
    ///
    /// # Errors
    /// As [`Engine::backup_told`].
    pub fn backup(&self, product: &Name) -> Result<BackedUp, Error> {
        self.backup_told(product, &mut |_| ControlFlow::Continue(()))
    }

    /// As [`Engine::backup`], telling how far it is. One at a time: who comes second waits.
    ///
    /// # Errors
    /// [`Error::Backup`] if the file cannot be written, or `told` breaks it off; then none is left behind.
    pub fn backup_told(&self, product: &Name, told: &mut Told<'_>) -> Result<BackedUp, Error> {
        let _one = self.turns.backing_up.lock().unwrap_or_else(PoisonError::into_inner);
        let policy = self.policy(product)?;
        let now = self.now();
        let id = fresh_reference(now)?;
        let until = keys_end(&policy, now);
        let key = self.vault.create_backup_key(&name_of(id), until)?;
        let made = self.write_backup(&key, id, told).and_then(|sealed| {
            self.config.watch.tell(Step::BackupSealed);
            sealed.writing.finish()?;
            Ok((sealed.bytes, sealed.digest))
        });
        let (bytes, digest) = match made {
            Ok(made) => made,
            Err(found) => {
                self.vault.destroy_backup_key(&name_of(id))?;
                return Err(found);
            }
        };
        self.config.watch.tell(Step::BackupRenamed);
        self.store.note_backup(id, now, until, bytes, digest)?;
        self.config.watch.tell(Step::BackupNoted);
        Ok(BackedUp { id, path: self.backups.address(&file_name(id)).into(), until })
    }

    /// Copies and seals beside its place; the plain copy goes whether or not it came about.
    fn write_backup(&self, key: &vault::Secret, id: Reference, told: &mut Told<'_>) -> Result<Sealed, Error> {
        let plain = self.config.data.join(format!("backup-{id}.tmp"));
        let sealed = self.copy(&plain, told).and_then(|()| self.seal_copy(key, id, &plain, told));
        let removed = std::fs::remove_file(&plain);
        let sealed = sealed?;
        removed.map_err(fault)?;
        Ok(sealed)
    }

    fn seal_copy(
        &self,
        key: &vault::Secret,
        id: Reference,
        plain: &Path,
        told: &mut Told<'_>,
    ) -> Result<Sealed, Error> {
        let file = File::open(plain).map_err(fault)?;
        let of = file.metadata().map_err(fault)?.len();
        let mut from = Counted { from: BufReader::new(file), done: 0, of, told, broken: false };
        let mut to = Digested::of(self.backups.write(&file_name(id))?);
        let sealed = seal_stream(key, &name_of(id), &mut from, &mut to);
        if from.broken {
            return Err(broken_off());
        }
        let bytes = sealed.map_err(|found| Error::Backup(found.to_string()))?;
        Ok(Sealed { bytes, digest: to.digest(), writing: to.into_inner() })
    }

    fn copy(&self, plain: &Path, told: &mut Told<'_>) -> Result<(), Error> {
        let mut each = |done, of| told(Making { stage: Stage::Copying, done, of });
        // The snapshot keeps the log of writes from being cut; nobody waits for that meanwhile.
        self.turns.copying.store(true, Ordering::SeqCst);
        let copied = self.store.copy_to(plain, &mut each);
        self.turns.copying.store(false, Ordering::SeqCst);
        if copied?.is_break() {
            return Err(broken_off());
        }
        self.config.watch.tell(Step::BackupCopied);
        Ok(())
    }
}

fn broken_off() -> Error {
    Error::Backup("the backup was broken off; none is left in part".into())
}

/// A backup that is not in its place yet.
struct Sealed {
    bytes: u64,
    digest: String,
    writing: Writing,
}

/// What is read tells how far it is, and may be broken off.
struct Counted<'t, 'f, R> {
    from: R,
    done: u64,
    of: u64,
    told: &'t mut Told<'f>,
    broken: bool,
}

impl<R: Read> Read for Counted<'_, '_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.from.read(buffer)?;
        self.done += read as u64;
        if (self.told)(Making { stage: Stage::Sealing, done: self.done, of: self.of }).is_break() {
            self.broken = true;
            return Err(std::io::Error::other("broken off"));
        }
        Ok(read)
    }
}
