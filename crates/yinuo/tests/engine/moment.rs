//! A backup is one moment of a house that goes on, and holds nobody up.

use crate::support::{AINK, House, Person, days, restore};
use std::ops::ControlFlow;
use yinuo::life::reference::Record;
use yinuo::{BackupAnswer, BackupAsk, BackupKind, BackupTold, Error, Making, Stage, Tenant};

fn person(house: &House, user: &str) -> Person {
    let email = format!("{user}@example.com");
    house.register(Tenant::New, &[("username", user), ("email", &email)]).unwrap().0
}

/// One more capture, acknowledged.
fn register(house: &House, number: usize) -> (Person, Record) {
    let (user, email) = (format!("u{number}"), format!("u{number}@example.com"));
    house.register(Tenant::New, &[("username", &user), ("email", &email)]).unwrap()
}

#[test]
fn what_is_written_while_a_backup_is_made_is_whole_or_not_in_it() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let before: Vec<_> = (0..40).map(|number| register(&house, number)).collect();
    let (mut during, mut steps) = (Vec::new(), 0);
    let made = house.engine.backup_told(&house.product, BackupKind::Whole, &mut |making: Making| {
        if making.stage == Stage::Copying {
            steps += 1;
            // Both a new row and a change of one that is there, between two pages of the copy.
            during.push(register(&house, 1000 + steps));
            house.cancel(before[steps % before.len()].0).unwrap();
        }
        ControlFlow::Continue(())
    });
    let (made, now) = (made.unwrap(), house.engine.now());
    assert!(steps > 1, "written once only: the copy was over at once");
    house.assert_sound();
    drop(house);
    let (house, restored) = restore(folder.path(), &made.path, now, AINK);
    let lost: Vec<Record> = restored.lost.iter().map(|lost| lost.record).collect();
    assert_eq!(lost.len(), during.len(), "all that came after the moment, and nothing else");
    assert!(during.iter().all(|(_, record)| lost.contains(record)));
    for (who, record) in before {
        assert_eq!(house.engine.store().all_records(who.cell, None, 10).unwrap(), [record]);
    }
    house.assert_sound();
}

#[test]
fn a_backup_that_is_broken_off_leaves_nothing_and_stays_due() {
    for stage in [Stage::Copying, Stage::Sealing] {
        let folder = crate::support::folder();
        let house = House::under(folder.path(), AINK);
        let who = person(&house, "u");
        let keys = house.engine.key_report().unwrap().keys.backup_keys;
        house.advance(days(1));
        assert!(house.engine.is_backup_due().unwrap());
        let ended = house.engine.run_due_backups(&mut |making| {
            if making.stage == stage { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(matches!(ended, Err(Error::Backup(ref says)) if says.contains("broken off")), "{ended:?}");
        let data = std::fs::read_dir(folder.path().join("data")).unwrap();
        let copies = data.filter(|file| file.as_ref().unwrap().file_name().to_string_lossy().starts_with("backup-"));
        assert_eq!(copies.count(), 0, "{stage:?}");
        let left = std::fs::read_dir(folder.path().join("backups")).map_or(0, Iterator::count);
        assert_eq!(left, 0, "{stage:?}");
        assert_eq!(house.engine.key_report().unwrap().keys.backup_keys, keys, "{stage:?}: its key is gone");
        assert!(house.engine.is_backup_due().unwrap(), "{stage:?}");
        assert_eq!(house.engine.run_due_backups(&mut |_| ControlFlow::Continue(())).unwrap(), 1);
        assert!(!house.engine.is_backup_due().unwrap());
        let made = house.engine.newest_backup().unwrap();
        let now = house.engine.now();
        drop(house);
        let (house, _) = restore(folder.path(), &made.path, now, AINK);
        assert_eq!(house.engine.store().all_records(who.cell, None, 10).unwrap().len(), 1);
    }
}

#[test]
fn what_falls_due_waits_for_no_backup() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let who = person(&house, "u");
    house.cancel(who).unwrap();
    house.advance(days(7));
    let log = folder.path().join("data").join(format!("{}-wal", yinuo::store::DATABASE));
    let log = || std::fs::metadata(&log).unwrap().len();
    let (mut erased, mut grown) = (false, 0);
    // The worker's round in the midst of a backup.
    let made = house.engine.run_due_backups(&mut |_| {
        if !erased {
            house.engine.run_due_but_backups().unwrap();
            erased = house.engine.store().all_records(who.cell, None, 10).unwrap().is_empty();
            assert!(erased, "it waited");
            grown = log();
        }
        ControlFlow::Continue(())
    });
    assert_eq!(made.unwrap(), 1);
    assert!(erased);
    // What was removed lay on in the log of writes while the copy was made, and no longer.
    house.engine.run_due_but_backups().unwrap();
    assert!(log() < grown / 4, "{} of {grown}", log());
    let made = house.engine.newest_backup().unwrap();
    let now = house.engine.now();
    drop(house);
    let (house, _) = restore(folder.path(), &made.path, now, AINK);
    assert!(house.engine.store().all_records(who.cell, None, 10).unwrap().is_empty(), "erased while it was made");
    house.assert_sound();
}

#[test]
fn who_asks_a_server_gets_the_own_answer_and_no_other() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let (config, now) = (house.engine.config().clone(), house.engine.now());
    assert!(!house.engine.heed_ask_about_backups());
    let mut go_on = |_| ControlFlow::Continue(());
    assert!(!house.engine.answer_asked(&mut go_on).unwrap(), "nobody asked");
    let first =
        yinuo::ask_about_backups(&config, now, BackupAsk::Make { product: None, kind: BackupKind::Whole }).unwrap();
    let second = yinuo::ask_about_backups(&config, now, BackupAsk::List);
    assert!(matches!(second, Err(Error::Backup(ref says)) if says.contains("already")), "{second:?}");
    assert_eq!(yinuo::told_about_backups(&config, first), None);
    assert!(house.engine.heed_ask_about_backups());
    assert_eq!(yinuo::told_about_backups(&config, first), Some(BackupTold::Underway(None)));
    assert!(house.engine.answer_asked(&mut go_on).unwrap());
    let told = yinuo::told_about_backups(&config, first);
    let Some(BackupTold::Over(BackupAnswer::Made(made))) = told else { panic!("{told:?}") };
    assert!(made.path.exists());
    let second = yinuo::ask_about_backups(&config, now, BackupAsk::Drill { product: None, file: None }).unwrap();
    assert_eq!(yinuo::told_about_backups(&config, second), None, "that was the answer to another");
    assert!(house.engine.answer_asked(&mut go_on).unwrap());
    let told = yinuo::told_about_backups(&config, second);
    assert!(matches!(told, Some(BackupTold::Over(BackupAnswer::Drilled(ref found))) if found.is_sound()), "{told:?}");
    let third = BackupAsk::Verify { file: Some("nowhere.backup".into()) };
    let third = yinuo::ask_about_backups(&config, now, third).unwrap();
    assert!(house.engine.answer_asked(&mut |_| ControlFlow::Break(())).unwrap());
    let told = yinuo::told_about_backups(&config, third);
    let Some(BackupTold::Over(BackupAnswer::Verified(files))) = told else { panic!("{told:?}") };
    assert!(files[0].1.is_err());
    assert!(!house.engine.heed_ask_about_backups(), "all is answered");
}
