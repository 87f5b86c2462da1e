//! Steps about what is left: rows, keys, bytes.

use crate::outside::open;
use crate::steps::keeping::Trace;
use crate::steps::keeping::scan::found_below;
use crate::world::{World, rows};
use cucumber::gherkin::Step;
use cucumber::{given, then};
use rusqlite::{Connection, params};

const TABLES: [&str; 5] = ["record", "value", "slot", "lookup", "gone"];

/// How many rows a record has in each table that speaks of it.
fn rows_of(database: &Connection, trace: &Trace) -> Vec<(&'static str, i64)> {
    let count = |table: &&'static str| {
        let sql = format!("SELECT count(*) FROM {table} WHERE cell = ?1 AND record = ?2");
        (*table, database.query_row(&sql, params![trace.cell, trace.record], |row| row.get(0)).unwrap())
    };
    TABLES.iter().map(count).filter(|(_, count)| *count > 0).collect()
}

fn key_there(keys: &Connection, kind: i64, trace: &Trace, (rule, edition, day): (&str, i64, &str)) -> bool {
    let holder: &[u8] = if kind == 3 { &trace.holder } else { &[] };
    let sql = "SELECT count(*) FROM key WHERE kind = ?1 AND cell = ?2 AND holder = ?3 AND rule = ?4
               AND edition = ?5 AND day = ?6";
    let count: i64 =
        keys.query_row(sql, params![kind, trace.cell, holder, rule, edition, day], |row| row.get(0)).unwrap();
    count > 0
}

/// The rules of which every key that a keyslot needs is still there: the rule's, the holder's, the term's.
fn opened_by(keys: &Connection, trace: &Trace) -> Vec<String> {
    let opens = |(rule, edition, day): &&(String, i64, Option<String>)| {
        let term = day.as_deref().is_none_or(|day| key_there(keys, 4, trace, (rule, *edition, day)));
        key_there(keys, 2, trace, (rule, 0, "")) && key_there(keys, 3, trace, (rule, 0, "")) && term
    };
    trace.slots.iter().filter(opens).map(|(rule, ..)| rule.clone()).collect()
}

fn trace<'w>(world: &'w World, called: &str) -> &'w Trace {
    world.notes.traces.get(called).unwrap_or_else(|| panic!("nothing was noted of {called}"))
}

fn database(world: &World) -> Connection {
    open(&world.folder.path().join("data").join("data.db"))
}

/// No row of these, and no byte of their values in any file below the folder.
fn no_row_no_byte(world: &World, called: &[String]) {
    let database = database(world);
    let mut values = world.notes.planted.clone();
    for name in called {
        let trace = trace(world, name);
        let left = rows_of(&database, trace);
        assert!(left.is_empty(), "rows of {name} are left: {left:?}");
        values.extend(trace.values.iter().cloned());
    }
    values.sort();
    values.dedup();
    let found = found_below(world.folder.path(), &values);
    assert!(found.is_empty(), "in clear: {found:#?}");
}

/// Rows, bytes and keys: none of these can come back from anywhere, a copy of the database included.
///
/// Example: `Then no row, key or byte is left of` and a table of names.
#[then("no row, key or byte is left of")]
fn nothing_left(world: &mut World, step: &Step) {
    let called: Vec<String> = rows(step).into_iter().map(|row| row[0].clone()).collect();
    no_row_no_byte(world, &called);
    let keys = open(&world.folder.path().join("keys").join("keys.db"));
    for name in &called {
        let opens = opened_by(&keys, trace(world, name));
        assert!(opens.is_empty(), "keys of {name} are left, under {opens:?}");
    }
}

/// For one record that went while others of its holder stay: it has no key of its own to destroy.
///
/// Example: `Then no row or byte is left of "the photo"`
#[then(expr = "no row or byte is left of {string}")]
fn no_row(world: &mut World, called: String) {
    no_row_no_byte(world, &[called]);
}

