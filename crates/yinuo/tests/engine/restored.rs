//! Restore goes back for values, never for will: what was decided after a backup still stands, and still falls due.

use crate::support::{AINK, House, Person, START, at, code, days, restore};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use yinuo::life::facts::ConsentState;
use yinuo::life::{Code, account};
use yinuo::{Config, Engine, Error, StandingClock, Step, Tenant, Watch, Which};

fn person(house: &House, tenant: Tenant, user: &str) -> Person {
    let email = format!("{user}@example.com");
    house.register(tenant, &[("username", user), ("email", &email)]).unwrap().0
}

#[test]
fn a_cancellation_after_the_backup_still_erases_in_time() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let who = person(&house, Tenant::New, "u");
    let backup = house.engine.backup(&house.product).unwrap();
    house.cancel(who).unwrap();
    let now = house.engine.now();
    drop(house);
    let (house, _) = restore(folder.path(), &backup.path, now, AINK);
    assert_eq!(house.engine.store().all_records(who.cell, None, 10).unwrap().len(), 1, "not yet");
    house.advance(days(7));
    house.engine.run_due().unwrap();
    assert_eq!(house.engine.store().all_records(who.cell, None, 10).unwrap().len(), 0);
    house.assert_sound();
}

#[test]
fn what_fell_due_while_the_data_was_lost_is_done_before_anything_is_served() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let who = person(&house, Tenant::New, "u");
    house.cancel(who).unwrap();
    let backup = house.engine.backup(&house.product).unwrap();
    house.advance(days(8));
    let now = house.engine.now();
    drop(house);
    std::fs::rename(folder.path().join("data"), folder.path().join("lost")).unwrap();
    // Nobody publishes, serves or lets the worker run after it.
    let clock = Arc::new(StandingClock::at(now));
    let (engine, _) = Engine::restore(Config::under(folder.path()), clock, &backup.path).unwrap();
    assert_eq!(engine.store().all_records(who.cell, None, 10).unwrap().len(), 0);
    assert!(engine.store().load_due_of(who.cell).unwrap().iter().all(|row| row.at > now));
}

#[test]
fn a_tenant_that_resumed_after_the_backup_is_not_erased_for_its_suspension() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let who = person(&house, Tenant::New, "u");
    house.step(crate::support::service(), who.cell, account::Step::SuspendTenant).unwrap();
    let backup = house.engine.backup(&house.product).unwrap();
    house.step(crate::support::service(), who.cell, account::Step::ResumeTenant).unwrap();
    let now = house.engine.now();
    drop(house);
    let (house, _) = restore(folder.path(), &backup.path, now, AINK);
    house.advance(days(91));
    house.engine.run_due().unwrap();
    assert_eq!(house.engine.store().all_records(who.cell, None, 10).unwrap().len(), 1);
    let find = Which::Of { subject: who.subject, kind: "account".into() };
    let read = house.engine.read(&house.product, who.tenant(), &house.reveal(who, "account"), &find).unwrap();
    assert_eq!(read.values[0].value.expose_text().map(str::len), Some("u@example.com".len()));
}

#[test]
fn a_consent_withdrawn_after_the_backup_stays_withdrawn_even_if_the_clock_went_back() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let who = person(&house, Tenant::New, "u");
    let backup = house.engine.backup(&house.product).unwrap();
    house.consent(who, "assistant", ConsentState::Given).unwrap();
    house.advance(-days(1));
    house.consent(who, "assistant", ConsentState::Withdrawn).unwrap();
    house.advance(days(2));
    let now = house.engine.now();
    drop(house);
    let (house, _) = restore(folder.path(), &backup.path, now, AINK);
    let open = house.open_activity(who, "assistant-session").unwrap();
    let mut turn = house.request(who.me(), "assistant", "assistant-turn", &[("question", "?")]);
    turn.activity = Some(open);
    assert_eq!(code(house.engine.collect(&house.product, who.tenant(), turn)), Code::ConsentWithdrawn);
}

