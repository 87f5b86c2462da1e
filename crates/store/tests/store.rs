//! The store's own promises: every column is classified, one process holds a folder, a newer form is refused, and a
//! full disk loses nothing that was acknowledged.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use life::reference::{Cell, Ids, Record, Reference};
use life::{Actor, Change, Entry, Grounded, Moment};
use policy::{Name, Policy};
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::path::Path;
use store::{COLUMNS, DATABASE, Hooks, Mirror, Store, StoreError, Write, Written};

const AINK: &[u8] = include_bytes!("../../../policies/aink/policy.toml");

fn open(folder: &Path) -> Result<Store, StoreError> {
    Store::open(folder, "a test", Hooks::default())
}

fn columns(path: &Path) -> BTreeSet<(String, String)> {
    let database = Connection::open(path).unwrap();
    let sql = "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c
               WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'refinery_schema_history'";
    let mut select = database.prepare(sql).unwrap();
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn every_column_is_classified_and_every_classified_column_is_there() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()).unwrap());
    let classified: BTreeSet<_> =
        COLUMNS.concat().iter().map(|(table, column, _)| ((*table).into(), (*column).into())).collect();
    assert_eq!(classified.len(), COLUMNS.concat().len(), "no column is listed twice");
    assert_eq!(columns(&folder.path().join(DATABASE)), classified);
}

#[test]
fn the_mirror_has_no_column_that_the_store_has_not() {
    let folder = tempfile::tempdir().unwrap();
    drop(Mirror::open(folder.path(), 1).unwrap());
    let mirrored = columns(&folder.path().join("entries.db"));
    assert!(!mirrored.is_empty());
    for (table, column) in mirrored {
        let known = COLUMNS.concat().iter().any(|(t, c, _)| *t == table && *c == column);
        assert!(known || column == "product", "{table}.{column}");
    }
}

#[test]
fn a_second_opener_is_told_who_holds_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let first = Store::open(folder.path(), "the first, process 7", Hooks::default()).unwrap();
    match open(folder.path()) {
        Err(StoreError::Held(who)) => assert_eq!(who, "the first, process 7"),
        other => panic!("{other:?}"),
    }
    drop(first);
    drop(open(folder.path()).unwrap());
}

#[test]
fn a_newer_form_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()).unwrap());
    let database = Connection::open(folder.path().join(DATABASE)).unwrap();
    let sql = "INSERT INTO refinery_schema_history (version, name, applied_on, checksum)
               SELECT max(version) + 1, 'later', applied_on, checksum FROM refinery_schema_history";
    assert_eq!(database.execute(sql, []).unwrap(), 1);
    drop(database);
    assert!(matches!(open(folder.path()), Err(StoreError::Newer)));
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(DATABASE), vec![0x55; 8192]).unwrap();
    assert!(matches!(open(folder.path()), Err(StoreError::Database(_) | StoreError::Form(_))));
}

#[test]
fn a_first_start_that_stops_anywhere_is_done_again() {
    for version in [1, 3, 12, 30, 32] {
        let folder = tempfile::tempdir().unwrap();
        let database = Connection::open(folder.path().join(DATABASE)).unwrap();
        // What SQLite says of a full disk between a migration and the note of it, it says here by a trigger.
        let stop = format!(
            "CREATE TABLE refinery_schema_history (version INT4 PRIMARY KEY, name VARCHAR(255), applied_on VARCHAR(255),
                                                   checksum VARCHAR(255));
             CREATE TRIGGER stop BEFORE INSERT ON refinery_schema_history WHEN NEW.version = {version}
             BEGIN SELECT RAISE(ABORT, 'stopped'); END"
        );
        database.execute_batch(&stop).unwrap();
        let stopped = open(folder.path()).unwrap_err();
        assert!(matches!(stopped, StoreError::Form(_)), "{version}: {stopped}");
        let noted: i64 =
            database.query_row("SELECT count(*) FROM refinery_schema_history", [], |row| row.get(0)).unwrap();
        assert_eq!(noted, 0, "{version}: all or none");
        database.execute_batch("DROP TRIGGER stop").unwrap();
        drop(open(folder.path()).unwrap());
    }
}

