//! Backups: whole or incremental, scheduled, to a folder or a bucket, beside whatever else goes on.

pub(crate) mod asked;
pub(crate) mod chain;
pub(crate) mod drill;
mod ends;
mod make;
pub(crate) mod newer;
mod pages;

pub use make::{BackupKind, Making, Stage, Told};

use crate::engine::Engine;
use crate::error::Error;
use aws_lc_rs::digest::{Context, SHA256};
use jiff::{SignedDuration, Timestamp};
use life::reference::{Cell, Reference};
use life::{Change, Moment, Work};
use places::Place;
use policy::{Name, Policy};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::TryLockError;
use std::sync::atomic::Ordering;
use store::{DueRow, EntryRow, Wanted};

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackedUp {
    /// Its reference.
    pub id: Reference,
    /// The file, or its address in a bucket.
    pub path: PathBuf,
    /// When its key is destroyed.
    pub until: Timestamp,
    /// The backup that it holds the changes since, and without which it is of no use; a whole one has none.
    pub base: Option<Reference>,
}

/// What a backup is kept where no policy says it.
const MONTH: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The period behind `length`.
fn period(
    policy: &Policy,
    length: impl Fn(&policy::rows::Protect) -> &policy::rows::Length,
) -> Option<policy::time::Period> {
    policy.document.protect.as_ref().and_then(|protect| policy.period(length(protect)))
}

/// When the key of a backup made at `at` is destroyed, if the policy says it.
fn promised_by(policy: &Policy, at: Timestamp) -> Option<Timestamp> {
    let keep = period(policy, |protect| &protect.backup_keep)?;
    let end = policy::time::ends_at(at, &keep, Default::default(), &policy.zone, &policy.calendar);
    end.ok().map(|end| end.at)
}

/// When the key of a backup made at `at` is destroyed.
pub(crate) fn keys_end(policy: &Policy, at: Timestamp) -> Timestamp {
    promised_by(policy, at).unwrap_or_else(|| at.checked_add(MONTH).unwrap_or(Timestamp::MAX))
}

impl Engine {
    /// Sets the first backup of a product's installation, if none is set.
    pub(crate) fn plan_backup(&self, policy: &Policy) -> Result<(), Error> {
        let cell = crate::own_cell(&policy.product);
        let planned = self.store.load_due_of(cell)?.iter().any(|row| row.work == Work::Backup);
        if planned { Ok(()) } else { self.set_backup(policy, self.now()) }
    }

    fn set_backup(&self, policy: &Policy, from: Timestamp) -> Result<(), Error> {
        let every = period(policy, |protect| &protect.backup_every);
        let next = every.and_then(|every| {
            policy::time::ends_at(from, &every, Default::default(), &policy.zone, &policy.calendar).ok()
        });
        let day = SignedDuration::from_hours(24);
        let at = next.map_or_else(|| from.checked_add(day).unwrap_or(Timestamp::MAX), |next| next.at);
        let cell = crate::own_cell(&policy.product);
        Ok(self.store.set_due(at, cell, Work::Backup, Name::from("protect"), self.now())?)
    }

    /// Makes every backup that has fallen due; tells how many. To do it beside the worker, on a thread of its own, is for
    /// whoever runs [`Engine::run_due_but_backups`].
    ///
    /// A backup that was broken off stays due and is made anew: none is left in part.
    ///
    /// # Errors
    /// As [`Engine::backup_told`].
    pub fn run_due_backups(&self, told: &mut Told<'_>) -> Result<usize, Error> {
        let due = self.due_backups()?;
        for row in &due {
            self.run_backup(row, told)?;
        }
        self.remove_dead_backups()?;
        Ok(due.len())
    }

