//! Restore: back for values, never for will.
//!
//! Promises: what people decided since the backup, what was erased and which version was published is done again before
//! anything is served; what was captured since is lost, and listed; a log is never continued from an older head. Where the
//! newest entries of the ledger are lost, it refuses, unless that is accepted: then new logs begin, an incident is on
//! record, and no act rests on a consent from before.

use crate::backup::chain::Chain;
use crate::backup::{fault, newer};
use crate::config::Config;
use crate::engine::{Engine, own_cell};
use crate::error::Error;
use crate::logbook;
use crate::shell::Scene;
use crate::trusted::Trusted;
use crate::watch::Step;
use jiff::{SignedDuration, Timestamp};
use life::reference::{Cell, Record, Reference, Subject};
use life::{Change, Entry, Grounded};
use policy::{Name, Policy};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;
use store::{EntryRow, Half, Recorded, VersionRow, Wanted};
use vault::HalfId;

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Restored {
    /// Ledger entries that the backup did not have and the mirror had.
    pub entries: u64,
    /// Changes of will, and erasures, applied again.
    pub replayed: u64,
    /// Versions of policies that were published after the backup, and are back.
    pub versions: Vec<(Name, String)>,
    /// Records captured after the backup and not erased since: their values are lost.
    pub lost: Vec<Lost>,
    /// Blind index entries rebuilt.
    pub indexed: u64,
    /// Files outside the database that were put back into their place from their copies.
    pub files: u64,
    /// Files outside the database that are neither in their place nor beside the backups.
    pub files_lost: u64,
    /// Backups that are newer than the one that was restored and can be read, the oldest first.
    pub newer: Vec<String>,
    /// Products whose newest ledger entries are lost, and what says so: their consents count no more.
    pub ledger_lost: BTreeMap<Name, String>,
}

/// A record whose values are lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lost {
    /// Where.
    pub cell: Cell,
    /// The record.
    pub record: Record,
    /// Whom it was about.
    pub subject: Option<Subject>,
    /// For which purpose it was captured.
    pub purpose: Option<Name>,
    /// When it was captured.
    pub at: Timestamp,
}

/// Clocks of the machine that made the backup and of the one that destroyed a key may differ by less than this.
pub(crate) const CLOCKS: SignedDuration = SignedDuration::from_hours(24);

/// What the entries since the backup ask for.
#[derive(Debug, Default)]
struct Since {
    // In the order of each log, whatever the clock did meanwhile; no cell's will speaks of another cell.
    will: Vec<(Name, Cell, Vec<Grounded>, Recorded)>,
    versions: Vec<(Name, Entry)>,
}

impl Engine {
    /// Restores a backup into `config`'s data folder, which must hold no data, and catches up before anything is
    /// served: later will is replayed from the mirror, erased values stay erased, due work is done.
    ///
    /// # Errors
    /// [`Error::Backup`] if the file is not a backup, was altered, or its key is destroyed; [`Error::Heads`] if the
    /// mirror has not the newest entries of the ledger, unaltered. Also [`Error::Backup`] where files lie in a place that is
    /// another installation's, unless [`Config::take_over_files`] says so.
    pub fn restore(config: Config, clock: Arc<dyn crate::Clock>, file: &Path) -> Result<(Self, Restored), Error> {
        Self::restore_as(config, clock, file, false)
    }

    /// As [`Engine::restore`], without the newest entries of the ledger if they are lost: what can be proven of it is done
    /// again, new logs begin, an incident is on record, and consents from before count no more.
    ///
    /// # Errors
    /// [`Error::Backup`].
    pub fn restore_without_ledger(
        config: Config,
        clock: Arc<dyn crate::Clock>,
        file: &Path,
    ) -> Result<(Self, Restored), Error> {
        Self::restore_as(config, clock, file, true)
    }