/// A write whose ledger entry lists `records` records, and so takes room.
fn write(policy: &Policy, cell: Cell, number: u8, records: usize) -> Write {
    let now = jiff::Timestamp::UNIX_EPOCH;
    let moment = Moment { now, ids: Ids::starting_at(Reference::from_bytes([number; 16])) };
    let mut entry = Entry::of(policy, &moment, &Actor::job(), "register");
    entry.records = vec![Record::from_bytes([number; 16]); records];
    let changes = vec![Grounded { change: Change::OpenTenant, promise: Name::from("policy") }];
    Write {
        product: policy.product.clone(),
        cell,
        changes,
        rests_on: Vec::new(),
        entry,
        salt: [number; 32],
        captured: None,
        resealed: Vec::new(),
        release: None,
        gap: false,
        sightings: Vec::new(),
        trips: false,
    }
}

fn cell(number: u8) -> Cell {
    Cell::from_bytes([number; 16])
}

fn full(result: &Result<Written, StoreError>) -> bool {
    matches!(result, Err(StoreError::DiskFull))
}

#[test]
fn a_full_disk_refuses_whole_plans_and_loses_nothing() {
    const HUGE: usize = 50_000;
    let policy = Policy::load(AINK).unwrap().0;
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).unwrap();
    for number in 0..8 {
        store.commit(write(&policy, cell(number), number, 1)).unwrap();
    }
    store.bound_pages(200).unwrap();

    // Alone, and in one group with plans that would fit.
    assert!(full(&store.commit(write(&policy, cell(100), 100, HUGE))));
    let group = [(10, 1), (101, HUGE), (11, 1), (102, HUGE), (12, 1)];
    let writes = group.iter().map(|(number, records)| write(&policy, cell(*number), *number, *records)).collect();
    let results = store.commit_all(writes).unwrap();
    for ((number, records), result) in group.iter().zip(&results) {
        assert!(result.is_ok() || full(result), "{result:?}");
        assert!(*records == 1 || full(result));
        // Acknowledged is there, refused is absent: the row, its entry and its head.
        let there = store.cell_exists(cell(*number)).unwrap();
        assert_eq!(there, result.is_ok(), "{number}: {result:?}");
        assert_eq!(store.load_entries(cell(*number), 0, 10).unwrap().len(), usize::from(there));
    }
    for number in 0..8 {
        assert_eq!(store.load_entries(cell(number), 0, 10).unwrap().len(), 1);
    }

    // There is room again, and everything goes on; also after it was opened anew.
    store.bound_pages(1 << 30).unwrap();
    store.commit(write(&policy, cell(103), 103, HUGE)).unwrap();
    drop(store);
    let store = open(folder.path()).unwrap();
    assert_eq!(store.check_integrity().unwrap(), None);
    assert_eq!(store.commit(write(&policy, cell(103), 104, 1)).unwrap().entry, 1);
}

#[test]
fn plans_behind_a_full_disk_in_one_group_are_each_answered() {
    let policy = Policy::load(AINK).unwrap().0;
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).unwrap();
    store.bound_pages(1).unwrap();
    let mut refused = 0;
    for round in 0..50_u8 {
        let writes = (0..8).map(|number| write(&policy, cell(round), number, 4_000)).collect();
        let results = store.commit_all(writes).unwrap();
        assert_eq!(results.len(), 8);
        let done = results.iter().filter(|result| result.is_ok()).count();
        refused += results.iter().filter(|result| full(result)).count();
        assert_eq!(done + results.iter().filter(|result| full(result)).count(), 8, "{results:?}");
        assert_eq!(store.load_entries(cell(round), 0, 100).unwrap().len(), done);
    }
    assert!(refused > 0, "the disk was never full");
}