    /// Whether a backup has fallen due, or one whose key is gone lies there still.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn is_backup_due(&self) -> Result<bool, Error> {
        Ok(!self.turns.rid_of_dead.load(Ordering::SeqCst) || !self.due_backups()?.is_empty())
    }

    fn due_backups(&self) -> Result<Vec<DueRow>, Error> {
        let now = self.now();
        let mut due = Vec::new();
        for product in self.products()? {
            let rows = self.store.load_due_of(crate::own_cell(&product))?;
            due.extend(rows.into_iter().filter(|row| row.work == Work::Backup && row.at <= now));
        }
        due.sort_by_key(|row| row.at);
        Ok(due)
    }

    /// The due backup: made, the next one set, the duty's entry written.
    fn run_backup(&self, row: &DueRow, told: &mut Told<'_>) -> Result<(), Error> {
        let Some(product) = self.store.product_of(row.cell)? else { return Ok(()) };
        let policy = self.policy(&product)?;
        // Of several that were missed only the newest is worth making.
        let mut next = row.at;
        while let Some(after) = self.after(&policy, next).filter(|after| *after <= self.now()) {
            next = after;
        }
        self.backup_told(&product, self.scheduled_kind(), told)?;
        self.set_backup(&policy, next)?;
        let scene = crate::shell::Scene { product, cell: row.cell, named: true, wanted: Wanted::default() };
        let decide = |policy: &Policy, facts: &life::facts::Facts, moment: &Moment| {
            life::erase::decide_due(policy, facts, &row.work, row.at, moment)
        };
        self.carry_out(&scene, decide, crate::shell::nothing).map(|_| ())
    }

    /// Whole, unless the configuration says of how many one is: what rests on another does not live as long as it could.
    fn scheduled_kind(&self) -> BackupKind {
        match self.config.whole_backup_every {
            Some(every) if every.get() > 1 => BackupKind::Incremental,
            _ => BackupKind::Whole,
        }
    }

    fn after(&self, policy: &Policy, from: Timestamp) -> Option<Timestamp> {
        let every = period(policy, |protect| &protect.backup_every)?;
        let end = policy::time::ends_at(from, &every, Default::default(), &policy.zone, &policy.calendar).ok()?;
        Some(end.at).filter(|at| *at > from)
    }

    /// Files whose key is gone are noise; they go too, once for all keys that went together.
    fn remove_dead_backups(&self) -> Result<(), Error> {
        if self.turns.rid_of_dead.swap(true, Ordering::SeqCst) {
            return Ok(());
        }
        let removed = self.remove_dead();
        if removed.is_err() {
            self.turns.rid_of_dead.store(false, Ordering::SeqCst);
        }
        removed
    }

    fn remove_dead(&self) -> Result<(), Error> {
        let now = self.now();
        let ends = self.backup_ends()?;
        let is_dead = |id| ends.get(&id).is_none_or(|until| *until <= now);
        let ids = self.store.load_backups()?.into_iter().map(|row| row.id);
        let dead: HashSet<String> = ids.filter(|id| is_dead(*id)).map(file_name).collect();
        for (name, _) in self.backups.list()? {
            if dead.contains(&name) {
                self.backups.remove(&name)?;
            }
        }
        if let Err(fault) = self.remove_forsaken() {
            // A place that cannot be had is asked again when the next key is gone.
            tracing::warn!(code = %fault.code(), "sealed files that no backup holds any more lie on in their place");
        }
        Ok(())
    }

    /// As [`Engine::note_backups_again`], unless a backup is being made: that one is noted by who makes it.
    pub(crate) fn note_unnoted(&self) -> Result<(), Error> {
        match self.turns.backing_up.try_lock() {
            Ok(_one) => self.note_backups_again(),
            Err(TryLockError::Poisoned(_)) => self.note_backups_again(),
            Err(TryLockError::WouldBlock) => Ok(()),
        }
    }

    /// A backup that is in its place and that the store does not know is noted, or nobody would list it, nor remove it at its
    /// end: one whose process was stopped before it could, and after a restore the one that it comes from and those made since.
    pub(crate) fn note_backups_again(&self) -> Result<(), Error> {
        let known: HashSet<String> = self.store.load_backups()?.into_iter().map(|row| file_name(row.id)).collect();
        let there: BTreeMap<String, u64> = self.backups.list()?.into_iter().collect();
        for (id, until) in self.vault.backup_keys()? {
            let Ok(id) = id.as_str().parse::<Reference>() else { continue };
            let name = file_name(id);
            if let Some(bytes) = there.get(&name).filter(|_| !known.contains(&name)) {
                let says = vault::backup::read_base(&name_of(id), &mut self.backups.read(&name)?);
                let base = says.ok().flatten().and_then(|base| base.id.parse().ok());
                // Nobody noted what was written: nothing new rests on it.
                let (at, digest) = (crate::restore::made_at(id), String::new());
                self.store.note_backup(store::BackupRow { id, at, until, bytes: *bytes, digest, base })?;
            }
        }
        Ok(())
    }

    /// When the last backup that may hold what is there at `at` can no longer be read: by what the policy says now, and not
    /// before any backup that was made.
    pub(crate) fn last_copy_ends(&self, product: &Name, at: Timestamp) -> Result<Timestamp, Error> {
        // Its key is there before anything is copied, so that one under way counts as well.
        let made = self.vault.last_backup_ends()?;
        let by_policy = match self.policy(product) {
            Ok(policy) => keys_end(&policy, at),
            Err(Error::NoProduct(_)) => at.checked_add(MONTH).unwrap_or(Timestamp::MAX),
            Err(fault) => return Err(fault),
        };
        Ok(made.map_or(by_policy, |made| made.max(by_policy)))
    }

    /// What `entries` say went without a half of its own goes on the list that every restore applies.
    pub(crate) fn list_erased(&self, product: &Name, cell: Cell, entries: &[EntryRow]) -> Result<(), Error> {
        let mut list = Vec::new();
        for entry in entries {
            let Some((_, body)) = &entry.body else { continue };
            let Ok(body) = serde_json::from_slice::<life::Entry>(body) else { continue };
            for grounded in body.replay {
                let Change::Remove { record, items } = grounded.change else { continue };
                let whole = items.is_empty().then_some(None);
                list.extend(whole.into_iter().chain(items.into_iter().map(Some)).map(|item| (record, item, entry.at)));
            }
        }
        let Some(last) = list.iter().map(|(.., at)| *at).max() else { return Ok(()) };
        let until = self.last_copy_ends(product, last)?;
        let erasure = |(record, item, at)| vault::Erasure { cell, record, item, at, until };
        Ok(self.vault.list_erasures(&list.into_iter().map(erasure).collect::<Vec<_>>())?)
    }

    /// Every backup that was made: reference, when, until when its key lives, or was to live.
    ///
    /// # Errors
    /// [`Error::Store`] or [`Error::Vault`] if store or keys fail.
    pub fn backups(&self) -> Result<Vec<(Reference, Timestamp, Timestamp)>, Error> {
        let ends = self.backup_ends()?;
        let until = |row: &store::BackupRow| ends.get(&row.id).copied().unwrap_or(row.until);
        Ok(self.store.load_backups()?.into_iter().map(|row| (row.id, row.at, until(&row))).collect())
    }
}

