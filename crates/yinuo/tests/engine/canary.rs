//! Marked values: every data item of the shipped policy goes through every door, and then its value is looked for in
//! every file, log line, message and entry, in every spelling that bytes could have taken.

pub mod needles;
pub mod sealed;
pub mod walk;

use crate::codes::{fake, reaching};
use crate::support::{AINK, House, START, at, days, restore};
use needles::{Needles, marked};
use sealed::Sealed;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use walk::Walk;
use yinuo::{Config, StandingClock, Tenant};

/// Every file below `folder`, with its name.
pub fn files(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
}

pub fn assert_clean(folder: &Path, needles: &Needles, when: &str) {
    let mut found = Vec::new();
    files(folder, &mut found);
    assert!(found.len() > 10, "{when}: hardly a file");
    for (place, bytes) in &found {
        assert_eq!(needles.find(bytes), Vec::<String>::new(), "{when}: {place}");
        assert_eq!(needles.find(place.as_bytes()), Vec::<String>::new(), "{when}: the name of {place}");
    }
}

/// The bodies of every entry, every gap and every state of a promise, as they leave the engine.
fn spoken(house: &House) -> Vec<u8> {
    let mut text = Vec::new();
    for cell in house.engine.cells(&house.product).unwrap() {
        for (_, entry) in house.engine.entries(cell, 0, u32::MAX).unwrap() {
            let entry = entry.unwrap();
            text.extend(serde_json::to_vec(&entry).unwrap());
            text.extend(format!("{entry:?}").into_bytes());
        }
        text.extend(
            format!("{:?}{:?}", house.engine.due(cell).unwrap(), house.engine.outbox(cell).unwrap()).into_bytes(),
        );
    }
    text.extend(serde_json::to_vec(&house.engine.promises(&house.product).unwrap()).unwrap());
    text.extend(format!("{:?}{:?}", house.engine.gaps(&house.product).unwrap(), house.engine).into_bytes());
    text
}

#[test]
fn the_search_finds_what_is_planted_in_every_spelling() {
    let needles = Needles::of(&[("phone".into(), "13912345678".into())]);
    let text = "13912345678";
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let spellings: [Vec<u8>; 8] = [
        text.into(),
        b"MTM5MTIzNDU2Nzg=".to_vec(),
        b"x1MTM5MTIzNDU2Nzg".to_vec(),
        b"3133393132333435363738".to_vec(),
        utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        text.bytes().rev().collect(),
        b"[49, 51, 57, 49, 50, 51, 52, 53, 54, 55, 56]".to_vec(),
    ];
    for spelling in spellings {
        let hidden = [b"..".as_slice(), &spelling, b".."].concat();
        assert_eq!(needles.find(&hidden).len(), 1, "{hidden:?}");
    }
    assert!(needles.find(b"13912345679").is_empty());
}

