//! The doctor: an installation looked over while it runs, every check named, none hiding another.

mod folders;
mod owed;

use crate::backup::{file_name, keys_end};
use crate::engine::Engine;
use crate::keeping::stored;
use crate::tripwire::TripwireState;
use folders::{below, lies_in, one_disk, private};
use jiff::{SignedDuration, Timestamp};
use life::duty::Standing;
use life::reference::{Cell, Record};
use policy::rows::Keep;
use policy::{Name, Policy};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use store::{RecordRow, Wanted};
use vault::Searched;

/// What was looked at, and what is wrong with it if anything is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What.
    pub what: String,
    /// Whether it is as it should be.
    pub well: bool,
    /// What was found, and where it is not well what to do.
    pub found: String,
}

/// Work that is due longer than this was forgotten.
const LATE: SignedDuration = SignedDuration::from_mins(5);

/// A clock may be behind what it wrote last by this much: it was set right meanwhile.
const BEHIND: SignedDuration = SignedDuration::from_secs(60);

/// From how many records of one cell values are looked for: its newest.
const OF_CELL: u32 = 10;

/// From how many records of one product.
const OF_PRODUCT: usize = 500;

impl Engine {
    /// Looks over folders, keys, clock, calendar, database, values, due work, ledgers and backups.
    ///
    /// A sample of sealed values is opened inside the vault and looked for in every file of the data folder, the ledger's
    /// mirror and the backups; no value leaves the vault.
    #[must_use]
    pub fn examine(&self) -> Vec<Check> {
        let mut checks = vec![
            check("working days", self.working_days()),
            check("clock", self.clock_goes_on()),
            check("keys and data", self.apart(&self.config.data)),
            check("keys and mirror", self.apart(&self.config.mirror)),
            check(
                "keys and backups",
                self.config.backups.folder().map_or_else(|| Ok("apart".to_owned()), |folder| self.apart(folder)),
            ),
            check(
                "keys and files",
                self.config
                    .files
                    .outside()
                    .and_then(places::Settings::folder)
                    .map_or_else(|| Ok("apart".to_owned()), |folder| self.apart(folder)),
            ),
            check("permissions of the keys", private(&self.config.keys)),
            check("permissions of the data", private(&self.config.data)),
            check("permissions of the mirror", private(&self.config.mirror)),
            check("key store", self.key_store()),
            check("database", self.database()),
            check("due work", self.due_work()),
        ];
        let products = match self.products() {
            Ok(products) => products,
            Err(fault) => {
                checks.push(check("products", Err(told(fault))));
                Vec::new()
            }
        };
        for product in products {
            checks.push(check(format!("ledger of {product}"), self.ledger_holds(&product)));
            checks.push(check(format!("ends of {product}"), self.ends_are_set(&product)));
            checks.push(check(format!("values of {product}"), self.values_are_sealed(&product)));
            checks.push(check(format!("suite of {product}"), self.suite_stands(&product)));
            checks.push(check(format!("index of {product}"), self.index_leads_home(&product)));
            checks.push(check(format!("files of {product}"), self.files_are_there(&product)));
            checks.push(check(format!("tripwires of {product}"), self.tripwires_stand(&product)));
            checks.push(check(format!("backups of {product}"), self.backups_in_time(&product)));
            checks.extend(self.drills_in_time(&product).map(|found| check(format!("drills of {product}"), found)));
        }
        checks
    }

    /// How far a change of suite has come. What was about to be erased is passed over.
    fn suite_stands(&self, product: &Name) -> Found {
        let Some(change) = self.suite_change(product).map_err(told)? else {
            return Ok("no record yet".to_owned());
        };
        let (suite, total) = (change.suite, change.total.unwrap_or(0));
        let come = format!("{} of {total} records sealed anew under {suite}, {} passed over", change.done, change.left);
        Ok(if change.ended_at.is_some() { come } else { format!("{come}; it goes on") })
    }

