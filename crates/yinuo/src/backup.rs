//! Backups: whole, scheduled, to a folder; and restore, which goes back for values and never for will.

use crate::engine::{Config, Engine, fresh_reference};
use crate::error::Error;
use crate::shell::hex;
use crate::watch::Step;
use jiff::{SignedDuration, Timestamp};
use life::reference::{Cell, Record, Reference};
use life::{Change, Grounded, Moment, Work};
use policy::{Name, Policy};
use std::collections::BTreeMap;
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use store::{DueRow, Wanted};
use vault::backup::{open_stream, seal_stream};

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackedUp {
    /// Its reference.
    pub id: Reference,
    /// The file.
    pub path: PathBuf,
    /// When its key is destroyed.
    pub until: Timestamp,
}

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Restored {
    /// Ledger entries that the backup did not have and the mirror had.
    pub entries: u64,
    /// Changes of will, and erasures, applied again.
    pub replayed: u64,
    /// Records captured after the backup: their values are lost.
    pub lost: u64,
    /// Blind index entries rebuilt.
    pub indexed: u64,
}

/// The period behind `length`, or a day.
fn period(
    policy: &Policy,
    length: impl Fn(&policy::rows::Protect) -> &policy::rows::Length,
) -> Option<policy::time::Period> {
    policy.document.protect.as_ref().and_then(|protect| policy.period(length(protect)))
}