#[test]
fn no_marked_value_is_found_anywhere() {
    let (fake, folder) = (fake(), tempfile::tempdir().unwrap());
    let (log, _guard) = walk::listen();
    let house = House::open(reaching(&fake, folder.path()), AINK, at(START));
    let values = marked(&house);
    let mut walk = Walk::through(house, values);
    walk.all();
    walk.code(&fake);
    let backup = walk.house.engine.backup(&walk.house.product).unwrap();
    let needles = Needles::of(&walk.values);
    let said = |walk: &Walk| [walk.heard.clone(), spoken(&walk.house), log.lock().unwrap().clone()].concat();
    assert!(walk.heard.len() > 1000, "hardly a word");
    assert_eq!(needles.find(&said(&walk)), Vec::<String>::new());
    assert_clean(folder.path(), &needles, "running");

    // As a crash leaves it: the files as they are now, with their logs of writes.
    let crashed = tempfile::tempdir().unwrap();
    walk::copy(folder.path(), crashed.path());
    assert_clean(crashed.path(), &needles, "after a crash");
    let engine = yinuo::Engine::open(reaching(&fake, crashed.path()), Arc::new(StandingClock::at(at(START)))).unwrap();
    assert_clean(crashed.path(), &needles, "opened after a crash");
    drop(engine);

    let config = Config::under(folder.path());
    let before = Sealed::taken_down(&config);
    let names = |found: BTreeSet<(String, String)>| found.into_iter().map(|(name, _)| name).collect::<BTreeSet<_>>();
    assert_eq!(names(before.found_below(folder.path())), before.names(), "the search finds what is there");
    walk.erase();
    walk.house.engine.run_due().unwrap();
    let left = Sealed::taken_down(&config);
    // The tenant is suspended, and its papers have 90 days; for some a law has years. Of the person nothing else is left.
    assert_eq!(left.last_words("slot"), BTreeSet::from(["business", "inquiries", "tax-records"]));
    assert_eq!(left.last_words("lookup"), BTreeSet::new());
    assert_eq!(left.last_words("draw"), BTreeSet::new());
    let gone = before.without(&left);
    assert!(gone.last_words("half").is_superset(&BTreeSet::from(["account"])), "{:?}", gone.names());
    let nowhere = |when: &str| assert_eq!(gone.found_below(folder.path()), BTreeSet::new(), "{when}");
    nowhere("after erasure");
    assert_eq!(needles.find(&said(&walk)), Vec::<String>::new());
    assert_clean(folder.path(), &needles, "after erasure");
    let now = walk.house.engine.now();
    drop(walk);
    let (house, restored) = restore(folder.path(), &backup.path, now, AINK);
    assert!(restored.indexed > 0 || restored.replayed > 0);
    assert_clean(folder.path(), &needles, "restored");
    nowhere("restored");
    std::fs::remove_dir_all(folder.path().join("lost")).unwrap();
    house.advance(days(100));
    house.engine.run_due().unwrap();
    assert_clean(folder.path(), &needles, "a quarter after");
    let left = Sealed::taken_down(&config);
    assert_eq!(left.last_words("slot"), BTreeSet::from(["inquiries", "tax-records"]));
    let gone = before.without(&left);
    // The tenant's half went with the rule's key, under which it lies.
    assert!(gone.last_words("rule").is_superset(&BTreeSet::from(["account", "business"])), "{:?}", gone.names());
    let nowhere = |when: &str| assert_eq!(gone.found_below(folder.path()), BTreeSet::new(), "{when}");
    nowhere("a quarter after");
    drop(house);
    assert_clean(folder.path(), &needles, "stopped");
    nowhere("stopped");
}

#[test]
fn what_a_reader_or_a_stopped_process_left_in_the_log_is_cut_in_a_later_round() {
    let (folder, stopped) = (crate::support::folder(), crate::support::folder());
    let house = House::under(folder.path(), AINK);
    let who = house.register(Tenant::New, &[("username", "u"), ("email", "u@example.com")]).unwrap().0;
    let config = Config::under(folder.path());
    let before = Sealed::taken_down(&config);
    house.cancel(who).unwrap();
    house.advance(days(8));
    let reader = rusqlite::Connection::open(config.data.join(yinuo::store::DATABASE)).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM record").unwrap();
    house.engine.run_due().unwrap();
    let gone = before.without(&Sealed::taken_down(&config));
    assert!(gone.names().contains("slot account account"), "{:?}", gone.names());
    assert_ne!(gone.found_below(folder.path()), BTreeSet::new(), "somebody reads what stood before");
    walk::copy(folder.path(), stopped.path());

    reader.execute_batch("COMMIT").unwrap();
    house.engine.run_due().unwrap();
    assert_eq!(gone.found_below(folder.path()), BTreeSet::new(), "nobody reads any more");

    let clock = Arc::new(StandingClock::at(house.engine.now()));
    let engine = yinuo::Engine::open(Config::under(stopped.path()), clock).unwrap();
    engine.run_due().unwrap();
    assert_eq!(gone.found_below(stopped.path()), BTreeSet::new(), "started after it was stopped");
}