    /// The working days of this year are certain; those of the next are announced by the middle of December.
    fn working_days(&self) -> Found {
        let today = self.now().to_zoned(jiff::tz::TimeZone::UTC).date();
        let certain: Vec<i16> = self.config.calendar.years().map(|(year, _)| year).collect();
        let wanted =
            if today.month() == 12 && today.day() > 15 { today.year().saturating_add(1) } else { today.year() };
        if certain.contains(&wanted) {
            let named: Vec<String> = certain.iter().map(ToString::to_string).collect();
            Ok(format!("certain of {}; of other years provisional", named.join(", ")))
        } else {
            Err(format!("those of {wanted} are provisional: give the official list in `calendar`"))
        }
    }

    fn clock_goes_on(&self) -> Found {
        let now = self.now();
        let mut newest: Option<Timestamp> = None;
        for product in self.products().map_err(told)? {
            let own = crate::own_cell(&product);
            let size = self.log_size(own).map_err(told)?;
            let last = self.entries(own, size.saturating_sub(1), 1).map_err(told)?;
            newest = newest.max(last.into_iter().filter_map(|(_, entry)| Some(entry?.at)).max());
        }
        match newest {
            Some(last) if last.duration_since(now) > BEHIND => {
                Err(format!("it says {now}, and the ledger's last entry is of {last}: set the clock right"))
            }
            _ => Ok(format!("{now}, not before the ledger's last entry")),
        }
    }

    fn apart(&self, folder: &Path) -> Found {
        match self.config.key_places().folders().find(|keys| lies_in(keys, folder)) {
            Some(keys) => Err(format!("the keys in {} lie inside {}: move them", keys.display(), folder.display())),
            None => Ok("apart".to_owned()),
        }
    }

    fn key_store(&self) -> Found {
        let keys = self.key_report().map_err(told)?.keys;
        if keys.root_rotating || keys.cells_rotating {
            return Err("a rotation did not end: run `yinuo keys rotate` again".to_owned());
        }
        let mirror = match self.config.key_mirror.as_deref() {
            Some(mirror) if one_disk(&self.config.keys, mirror) => "a mirror (on the same disk)",
            Some(_) => "a mirror",
            None => "no mirror (`keys.mirror`)",
        };
        let recovery = keys.recovery.map_or_else(
            || "no recovery shares (`yinuo keys export-recovery`)".to_owned(),
            |shares| format!("recovery by {} of {} shares", shares.needed, shares.of),
        );
        Ok(format!("there, with {mirror} and {recovery}"))
    }

    fn database(&self) -> Found {
        match self.store.check_integrity().map_err(told)? {
            None => Ok("sound".to_owned()),
            Some(fault) => Err(format!("{fault}: restore the newest backup")),
        }
    }

    fn due_work(&self) -> Found {
        match self.next_wake().map_err(told)? {
            None => Ok("nothing waits".to_owned()),
            Some(at) if self.now().duration_since(at) > LATE => {
                Err(format!("something is due since {at}: is the server running?"))
            }
            Some(at) => Ok(format!("the next at {at}")),
        }
    }

    fn ledger_holds(&self, product: &Name) -> Found {
        if self.verify_ledger(product).map_err(told)?.is_sound() {
            return Ok("sound".to_owned());
        }
        Err(format!("not sound; `yinuo ledger verify --store --product {product}` lists it"))
    }

