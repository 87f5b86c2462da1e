//! Backups that hold what changed: each restores with all that it rests on, or not at all; none outlives its base.

use crate::support::{AINK, House, Person, START, at, days, restore};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use yinuo::life::reference::Record;
use yinuo::policy::Name;
use yinuo::{BackedUp, BackupKind, Config, Engine, Error, Step, Tenant, Watch};

fn register(house: &House, number: usize) -> (Person, Record) {
    let (user, email) = (format!("u{number}"), format!("u{number}@example.com"));
    house.register(Tenant::New, &[("username", &user), ("email", &email)]).unwrap()
}

fn made(house: &House, kind: BackupKind) -> BackedUp {
    house.engine.backup_told(&house.product, kind, &mut |_| ControlFlow::Continue(())).unwrap()
}

fn changes(house: &House) -> BackedUp {
    made(house, BackupKind::Incremental)
}

fn records(house: &House, who: Person) -> usize {
    house.engine.store().all_records(who.cell, None, 10).unwrap().len()
}

/// A whole backup and two that rest on it, with a person more before each; and who they are.
fn three(house: &House) -> (Vec<Person>, Vec<BackedUp>) {
    let kinds = [BackupKind::Whole, BackupKind::Incremental, BackupKind::Incremental];
    let both = kinds.into_iter().enumerate().map(|(number, kind)| {
        let who = register(house, number).0;
        house.advance(days(1));
        (who, made(house, kind))
    });
    both.unzip()
}

fn length(backup: &BackedUp) -> u64 {
    std::fs::metadata(&backup.path).unwrap().len()
}

#[test]
fn each_of_a_row_of_backups_brings_back_what_was_there_when_it_was_made() {
    for which in 0..3 {
        let folder = crate::support::folder();
        let house = House::under(folder.path(), AINK);
        let (people, row) = three(&house);
        assert_eq!(row.iter().map(|one| one.base).collect::<Vec<_>>(), [None, Some(row[0].id), Some(row[1].id)]);
        let listed = house.engine.list_backups().unwrap();
        assert!(listed.iter().zip(&row).all(|(listed, made)| listed.base == made.base && listed.opens), "{listed:?}");
        assert!(length(&row[2]) < length(&row[0]), "{} of {}", length(&row[2]), length(&row[0]));
        assert!(house.engine.verify_backup(&row[which].path).unwrap() > 0);
        let found = house.engine.drill(&house.product, &row[which].path).unwrap();
        assert!(found.is_sound() && found.records == which as u64 + 1, "{found:?}");
        let now = house.engine.now();
        drop(house);
        let (house, restored) = restore(folder.path(), &row[which].path, now, AINK);
        let there: Vec<usize> = people.iter().map(|who| records(&house, *who)).collect();
        assert_eq!(there, (0..3).map(|number| usize::from(number <= which)).collect::<Vec<_>>());
        assert_eq!(restored.lost.len(), 2 - which);
        house.assert_sound();
        let (next, listed) = (changes(&house), house.engine.list_backups().unwrap());
        let mut base = next.base;
        while let Some(id) = base {
            assert!(row.iter().all(|old| old.id != id), "it rests on what a restore only found");
            base = listed.iter().find(|one| one.id == id).unwrap().base;
        }
    }
}

#[test]
fn nothing_but_what_changed_is_in_one_that_follows_at_once() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    for number in 0..60 {
        register(&house, number);
    }
    let (whole, next) = (made(&house, BackupKind::Whole), changes(&house));
    assert_eq!(next.base, Some(whole.id));
    assert!(length(&next) * 5 < length(&whole), "{} of {}", length(&next), length(&whole));
}

/// What is left out of a backup, and what was erased before it, is in no page of it, in use or not.
#[test]
fn what_a_backup_leaves_out_is_in_none_of_its_pages() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    for number in 0..20 {
        register(&house, number);
    }
    let rows = rusqlite::Connection::open(folder.path().join("data").join(yinuo::store::DATABASE)).unwrap();
    let mut digests = rows.prepare("SELECT digest FROM lookup").unwrap();
    let digests: Vec<Vec<u8>> = digests.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(!digests.is_empty());
    let plain = folder.path().join("plain");
    assert!(house.engine.store().copy_to(&plain, &mut |_, _| ControlFlow::Continue(())).unwrap().is_continue());
    let bytes = std::fs::read(plain).unwrap();
    let found = |digest: &Vec<u8>| bytes.windows(digest.len()).any(|part| part == digest.as_slice());
    assert!(!digests.iter().any(found), "an entry of the index lies in a page that is not in use");
}