#[test]
fn an_agreement_suspended_after_the_backup_stays_suspended() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    house.file_agreement("alibaba-sms");
    let backup = house.engine.backup(&house.product).unwrap();
    let file = yinuo::life::agree::File {
        actor: crate::support::staff("officer"),
        agreement: yinuo::life::agree::Agreement {
            recipient: "alibaba-sms".into(),
            counterparty: "A company".into(),
            terms: vec!["consistent".into(), "no-other-use".into()],
            digest: "ab".repeat(32),
            from: house.engine.now(),
            until: house.engine.now().checked_add(days(3650)).unwrap(),
            suspended: true,
        },
    };
    house.engine.file_agreement(&house.product, &file).unwrap();
    let now = house.engine.now();
    drop(house);
    let (house, _) = restore(folder.path(), &backup.path, now, AINK);
    let refused = house.engine.draw_code(&house.product, Tenant::None, house.draw("13800138000"));
    assert_eq!(code(refused), Code::AgreementMissing);
}

#[test]
fn a_restore_that_was_stopped_serves_nothing_and_can_be_run_again() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let who = person(&house, Tenant::New, "u");
    house.consent(who, "assistant", ConsentState::Given).unwrap();
    let backup = house.engine.backup(&house.product).unwrap();
    house.consent(who, "assistant", ConsentState::Withdrawn).unwrap();
    drop(house);
    std::fs::rename(folder.path().join("data"), folder.path().join("lost")).unwrap();

    let clock = Arc::new(StandingClock::at(at(START)));
    let stop = Watch::with(|step| assert!(step != Step::LogsRestored, "stopped"));
    let config = Config { watch: stop, ..Config::under(folder.path()) };
    let stopped = catch_unwind(AssertUnwindSafe(|| Engine::restore(config, clock.clone(), &backup.path).is_ok()));
    assert!(stopped.is_err(), "it went through without the step");

    // The logs are as long as the mirror's, and yet the consent is still the backup's: nothing is opened.
    match Engine::open(Config::under(folder.path()), clock.clone()) {
        Err(Error::Heads(says)) => assert!(says.contains("yinuo restore"), "{says}"),
        other => panic!("{other:?}"),
    }
    let (engine, _) = Engine::restore(Config::under(folder.path()), clock.clone(), &backup.path).unwrap();
    let house = House::around(engine, clock.clone(), AINK);
    let open = house.open_activity(who, "assistant-session").unwrap();
    let mut turn = house.request(who.me(), "assistant", "assistant-turn", &[("question", "?")]);
    turn.activity = Some(open);
    assert_eq!(code(house.engine.collect(&house.product, who.tenant(), turn)), Code::ConsentWithdrawn);
    house.assert_sound();
    drop(house);
    drop(Engine::open(Config::under(folder.path()), clock.clone()).unwrap());
    let again = Engine::restore(Config::under(folder.path()), clock, &backup.path);
    assert!(matches!(again, Err(Error::Backup(_))), "a folder with data is not restored into");
}

#[test]
fn a_version_that_was_published_after_the_backup_is_back() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let who = person(&house, Tenant::New, "u");
    let backup = house.engine.backup(&house.product).unwrap();
    let text = String::from_utf8(AINK.to_vec()).unwrap();
    let next = text.replacen("version = \"2026-05-17\"", "version = \"2026-05-21\"", 1);
    let next = next.replacen("effective = 2026-05-17", "effective = 2026-05-21", 1);
    assert_ne!(next, text);
    let published = house.engine.publish(next.as_bytes()).unwrap();
    house.advance(days(2));
    let now = house.engine.now();
    assert_eq!(house.engine.policy(&house.product).unwrap().hash, published.hash);
    drop(house);
    let lost = folder.path().join("lost");
    std::fs::rename(folder.path().join("data"), lost).unwrap();
    let clock = Arc::new(StandingClock::at(now));
    let (engine, restored) = Engine::restore(Config::under(folder.path()), clock, &backup.path).unwrap();
    let product = published.product.clone();
    assert_eq!(restored.versions, [(product.clone(), "2026-05-21".to_owned())]);
    assert_eq!(engine.policy(&product).unwrap().hash, published.hash, "and in force");
    let versions: Vec<_> = engine.versions(&product).unwrap().iter().map(|one| one.policy.version.clone()).collect();
    assert_eq!(versions, ["2026-05-17", "2026-05-21"]);
    assert_eq!(engine.store().all_records(who.cell, None, 10).unwrap().len(), 1);
}

