//! Backups in a bucket of an object store: made, listed, read, tried, restored, and gone at their end.

use crate::support::{AINK, House, START, at, days};
use fake_object_store::{BUCKET, KEY_ID, ObjectStore, SECRET};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use yinuo::{BackupKind, Bucket, BucketSecret, Config, Engine, Error, PlaceSettings, Tenant};

fn config(folder: &Path, store: &ObjectStore, secret: &str) -> Config {
    let bucket = Bucket {
        bucket: BUCKET.into(),
        prefix: "backups/one".into(),
        endpoint: Some(store.endpoint()),
        region: "cn-hangzhou".into(),
        key_id: KEY_ID.into(),
        secret: BucketSecret::new(secret.into()),
        bucket_in_host: false,
        allow_loopback_plain: true,
    };
    Config { backups: PlaceSettings::Bucket(bucket), ..Config::under(folder) }
}

#[test]
fn a_backup_in_a_bucket_is_listed_read_tried_restored_and_goes_at_its_end() {
    let (folder, store) = (crate::support::folder(), ObjectStore::start().unwrap());
    let house = House::open(config(folder.path(), &store, SECRET), AINK, at(START));
    let who = house.register(Tenant::New, &[("username", "u"), ("email", "mark@example.com")]).unwrap().0;
    let made = house.engine.backup(&house.product).unwrap();
    assert_eq!(made.path, PathBuf::from(format!("s3://{BUCKET}/backups/one/{}.backup", made.id)));
    let listed = house.engine.list_backups().unwrap();
    assert_eq!((listed.len(), listed[0].path.as_ref(), listed[0].opens), (1, Some(&made.path), true));
    assert!(house.engine.verify_backup(&made.path).unwrap() > 0);
    let by_name = PathBuf::from(format!("{}.backup", made.id));
    assert!(house.engine.verify_backup(&by_name).unwrap() > 0, "by its name alone");
    let elsewhere = PathBuf::from(format!("s3://another/backups/one/{}.backup", made.id));
    assert!(matches!(house.engine.verify_backup(&elsewhere), Err(Error::Backup(_))));
    assert!(house.engine.drill(&house.product, &made.path).unwrap().is_sound());
    for file in store.files().unwrap() {
        let bytes = std::fs::read(&file).unwrap();
        assert!(!bytes.windows(4).any(|part| part == b"mark"), "{} is readable", file.display());
    }
    assert!(!folder.path().join("backups").exists());
    let now = house.engine.now();
    drop(house);

    std::fs::rename(folder.path().join("data"), folder.path().join("lost")).unwrap();
    let clock = std::sync::Arc::new(yinuo::StandingClock::at(now));
    let (engine, _) = Engine::restore(config(folder.path(), &store, SECRET), clock.clone(), &made.path).unwrap();
    let house = House::around(engine, clock, AINK);
    assert_eq!(house.engine.store().all_records(who.cell, None, 10).unwrap().len(), 1);
    let known = house.engine.list_backups().unwrap();
    assert!(known.iter().any(|backup| backup.id == made.id && backup.opens), "{known:?}");
    assert!(house.engine.verify_backup(&made.path).unwrap() > 0);
    house.advance(days(400));
    house.engine.run_due().unwrap();
    let left = house.engine.list_backups().unwrap();
    assert!(left.iter().all(|backup| backup.id != made.id && backup.opens), "{left:?}");
    let names: Vec<_> = store.files().unwrap().into_iter().filter(|file| file.ends_with(&by_name)).collect();
    assert_eq!(names, Vec::<PathBuf>::new(), "its file is gone with its key");
}

#[test]
fn a_file_that_was_changed_in_the_bucket_is_found_out() {
    let (folder, store) = (crate::support::folder(), ObjectStore::start().unwrap());
    let house = House::open(config(folder.path(), &store, SECRET), AINK, at(START));
    let made = house.engine.backup(&house.product).unwrap();
    let name = made.path.file_name().unwrap().to_owned();
    let file = store.files().unwrap().into_iter().find(|file| file.file_name() == Some(&name)).unwrap();
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let found = house.engine.verify_backup(&made.path).unwrap_err().to_string();
    assert!(found.contains("digest differs"), "{found}");
    assert!(house.engine.drill(&house.product, &made.path).is_err());
    std::fs::remove_file(&file).unwrap();
    let listed = house.engine.list_backups().unwrap();
    assert_eq!((listed.len(), &listed[0].path), (1, &None));
    assert!(house.engine.newest_backup().is_err());
}