fn refused(house: &House, file: &Path) -> String {
    let found = house.engine.verify_backup(file).map(|_| ()).unwrap_err();
    let drilled = house.engine.drill(&house.product, file).map(|_| ()).unwrap_err();
    let beside = crate::support::folder();
    let config = Config { data: beside.path().join("data"), ..house.engine.config().clone() };
    let place = Config { keys: beside.path().join("keys"), mirror: beside.path().join("mirror"), ..config };
    for part in ["keys", "mirror"] {
        crate::canary::walk::copy(&house.engine.config().data.parent().unwrap().join(part), &beside.path().join(part));
    }
    let restored = Engine::restore(place, house.clock.clone(), file).map(|_| ()).unwrap_err();
    assert!(std::fs::read_dir(beside.path().join("data")).unwrap().next().is_none(), "something of it is left");
    for other in [&drilled, &restored] {
        assert!(matches!(other, Error::Backup(_)), "{other:?}");
    }
    format!("{found}\n{drilled}\n{restored}")
}

fn assert_all_say(says: &str, what: &[&str]) {
    for line in says.lines() {
        assert!(what.iter().all(|part| line.contains(part)), "`{line}` does not say {what:?}");
    }
}

#[test]
fn a_member_that_is_missing_exchanged_altered_or_without_key_is_named() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let (_, row) = three(&house);
    let [first, second, third] = [0, 1, 2].map(|which| row[which].path.clone());
    let [a, b, c] = [0, 1, 2].map(|which| row[which].id.to_string());
    let bytes = |path: &PathBuf| std::fs::read(path).unwrap();
    let (one, two) = (bytes(&first), bytes(&second));

    std::fs::remove_file(&second).unwrap();
    assert_all_say(&refused(&house, &third), &[&b, &c, "is missing", "put it beside"]);
    std::fs::write(&second, &one).unwrap();
    assert_all_say(&refused(&house, &third), &[&b, "another backup"]);
    std::fs::write(&first, &two).unwrap();
    assert_all_say(&refused(&house, &third), &["another backup"]);
    std::fs::write(&second, &two).unwrap();
    let mut turned = one.clone();
    let middle = turned.len() / 2;
    turned[middle] ^= 1;
    std::fs::write(&first, &turned).unwrap();
    assert_all_say(&refused(&house, &third), &[&a]);
    std::fs::write(&first, &one[..one.len() - 1]).unwrap();
    assert_all_say(&refused(&house, &third), &[&a]);

    // Sealed by whoever has the keys, of this very id, and yet not what the others were made on.
    let places = vault::Places { folder: folder.path().join("keys"), mirror: None };
    let vault = vault::Vault::open_at(&places, Box::new(vault::FileRoot::open(&places, None).unwrap())).unwrap();
    let key = vault.backup_key(&Name::from(a.as_str())).unwrap().unwrap();
    let (mut held, mut sealed) = (Vec::new(), Vec::new());
    vault::backup::open_stream(&key, &Name::from(a.as_str()), &mut &one[..], &mut held).unwrap();
    let mut held = Cursor::new(held);
    vault::backup::seal_stream(&key, &Name::from(a.as_str()), None, &mut held, &mut sealed).unwrap();
    std::fs::write(&first, &sealed).unwrap();
    assert_all_say(&refused(&house, &third), &[&a, "digest differs"]);
    std::fs::write(&first, &one).unwrap();
    assert!(house.engine.verify_backup(&third).unwrap() > 0, "all is as it was");

    vault.destroy_backup_key(&Name::from(a.as_str())).unwrap();
    assert_all_say(&refused(&house, &third), &[&a, &b, "no key"]);
}

#[test]
fn backups_that_the_worker_makes_are_whole_often_enough_and_none_outlives_what_it_rests_on() {
    let folder = crate::support::folder();
    let whole_backup_every = std::num::NonZeroU16::new(7);
    let house = House::open(Config { whole_backup_every, ..Config::under(folder.path()) }, AINK, at(START));
    let mut most = 0;
    for day in 0..40 {
        if day % 3 == 0 {
            register(&house, day);
        }
        house.advance(days(1));
        house.engine.run_due().unwrap();
        let listed = house.engine.list_backups().unwrap();
        for one in &listed {
            assert!(one.opens && one.path.is_some(), "{one:?}");
            let mut at = one;
            while let Some(base) = at.base {
                let base = listed.iter().find(|other| other.id == base).expect("its base is there");
                assert!(at.until <= base.until && base.at < at.at, "{at:?} on {base:?}");
                at = base;
            }
        }
        let since = |one: &yinuo::Listed| one.until.duration_since(one.at);
        let promised = listed.iter().filter(|one| one.base.is_none()).map(since).max().unwrap();
        assert!(listed.iter().all(|one| since(one) <= promised && since(one) * 4 >= promised * 3), "{listed:?}");
        most = most.max(listed.iter().rev().take_while(|one| one.base.is_some()).count());
    }
    assert_eq!(most, 6, "seven in a row, one of them whole");
    let newest = house.engine.newest_backup().unwrap();
    assert!(house.engine.drill(&house.product, &newest.path).unwrap().is_sound());
    let last = newest.until;
    house.clock.set(last);
    house.engine.run_due().unwrap();
    assert!(house.engine.verify_backup(&newest.path).is_err(), "after the end no backup opens");
    assert!(!newest.path.exists());
}

