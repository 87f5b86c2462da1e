//! Durable collect of ten items against bare SQLite writing all the rows that the plans wrote, in both files.

use crate::Fault;
use crate::set::Set;
use crate::table::{COLLECT, COMMITS, Table, least};
use rusqlite::{Connection, types::Value};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many collects each size measures in a round.
const COLLECTS: usize = 2048;
/// Rounds, in each of which both sides write in turn; the best of each side counts.
const ROUNDS: usize = 3;

pub(crate) fn run(table: &mut Table) -> Result<(), Fault> {
    for batch in [1_usize, 8, 64, 256] {
        let (mut ours, mut bare, mut commits) = (Vec::new(), Vec::new(), usize::MAX);
        for _ in 0..ROUNDS {
            let folder = tempfile::tempdir()?;
            let (taken, counted) = engine(folder.path(), batch)?;
            ours.push(taken);
            bare.push(self::bare(folder.path(), batch)?);
            commits = commits.min(counted);
        }
        let (ours, bare) = (least(&ours), least(&bare));
        let what = format!("durable collect of ten items, {batch} at once");
        let speed = |seconds: f64| format!("{:.0} /s", COLLECTS as f64 / seconds);
        let (shown, ratio) = ((speed(ours), speed(bare)), bare / ours);
        let shown = (shown.0.as_str(), shown.1.as_str());
        if batch == 64 {
            table.aimed(&what, shown, ratio, COLLECT);
            let commits = commits * 64 / COLLECTS;
            let what = "commits for 64 concurrent collects";
            table.aimed(what, (&commits.to_string(), "16"), commits as f64 / 16.0, COMMITS);
        } else {
            table.told(&what, shown, ratio);
        }
    }
    Ok(())
}

/// Seconds that the collects take with `batch` callers at once, and how many commits.
fn engine(folder: &Path, batch: usize) -> Result<(f64, usize), Fault> {
    let commits = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&commits);
    let counted = Box::new(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
    });
    let set = Set::in_folder(folder, counted)?;
    let rounds = COLLECTS / batch;
    commits.store(0, Ordering::Relaxed);
    let begun = std::time::Instant::now();
    let faults = std::thread::scope(|scope| {
        let work = || (0..rounds).filter(|_| set.collect().is_err()).count();
        let threads: Vec<_> = (0..batch).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or(1)).sum::<usize>()
    });
    let seconds = begun.elapsed().as_secs_f64();
    if faults > 0 {
        return Err(format!("{faults} collects failed").into());
    }
    Ok((seconds, commits.load(Ordering::Relaxed)))
}

/// Seconds that it takes when the same rows are written by bare statements, `batch` plans in one commit of each file.
fn bare(folder: &Path, batch: usize) -> Result<f64, Fault> {
    let (data, keys) = (folder.join("data/data.db"), folder.join("keys/keys.db"));
    let (mut data_copy, data_rows) = emptied(&data, &folder.join("bare-data.db"))?;
    let (mut keys_copy, keys_rows) = emptied(&keys, &folder.join("bare-keys.db"))?;
    let begun = std::time::Instant::now();
    for number in 0..COLLECTS / batch {
        let part = |rows: &[Row]| {
            let share = rows.len() * batch / COLLECTS;
            (number * share, ((number + 1) * share).min(rows.len()))
        };
        write(&mut keys_copy, &keys_rows, part(&keys_rows))?;
        write(&mut data_copy, &data_rows, part(&data_rows))?;
    }
    Ok(begun.elapsed().as_secs_f64())
}

/// A row: its statement and its values.
type Row = (String, Vec<Value>);

/// A copy of the database without rows, and the rows in the order of their plans.
fn emptied(from: &Path, to: &Path) -> Result<(Connection, Vec<Row>), Fault> {
    let source = Connection::open(from)?;
    let copy = Connection::open(to)?;
    for (name, value) in [("journal_mode", "WAL"), ("synchronous", "FULL"), ("secure_delete", "ON")] {
        copy.pragma_update(None, name, value)?;
    }
    copy.set_prepared_statement_cache_capacity(128);
    let mut schema =
        source.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")?;
    for sql in schema.query_map([], |row| row.get::<_, String>(0))? {
        copy.execute_batch(&sql?)?;
    }
    let mut names =
        source.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")?;
    let tables: Vec<String> = names.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut rows: Vec<(usize, Row)> = Vec::new();
    for table in tables {
        let mut select = source.prepare(&format!("SELECT * FROM {table}"))?;
        let columns = select.column_count();
        let places = vec!["?"; columns].join(", ");
        let sql = format!("INSERT OR REPLACE INTO {table} VALUES ({places})");
        let all: Vec<Vec<Value>> =
            select.query_map([], |row| (0..columns).map(|at| row.get(at)).collect())?.collect::<Result<_, _>>()?;
        let per_plan = (all.len() / COLLECTS).max(1);
        rows.extend(all.into_iter().enumerate().map(|(at, values)| (at / per_plan, (sql.clone(), values))));
    }
    // A plan's rows together, as the engine wrote them.
    rows.sort_by_key(|(plan, _)| *plan);
    Ok((copy, rows.into_iter().map(|(_, row)| row).collect()))
}

fn write(connection: &mut Connection, rows: &[Row], (from, to): (usize, usize)) -> Result<(), Fault> {
    let Some(rows) = rows.get(from..to).filter(|rows| !rows.is_empty()) else { return Ok(()) };
    let transaction = connection.transaction()?;
    for (sql, values) in rows {
        transaction.prepare_cached(sql)?.execute(rusqlite::params_from_iter(values))?;
    }
    Ok(transaction.commit()?)
}