    fn backups_in_time(&self, product: &Name) -> Found {
        let policy = self.policy(product).map_err(told)?;
        let every = policy.document.protect.as_ref().and_then(|protect| policy.period(&protect.backup_every));
        let now = self.now();
        let keys = self.vault.backup_keys().map_err(told)?;
        for (id, at, _) in self.backups().map_err(told)? {
            let opens = keys.iter().any(|(key, _)| *key == crate::backup::name_of(id));
            if opens && keys_end(&policy, at) < now {
                return Err(format!("the key of {id}, made at {at}, should be gone: is the server running?"));
            }
        }
        let listed = self.list_backups().map_err(told)?;
        let Some(newest) = listed.into_iter().max_by_key(|backup| backup.at) else {
            return Err("none yet; `yinuo backup` makes one".to_owned());
        };
        if every.is_some_and(|every| now.duration_since(newest.at) > every.approximate() * 2) {
            return Err(format!("the newest is of {}, twice as old as the policy says", newest.at));
        }
        let Some(path) = newest.path else {
            return Err(format!("the newest is not where it was put: {}", self.backups.address(&file_name(newest.id))));
        };
        let bytes = self.verify_backup(&path).map_err(|fault| format!("the newest does not open: {fault}"))?;
        Ok(format!("the newest is of {} and opens ({bytes} bytes); `yinuo backup drill` restores it", newest.at))
    }

    /// Where the policy names a duty for drills: it stands, or is open because none was sound in time.
    fn drills_in_time(&self, product: &Name) -> Option<Found> {
        let stands = |policy: &Policy| {
            let duty = policy.document.protect.as_ref()?.backup_drill.clone()?;
            let duties = self.register(product, self.now()).map_err(told).map(|register| register.duties);
            Some(duties.and_then(|duties| {
                let state = duties.into_iter().find(|state| state.promise == duty);
                match state.map(|state| state.standing) {
                    Some(standing @ (Standing::Met | Standing::Due)) => {
                        Ok(format!("`{duty}` is {}", standing.as_str()))
                    }
                    other => {
                        let word = other.map_or("open", Standing::as_str);
                        Err(format!("`{duty}` is {word}: `yinuo backup drill` tries the newest backup"))
                    }
                }
            }))
        };
        match self.policy(product) {
            Ok(policy) => stands(&policy),
            Err(fault) => Some(Err(told(fault))),
        }
    }

    /// What the policy seals is sealed, and stands readable in no file.
    fn values_are_sealed(&self, product: &Name) -> Found {
        let policy = self.policy(product).map_err(told)?;
        let (files, published) = (self.files()?, self.store.load_published().map_err(told)?);
        let (sample, mut values, mut words) = (self.sample(product)?, 0, 0);
        let of = told_of(&sample);
        for (cell, records) in sample {
            let searched = self.sealed_in(&policy, cell, records, (&files, &published))?;
            (values, words) = (values + searched.values, words + searched.published);
        }
        let but = match words {
            0 => String::new(),
            _ => format!("; {words} of them stand in the published policy, and were looked for encoded only"),
        };
        Ok(format!("{values} {of} looked for in {} files, and none found{but}", files.len()))
    }

    /// The newest records of the newest tenants: where there are too many, the old ones were looked at when they were new.
    fn sample(&self, product: &Name) -> Result<Vec<(Cell, Vec<Record>)>, String> {
        let (mut sample, mut records) = (Vec::new(), 0);
        for cell in self.store.load_cells(product).map_err(told)?.into_iter().rev() {
            if records >= OF_PRODUCT {
                break;
            }
            let newest = self.store.newest_records(cell, OF_CELL).map_err(told)?;
            records += newest.len();
            sample.push((cell, newest));
        }
        Ok(sample)
    }

    fn files_are_there(&self, product: &Name) -> Found {
        let policy = self.policy(product).map_err(told)?;
        let sample = self.sample(product)?;
        let (proved, outside) = self.prove_files(&policy, &sample)?;
        Ok(format!(
            "{proved} {} opened and sealed; {outside} outside the database, each in its place",
            told_of(&sample)
        ))
    }