    fn restore_as(
        config: Config,
        clock: Arc<dyn crate::Clock>,
        file: &Path,
        accept_loss: bool,
    ) -> Result<(Self, Restored), Error> {
        let id = file.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.parse().ok());
        if !config.take_over_files {
            config.key_places().assert_there()?;
            let vault = Arc::new(config.open_vault()?);
            crate::files::Places::open(&config, &vault)?.assert_restorable()?;
        }
        let begun = crate::leftovers::begin_restore(&config)?;
        let caught_up = || {
            let log = put_back((&config, clock.now()), file)?;
            config.watch.tell(Step::DatabaseRestored);
            let engine = Self::open_behind(config.clone(), Arc::clone(&clock), log)?;
            let trusted = engine.trusted_entries(accept_loss)?;
            let restored = engine.catch_up(trusted, id)?;
            Ok((log, engine, restored))
        };
        let (log, engine, mut restored) = match caught_up() {
            Err(found) => {
                // Until here nothing was changed but the data folder.
                if !begun.again {
                    crate::leftovers::undo_restore(&config)?;
                }
                return Err(newer::refused((&config, clock.now()), id, found));
            }
            Ok(caught_up) => caught_up,
        };
        let begins = logbook::number(&engine.vault)?.max(log) + 1;
        let engine = if restored.ledger_lost.is_empty() && begins == log + 1 {
            engine
        } else {
            engine.begin_logs(begins, restored.ledger_lost.keys())?;
            drop(engine);
            config.watch.tell(Step::LogsBegun);
            Self::open_behind(config, clock, begins)?
        };
        engine.void_consents()?;
        engine.store.end_visits(engine.now())?;
        restored.indexed = engine.rebuild_index()?;
        engine.config.watch.tell(Step::IndexRebuilt);
        (restored.files, restored.files_lost) = engine.bring_files_back(id)?;
        restored.newer = newer::newer((&engine.backups, &engine.vault, engine.now()), id)?;
        if let Err(fault) = engine.note_backups_again() {
            tracing::warn!(code = %fault.code(), "backups of before are not listed: their place cannot be read");
        }
        engine.run_due()?;
        engine.note_restore(&restored)?;
        engine.config.watch.tell(Step::CaughtUp);
        crate::leftovers::end_restore(&engine.config)?;
        store::Mirror::remove_before(&engine.config.mirror, engine.log)?;
        Ok((engine, restored))
    }

    /// Does again what the trusted entries and the key store say.
    pub(crate) fn catch_up(&self, trusted: Trusted, backup: Option<Reference>) -> Result<Restored, Error> {
        let mut restored = Restored { ledger_lost: trusted.lost, ..Restored::default() };
        let mut since = Since::default();
        let products: HashMap<Cell, Name> =
            self.mirror.products()?.into_iter().map(|(cell, product)| (cell, Name::from(product))).collect();
        for (cell, entries) in trusted.entries {
            let Some(product) = products.get(&cell).filter(|_| !entries.is_empty()) else { continue };
            read_since(product, cell, &entries, &mut since, &mut restored)?;
            restored.entries += entries.len() as u64;
            self.store.restore_entries(cell, entries)?;
        }
        for (product, entry) in since.versions {
            restored.versions.extend(self.restore_version(&product, &entry)?.map(|version| (product, version)));
        }
        if restored.ledger_lost.is_empty() {
            self.restore_logs()?;
        }
        self.config.watch.tell(Step::LogsRestored);
        for (product, cell, changes, at) in since.will {
            restored.replayed += changes.len() as u64;
            self.store.replay(&product, cell, changes, at)?;
        }
        self.config.watch.tell(Step::WillReplayed);
        self.erase_again(backup)?;
        self.remember_again()?;
        self.config.watch.tell(Step::ErasedAgain);
        Ok(restored)
    }

    /// The version that `entry` says was published, from the text in the mirror; its name, if it is back.
    fn restore_version(&self, product: &Name, entry: &Entry) -> Result<Option<String>, Error> {
        let Some(source) = self.mirror.version(product, &entry.policy)? else { return Ok(None) };
        let policy = self.compiled(&source)?;
        if policy.hash != entry.policy || policy.product != *product {
            let what = format!("the text of version `{}` of `{product}` is not what was published", entry.version);
            return Err(Error::Heads(format!("{what}; publish it again after taking its row out of the mirror")));
        }
        let effective_at = policy.effective_at().unwrap_or(entry.at);
        let (version, hash) = (policy.version.clone(), policy.hash.clone());
        let row = VersionRow { version: version.clone(), hash, source, effective_at, published_at: entry.at };
        let cell = own_cell(product);
        self.store.restore_version(product, cell, row)?;
        self.load_policies(product)?;
        if policy.effective_at().is_none_or(|from| from <= self.now()) {
            self.plan_backup(&policy)?;
        }
        self.plan_version(&policy, cell, effective_at)?;
        Ok(Some(version))
    }

    /// What was erased since the backup goes again: what is listed as removed without a half of its own, and what the
    /// destroyed halves ended, whether or not a ledger says so.
    fn erase_again(&self, backup: Option<Reference>) -> Result<(), Error> {
        for erasure in self.vault.erasures()? {
            let Some(product) = self.store.product_of(erasure.cell)? else { continue };
            let items = erasure.item.into_iter().collect();
            let change = Change::Remove { record: erasure.record, items };
            let grounded = Grounded { change, promise: Name::from("right.delete") };
            let recorded = Recorded { at: erasure.at, entry: None };
            self.store.replay(&product, erasure.cell, vec![grounded], recorded)?;
        }
        let made_at = backup.map_or(Timestamp::UNIX_EPOCH, made_at);
        for half in self.vault.destroyed_since(made_at.checked_sub(CLOCKS).unwrap_or(made_at))? {
            let (cell, half) = match half {
                HalfId::Rule { cell, rule } => (cell, Half { rule, holder: None, term: None }),
                HalfId::Holder { cell, holder, rule } => (cell, Half { rule, holder: Some(holder), term: None }),
                HalfId::Term { cell, rule, edition, day } => {
                    (cell, Half { rule, holder: None, term: Some((edition, day)) })
                }
            };
            self.store.restore_end(cell, half)?;
        }
        Ok(())
    }

    /// Gives the logs up whose newest entries are lost: the next ones have this number. The key store keeps it, and from
    /// when on consents count, for no restore may take either back.
    fn begin_logs<'p>(&self, number: u64, lost: impl Iterator<Item = &'p Name>) -> Result<(), Error> {
        let now = u64::try_from(self.now().as_microsecond()).unwrap_or_default();
        for product in lost {
            self.vault.set_head(&gap_name(product), now)?;
        }
        self.store.begin_logs()?;
        Ok(self.vault.set_head("log", number)?)
    }

    /// Consents from before a gap count no more, whichever backup is restored.
    fn void_consents(&self) -> Result<(), Error> {
        for product in self.products()? {
            if let Some(since) = self.vault.head(&gap_name(&product))? {
                let since = i64::try_from(since).ok().and_then(|since| Timestamp::from_microsecond(since).ok());
                self.store.void_consents(&product, since.unwrap_or(Timestamp::MAX))?;
            }
        }
        Ok(())
    }

    /// Rebuilds the blind index, which backups leave out: the values never leave the vault.
    pub(crate) fn rebuild_index(&self) -> Result<u64, Error> {
        let mut indexed = 0;
        for product in self.products()? {
            let policy = match self.policy(&product) {
                // Published, and not in force yet: nothing was captured under it.
                Err(Error::NoProduct(_)) => continue,
                found => found?,
            };
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
        let lookups = self.index_of(policy, cell, records)?;
        let count = lookups.len() as u64;
        self.store.restore_lookups(cell, lookups)?;
        Ok(count)
    }

    /// The restore is on record, and so is the incident where the newest ledger is lost.
    fn note_restore(&self, restored: &Restored) -> Result<(), Error> {
        for product in self.products()? {
            let policy = match self.policy(&product) {
                Err(Error::NoProduct(_)) => continue,
                found => found?,
            };
            if restored.ledger_lost.contains_key(&product) {
                let incident = policy.document.incident.as_ref().map_or("protect", |_| "incident");
                self.note(&policy, "restore", (incident, Some(LEDGER_LOST)), Vec::new())?;
            }
            self.note(&policy, "restore", ("protect", None), Vec::new())?;
            self.write_up(&product)?;
        }
        Ok(())
    }

    /// Records an act of the installation's own, under a promise and about something.
    pub(crate) fn note(
        &self,
        policy: &Policy,
        act: &str,
        (promise, about): (&str, Option<&str>),
        counts: Vec<(Name, u64)>,
    ) -> Result<(), Error> {
        let product = policy.product.clone();
        let scene = Scene { cell: own_cell(&product), product, named: false, wanted: Wanted::default() };
        let decide = |policy: &Policy, _: &life::facts::Facts, moment: &life::Moment| {
            let mut entry = Entry::of(policy, moment, &life::Actor::job(), act);
            entry.promise = Some(Name::from(promise));
            entry.about = about.map(Name::from);
            entry.counts.clone_from(&counts);
            life::Decision::Do(Box::new(life::Plan::resting_on(Vec::new(), entry)))
        };
        self.carry_out(&scene, decide, crate::shell::nothing).map(|_| ())
    }
}

