//! Ciphertext, keys, chunks and entries of the index that are carried from one tenant into another.

use super::{Room, open, policy};
use crate::support::{House, START, at, copy, folder, restore};
use rusqlite::Connection;
use std::path::Path;
use std::sync::Arc;
use yinuo::life::Code;
use yinuo::{Config, Engine, StandingClock};

/// What is carried from the one tenant into the other, by whoever writes to the database; and which of the three things of the
/// other opens no more, how, and which check of the doctor tells.
const CARRIED: [(&str, &str, [Option<Code>; 3], &str); 6] = [
    (
        "a sealed value",
        "UPDATE value SET (body, hash) = (SELECT body, hash FROM value WHERE cell = ?1 AND record = ?3 AND item = 'buyer-name')
         WHERE cell = ?2 AND record = ?4 AND item = 'buyer-name'",
        [None, Some(Code::Tampered), None],
        "values of aink",
    ),
    (
        "a record's values and keys",
        "UPDATE value SET (body, hash) = (SELECT body, hash FROM value AS own WHERE cell = ?1 AND record = ?3 AND own.item = value.item)
         WHERE cell = ?2 AND record = ?4;
         UPDATE slot SET wrapped = (SELECT wrapped FROM slot AS own WHERE cell = ?1 AND record = ?3 AND own.grp = slot.grp
         AND own.rule = slot.rule) WHERE cell = ?2 AND record = ?4;
         UPDATE record SET digest = (SELECT digest FROM record WHERE cell = ?1 AND record = ?3) WHERE cell = ?2 AND record = ?4",
        [None, Some(Code::Tampered), None],
        "values of aink",
    ),
    (
        "a wrapped content key",
        "UPDATE slot SET wrapped = (SELECT wrapped FROM slot AS own WHERE cell = ?1 AND record = ?3 AND own.grp = slot.grp
         AND own.rule = slot.rule) WHERE cell = ?2 AND record = ?4",
        [None, Some(Code::Tampered), None],
        "values of aink",
    ),
    (
        "chunks of a file",
        "UPDATE file_chunk SET body = (SELECT body FROM file_chunk AS own JOIN file USING (cell, file)
         WHERE cell = ?1 AND own.number = file_chunk.number) WHERE cell = ?2",
        [None, None, Some(Code::Tampered)],
        "files of aink",
    ),
    (
        "an entry of the index",
        "INSERT INTO lookup SELECT ?2, digest, ?6, item FROM lookup WHERE cell = ?1 AND record = ?5 AND item = 'email'",
        [None, None, None],
        "index of aink",
    ),
    (
        "an entry of the index that leads to a record elsewhere",
        "INSERT INTO lookup SELECT ?2, digest, record, item FROM lookup WHERE cell = ?1 AND record = ?5 AND item = 'email'",
        [None, None, None],
        "index of aink",
    ),
];

fn amiss(engine: &Engine) -> Vec<String> {
    engine.examine().into_iter().filter(|check| !check.well).map(|check| check.what).collect()
}

/// Carries it, statement by statement, each with the places that it names.
fn carry(store: &Connection, sql: &str, from: &Room, to: &Room) {
    let places = [
        from.who.cell.as_bytes(),
        to.who.cell.as_bytes(),
        from.invoice.as_bytes(),
        to.invoice.as_bytes(),
        from.account.as_bytes(),
        to.account.as_bytes(),
    ];
    for statement in sql.split(';') {
        let mut prepared = store.prepare(statement).unwrap();
        for (number, place) in (1..).zip(places).filter(|(number, _)| statement.contains(&format!("?{number}"))) {
            prepared.raw_bind_parameter(number, place.as_slice()).unwrap();
        }
        assert!(prepared.raw_execute().unwrap() > 0, "{statement}");
    }
}

/// Two furnished tenants in a folder that is copied for each thing that is carried.
fn furnished(folder: &Path) -> (Room, Room) {
    let house = House::under(folder, &policy());
    let rooms = (Room::furnish(&house, "lilei"), Room::furnish(&house, "hanmeimei"));
    house.engine.backup(&house.product).unwrap();
    house.engine.run_due().unwrap();
    assert_eq!(amiss(&house.engine), [] as [&str; 0], "{:?}", house.engine.examine());
    rooms
}

