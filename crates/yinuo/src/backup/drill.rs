//! Is a backup good? Looked at, and restored into a scratch place beside the running installation.
//!
//! Promises: a drill changes nothing but the ledger, which says how it ended; what it wrote is overwritten and removed.
//! It does not do what fell due meanwhile: that would destroy keys, and they are the living ones.

use super::chain::{Chain, unhex};
use super::{BackedUp, fault, file_name};
use crate::config::Config;
use crate::engine::{Engine, fresh_reference, own_cell};
use crate::error::Error;
use crate::logbook::Logbook;
use crate::outbox::Outbox;
use crate::shell::{Scene, hex};
use jiff::Timestamp;
use life::Moment;
use life::reference::Reference;
use places::Place;
use policy::{Name, Policy};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};
use store::{Hooks, Mirror, Store, Wanted};

/// A backup, as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Its reference.
    pub id: Reference,
    /// When it was made.
    pub at: Timestamp,
    /// When its key is destroyed.
    pub until: Timestamp,
    /// Its file, or its address in a bucket, if it is where backups are kept.
    pub path: Option<PathBuf>,
    /// How many bytes that has.
    pub bytes: Option<u64>,
    /// Whether its key is there.
    pub opens: bool,
    /// The backup that it holds the changes since; a whole one has none.
    pub base: Option<Reference>,
}

/// What a drill found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drilled {
    /// The backup.
    pub id: Reference,
    /// When it was made.
    pub at: Timestamp,
    /// Records that a restore would give back.
    pub records: u64,
    /// Ledger entries that it would have, those since the backup included.
    pub entries: u64,
    /// Values that were opened, each to rebuild its index entry.
    pub opened: u64,
    /// Things on the list of what was erased.
    pub listed: u64,
    /// What is wrong; nothing, if it is good.
    pub problems: Vec<String>,
}

impl Drilled {
    /// Whether it would be restored whole.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }
}

impl Engine {
    /// Every backup that was made and of which file or key is left, the oldest first.
    ///
    /// # Errors
    /// [`Error::Store`] or [`Error::Vault`] if store or keys fail.
    pub fn list_backups(&self) -> Result<Vec<Listed>, Error> {
        self.note_unnoted()?;
        let mut listed = Vec::new();
        let there: BTreeMap<String, u64> = self.backups.list()?.into_iter().collect();
        let ends = self.backup_ends()?;
        for store::BackupRow { id, at, until, base, .. } in self.store.load_backups()? {
            let (name, end) = (file_name(id), ends.get(&id).copied());
            let bytes = there.get(&name).copied();
            let path = bytes.map(|_| PathBuf::from(self.backups.address(&name)));
            let opens = end.is_some_and(|end| end > self.now());
            let until = end.unwrap_or(until);
            if opens || path.is_some() {
                listed.push(Listed { id, at, until, path, bytes, opens, base });
            }
        }
        Ok(listed)
    }

    /// Reads a backup from its first byte to its last, and all that it rests on: it is what was written, under its own
    /// key. Tells how many bytes it holds.
    ///
    /// # Errors
    /// [`Error::Backup`] with what is wrong.
    pub fn verify_backup(&self, file: &Path) -> Result<u64, Error> {
        self.verify_but(file, &mut HashMap::new())
    }

    /// As [`Engine::verify_backup`], without reading again what is `known`.
    pub(crate) fn verify_but(&self, file: &Path, known: &mut HashMap<Name, [u8; 32]>) -> Result<u64, Error> {
        id_of(file)?;
        Chain::of((&self.backups, &self.vault, self.now()), file)?.verify(known, |id| {
            let id = id.parse().map_err(|_| Error::Backup(format!("`{id}` is no reference of a backup")))?;
            Ok(self.store.backup_digest(id)?.as_deref().and_then(unhex))
        })
    }

    /// Restores a backup into a scratch place, looks whether all is there, and shreds it; the ledger says how it ended.
    ///
    /// # Errors
    /// [`Error::Backup`] if it does not open at all: that is on record, too.
    pub fn drill(&self, product: &Name, file: &Path) -> Result<Drilled, Error> {
        let id = id_of(file)?;
        let scratch = self.config.data.join(format!("{SCRATCH}{}", fresh_reference(self.now())?));
        let drilled = self.drill_in(&scratch, id, file);
        let shredded = shred(&scratch);
        let policy = self.policy(product)?;
        self.note_drill(&policy, &drilled)?;
        shredded?;
        drilled
    }