/// What the entry of the incident is about.
const LEDGER_LOST: &str = "ledger-loss";

/// The name under which the key store keeps up to when a product's consents count no more.
fn gap_name(product: &Name) -> String {
    format!("gap {product}")
}

/// When the backup of this reference was made: its first bytes say so.
pub(crate) fn made_at(backup: Reference) -> Timestamp {
    let [a, b, c, d, e, f, ..] = *backup.as_bytes();
    let millis = i64::from_be_bytes([0, 0, a, b, c, d, e, f]);
    Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Sorts what the entries of one log say happened since the backup.
fn read_since(
    product: &Name,
    cell: Cell,
    entries: &[EntryRow],
    since: &mut Since,
    restored: &mut Restored,
) -> Result<(), Error> {
    let mut captured: Vec<(Lost, BTreeSet<Name>)> = Vec::new();
    let mut removed: BTreeSet<(Record, Option<Name>)> = BTreeSet::new();
    for (entry, (_, body)) in entries.iter().filter_map(|entry| Some((entry.seq, entry.body.as_ref()?))) {
        let body: Entry = serde_json::from_slice(body)
            .map_err(|fault| Error::Heads(format!("an entry of cell {cell} cannot be read: {fault}")))?;
        if let (Some(record), Some(_)) = (body.records.first(), &body.sealed) {
            let (subject, purpose, at) = (body.subject, body.purpose.clone(), body.at);
            let items = body.items.iter().map(|(item, _)| item.clone()).collect();
            captured.push((Lost { cell, record: *record, subject, purpose, at }, items));
        }
        for grounded in &body.replay {
            if let Change::Remove { record, items } = &grounded.change {
                let whole = items.is_empty().then_some((*record, None));
                removed.extend(whole.into_iter().chain(items.iter().map(|item| (*record, Some(item.clone())))));
            }
        }
        if body.act == "version" && body.outcome == life::Outcome::Done {
            since.versions.push((product.clone(), body.clone()));
        }
        if !body.replay.is_empty() {
            since.will.push((product.clone(), cell, body.replay, Recorded { at: body.at, entry: Some(entry) }));
        }
    }
    let left = |(lost, items): &(Lost, BTreeSet<Name>)| {
        let gone = |item: &Name| removed.contains(&(lost.record, Some(item.clone())));
        !removed.contains(&(lost.record, None)) && !items.iter().all(gone)
    };
    restored.lost.extend(captured.into_iter().filter(left).map(|(lost, _)| lost));
    Ok(())
}

/// Puts the backup's database into the marked data folder; gives the number of the logs that it is held against.
fn put_back((config, now): (&Config, Timestamp), file: &Path) -> Result<u64, Error> {
    let database = config.data.join(store::DATABASE);
    let part = database.with_extension("part");
    let decrypted = decrypt((config, now), file, &part);
    if decrypted.is_err() {
        drop(std::fs::remove_file(&part));
    }
    let log = decrypted?;
    std::fs::rename(&part, &database).map_err(fault)?;
    Ok(log)
}

fn decrypt((config, now): (&Config, Timestamp), file: &Path, to: &Path) -> Result<u64, Error> {
    config.key_places().assert_there()?;
    let vault = config.open_vault()?;
    let log = crate::leftovers::logs_gone_by(config, logbook::number(&vault)?)?;
    let place = places::Place::open(&config.backups)?;
    let mut out = crate::backup::drill::created(to)?;
    Chain::of((&place, &vault, now), file)?.put_together(&mut out)?;
    out.sync_all().map_err(fault)?;
    Ok(log)
}