#[test]
fn each_scheduled_one_is_whole_and_lives_as_long_as_promised_unless_the_configuration_says_otherwise() {
    for whole_backup_every in [None, std::num::NonZeroU16::new(1)] {
        let folder = crate::support::folder();
        let house = House::open(Config { whole_backup_every, ..Config::under(folder.path()) }, AINK, at(START));
        for _ in 0..3 {
            house.advance(days(1));
            house.engine.run_due().unwrap();
        }
        let listed = house.engine.list_backups().unwrap();
        let whole = |one: &yinuo::Listed| one.base.is_none() && one.until.duration_since(one.at) == days(30);
        assert!(listed.len() == 3 && listed.iter().all(whole), "{listed:?}");
    }
}

#[test]
fn where_the_base_is_gone_or_does_not_open_a_whole_one_is_made() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let who = register(&house, 1).0;
    let keys = || house.engine.key_report().unwrap().keys.backup_keys;
    let first = made(&house, BackupKind::Whole);
    std::fs::remove_file(&first.path).unwrap();
    let second = changes(&house);
    assert_eq!(second.base, None);
    let mut bytes = std::fs::read(&second.path).unwrap();
    bytes[200] ^= 1;
    std::fs::write(&second.path, bytes).unwrap();
    assert_eq!(keys(), 2);
    let third = changes(&house);
    assert_eq!((third.base, keys()), (None, 3), "the key of the one that did not come about is gone");
    let now = house.engine.now();
    drop(house);
    let (house, _) = restore(folder.path(), &third.path, now, AINK);
    assert_eq!(records(&house, who), 1);
}

#[test]
fn one_that_is_stopped_at_each_step_leaves_the_row_whole() {
    for step in [Step::BackupCopied, Step::BackupSealed, Step::BackupRenamed, Step::BackupNoted] {
        let folder = crate::support::folder();
        let house = House::under(folder.path(), AINK);
        let (people, row) = three(&house);
        house.advance(days(1));
        let now = house.engine.now();
        drop(house);
        let watch = Watch::with(move |taken| assert!(taken != step, "stopped"));
        let house = House::open(Config { watch, ..Config::under(folder.path()) }, AINK, now);
        let late = register(&house, 9).0;
        let ended = catch_unwind(AssertUnwindSafe(|| drop(changes(&house))));
        assert!(ended.is_err(), "{step:?} was never taken");
        drop(house);
        let house = House::open(Config::under(folder.path()), AINK, now);
        let next = changes(&house);
        let noted = step == Step::BackupNoted;
        if step == Step::BackupRenamed {
            // It is known from here on; what was written of it nobody noted, so that nothing rests on it.
            assert_eq!((next.base, house.engine.list_backups().unwrap().len()), (None, 5));
        } else {
            assert_eq!(next.base == Some(row[2].id), !noted, "{step:?}: it rests on the newest that is known");
            assert!(next.base.is_some());
        }
        drop(house);
        let (house, _) = restore(folder.path(), &next.path, now, AINK);
        assert!(people.iter().chain([&late]).all(|who| records(&house, *who) == 1), "{step:?}");
        house.assert_sound();
    }
}