    /// How it ended is on record, and stands in the register where the policy names a duty.
    fn note_drill(&self, policy: &Policy, drilled: &Result<Drilled, Error>) -> Result<(), Error> {
        let counted = |name: &str, count| (Name::from(name), count);
        let (sound, counts) = match drilled {
            Ok(found) => (
                found.is_sound(),
                vec![
                    counted("records", found.records),
                    counted("entries", found.entries),
                    counted("problems", found.problems.len() as u64),
                ],
            ),
            Err(_) => (false, vec![counted("problems", 1)]),
        };
        let evidence = match drilled {
            Ok(found) => serde_json::to_vec(found).map_err(|found| Error::Backup(found.to_string()))?,
            Err(_) => Vec::new(),
        };
        let digest = hex(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &evidence).as_ref());
        let ended = life::duty::Drill { sound, digest, counts };
        let product = policy.product.clone();
        let scene = Scene { cell: own_cell(&product), product, named: false, wanted: Wanted::default() };
        let decide =
            |policy: &Policy, _: &life::facts::Facts, moment: &Moment| life::duty::decide_drill(policy, &ended, moment);
        self.carry_out(&scene, decide, crate::shell::nothing).map(|_| ())
    }

    fn drill_in(&self, scratch: &Path, id: Reference, file: &Path) -> Result<Drilled, Error> {
        let chain = Chain::of((&self.backups, &self.vault, self.now()), file)?;
        std::fs::create_dir_all(scratch).map_err(fault)?;
        chain.put_together(&mut created(&scratch.join(store::DATABASE))?)?;
        let beside = self.beside(scratch)?;
        let trusted = beside.trusted_entries(true)?;
        let mut problems: Vec<String> = trusted.lost.values().cloned().collect();
        beside.catch_up(trusted, Some(id))?;
        let opened = beside.rebuild_index()?;
        problems.extend(beside.store.check_integrity()?);
        for product in beside.products()? {
            let report = verify::verify_folder(&beside.ledger_folder(&product), Some(&self.verifier_key(&product)?));
            problems.extend(report.problems.iter().map(ToString::to_string));
        }
        let listed = beside.vault.erasures()?;
        for erasure in &listed {
            if beside.store.holds_value(erasure.cell, erasure.record, erasure.item.as_ref())? {
                problems.push(format!("record {} was erased and came back", erasure.record));
            }
        }
        beside.each_outside(&mut |row| {
            problems.extend(self.amiss_with_copy(&row)?);
            Ok(())
        })?;
        let entries = beside.store.load_heads()?.into_iter().map(|(.., size)| size).sum();
        let (at, records) = (crate::restore::made_at(id), beside.store.count_records()?);
        Ok(Drilled { id, at, records, entries, opened, listed: listed.len() as u64, problems })
    }

    /// An engine on the scratch place, with the living keys and mirror: it only reads them.
    fn beside(&self, scratch: &Path) -> Result<Self, Error> {
        let files = crate::FilePlace::Embedded;
        let config = Config { data: scratch.to_owned(), files, connectors: HashMap::new(), ..self.config.clone() };
        let (policies, suites) = (RwLock::new(HashMap::new()), RwLock::new(HashMap::new()));
        Ok(Self {
            store: Store::open(scratch, "a drill", Hooks::default())?,
            mirror: Mirror::open(&self.config.mirror, self.log)?,
            backups: Place::open(&config.backups)?,
            files: crate::files::Places::open(&config, &self.vault)?,
            logbook: Logbook::new(scratch.join("ledger"), self.config.mirror.join("ledger")),
            outbox: Outbox::open(&config.connectors)?,
            config: Config { watch: crate::Watch::default(), ..config },
            clock: Arc::clone(&self.clock),
            vault: Arc::clone(&self.vault),
            log: self.log,
            policies,
            suites,
            tripwires: crate::tripwire::Known::default(),
            turns: crate::worker::Turns::default(),
        })
    }

    /// The newest backup of which file and key are there.
    ///
    /// # Errors
    /// [`Error::Backup`] if there is none.
    pub fn newest_backup(&self) -> Result<BackedUp, Error> {
        let there = |row: Listed| {
            let path = row.path.filter(|_| row.opens)?;
            Some(BackedUp { id: row.id, path, until: row.until, base: row.base })
        };
        let newest = self.list_backups()?.into_iter().rev().find_map(there);
        newest.ok_or_else(|| Error::Backup("there is no backup; `yinuo backup` makes one".into()))
    }
}

/// What scratch places in the data folder begin with; what a stopped drill left goes with the next start.
pub(crate) const SCRATCH: &str = "drill-";

/// An empty file, to be written and read back.
pub(crate) fn created(path: &Path) -> Result<File, Error> {
    File::options().read(true).write(true).create(true).truncate(true).open(path).map_err(fault)
}

fn id_of(file: &Path) -> Result<Reference, Error> {
    let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    stem.parse()
        .map_err(|_| Error::Backup(format!("{} is not named as a backup is: <reference>.backup", file.display())))
}

/// Overwrites every file below `folder` and removes it.
pub(crate) fn shred(folder: &Path) -> Result<(), Error> {
    if !folder.exists() {
        return Ok(());
    }
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).map_err(fault)? {
            let path = entry.map_err(fault)?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                overwrite(&path).map_err(fault)?;
            }
        }
    }
    std::fs::remove_dir_all(folder).map_err(fault)
}

fn overwrite(path: &Path) -> std::io::Result<()> {
    let mut file = std::fs::OpenOptions::new().write(true).open(path)?;
    let mut left = file.metadata()?.len();
    file.seek(SeekFrom::Start(0))?;
    let zeros = [0_u8; 64 * 1024];
    while left > 0 {
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(zeros.len());
        let Some(part) = zeros.get(..most) else { break };
        file.write_all(part)?;
        left -= most as u64;
    }
    file.sync_all()
}
