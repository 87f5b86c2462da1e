//! What can be seen from outside the engine: rows, files, and bytes that reached a recipient.

use crate::world::World;
use rusqlite::{Connection, OpenFlags, types::Value};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Tables that record acts and do not hold what the acts are about, the one that follows the key store, and the
/// one that counts wrong codes.
const OF_THE_LEDGER: [&str; 10] =
    ["entry", "head", "counter", "gap", "due", "witness", "keys_seen", "sighting", "alert", "second_factor"];

/// A ledger entry as it lies in the database.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    pub cell: Vec<u8>,
    pub seq: i64,
    pub body: Vec<u8>,
}

/// Everything that can be seen at one moment.
#[derive(Debug, Default)]
pub struct Outside {
    /// Every row of every table but the ledger's own; of due work all but the clearing of logs.
    pub rows: BTreeMap<String, Vec<String>>,
    pub entries: BTreeSet<Row>,
    /// The bytes of every file outside the database, the ledger and its mirror.
    pub files: BTreeMap<PathBuf, Vec<u8>>,
    /// How many requests reached a recipient.
    pub requests: usize,
    /// Which of the offered values lie in clear somewhere.
    pub in_clear: BTreeSet<String>,
}

impl Outside {
    /// What is to be seen now; `offered` values are looked for in every file.
    pub fn seen(world: &World, offered: &[String]) -> Self {
        let folder = world.folder.path();
        let mut seen = Self {
            requests: world.sms.as_ref().map_or(0, |sms| sms.raw_requests().len()),
            in_clear: in_clear(folder, offered),
            ..Self::default()
        };
        let database = folder.join("data").join("data.db");
        if database.exists() {
            let connection = open(&database);
            seen.rows = every_row(&connection);
            seen.entries = entries(&connection);
        }
        for path in files_below(folder) {
            let within = path.strip_prefix(folder).expect("below the folder").to_owned();
            let ledger = within.starts_with("mirror") || within.starts_with("data");
            // A database's index in shared memory notes who reads; it holds nothing else.
            let index = within.extension().is_some_and(|end| end == "db-shm");
            if !ledger && !index {
                seen.files.insert(within, std::fs::read(&path).unwrap_or_default());
            }
        }
        seen
    }

    /// The entries that are here and were not in `before`.
    pub fn new_entries<'a>(&'a self, before: &Self) -> Vec<&'a Row> {
        let known: BTreeSet<_> = before.entries.iter().map(|row| (&row.cell, row.seq)).collect();
        self.entries.iter().filter(|row| !known.contains(&(&row.cell, row.seq))).collect()
    }
}

/// The database, to be read only.
pub fn open(path: &Path) -> Connection {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the database can be read")
}

fn every_row(connection: &Connection) -> BTreeMap<String, Vec<String>> {
    let mut tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
    let names = tables.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let mut found = BTreeMap::new();
    for table in names.map(Result::unwrap) {
        let ledger = OF_THE_LEDGER.contains(&table.as_str());
        if !ledger {
            found.insert(table.clone(), rows_of(connection, &format!("SELECT * FROM {table}")));
        }
    }
    let due = "SELECT * FROM due WHERE work NOT LIKE '%clear-log%'";
    found.insert("due".into(), rows_of(connection, due));
    found
}

/// The rows that `query` finds, each as text, in order.
pub fn rows_of(connection: &Connection, query: &str) -> Vec<String> {
    let mut statement = connection.prepare(query).unwrap();
    let columns = statement.column_count();
    let row = |row: &rusqlite::Row<'_>| {
        let cells: Vec<Value> = (0..columns).map(|column| row.get(column).unwrap()).collect();
        Ok(format!("{cells:?}"))
    };
    let mut rows: Vec<String> = statement.query_map([], row).unwrap().map(Result::unwrap).collect();
    rows.sort();
    rows
}

fn entries(connection: &Connection) -> BTreeSet<Row> {
    let mut statement = connection.prepare("SELECT cell, seq, body FROM entry").unwrap();
    let row = |row: &rusqlite::Row<'_>| {
        let body: Option<Vec<u8>> = row.get(2)?;
        Ok(Row { cell: row.get(0)?, seq: row.get(1)?, body: body.unwrap_or_default() })
    };
    statement.query_map([], row).unwrap().map(Result::unwrap).collect()
}

/// Every file below `folder`.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(inside) = std::fs::read_dir(folder) else { return found };
    for path in inside.filter_map(Result::ok).map(|entry| entry.path()) {
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Which of `values` lie in clear in some file below `folder`; one too short to tell from chance is left out.
pub fn in_clear(folder: &Path, values: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let telling: Vec<&String> = values.iter().filter(|value| value.len() >= 6).collect();
    for path in files_below(folder) {
        let bytes = std::fs::read(&path).unwrap_or_default();
        let inside = |value: &&&String| bytes.windows(value.len()).any(|window| window == value.as_bytes());
        found.extend(telling.iter().filter(inside).map(|value| (**value).clone()));
    }
    found
}