pub(crate) fn name_of(id: Reference) -> Name {
    Name::from(id.to_string())
}

pub(crate) fn fault(fault: std::io::Error) -> Error {
    Error::Store(store::StoreError::File(fault))
}

/// The name of a backup in the place of backups.
pub(crate) fn file_name(id: Reference) -> String {
    format!("{id}.backup")
}

/// A backup to be read: the file of this name, or the one of this name in the place of backups.
pub(crate) fn source(place: &Place, file: &Path) -> Result<Box<dyn Read + Send>, Error> {
    if file.is_file() {
        return Ok(Box::new(BufReader::new(File::open(file).map_err(fault)?)));
    }
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if file == Path::new(name) || file == Path::new(&place.address(name)) {
        return Ok(place.read(name)?);
    }
    Err(Error::Backup(format!("{} is not there", file.display())))
}

/// What goes through, with the digest of all of it.
pub(crate) struct Digested<T> {
    through: T,
    context: Context,
}

impl<T> Digested<T> {
    pub fn of(through: T) -> Self {
        Self { through, context: Context::new(&SHA256) }
    }

    pub fn digest(&self) -> [u8; 32] {
        let mut digest = [0; 32];
        digest.copy_from_slice(self.context.clone().finish().as_ref());
        digest
    }

    pub fn into_inner(self) -> T {
        self.through
    }
}

impl<T: Read> Read for Digested<T> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.through.read(buffer)?;
        self.context.update(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}

impl<T: Write> Write for Digested<T> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.through.write(bytes)?;
        self.context.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.through.flush()
    }
}