#[test]
fn what_is_carried_from_a_tenant_into_another_opens_nothing_and_is_told() {
    let stand = folder();
    let (from, to) = furnished(&stand.path().join("stand"));
    for (what, sql, expected, told) in CARRIED {
        let place = stand.path().join("tried");
        drop(std::fs::remove_dir_all(&place));
        copy(&stand.path().join("stand"), &place);
        let house = House::under(&place, &policy());
        carry(&open(&place), sql, &from, &to);
        let opens = expected.map(|code| code.map_or(Ok(()), Err));
        assert_eq!((from.opens(&house), to.opens(&house)), ([Ok(()); 3], opens), "{what}");
        // Who looks in the other tenant for what was carried finds nothing of it.
        let strange = Room { email: from.email.clone(), ..to };
        assert_eq!(strange.opens(&house)[0], Err(Code::NotFound), "{what}");
        let found = amiss(&house.engine);
        assert!(found.contains(&told.to_owned()), "{what}: {found:?}");
        house.engine.run_due().unwrap();
    }
}

#[test]
fn a_whole_record_that_is_carried_opens_nothing_and_is_told() {
    let stand = folder();
    let place = stand.path().join("stand");
    let (from, to) = furnished(&place);
    let house = House::under(&place, &policy());
    let store = open(&place);
    for table in ["record", "value", "slot"] {
        let listed = |sql: &str| -> Vec<String> {
            let mut statement = store.prepare(sql).unwrap();
            statement.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap).collect()
        };
        let columns = listed(&format!("SELECT name FROM pragma_table_info('{table}')"));
        let taken = columns.join(", ").replacen("cell", "?2", 1);
        carry(
            &store,
            &format!("INSERT INTO {table} SELECT {taken} FROM {table} WHERE cell = ?1 AND record = ?3"),
            &from,
            &to,
        );
    }
    let carried = Room { invoice: from.invoice, email: to.email.clone(), ..to };
    assert_eq!(carried.opens(&house)[1], Err(Code::Tampered));
    assert_eq!((from.opens(&house), to.opens(&house)), ([Ok(()); 3], [Ok(()); 3]));
    assert!(amiss(&house.engine).contains(&"values of aink".to_owned()), "{:?}", house.engine.examine());
}

#[test]
fn a_wrapped_key_that_is_carried_within_the_key_store_unwraps_nothing_and_is_told() {
    let stand = folder();
    let place = stand.path().join("stand");
    let (from, to) = furnished(&place);
    let keys = Connection::open(place.join("keys").join("keys.db")).unwrap();
    let sql = "UPDATE key SET wrapped = (SELECT own.wrapped FROM key AS own WHERE own.kind = key.kind AND own.cell = ?1
               AND own.rule = key.rule AND own.holder = CASE key.kind WHEN 3 THEN ?1 ELSE own.holder END
               AND own.edition = key.edition AND own.day = key.day)
               WHERE cell = ?2 AND kind = 3 AND holder = ?2";
    let moved = keys.execute(sql, [from.who.cell.as_bytes(), to.who.cell.as_bytes()]).unwrap();
    assert!(moved > 0);
    drop(keys);
    let house = House::under(&place, &policy());
    assert_eq!(from.opens(&house), [Ok(()); 3]);
    let [account, invoice, file] = to.opens(&house);
    assert!(account.is_ok() && invoice.is_err() && file.is_err(), "{account:?} {invoice:?} {file:?}");
    assert!(amiss(&house.engine).contains(&"values of aink".to_owned()), "{:?}", house.engine.examine());
}

#[test]
fn a_backup_opens_in_no_other_installation() {
    let stand = folder();
    let (mine, hers) = (stand.path().join("mine"), stand.path().join("hers"));
    furnished(&mine);
    furnished(&hers);
    let house = House::under(&mine, &policy());
    let backup = house.engine.newest_backup().unwrap().path;
    let verified = House::under(&hers, &policy()).engine.verify_backup(&backup);
    assert!(verified.is_err(), "{verified:?}");
    std::fs::rename(hers.join("data"), hers.join("lost")).unwrap();
    let clock = Arc::new(StandingClock::at(at(START)));
    let restored = Engine::restore(Config::under(&hers), clock, &backup).map(|_| ());
    assert!(restored.is_err());
    assert!(!hers.join("data").join(yinuo::store::DATABASE).exists(), "something of it stands there");
    // At home it does.
    drop(house);
    let (house, _) = restore(&mine, &backup, at(START), &policy());
    house.assert_sound();
}
