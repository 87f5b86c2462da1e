//! The newest entries of the ledger are lost: a restore refuses, or begins new logs and rests on no consent from before.

use crate::support::{AINK, House, Person, code, days, restore, service};
use std::path::Path;
use std::sync::Arc;
use yinuo::life::facts::ConsentState;
use yinuo::life::{Code, Outcome};
use yinuo::policy::Name;
use yinuo::{Config, Engine, Error, Restored, StandingClock, Tenant};

fn person(house: &House, user: &str) -> Person {
    let email = format!("{user}@example.com");
    house.register(Tenant::New, &[("username", user), ("email", &email)]).unwrap().0
}

/// Whether a question can be put to the assistant, which takes a consent.
fn asks(house: &House, who: Person) -> Result<(), Error> {
    let open = house.open_activity(who, "assistant-session")?;
    let mut turn = house.request(who.me(), "assistant", "assistant-turn", &[("question", "?")]);
    turn.activity = Some(open);
    house.engine.collect(&house.product, who.tenant(), turn).map(|_| ())
}

fn lose_data(folder: &Path) {
    let lost = folder.join("lost");
    drop(std::fs::remove_dir_all(&lost));
    std::fs::rename(folder.join("data"), lost).unwrap();
}

/// A restore that was refused is as if it had not been tried.
fn assert_as_before(folder: &Path) {
    let left = std::fs::read_dir(folder.join("data")).unwrap().map(|file| file.unwrap().file_name());
    let left: Vec<_> = left.filter(|name| name != "lock").collect();
    assert!(left.is_empty(), "{left:?}");
}

fn accept(folder: &Path, file: &Path, now: jiff::Timestamp) -> (House, Restored) {
    let clock = Arc::new(StandingClock::at(now));
    let (engine, restored) = Engine::restore_without_ledger(Config::under(folder), clock.clone(), file).unwrap();
    (House::around(engine, clock, AINK), restored)
}

#[test]
fn without_the_mirror_nothing_is_restored_and_accepted_no_consent_counts() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let who = person(&house, "u");
    house.consent(who, "assistant", ConsentState::Given).unwrap();
    asks(&house, who).unwrap();
    let backup = house.engine.backup(&house.product).unwrap();
    house.consent(who, "assistant", ConsentState::Withdrawn).unwrap();
    let (now, key) = (house.engine.now(), house.engine.verifier_key(&house.product).unwrap());
    drop(house);
    lose_data(folder.path());
    std::fs::remove_dir_all(folder.path().join("mirror")).unwrap();

    let clock = Arc::new(StandingClock::at(now));
    match Engine::restore(Config::under(folder.path()), clock, &backup.path) {
        Err(Error::Heads(why)) => assert!(why.contains("--accept-ledger-loss"), "{why}"),
        other => panic!("{other:?}"),
    }
    assert_as_before(folder.path());
    let (house, restored) = accept(folder.path(), &backup.path, now);
    assert_eq!(restored.ledger_lost.keys().collect::<Vec<_>>(), [&house.product]);
    house.advance(days(1));
    // Nobody knows that it was withdrawn; it counts no more all the same, and is asked for again.
    assert!(matches!(code(asks(&house, who)), Code::ConsentRequired | Code::PolicyNotAccepted));
    house.accept_again(who);
    house.consent(who, "assistant", ConsentState::Given).unwrap();
    asks(&house, who).unwrap();
    house.assert_sound();
    // Another log, under another key; the incident stands in it.
    assert_ne!(house.engine.verifier_key(&house.product).unwrap(), key);
    let incidents = house.engine.evidence(&house.product, &Name::from("incident"), 10).unwrap();
    assert_eq!(incidents.len(), 1);
    let (_, _, entry) = &incidents[0];
    assert_eq!((entry.about.as_deref(), entry.outcome), (Some("ledger-loss"), Outcome::Done));
}

#[test]
fn what_went_since_the_backup_stays_gone_without_any_ledger() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let (one, other) = (person(&house, "one"), person(&house, "other"));
    let kept = house.collect(other, "provide-service", "attachment", &[("file", "kept")]).unwrap().record;
    let wished = house.collect(other, "provide-service", "attachment", &[("file", "wished away")]).unwrap().record;
    let backup = house.engine.backup(&house.product).unwrap();
    house.engine.erase(&house.product, other.tenant(), &other.administrator(), yinuo::Wish::of(vec![wished])).unwrap();
    house.cancel(one).unwrap();
    house.advance(days(7));
    house.engine.run_due().unwrap();
    let now = house.engine.now();
    drop(house);
    lose_data(folder.path());
    std::fs::remove_dir_all(folder.path().join("mirror")).unwrap();
    let (house, _) = accept(folder.path(), &backup.path, now);
    let records = |who: Person| house.engine.store().all_records(who.cell, None, 10).unwrap();
    assert!(records(one).is_empty(), "her half is destroyed: no row of hers comes back");
    let left = records(other);
    assert!(left.contains(&kept) && !left.contains(&wished), "what is on the list goes before anything is served");
    house.assert_sound();
}