#[test]
fn a_bucket_that_is_not_had_keeps_the_backup_due_and_leaves_no_key() {
    let (folder, store) = (crate::support::folder(), ObjectStore::start().unwrap());
    let house = House::open(config(folder.path(), &store, "another-secret"), AINK, at(START));
    house.advance(days(1));
    house.engine.run_due_but_backups().unwrap();
    let refused = house.engine.run_due_backups(&mut |_| ControlFlow::Continue(())).unwrap_err();
    assert!(matches!(refused, Error::Place(_)), "{refused}");
    assert!(!format!("{refused} {refused:?}").contains("another-secret"));
    assert_eq!(house.engine.key_report().unwrap().keys.backup_keys, 0);
    assert!(house.engine.is_backup_due().unwrap());
    let now = house.engine.now();
    drop(house);
    let house = House::open(config(folder.path(), &store, SECRET), AINK, now);
    assert_eq!(house.engine.run_due_backups(&mut |_| ControlFlow::Continue(())).unwrap(), 1);
    assert!(!house.engine.is_backup_due().unwrap());
    assert_eq!(store.files().unwrap().iter().filter(|file| file.extension().is_some_and(|e| e == "backup")).count(), 1);
}

#[test]
fn a_bucket_stands_where_the_policy_says_that_data_stands_or_is_not_used() {
    let (folder, store) = (crate::support::folder(), ObjectStore::start().unwrap());
    let text = String::from_utf8(AINK.to_vec()).unwrap();
    let policy = yinuo::policy::Policy::load(AINK).unwrap().0;
    let home = policy.document.places.values().next().unwrap().region.clone();
    let at = |region: &str| {
        let mut config = config(folder.path(), &store, SECRET);
        let PlaceSettings::Bucket(bucket) = &mut config.backups else { panic!() };
        bucket.region = region.into();
        config.may_hold(text.as_bytes()).map_err(|fault| fault.code())
    };
    assert_eq!(at(&home), Ok(()));
    assert_eq!(at("us-east-1"), Err(yinuo::life::Code::RegionDenied));
}

#[test]
fn backups_in_a_bucket_that_hold_what_changed_are_read_tried_and_restored_with_what_they_rest_on() {
    let (folder, store) = (crate::support::folder(), ObjectStore::start().unwrap());
    let house = House::open(config(folder.path(), &store, SECRET), AINK, at(START));
    let kinds = [BackupKind::Whole, BackupKind::Incremental, BackupKind::Incremental];
    let (people, row): (Vec<_>, Vec<_>) = kinds
        .into_iter()
        .zip(["mark-one@example.com", "mark-two@example.com", "mark-three@example.com"])
        .map(|(kind, email)| {
            let who = house
                .register(Tenant::New, &[("username", email.split('@').next().unwrap()), ("email", email)])
                .unwrap()
                .0;
            house.advance(days(1));
            let made = house.engine.backup_told(&house.product, kind, &mut |_| ControlFlow::Continue(())).unwrap();
            (who, made)
        })
        .unzip();
    assert_eq!(row.iter().map(|one| one.base).collect::<Vec<_>>(), [None, Some(row[0].id), Some(row[1].id)]);
    assert!(row.iter().all(|one| one.until <= row[0].until), "none outlives what it rests on");
    for one in &row {
        assert!(house.engine.verify_backup(&one.path).unwrap() > 0);
    }
    let drilled = house.engine.drill(&house.product, &row[2].path).unwrap();
    assert!(drilled.is_sound() && drilled.records == 3, "{drilled:?}");
    for file in store.files().unwrap() {
        let bytes = std::fs::read(&file).unwrap();
        assert!(!bytes.windows(5).any(|part| part == b"mark-"), "{} is readable", file.display());
    }
    let now = house.engine.now();
    drop(house);

    std::fs::rename(folder.path().join("data"), folder.path().join("lost")).unwrap();
    let clock = std::sync::Arc::new(yinuo::StandingClock::at(now));
    // The middle one is not there: the others say so, and nothing comes of them.
    let middle = PathBuf::from(format!("{}.backup", row[1].id));
    let stored = |name: &Path| store.files().unwrap().into_iter().find(|file| file.file_name() == name.file_name());
    let middle_file = stored(&middle).unwrap();
    let bytes = std::fs::read(&middle_file).unwrap();
    std::fs::remove_file(&middle_file).unwrap();
    let config = || config(folder.path(), &store, SECRET);
    let refused = Engine::restore(config(), clock.clone(), &row[2].path).map(|_| ()).unwrap_err().to_string();
    assert!(refused.contains(&row[1].id.to_string()) && refused.contains("is missing"), "{refused}");
    std::fs::write(&middle_file, bytes).unwrap();
    let (engine, _) = Engine::restore(config(), clock.clone(), &row[2].path).unwrap();
    let house = House::around(engine, clock, AINK);
    let there = |who: &crate::support::Person| house.engine.store().all_records(who.cell, None, 10).unwrap().len();
    assert_eq!(people.iter().map(there).collect::<Vec<_>>(), [1, 1, 1]);
    house.clock.set(row[0].until);
    for one in &row {
        assert!(house.engine.verify_backup(&one.path).is_err(), "at its end no backup opens");
    }
    house.engine.run_due().unwrap();
    assert!(row.iter().all(|one| stored(Path::new(&format!("{}.backup", one.id))).is_none()));
    house.assert_sound();
}
