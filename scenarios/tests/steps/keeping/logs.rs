//! Steps about entries of the ledger: kept for their log's time, changed by nobody.

use crate::outside::open;
use crate::steps::people::recorded;
use crate::world::{World, instant};
use cucumber::{given, then, when};
use rusqlite::{Connection, params};
use yinuo::Tenant;
use yinuo::life::logs::Touch;

/// Names the entry of what was done last, in the log of a company.
///
/// Example: `Given the entry of that in the log of "Acme" is called "the reading"`
#[given(expr = "the entry of that in the log of {string} is called {string}")]
#[when(expr = "the entry of that in the log of {string} is called {string}")]
fn name_entry(world: &mut World, company: String, called: String) {
    let (cell, number) = (world.company(&company), world.answer().entry.expect("an entry"));
    let body = body_of(&data(world), cell.as_bytes(), number).expect("its body");
    world.notes.entries.insert(called, (cell, number, body));
}

fn data(world: &World) -> Connection {
    open(&world.folder.path().join("data").join("data.db"))
}

fn body_of(database: &Connection, cell: &[u8; 16], number: u64) -> Option<Vec<u8>> {
    let sql = "SELECT body FROM entry WHERE cell = ?1 AND seq = ?2";
    database.query_row(sql, params![cell, number as i64], |row| row.get(0)).expect("the entry's row")
}

/// Asks through the public entry point; it is always refused.
///
/// Example: `When "Han Mei" asks that the entry "the reading" be erased or altered`
#[when(expr = "{string} asks that the entry {string} be erased or altered")]
fn touches(world: &mut World, who: String, called: String) {
    let (cell, number, _) = world.notes.entries[&called];
    let request = Touch { actor: world.actor(&who) };
    world.act(Vec::new(), |engine, product| {
        engine.touch_entry(product, Tenant::Named(cell), &request, number).map(recorded)
    });
}

/// Example: `Then it is refused with retention_locked until "2027-02-28T10:00:00+08:00"`
#[then(expr = "it is refused with {word} until {string}")]
pub fn refused_until(world: &mut World, code: String, until: String) {
    let end = world.last.as_ref().expect("something was done").as_ref().expect_err("it was carried out").until();
    assert_eq!(end, Some(instant(&until)));
    crate::steps::outcome::refused(world, code);
}

/// Example: `Then the entry "the reading" reads back`
#[then(expr = "the entry {string} reads back")]
fn reads_back(world: &mut World, called: String) {
    let (cell, number, body) = &world.notes.entries[&called];
    let read = world.engine().entries(*cell, *number, 1).expect("entries are listed");
    assert!(read.iter().any(|(at, entry)| at == number && entry.is_some()), "{called} does not read back");
    assert_eq!(body_of(&data(world), cell.as_bytes(), *number).as_ref(), Some(body), "{called} was changed");
}

/// Neither the entry point nor the database nor the mirror has it; what is left is its commitment.
///
/// Example: `Then the entry "the reading" is gone but for its commitment`
#[then(expr = "the entry {string} is gone but for its commitment")]
fn gone(world: &mut World, called: String) {
    let (cell, number, body) = &world.notes.entries[&called];
    let read = world.engine().entries(*cell, *number, 1).expect("entries are listed");
    assert!(read.iter().all(|(_, entry)| entry.is_none()), "{called} still reads back");
    let mirror = open(&world.folder.path().join("mirror").join("entries.db"));
    for database in [data(world), mirror] {
        let sql = "SELECT body IS NULL AND salt IS NULL AND length(leaf) = 33 FROM entry WHERE cell = ?1 AND seq = ?2";
        let cleared: bool =
            database.query_row(sql, params![cell.as_bytes(), *number as i64], |row| row.get(0)).expect("its row");
        assert!(cleared, "{called} is left in {:?}", database.path());
    }
    let told: String = String::from_utf8(body.clone()).expect("text");
    for path in crate::outside::files_below(world.folder.path()) {
        let bytes = std::fs::read(&path).unwrap_or_default();
        assert!(!bytes.windows(told.len()).any(|window| window == told.as_bytes()), "in {}", path.display());
    }
}