#[test]
fn what_can_be_proven_of_a_torn_mirror_is_done_again() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let (one, other) = (person(&house, "one"), person(&house, "other"));
    let backup = house.engine.backup(&house.product).unwrap();
    house.cancel(one).unwrap();
    house.cancel(other).unwrap();
    let now = house.engine.now();
    drop(house);
    lose_data(folder.path());
    // The last row of one cell is missing.
    let mirror = rusqlite::Connection::open(folder.path().join("mirror/entries.db")).unwrap();
    let sql = "DELETE FROM entry WHERE cell = ?1 AND seq = (SELECT max(seq) FROM entry WHERE cell = ?1)";
    assert_eq!(mirror.execute(sql, [other.cell.as_bytes()]).unwrap(), 1);
    drop(mirror);
    std::fs::remove_dir_all(folder.path().join("mirror/ledger")).unwrap();
    let (house, restored) = accept(folder.path(), &backup.path, now);
    assert_eq!(restored.ledger_lost.len(), 1);
    house.advance(days(7));
    house.engine.run_due().unwrap();
    let left = |who: Person| house.engine.store().all_records(who.cell, None, 10).unwrap().len();
    assert_eq!((left(one), left(other)), (0, 1), "what is lost is lost, and only that");
    house.assert_sound();
}

#[test]
fn nothing_is_given_up_where_nothing_is_lost() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let who = person(&house, "u");
    house.consent(who, "assistant", ConsentState::Given).unwrap();
    let backup = house.engine.backup(&house.product).unwrap();
    let (now, key) = (house.engine.now(), house.engine.verifier_key(&house.product).unwrap());
    drop(house);
    lose_data(folder.path());
    let (house, restored) = accept(folder.path(), &backup.path, now);
    assert!(restored.ledger_lost.is_empty());
    assert_eq!(house.engine.verifier_key(&house.product).unwrap(), key);
    asks(&house, who).unwrap();
}

#[test]
fn the_gap_outlives_every_later_restore() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let who = person(&house, "u");
    house.consent(who, "assistant", ConsentState::Given).unwrap();
    let backup = house.engine.backup(&house.product).unwrap();
    house.consent(who, "assistant", ConsentState::Given).unwrap();
    let now = house.engine.now();
    drop(house);
    lose_data(folder.path());
    std::fs::remove_dir_all(folder.path().join("mirror")).unwrap();
    let (house, restored) = accept(folder.path(), &backup.path, now);
    assert_eq!(restored.ledger_lost.len(), 1);
    house.advance(days(1));
    let later = house.register(who.tenant(), &[("username", "v"), ("email", "v@example.com")]).unwrap().0;
    house.consent(later, "assistant", ConsentState::Given).unwrap();
    let (now, key) = (house.engine.now(), house.engine.verifier_key(&house.product).unwrap());
    drop(house);
    // The same old backup again, the ledger whole this time: the new log goes on, and the old consent stays void.
    let (house, restored) = restore(folder.path(), &backup.path, now, AINK);
    assert!(restored.ledger_lost.is_empty());
    assert_eq!(house.engine.verifier_key(&house.product).unwrap(), key);
    assert!(matches!(code(asks(&house, who)), Code::ConsentRequired | Code::PolicyNotAccepted));
    asks(&house, later).unwrap();
    house.assert_sound();
}

#[test]
fn a_backup_of_a_log_that_was_given_up_is_not_put_under_the_new_one() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let who = person(&house, "u");
    let older = house.engine.backup(&house.product).unwrap();
    house.consent(who, "assistant", ConsentState::Given).unwrap();
    house.consent(who, "assistant", ConsentState::Withdrawn).unwrap();
    let newer = house.engine.backup(&house.product).unwrap();
    let now = house.engine.now();
    drop(house);
    lose_data(folder.path());
    std::fs::remove_dir_all(folder.path().join("mirror")).unwrap();
    let (house, _) = accept(folder.path(), &older.path, now);
    house.advance(days(1));
    house.accept_again(who);
    house.consent(who, "assistant", ConsentState::Given).unwrap();
    house.step(service(), who.cell, yinuo::life::account::Step::SuspendTenant).unwrap();
    let now = house.engine.now();
    drop(house);
    lose_data(folder.path());
    let clock = Arc::new(StandingClock::at(now));
    match Engine::restore(Config::under(folder.path()), clock, &newer.path) {
        Err(Error::Heads(why)) => assert!(why.contains("not of the log that is mirrored"), "{why}"),
        other => panic!("{other:?}"),
    }
}

/// New logs took the rows over, so that a backup of before holds the same rows, and the notes of logs that were given up.
/// Where the backup has every row nothing is given up, and the logs come out as they were.
#[test]
fn a_backup_of_before_is_restored_under_logs_that_begin_with_its_rows() {
    for lost in [false, true] {
        let folder = crate::support::folder();
        let house = House::under(folder.path(), AINK);
        let who = person(&house, "u");
        let file = |house: &House| house.collect(who, "provide-service", "attachment", &[("file", "kept")]);
        // Many notes in the old log, and few in the new one.
        for _ in 0..20 {
            file(&house).unwrap();
            house.engine.write_up(&house.product).unwrap();
        }
        let backup = house.engine.backup(&house.product).unwrap();
        if lost {
            file(&house).unwrap();
            house.engine.write_up(&house.product).unwrap();
        }
        let (now, before) = (house.engine.now(), house.engine.verifier_key(&house.product).unwrap());
        drop(house);
        lose_data(folder.path());
        std::fs::remove_dir_all(folder.path().join("mirror")).unwrap();
        let (house, restored) = accept(folder.path(), &backup.path, now);
        assert_eq!(restored.ledger_lost.len(), usize::from(lost));
        house.assert_sound();
        let key = house.engine.verifier_key(&house.product).unwrap();
        assert_eq!(key != before, lost);
        drop(house);
        for again in 0..2 {
            let (house, restored) = restore(folder.path(), &backup.path, now, AINK);
            assert!(restored.ledger_lost.is_empty(), "{lost}, {again}: {:?}", restored.ledger_lost);
            assert_eq!(house.engine.verifier_key(&house.product).unwrap(), key, "{lost}, {again}");
            person(&house, &format!("v{again}"));
            house.assert_sound();
        }
    }
}