    /// What is found by value is what holds it: an entry of another record or cell leads astray.
    fn index_leads_home(&self, product: &Name) -> Found {
        let policy = self.policy(product).map_err(told)?;
        let (sample, mut entries) = (self.sample(product)?, 0);
        let of = told_of(&sample);
        for (cell, records) in sample {
            let worked = self.index_of(&policy, cell, records.clone()).map_err(told)?;
            let stored = self.store.load_lookups(cell, &records).map_err(told)?;
            // What has ended and waits for its sweep is in the index still.
            let of = |one: &(Record, Name, [u8; 32])| (one.0, one.1.clone());
            let known: BTreeSet<_> = worked.iter().map(of).collect();
            let strange = |one: &&(Record, Name, [u8; 32])| {
                !records.contains(&one.0) || (known.contains(&of(one)) && !worked.contains(one))
            };
            let missing = worked.iter().find(|one| !stored.contains(one));
            if let Some((record, item, _)) = stored.iter().find(strange).or(missing) {
                return Err(format!("the entry of `{item}` of {record} is tampered: restore the newest backup"));
            }
            entries += worked.len();
        }
        Ok(format!("{entries} entries {of} lead to their values"))
    }

    fn tripwires_stand(&self, product: &Name) -> Found {
        let tripwires = self.tripwires(product).map_err(told)?;
        let stand = tripwires.iter().filter(|one| one.state == TripwireState::Stands).count();
        match (tripwires.len(), tripwires.len() - stand) {
            (0, _) => Ok("none stands".to_owned()),
            (_, 0) => Ok(format!("{stand} stand, and each opens")),
            (all, idle) => Err(format!("{idle} of {all} cannot be opened any more: `yinuo tripwire list` names them")),
        }
    }

    fn sealed_in(
        &self,
        policy: &Policy,
        cell: Cell,
        records: Vec<Record>,
        places: (&[PathBuf], &[Vec<u8>]),
    ) -> Result<Searched, String> {
        let wanted = Wanted { records, ..Wanted::default() };
        let (facts, rows) = self.store.load_facts(cell, true, &wanted).map_err(told)?;
        if let Some((record, item)) = rows.iter().find_map(|row| readable(policy, row)) {
            return Err(format!("`{item}` of {record} is kept readable, and the policy seals it"));
        }
        let permit = life::retain::permit_search(policy, &facts, self.now());
        let records: Vec<_> = rows.into_iter().map(|row| stored(policy, cell, row)).collect();
        let searched = self.vault.find_clear(permit, self.now(), (&policy.product, &records), places);
        let searched = searched.map_err(told)?;
        match searched.found.first() {
            Some((item, path)) => Err(format!("`{item}` stands readable in {}", path.display())),
            None => Ok(searched),
        }
    }

    /// Every file in which no value may stand readable.
    fn files(&self) -> Result<Vec<PathBuf>, String> {
        let mut found = Vec::new();
        let files = self.config.files.outside().and_then(places::Settings::folder);
        // What lies below another is found there.
        let files = files.filter(|folder| !folder.starts_with(&self.config.data));
        let folders = [Some(&*self.config.data), Some(&*self.config.mirror), self.config.backups.folder(), files];
        for folder in folders.into_iter().flatten() {
            below(folder, &mut found).map_err(|fault| format!("cannot read {}: {fault}", folder.display()))?;
        }
        Ok(found)
    }
}

/// What is well, or what is wrong.
type Found = Result<String, String>;

/// Of how many records something is told, and which these are.
fn told_of(sample: &[(Cell, Vec<Record>)]) -> String {
    let records = sample.iter().map(|(_, records)| records.len()).sum::<usize>();
    format!("of the newest {records} records (at most {OF_CELL} of a tenant, some {OF_PRODUCT} in all)")
}

fn check(what: impl Into<String>, found: Found) -> Check {
    let well = found.is_ok();
    Check { what: what.into(), well, found: found.unwrap_or_else(|wrong| wrong) }
}

fn told(fault: impl std::fmt::Display) -> String {
    fault.to_string()
}

/// An item of the record that is kept otherwise than the policy says.
fn readable(policy: &Policy, row: &RecordRow) -> Option<(Record, Name)> {
    let open = |value: &&store::ValueRow| value.kept == "open" && policy.keep(&value.item) != Keep::Open;
    row.values.iter().find(open).map(|value| (row.record, value.item.clone()))
}