/// When the key of a backup made at `at` is destroyed.
pub(crate) fn keys_end(policy: &Policy, at: Timestamp) -> Timestamp {
    let keep = period(policy, |protect| &protect.backup_keep);
    let end =
        keep.and_then(|keep| policy::time::ends_at(at, &keep, Default::default(), &policy.zone, &policy.calendar).ok());
    let month = SignedDuration::from_hours(30 * 24);
    end.map_or_else(|| at.checked_add(month).unwrap_or(Timestamp::MAX), |end| end.at)
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

    /// The due backup: made, the next one set, the duty's entry written.
    pub(crate) fn run_backup(&self, row: &DueRow) -> Result<(), Error> {
        let Some(product) = self.store.product_of(row.cell)? else { return Ok(()) };
        let policy = self.policy(&product)?;
        // Of several that were missed only the newest is worth making.
        let mut next = row.at;
        while let Some(after) = self.after(&policy, next).filter(|after| *after <= self.now()) {
            next = after;
        }
        self.backup(&product)?;
        self.set_backup(&policy, next)?;
        let scene = crate::shell::Scene { product, cell: row.cell, named: true, wanted: Wanted::default() };
        let decide = |policy: &Policy, facts: &life::facts::Facts, moment: &Moment| {
            life::erase::decide_due(policy, facts, &row.work, row.at, moment)
        };
        self.carry_out(&scene, decide, crate::shell::nothing).map(|_| ())
    }

    fn after(&self, policy: &Policy, from: Timestamp) -> Option<Timestamp> {
        let every = period(policy, |protect| &protect.backup_every)?;
        let end = policy::time::ends_at(from, &every, Default::default(), &policy.zone, &policy.calendar).ok()?;
        Some(end.at).filter(|at| *at > from)
    }

    /// Makes a whole backup now, encrypted under a key of its own. The key store is not in it.
    ///
    /// # Errors
    /// [`Error::Backup`] if the file cannot be written; then none is left behind.
    pub fn backup(&self, product: &Name) -> Result<BackedUp, Error> {
        let policy = self.policy(product)?;
        let now = self.now();
        let id = fresh_reference(now)?;
        let until = keys_end(&policy, now);
        let key = self.vault.create_backup_key(&name_of(id), until)?;
        std::fs::create_dir_all(&self.config.backups).map_err(fault)?;
        let plain = self.config.data.join(format!("backup-{id}.tmp"));
        let path = self.config.backups.join(format!("{id}.backup"));
        let part = path.with_extension("part");
        let made = self.write_backup(&key, id, &plain, &part);
        // The plain copy goes whether or not the backup came about.
        let removed = std::fs::remove_file(&plain);
        let bytes = match made {
            Ok(bytes) => bytes,
            Err(fault) => {
                drop(std::fs::remove_file(&part));
                return Err(fault);
            }
        };
        removed.map_err(fault)?;
        self.config.watch.tell(Step::BackupSealed);
        std::fs::rename(&part, &path).map_err(fault)?;
        self.config.watch.tell(Step::BackupRenamed);
        let digest = digest_of(&path)?;
        self.store.note_backup(id, now, until, bytes, digest)?;
        Ok(BackedUp { id, path, until })
    }

    fn write_backup(&self, key: &vault::Secret, id: Reference, plain: &Path, part: &Path) -> Result<u64, Error> {
        self.store.copy_to(plain)?;
        let mut from = BufReader::new(File::open(plain).map_err(fault)?);
        let mut to = BufWriter::new(File::create(part).map_err(fault)?);
        let bytes = seal_stream(key, &name_of(id), &mut from, &mut to).map_err(|f| Error::Backup(f.to_string()))?;
        to.flush().map_err(fault)?;
        to.get_ref().sync_all().map_err(fault)?;
        Ok(bytes)
    }

    /// Files whose key is gone are noise; they go too.
    pub(crate) fn remove_dead_backups(&self) -> Result<(), Error> {
        let now = self.now();
        let dead: HashSet<String> =
            self.store.load_backups()?.into_iter().filter(|row| row.2 <= now).map(|row| row.0.to_string()).collect();
        crate::leftovers::remove_files(&self.config.backups, |name| {
            name.strip_suffix(".backup").is_some_and(|id| dead.contains(id))
        })
    }

    /// Every backup that was made: reference, when, until when its key lives.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn backups(&self) -> Result<Vec<(Reference, Timestamp, Timestamp)>, Error> {
        Ok(self.store.load_backups()?)
    }

    /// Replays, from the mirror, everything that happened after the backup, and lists what is lost.
    fn replay_mirror(&self, trusted: BTreeMap<Cell, Vec<store::EntryRow>>) -> Result<Restored, Error> {
        let mut restored = Restored::default();
        let products: std::collections::HashMap<Cell, String> = self.mirror.products()?.into_iter().collect();
        // In the order of each log, whatever the clock did meanwhile; no cell's will speaks of another cell.
        let mut later: Vec<(Name, Cell, Vec<Grounded>, Timestamp)> = Vec::new();
        for (cell, entries) in trusted {
            let Some(product) = products.get(&cell).filter(|_| !entries.is_empty()) else { continue };
            for (_, body) in entries.iter().filter_map(|entry| entry.body.as_ref()) {
                let body: life::Entry = serde_json::from_slice(body)
                    .map_err(|fault| Error::Heads(format!("an entry of cell {cell} cannot be read: {fault}")))?;
                restored.lost += u64::from(body.sealed.is_some());
                if !body.replay.is_empty() {
                    later.push((Name::from(product.as_str()), cell, body.replay, body.at));
                }
            }
            restored.entries += entries.len() as u64;
            self.store.restore_entries(cell, entries)?;
        }
        self.config.watch.tell(Step::LogsRestored);
        for (product, cell, changes, at) in later {
            restored.replayed += changes.len() as u64;
            self.store.replay(&product, cell, changes, at)?;
        }
        Ok(restored)
    }

    /// What went without a half of its own goes again.
    fn replay_erasures(&self) -> Result<(), Error> {
        for erasure in self.vault.erasures()? {
            let Some(product) = self.store.product_of(erasure.cell)? else { continue };
            let items = erasure.item.into_iter().collect();
            let change = Change::Remove { record: erasure.record, items };
            let grounded = Grounded { change, promise: Name::from("right.delete") };
            self.store.replay(&product, erasure.cell, vec![grounded], erasure.at)?;
        }
        Ok(())
    }

    /// Rebuilds the blind index, which backups leave out: the values never leave the vault.
    fn rebuild_index(&self) -> Result<u64, Error> {
        let mut indexed = 0;
        for product in self.products()? {
            let policy = self.policy(&product)?;
            for cell in self.store.load_cells(&product)? {
                let mut after: Option<Record> = None;
                loop {
                    let records = self.store.all_records(cell, after, 500)?;
                    let Some(last) = records.last().copied() else { break };
                    indexed += self.reindex(&policy, cell, records)?;
                    after = Some(last);
                }
            }
        }
        Ok(indexed)
    }

    fn reindex(&self, policy: &Policy, cell: Cell, records: Vec<Record>) -> Result<u64, Error> {
        let (facts, rows) = self.store.load_facts(cell, true, &Wanted { records, ..Wanted::default() })?;
        let permit = life::retain::permit_reindex(policy, &facts, self.now());
        let kinds: std::collections::HashMap<Record, Name> =
            rows.iter().map(|row| (row.record, row.kind.clone())).collect();
        let stored: Vec<_> = rows.into_iter().map(|row| crate::keeping::stored(policy, cell, row)).collect();
        let field = |record: &vault::StoredRecord, item: &Name| {
            let kind = kinds.get(&record.record).map_or("", Name::as_str);
            format!("{kind}.{item}")
        };
        let lookups = self.vault.reindex(permit, self.now(), &policy.product, &stored, field)?;
        let count = lookups.len() as u64;
        self.store.restore_lookups(cell, lookups)?;
        Ok(count)
    }

    /// Restores a backup into `config`'s data folder, which must hold no data, and catches up before anything is
    /// served: later will is replayed from the mirror, erased values stay erased, due work is done.
    ///
    /// # Errors
    /// [`Error::Backup`] if the file is not a backup, was altered, or its key is destroyed.
    pub fn restore(
        config: Config,
        clock: std::sync::Arc<dyn crate::Clock>,
        file: &Path,
    ) -> Result<(Self, Restored), Error> {
        let database = config.data.join(store::DATABASE);
        let id = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        crate::leftovers::begin_restore(&config)?;
        let part = database.with_extension("part");
        let opened = decrypt(&config, &Name::from(id.as_str()), file, &part);
        if let Err(fault) = opened {
            drop(std::fs::remove_file(&part));
            crate::leftovers::end_restore(&config)?;
            return Err(fault);
        }
        std::fs::rename(&part, &database).map_err(fault)?;
        let engine = Self::open_behind(config, clock)?;
        let trusted = engine.trusted_entries()?;
        engine.restore_logs()?;
        let mut restored = engine.replay_mirror(trusted)?;
        engine.replay_erasures()?;
        restored.indexed = engine.rebuild_index()?;
        engine.run_due()?;
        engine.note_restore()?;
        crate::leftovers::end_restore(&engine.config)?;
        Ok((engine, restored))
    }

    fn note_restore(&self) -> Result<(), Error> {
        for product in self.products()? {
            let policy = self.policy(&product)?;
            let moment = self.moment()?;
            let mut entry = life::Entry::of(&policy, &moment, &life::Actor::job(), "restore");
            entry.promise = Some(Name::from("protect"));
            let scene = crate::shell::Scene {
                product: product.clone(),
                cell: crate::own_cell(&product),
                named: false,
                wanted: Wanted::default(),
            };
            self.carry_out(
                &scene,
                |_, _, _| life::Decision::Do(Box::new(life::Plan::resting_on(Vec::new(), entry.clone()))),
                crate::shell::nothing,
            )?;
            self.write_up(&product)?;
        }
        Ok(())
    }
}