/// Example: `Then "the invoice" is still stored, under a key`
#[then(expr = "{string} is still stored, under a key")]
fn still_stored(world: &mut World, called: String) {
    let trace = trace(world, &called);
    let tables: Vec<_> = rows_of(&database(world), trace).into_iter().map(|(table, _)| table).collect();
    assert!(["record", "value", "slot"].iter().all(|table| tables.contains(table)), "{called} is gone: {tables:?}");
    let keys = open(&world.folder.path().join("keys").join("keys.db"));
    assert!(!opened_by(&keys, trace).is_empty(), "no key opens {called} any more");
}

/// Example: `Then of "the invoice" the item "buyer-phone" is gone and "invoice-number" is there`
#[then(expr = "of {string} the item {string} is gone and {string} is there")]
fn item_gone(world: &mut World, called: String, gone: String, there: String) {
    let (trace, database) = (trace(world, &called), database(world));
    let count = |item: &str| -> i64 {
        let sql = "SELECT count(*) FROM value WHERE cell = ?1 AND record = ?2 AND item = ?3";
        database.query_row(sql, params![trace.cell, trace.record, item], |row| row.get(0)).unwrap()
    };
    assert_eq!((count(&gone), count(&there)), (0, 1), "{gone}, {there}");
}

/// Every planted value, in every file, in UTF-8, UTF-16, hexadecimal and base64.
///
/// Example: `Then no value that was entered lies in clear in any file`
#[then("no value that was entered lies in clear in any file")]
pub fn none_in_clear(world: &mut World) {
    let mut values = world.notes.planted.clone();
    values.extend(world.notes.traces.values().flat_map(|trace| trace.values.iter().cloned()));
    assert!(!values.is_empty(), "nothing was entered");
    let found = found_below(world.folder.path(), &values);
    assert!(found.is_empty(), "in clear: {found:#?}");
}

/// The search itself is put to the test: it must find what is there.
///
/// Example: `Then the same search would find "Sentinel-01" written as` and a table of encodings, one a line.
#[then(expr = "the same search would find {string} written as")]
fn search_finds(world: &mut World, step: &Step, value: String) {
    let path = world.folder.path().join("written-down");
    let wide = |end: fn(u16) -> [u8; 2]| value.encode_utf16().flat_map(end).collect::<Vec<u8>>();
    let mut written: Vec<Vec<u8>> = rows(step).into_iter().map(|row| row[0].clone().into_bytes()).collect();
    written.extend([wide(u16::to_le_bytes), wide(u16::to_be_bytes)]);
    for written in written {
        std::fs::write(&path, [b"\0before ".as_slice(), &written, b" after"].concat()).unwrap();
        let found = found_below(world.folder.path(), std::slice::from_ref(&value));
        assert!(!found.is_empty(), "{} was not found", String::from_utf8_lossy(&written));
    }
    std::fs::remove_file(path).unwrap();
}

/// The rows that a company has, but for what the ledger adds by itself.
fn rows_of_company(world: &World, company: &str) -> Vec<String> {
    let (cell, database) = (world.company(company), database(world));
    let hex: String = cell.as_bytes().iter().map(|byte| format!("{byte:02X}")).collect();
    let mut all = Vec::new();
    for table in ["record", "value", "slot", "lookup", "gone", "account"] {
        let query = format!("SELECT * FROM {table} WHERE cell = x'{hex}'");
        all.extend(crate::outside::rows_of(&database, &query).into_iter().map(|row| format!("{table}: {row}")));
    }
    assert!(!all.is_empty(), "nothing of {company} is stored");
    all
}

/// Example: `Given everything stored of "Acme" is noted`
#[given(expr = "everything stored of {string} is noted")]
fn noted(world: &mut World, company: String) {
    let stored = rows_of_company(world, &company);
    world.notes.rows.insert(company, stored);
}

/// Byte for byte, each row of each table that holds records.
///
/// Example: `Then everything stored of "Acme" is as it was noted`
#[then(expr = "everything stored of {string} is as it was noted")]
fn as_noted(world: &mut World, company: String) {
    let before = world.notes.rows.get(&company).expect("it was noted");
    assert_eq!(*before, rows_of_company(world, &company));
}
