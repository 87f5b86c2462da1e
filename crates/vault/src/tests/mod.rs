//! What the vault promises, held against real files.

mod backup;
mod concurrency;
mod debug;
mod destruction;
mod file;
mod forms;
mod frozen;
mod gone;
mod hashed;
mod key_store;
mod lookup;
mod mirrored;
mod open_values;
mod place;
mod recovery;
mod reindex;
mod reseal;
mod root_key;
mod rotation;
mod round_trip;
mod rule_keys;
mod store_rows;
mod suites;
mod tampering;

use crate::{
    Capture, FileRoot, Group, HalfId, Kept, Locked, OpenError, Opened, Places, SealedRecord, Site, StoredRecord,
    StoredValue, Suite, Vault,
};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use life::reference::{Cell, Holder, Record};
use life::{Opening, Personal};
use policy::{Form, Name};
use std::path::Path;
use tempfile::TempDir;

pub(super) const NOW: Timestamp = Timestamp::UNIX_EPOCH;
pub(super) const DAY: Date = date(2026, 5, 17);
pub(super) const CELL: Cell = Cell::from_bytes([1; 16]);
pub(super) const HOLDER: Holder = Holder::from_bytes([2; 16]);
pub(super) const RECORD: Record = Record::from_bytes([3; 16]);

pub(super) fn name(text: &str) -> Name {
    Name::from(text)
}

/// The root keys of a folder.
pub(super) fn files(folder: &Path) -> FileRoot {
    FileRoot::open(&Places::of(folder), None).unwrap()
}

/// The vault of a folder, made on first use.
pub(super) fn vault_in(folder: &Path) -> Vault {
    Vault::at(folder, Box::new(files(folder))).unwrap()
}

pub(super) fn fresh() -> (TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault_in(folder.path());
    (folder, vault)
}

pub(super) fn locked(rule: &str, term_day: Option<Date>) -> Locked {
    Locked { rule: name(rule), edition: 1, term_day }
}

pub(super) fn site(product: &Name) -> Site<'_> {
    Site { product, cell: CELL, holder: HOLDER, record: RECORD, revision: 7 }
}

/// One group of sealed items under `locks`.
pub(super) fn seal(vault: &Vault, site: Site<'_>, locks: &[Locked], items: &[(&str, &str)]) -> StoredRecord {
    seal_in(Suite::default(), vault, site, locks, items)
}

/// The same under a suite of one's own choice.
pub(super) fn seal_in(
    suite: Suite,
    vault: &Vault,
    site: Site<'_>,
    locks: &[Locked],
    items: &[(&str, &str)],
) -> StoredRecord {
    let values: Vec<_> = items.iter().map(|(item, value)| (name(item), Kept::Sealed, Personal::from(*value))).collect();
    let items = values.iter().map(|(item, kept, value)| (item.clone(), *kept, value)).collect();
    let groups = vec![Group { locks: locks.to_vec(), items }];
    stored(site, vault.seal(NOW, &Capture { suite, site, groups }).unwrap())
}

/// What the store would give back.
pub(super) fn stored(site: Site<'_>, sealed: SealedRecord) -> StoredRecord {
    let SealedRecord { values, slots, digest, .. } = sealed;
    let values = values.into_iter().map(|sealed| StoredValue { sealed, shape: None }).collect();
    let Site { cell, holder, record, revision, .. } = site;
    StoredRecord { cell, holder, record, revision, digest, values, gone: Vec::new(), slots }
}

pub(super) fn opening(record: Record, item: &str, form: Form, rules: &[&str]) -> Opening {
    let rules = rules.iter().map(|rule| name(rule)).collect();
    Opening { record, item: name(item), form, rules }
}

/// Opens one item in the clear, as a permit for these rules would.
pub(super) fn open(
    vault: &Vault,
    product: &Name,
    record: &StoredRecord,
    item: &str,
    rules: &[&str],
) -> Result<Personal, OpenError> {
    let openings = [opening(record.record, item, Form::Clear, rules)];
    let opened = vault.open_listed(&openings, NOW, product, std::slice::from_ref(record))?;
    let [Opened { value, .. }] = &opened[..] else { unreachable!("one opening, one value") };
    Ok(value.clone())
}

pub(super) fn holder_half(rule: &str) -> HalfId {
    locked(rule, None).holder_half(CELL, HOLDER)
}

pub(super) fn term_half(rule: &str) -> HalfId {
    locked(rule, Some(DAY)).term_half(CELL).unwrap()
}

pub(super) fn destroy(vault: &Vault, halves: &[HalfId]) {
    assert_eq!(vault.destroy(halves, NOW).unwrap().at, NOW);
}