/// Somebody with access to the disk changes one body behind the engine's back, the ledger is checked, and the body
/// is put back.
///
/// Example: `Then a change of the entry "the consent" on the disk does not go unnoticed`
#[then(expr = "a change of the entry {string} on the disk does not go unnoticed")]
fn tampering(world: &mut World, called: String) {
    let (cell, number, body) = world.notes.entries[&called].clone();
    let write = |body: &[u8]| {
        let database = Connection::open(world.folder.path().join("data").join("data.db")).expect("the database");
        database.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
        let sql = "UPDATE entry SET body = ?3 WHERE cell = ?1 AND seq = ?2";
        assert_eq!(database.execute(sql, params![cell.as_bytes(), number as i64, body]).unwrap(), 1);
    };
    let mut changed = body.clone();
    let digit = changed.iter().position(u8::is_ascii_digit).expect("a digit");
    changed[digit] = if changed[digit] == b'9' { b'8' } else { b'9' };
    write(&changed);
    let found = world.engine().verify_ledger(&world.product).expect("the ledger is read");
    write(&body);
    let named = found.rows_amiss.iter().any(|amiss| amiss.contains(&format!("entry {number}:")));
    assert!(!found.is_sound() && named, "the change went unnoticed: {found:?}");
}

/// No law's rule holds the log: each entry has an end, and it is that of its log.
///
/// Example: `Then every entry of the log of "Acme" ends within 12 months`
#[then(expr = "every entry of the log of {string} ends within {int} months")]
fn all_end(world: &mut World, company: String, months: i64) {
    let cell = world.company(&company);
    let zone = world.policy().zone.clone();
    let rows = world.engine().store().load_entries(cell, 0, u32::MAX).expect("entries are listed");
    assert!(!rows.is_empty(), "the log is empty");
    for row in rows {
        let end = row.until.unwrap_or_else(|| panic!("entry {} of the log has no end", row.seq));
        let last = row.at.to_zoned(zone.clone()).checked_add(jiff::Span::new().months(months)).expect("a time");
        assert!(end <= last.timestamp(), "entry {} is kept until {end}", row.seq);
    }
}

/// One entry of each log in turn is altered, taken out, or put where another stood, behind the engine's back; each time the
/// check names the place, and it is put back.
///
/// Example: `Then no entry of the ledger is altered, taken out or swapped on the disk without its place being named`
#[then("no entry of the ledger is altered, taken out or swapped on the disk without its place being named")]
fn no_line_unseen(world: &mut World) {
    let database = Connection::open(world.folder.path().join("data").join("data.db")).expect("the database");
    database.busy_timeout(std::time::Duration::from_secs(5)).expect("a time");
    let amiss = |world: &World| world.engine().verify_ledger(&world.product).expect("it is checked").rows_amiss;
    assert!(amiss(world).is_empty(), "{:?}", amiss(world));
    let cells = world.engine().cells(&world.product).expect("cells");
    let mut tried = 0;
    for cell in cells {
        let size = world.engine().log_size(cell).expect("a size");
        let Some(seq) = size.checked_sub(2) else { continue };
        let place: String = cell.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        let (row, seq) = (cell.as_bytes().to_vec(), seq as i64);
        let altered = "UPDATE entry SET body = CAST(body || ' ' AS BLOB) WHERE cell = ?1 AND seq = ?2";
        let restored = "UPDATE entry SET body = substr(body, 1, length(body) - 1) WHERE cell = ?1 AND seq = ?2";
        let away = "UPDATE entry SET seq = seq + 1000000 WHERE cell = ?1 AND seq = ?2";
        let back = "UPDATE entry SET seq = ?2 WHERE cell = ?1 AND seq = ?2 + 1000000";
        let second = "UPDATE entry SET seq = ?2 WHERE cell = ?1 AND seq = ?2 + 1";
        let third = "UPDATE entry SET seq = ?2 + 1 WHERE cell = ?1 AND seq = -1 AND ?2 >= 0";
        let first = "UPDATE entry SET seq = -1 WHERE cell = ?1 AND seq = ?2";
        let there = |sql: &[&str]| {
            sql.iter().for_each(|sql| {
                assert!(database.execute(sql, params![row, seq]).expect("it is changed") > 0, "{sql}");
            })
        };
        for (change, undo) in [
            (vec![altered], vec![restored]),
            (vec![away], vec![back]),
            (vec![first, second, third], vec![first, second, third]),
        ] {
            there(&change);
            let told = amiss(world);
            let named = format!("cell {place}, entry {seq}:");
            assert!(told.iter().any(|line| line.starts_with(&named)), "{change:?}: {told:?}");
            there(&undo);
            assert!(amiss(world).is_empty(), "put back, it verifies");
            tried += 1;
        }
    }
    assert!(tried > 0, "there is no log with two entries");
}