#[test]
fn one_that_was_not_noted_is_listed_opens_and_goes_at_its_end() {
    for listed_before in [true, false] {
        let folder = crate::support::folder();
        let watch = Watch::with(move |taken| assert!(taken != Step::BackupRenamed, "stopped"));
        let house = House::open(Config { watch, ..Config::under(folder.path()) }, AINK, at(START));
        assert!(catch_unwind(AssertUnwindSafe(|| drop(made(&house, BackupKind::Whole)))).is_err());
        let now = house.engine.now();
        drop(house);
        let there = || {
            let files = std::fs::read_dir(folder.path().join("backups")).unwrap();
            files.map(|file| file.unwrap().path()).filter(|path| path.is_file()).collect::<Vec<_>>()
        };
        let [file] = &there()[..] else { panic!("one file is in its place") };
        let house = House::open(Config::under(folder.path()), AINK, now);
        assert_eq!(house.engine.store().load_backups().unwrap(), [], "nobody noted it");
        if listed_before {
            let listed = house.engine.list_backups().unwrap();
            assert_eq!(
                listed.iter().map(|one| (one.path.as_ref(), one.opens)).collect::<Vec<_>>(),
                [(Some(file), true)]
            );
            assert!(house.engine.verify_backup(file).unwrap() > 0);
        }
        house.advance(days(40));
        assert!(
            house.engine.verify_backup(file).is_err(),
            "its time is over, whether or not its key was destroyed yet"
        );
        assert!(house.engine.drill(&house.product, file).is_err());
        house.engine.run_due().unwrap();
        assert!(!there().contains(file), "it went with its key");
        assert!(house.engine.list_backups().unwrap().iter().all(|one| one.opens && one.path.is_some()));
    }
}

/// A later version of the house's policy, in force from that day on.
fn version(number: u8, from: &str, keep: &str) -> String {
    let text = include_str!("ends/policy.toml").replacen("version = \"1\"", &format!("version = \"{number}\""), 1);
    let text = text.replacen("effective = 2026-01-01", &format!("effective = {from}"), 1);
    text.replace("backup-keep = \"30 days\"", &format!("backup-keep = \"{keep}\""))
}

#[test]
fn a_version_that_keeps_backups_less_long_ends_those_that_are_there_and_one_that_keeps_longer_none() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), include_bytes!("ends/policy.toml"));
    house.register(Tenant::New, &[("user", "u0")]).unwrap();
    let whole = made(&house, BackupKind::Whole);
    house.advance(days(1));
    let next = changes(&house);
    assert_eq!((next.base, next.until), (Some(whole.id), whole.until));
    house.engine.publish(version(2, "2026-05-22", "7 days").as_bytes()).unwrap();
    let ends = |house: &House| -> Vec<_> {
        let listed = house.engine.list_backups().unwrap().into_iter();
        listed.filter(|one| [whole.id, next.id].contains(&one.id) && one.opens).map(|one| one.until).collect()
    };
    house.engine.run_due().unwrap();
    assert_eq!(ends(&house), [whole.until; 2], "it is not in force yet");
    house.advance(days(1));
    house.engine.run_due().unwrap();
    let end = at(START).checked_add(days(7)).unwrap();
    assert_eq!(ends(&house), [end; 2], "what rests on another does not outlive it");
    // A restore of what was made before takes nothing of it back, nor does a version that keeps longer.
    let now = house.engine.now();
    drop(house);
    let (house, _) = restore(folder.path(), &next.path, now, version(2, "2026-05-22", "7 days").as_bytes());
    house.engine.publish(version(3, "2026-05-23", "60 days").as_bytes()).unwrap();
    house.advance(days(4));
    house.engine.run_due().unwrap();
    assert_eq!(ends(&house), [end; 2]);
    assert!(house.engine.verify_backup(&next.path).is_ok());
    let longer = made(&house, BackupKind::Whole);
    assert_eq!(longer.until, house.engine.now().checked_add(days(60)).unwrap());
    house.advance(days(1));
    house.engine.run_due().unwrap();
    let amiss: Vec<_> =
        house.engine.examine().into_iter().filter(|check| check.what.contains("backup") && !check.well).collect();
    assert!(amiss.is_empty(), "{amiss:?}");
    assert_eq!(ends(&house), []);
    assert!(!whole.path.exists() && !next.path.exists() && longer.path.exists());
    assert!(house.engine.verify_backup(&next.path).is_err());
}

#[test]
fn of_several_products_the_one_that_keeps_backups_least_long_says_when_they_end() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), version(1, "2026-01-01", "30 days").as_bytes());
    let before = made(&house, BackupKind::Whole);
    let other = version(1, "2026-01-01", "10 days").replacen("id = \"ends\"", "id = \"other\"", 1);
    house.engine.publish(other.as_bytes()).unwrap();
    let end = at(START).checked_add(days(10)).unwrap();
    assert_eq!((before.until, made(&house, BackupKind::Whole).until), (at(START).checked_add(days(30)).unwrap(), end));
    house.engine.run_due().unwrap();
    let until: Vec<_> = house.engine.backups().unwrap().into_iter().map(|(.., until)| until).collect();
    assert_eq!(until, [end; 2]);
}
