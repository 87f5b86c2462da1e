//! Making one backup: copied at one moment, sealed, put in its place.
//!
//! Promises: what is copied is the store as it was at one instant, whatever is written meanwhile; a backup that is broken
//! off or fails leaves neither file nor key; one that rests on another never outlives it.

use super::chain::Basis;
use super::pages::Pages;
use super::{BackedUp, Digested, fault, file_name, keys_end, name_of};
use crate::engine::{Engine, fresh_reference};
use crate::error::Error;
use crate::shell::hex;
use crate::watch::Step;
use life::reference::Reference;
use places::Writing;
use policy::{Name, Policy};
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use vault::backup::{BackupError, seal_stream};

/// How much a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BackupKind {
    /// Everything.
    #[default]
    Whole,
    /// What changed since the newest backup, if one may rest on that; everything, if not.
    Incremental,
}

/// What is being done for a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The store is copied; counted in its pages.
    Copying,
    /// Files that lie outside the store and are in no backup yet are copied; counted one by one.
    Files,
    /// The copy is sealed; counted in bytes, each of which is read twice.
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
        self.backup_told(product, BackupKind::Whole, &mut |_| ControlFlow::Continue(()))
    }

    /// Makes a backup now, telling how far it is. One at a time: who comes second waits.
    ///
    /// # Errors
    /// [`Error::Backup`] if the file cannot be written, or `told` breaks it off; then none is left behind.
    pub fn backup_told(&self, product: &Name, kind: BackupKind, told: &mut Told<'_>) -> Result<BackedUp, Error> {
        let _one = self.turns.backing_up.lock().unwrap_or_else(PoisonError::into_inner);
        let policy = self.policy(product)?;
        self.note_backups_again()?;
        if kind == BackupKind::Incremental
            && let Some(basis) = self.basis()?
        {
            let mut broken = false;
            let mut watched = |making| {
                let goes_on = told(making);
                broken |= goes_on.is_break();
                goes_on
            };
            match self.make_backup(&policy, Some(&basis), &mut watched) {
                Err(found) if !broken => {
                    tracing::warn!(code = %found.code(), base = %basis.base.id, "a whole backup is made: that one is no base");
                }
                made => return made,
            }
        }
        self.make_backup(&policy, None, told)
    }

    fn make_backup(&self, policy: &Policy, basis: Option<&Basis>, told: &mut Told<'_>) -> Result<BackedUp, Error> {
        let now = self.now();
        let id = fresh_reference(now)?;
        let at = crate::restore::made_at(id);
        let promised = keys_end(policy, at);
        let promised = self.promised_end(at)?.map_or(promised, |shortest| promised.min(shortest));
        let until = basis.map_or(promised, |basis| promised.min(basis.until));
        let key = self.vault.create_backup_key(&name_of(id), until)?;
        let made = self.write_backup(&key, id, basis, told).and_then(|sealed| {
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
        let base = basis.and_then(|basis| basis.base.id.parse().ok());
        self.store.note_backup(store::BackupRow { id, at: now, until, bytes, digest: hex(&digest), base })?;
        self.config.watch.tell(Step::BackupNoted);
        Ok(BackedUp { id, path: self.backups.address(&file_name(id)).into(), until, base })
    }

    /// Copies and seals beside its place; the plain copy goes whether or not it came about.
    fn write_backup(
        &self,
        key: &vault::Secret,
        id: Reference,
        basis: Option<&Basis>,
        told: &mut Told<'_>,
    ) -> Result<Sealed, Error> {
        let plain = self.config.data.join(format!("backup-{id}.tmp"));
        let copied = self.copy(&plain, told);
        let sealed = copied.and_then(|()| self.seal_copy(key, id, basis, (&plain, told)));
        let removed = std::fs::remove_file(&plain);
        let sealed = sealed?;
        removed.map_err(fault)?;
        Ok(sealed)
    }

    fn seal_copy(
        &self,
        key: &vault::Secret,
        id: Reference,
        basis: Option<&Basis>,
        (plain, told): (&Path, &mut Told<'_>),
    ) -> Result<Sealed, Error> {
        let copy = File::open(plain).map_err(fault)?;
        let of = copy.metadata().map_err(fault)?.len() * 2;
        let before = basis.map(|basis| self.hashes_of(basis)).transpose()?;
        let broken = Cell::new(false);
        let copy = Counted { from: copy, done: 0, of, told, broken: &broken };
        let mut to = Digested::of(self.backups.write(&file_name(id))?);
        let sealed = Pages::of(copy, before)
            .map_err(BackupError::from)
            .and_then(|mut pages| seal_stream(key, &name_of(id), basis.map(|basis| &basis.base), &mut pages, &mut to));
        if broken.get() {
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
        // What the copy speaks of and is not in it.
        let mut each = |done| told(Making { stage: Stage::Files, done, of: done.saturating_add(1) });
        if self.copy_files(&mut each)?.is_break() {
            return Err(broken_off());
        }
        Ok(())
    }
}

fn broken_off() -> Error {
    Error::Backup("the backup was broken off; none is left in part".into())
}

/// A backup that is not in its place yet.
struct Sealed {
    bytes: u64,
    digest: [u8; 32],
    writing: Writing,
}

/// What is read tells how far it is, and may be broken off.
struct Counted<'t, 'f, R> {
    from: R,
    done: u64,
    of: u64,
    told: &'t mut Told<'f>,
    broken: &'t Cell<bool>,
}

impl<R: Read> Read for Counted<'_, '_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.from.read(buffer)?;
        self.done += read as u64;
        if (self.told)(Making { stage: Stage::Sealing, done: self.done, of: self.of }).is_break() {
            self.broken.set(true);
            return Err(std::io::Error::other("broken off"));
        }
        Ok(read)
    }
}

impl<R: Seek> Seek for Counted<'_, '_, R> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.from.seek(to)
    }
}