#[test]
fn a_text_that_was_never_published_does_not_come_back_as_a_version() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let backup = house.engine.backup(&house.product).unwrap();
    let text = String::from_utf8(AINK.to_vec()).unwrap();
    let next = text.replacen("version = \"2026-05-17\"", "version = \"2026-05-21\"", 1);
    let published = house.engine.publish(next.as_bytes()).unwrap();
    let now = house.engine.now();
    drop(house);
    std::fs::rename(folder.path().join("data"), folder.path().join("lost")).unwrap();
    // Somebody puts another text in its place.
    let mirror = rusqlite::Connection::open(folder.path().join("mirror/entries.db")).unwrap();
    let other = next.replacen("7 days", "70 days", 1);
    assert_ne!(other, next);
    let sql = "UPDATE version SET source = ?1 WHERE hash = ?2";
    assert_eq!(mirror.execute(sql, rusqlite::params![other.as_bytes(), published.hash]).unwrap(), 1);
    drop(mirror);
    let clock = Arc::new(StandingClock::at(now));
    match Engine::restore(Config::under(folder.path()), clock, &backup.path) {
        Err(Error::Heads(why)) => assert!(why.contains("is not what was published"), "{why}"),
        other => panic!("{other:?}"),
    }
}

/// A recipient that may be let in.
const LAB: &str = include_str!("restored/lab.toml");

#[test]
fn nobody_who_was_let_in_before_a_restore_reads_after_it() {
    let folder = crate::support::folder();
    let policy = format!("{}\n{LAB}", std::str::from_utf8(AINK).unwrap());
    let environment = || yinuo::Environment { networks: vec![yinuo::network("10.2.0.0/16").unwrap()], proxies: vec![] };
    let config = || Config { environment: environment(), ..Config::under(folder.path()) };
    let house = House::open(config(), policy.as_bytes(), at(START));
    house.file_agreement("lab");
    let who = person(&house, Tenant::New, "u");
    let until = house.engine.now().checked_add(jiff::SignedDuration::from_hours(8)).unwrap();
    let (by, lab, account) = (crate::support::staff("officer"), "lab".into(), "account".into());
    let items = vec!["username".into()];
    let visit = house.engine.open_visit(&house.product, who.tenant(), (by, lab, account), items, until).unwrap();
    let read = |house: &House| {
        let request = yinuo::ReadInside {
            actor: crate::support::service(),
            handle: visit.handle.clone(),
            address: "10.2.0.7".parse().ok(),
            subjects: vec![who.subject],
            records: vec![],
            items: vec![],
            activity: None,
        };
        house.engine.read_inside(&house.product, who.tenant(), &request)
    };
    assert_eq!(read(&house).unwrap().values.len(), 1);
    let backup = house.engine.backup(&house.product).unwrap();
    let now = house.engine.now();
    drop(house);
    std::fs::rename(folder.path().join("data"), folder.path().join("lost")).unwrap();
    let clock = Arc::new(StandingClock::at(now));
    let (engine, _) = Engine::restore(config(), clock.clone(), &backup.path).unwrap();
    let house = House::around(engine, clock, policy.as_bytes());
    assert_eq!(code(read(&house)), Code::ActorDenied);
}