fn decrypt(config: &Config, id: &Name, file: &Path, to: &Path) -> Result<(), Error> {
    config.key_places().assert_there()?;
    let vault = config.open_vault()?;
    let key = vault.backup_key(id)?.ok_or_else(|| {
        Error::Backup(format!(
            "no key for backup `{id}`: it was destroyed at the end of its time, or the file was renamed"
        ))
    })?;
    let mut from = BufReader::new(File::open(file).map_err(fault)?);
    let mut out = BufWriter::new(File::create(to).map_err(fault)?);
    open_stream(&key, id, &mut from, &mut out).map_err(|f| Error::Backup(f.to_string()))?;
    out.flush().map_err(fault)?;
    out.get_ref().sync_all().map_err(fault)
}

fn name_of(id: Reference) -> Name {
    Name::from(id.to_string())
}

fn fault(fault: std::io::Error) -> Error {
    Error::Store(store::StoreError::File(fault))
}

fn digest_of(path: &Path) -> Result<String, Error> {
    let mut context = aws_lc_rs::digest::Context::new(&aws_lc_rs::digest::SHA256);
    let mut file = BufReader::new(File::open(path).map_err(fault)?);
    let mut buffer = [0_u8; 64 * 1024];
    loop {
        let read = std::io::Read::read(&mut file, &mut buffer).map_err(fault)?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        context.update(bytes);
    }
    Ok(hex(context.finish().as_ref()))
}