/// What went, by which entry and under which promise: the same before and after.
#[test]
fn certificates_of_what_was_erased_after_the_backup_say_what_they_said() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let first = person(&house, Tenant::New, "u0");
    let second = person(&house, first.tenant(), "u1");
    let backup = house.engine.backup(&house.product).unwrap();
    house.engine.erase(&house.product, second.tenant(), &second.me(), yinuo::Wish::about(second.subject)).unwrap();
    house.cancel(first).unwrap();
    house.advance(days(8));
    house.engine.run_due().unwrap();
    let said = |house: &House| {
        let certificates = house.engine.erasures(&house.product, first.cell, None).unwrap();
        certificates.into_iter().map(|one| (one.erasure, one.entry, one.went, one.due)).collect::<Vec<_>>()
    };
    let before = said(&house);
    assert!(before.len() == 2 && before.iter().all(|(_, _, went, due)| !went.is_empty() && !due), "{before:?}");
    let now = house.engine.now();
    drop(house);
    let (house, _) = restore(folder.path(), &backup.path, now, AINK);
    assert_eq!(said(&house), before);
}

/// A service manager starts it again and again.
#[test]
fn a_start_after_the_data_was_lost_is_refused_and_leaves_room_for_the_restore() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let who = person(&house, Tenant::New, "u");
    let (backup, now) = (house.engine.backup(&house.product).unwrap(), house.engine.now());
    drop(house);
    std::fs::remove_dir_all(folder.path().join("data")).unwrap();
    let config = Config::under(folder.path());
    assert!(yinuo::data_lost(&config).unwrap());
    for _ in 0..2 {
        match Engine::open(config.clone(), Arc::new(StandingClock::at(now))) {
            Err(Error::Heads(says)) => assert!(says.contains("yinuo restore"), "{says}"),
            other => panic!("{other:?}"),
        }
    }
    assert!(!folder.path().join("data").exists(), "something was made in its place");
    let (engine, _) = Engine::restore(config, Arc::new(StandingClock::at(now)), &backup.path).unwrap();
    assert_eq!(engine.store().all_records(who.cell, None, 10).unwrap().len(), 1);
}

#[test]
fn a_credential_that_was_revoked_after_the_backup_stays_revoked() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let issue = |house: &House, id: &str| {
        let (label, grants) = ("a service".into(), "{}".into());
        let row = yinuo::store::CredentialRow { id: id.into(), label, hash: [7; 32], grants };
        house.engine.store().add_credential(row, house.engine.now()).unwrap();
    };
    let in_force = |house: &House| {
        ["stolen", "kept", "later"].map(|id| house.engine.store().lookup_credential(id).unwrap().is_some())
    };
    issue(&house, "stolen");
    issue(&house, "kept");
    let backup = house.engine.backup(&house.product).unwrap();
    house.advance(days(1));
    issue(&house, "later");
    assert!(house.engine.revoke_credential("stolen").unwrap());
    assert!(!house.engine.revoke_credential("stolen").unwrap(), "once");
    assert!(!house.engine.revoke_credential("unknown").unwrap());
    assert_eq!(in_force(&house), [false, true, true]);
    let (revoked, now) = (house.engine.now(), house.engine.now().checked_add(days(1)).unwrap());
    drop(house);
    // A process that was stopped between keys and data.
    let data = rusqlite::Connection::open(folder.path().join("data").join(yinuo::store::DATABASE)).unwrap();
    assert_eq!(data.execute("UPDATE credential SET revoked_at = NULL", []).unwrap(), 3);
    drop(data);
    let house = House::open(Config::under(folder.path()), AINK, now);
    assert_eq!(in_force(&house), [false, true, true]);
    drop(house);
    let (house, _) = restore(folder.path(), &backup.path, now, AINK);
    assert_eq!(in_force(&house), [false, true, false], "what was issued since is lost");
    let listed = house.engine.store().list_credentials().unwrap();
    let of = |id: &str| listed.iter().find(|listed| listed.id == id).unwrap().revoked_at;
    assert_eq!((of("stolen"), of("kept")), (Some(revoked), None));
}
