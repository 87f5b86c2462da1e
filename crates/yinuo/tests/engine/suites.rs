//! A change of suite: in the background, resumable wherever it is stopped, with every value readable throughout.

use crate::support::{AINK, House, Person, START, at, days, folder, name};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};
use yinuo::life::reference::Record;
use yinuo::life::{Outcome, Personal};
use yinuo::store::Wanted;
use yinuo::{Config, Step, Tenant, Watch, Which};

const FOLDER: &str = "YINUO_SUITE_FOLDER";
const STOP: &str = "YINUO_SUITE_STOP";

/// The same policy, a version later, under SM4.
fn later() -> Vec<u8> {
    let text = std::str::from_utf8(AINK).unwrap();
    let text = text.replace("suite = \"aes-256-gcm\"", "suite = \"sm4-gcm\"");
    let version = text.lines().find(|line| line.starts_with("version = ")).unwrap().to_owned();
    let effective = text.lines().find(|line| line.starts_with("effective = ")).unwrap().to_owned();
    let text = text.replacen(&version, "version = \"2026-06-01\"", 1);
    text.replacen(&effective, "effective = 2026-06-01", 1).into_bytes()
}

/// Three tenants with some sixty vouchers each, and one with nothing but itself.
fn furnish(house: &House) -> Vec<(Person, Record, String)> {
    let mut all = Vec::new();
    for tenant in 0..3 {
        let email = format!("duan{tenant}@example.com");
        let (who, _) = house.register(Tenant::New, &[("username", "duan"), ("email", &email)]).unwrap();
        for number in 0..60 {
            let text = format!("voucher {tenant}-{number}");
            let record = house.collect(who, "provide-service", "voucher", &[("voucher-text", &text)]).unwrap().record;
            all.push((who, record, text));
        }
    }
    all
}

fn read(house: &House, (who, record, text): &(Person, Record, String)) {
    let read = house.read(*who, "provide-service", *record).unwrap();
    assert_eq!(read.values[0].value.expose_text(), Some(text.as_str()));
}

/// What is stored is what the ledger's newest entry of each record says, and how many are under each suite.
fn reconcile(house: &House) -> [usize; 2] {
    let mut suites = [0; 2];
    for cell in house.engine.cells(&house.product).unwrap() {
        let mut said = std::collections::BTreeMap::new();
        for (_, entry) in house.engine.entries(cell, 0, 1_000_000).unwrap() {
            let entry = entry.unwrap();
            assert!(entry.act != "reseal" || entry.outcome == Outcome::Done);
            said.extend(entry.records.first().copied().zip(entry.sealed.clone()));
            said.extend(entry.resealed);
        }
        let records = house.engine.store().all_records(cell, None, 1_000_000).unwrap();
        assert_eq!(records.len(), said.len());
        let (_, rows) = house.engine.store().load_facts(cell, true, &Wanted { records, ..Wanted::default() }).unwrap();
        for row in rows {
            let digest: String = row.digest.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(said.get(&row.record), Some(&digest));
            let suite = row.values[0].body[1];
            assert!(row.values.iter().all(|value| value.body[1] == suite));
            assert!(row.slots.iter().all(|slot| slot.wrapped[1] == suite));
            suites[usize::from(suite) - 1] += 1;
        }
    }
    suites
}

#[test]
fn it_begins_when_the_policy_takes_effect_and_ends_with_every_record() {
    let folder = folder();
    let house = House::under(folder.path(), AINK);
    let all = furnish(&house);
    house.engine.run_due().unwrap();
    let there = reconcile(&house);
    assert_eq!(there[1], 0);
    house.engine.publish(&later()).unwrap();
    assert_eq!(house.engine.run_due().unwrap().resealed, 0, "not in force yet");
    house.advance(days(20));
    // From now on new records come under the new suite, and old and new lie side by side.
    let new = house.collect(all[0].0, "provide-service", "voucher", &[("voucher-text", "new")]);
    let new = (all[0].0, new.unwrap().record, "new".to_owned());
    assert_eq!(reconcile(&house), [there[0], 1]);
    read(&house, &new);
    read(&house, &all[0]);
    let resealed: u64 = std::iter::repeat_with(|| house.engine.run_due().unwrap().resealed).take(3).sum();
    assert_eq!(resealed, there[0] as u64);
    assert_eq!(reconcile(&house), [0, there[0] + 1]);
    let change = house.engine.suite_change(&house.product).unwrap().unwrap();
    assert_eq!((change.suite, change.total, change.done, change.left), ("sm4-gcm", Some(resealed), resealed, 0));
    assert!(change.ended_at.is_some());
    // A server that runs says it, too.
    let said = house.engine.examine().into_iter().find(|check| check.what.starts_with("suite of")).unwrap();
    let come = format!("{resealed} of {resealed} records sealed anew under sm4-gcm, 0 passed over");
    assert!(said.well && said.found == come, "{}", said.found);
    all.iter().for_each(|one| read(&house, one));
    house.assert_sound();
    // People are found by what they give, as before.
    let which = Which::Found { kind: name("account"), item: name("email"), value: Personal::from("duan1@example.com") };
    let who = all[60].0;
    let found = house.engine.read(&house.product, who.tenant(), &house.reveal(who, "account"), &which).unwrap();
    assert!(!found.values.is_empty());
    // And an erasure takes what was sealed anew.
    house.cancel(who).unwrap();
    house.advance(days(30));
    house.engine.run_due().unwrap();
    assert!(house.read(who, "provide-service", all[60].1).is_err());
}

#[test]
fn a_restore_from_before_a_change_goes_through_it_again() {
    let folder = folder();
    let house = House::under(folder.path(), AINK);
    let all = furnish(&house);
    house.engine.publish(&later()).unwrap();
    let backup = house.engine.backup(&house.product).unwrap();
    house.advance(days(20));
    house.engine.run_due().unwrap();
    assert_eq!(reconcile(&house)[0], 0);
    let now = house.engine.now();
    drop(house);
    let (house, restored) = crate::support::restore(folder.path(), &backup.path, now, AINK);
    assert_eq!(restored.lost, [], "sealing anew captures nothing");
    house.engine.run_due().unwrap();
    all.iter().for_each(|one| read(&house, one));
    assert_eq!(reconcile(&house)[0], 0);
    house.assert_sound();
}

#[test]
fn a_record_that_was_altered_is_left_and_counted() {
    let folder = folder();
    let house = House::under(folder.path(), AINK);
    let all = furnish(&house);
    drop(house);
    let data = rusqlite::Connection::open(folder.path().join("data").join(yinuo::store::DATABASE)).unwrap();
    let sql = "UPDATE value SET body = CAST(body || x'00' AS BLOB) WHERE record = ?1";
    assert!(data.execute(sql, [all[7].1.as_bytes()]).unwrap() > 0);
    drop(data);
    let house = House::open(Config::under(folder.path()), AINK, at(START));
    house.engine.publish(&later()).unwrap();
    house.advance(days(20));
    house.engine.run_due().unwrap();
    let change = house.engine.suite_change(&house.product).unwrap().unwrap();
    assert_eq!((change.left, Some(change.done + 1)), (1, change.total));
    assert!(change.ended_at.is_some());
    read(&house, &all[8]);
}

/// The process that is stopped; without orders it does nothing.
#[test]
fn changer() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let stop = std::env::var(STOP).unwrap();
    let (step, times) = stop.split_once(' ').unwrap();
    let step = *Step::ALL.iter().find(|known| format!("{known:?}") == step).unwrap();
    let left = AtomicU32::new(times.parse().unwrap());
    let mut config = Config::under(Path::new(&folder));
    config.watch = Watch::with(move |taken| {
        if taken == step && left.fetch_sub(1, Ordering::SeqCst) == 1 {
            std::process::abort();
        }
    });
    let house = House::open(config, AINK, at("2026-06-10T09:00:00+08:00"));
    house.engine.run_due().unwrap();
}

fn stopped(folder: &Path, step: Step, times: u32) -> Output {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "suites::changer", "--nocapture", "--test-threads=1"]);
    command.env(FOLDER, folder).env(STOP, format!("{step:?} {times}")).output().unwrap()
}

#[test]
fn stopped_at_each_step_it_goes_on_where_it_was() {
    let folder = folder();
    let house = House::under(folder.path(), AINK);
    let all = furnish(&house);
    house.engine.run_due().unwrap();
    house.engine.publish(&later()).unwrap();
    let there = reconcile(&house)[0];
    drop(house);
    // Before, within and after the commit of a batch; between the cells whose keys follow.
    let stops = [(Step::Decided, 1), (Step::Applied, 2), (Step::KeysDurable, 1), (Step::Committed, 1)];
    let mut done = 0;
    for (step, times) in stops.into_iter().chain([(Step::KeysRewrapped, 1), (Step::KeysRewrapped, 3)]) {
        let output = stopped(folder.path(), step, times);
        let fault = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.signal(), Some(6), "{step:?}: {fault}");
        let house = House::open(Config::under(folder.path()), AINK, at(START));
        let [old, new] = reconcile(&house);
        assert_eq!(old + new, there);
        assert!(new >= done, "{step:?}: it went back");
        let change = house.engine.suite_change(&house.product).unwrap();
        assert_eq!(change.map_or(0, |change| change.done), new as u64, "{step:?}");
        all.iter().step_by(7).for_each(|one| read(&house, one));
        done = new;
    }
    assert_eq!(done, there);
    let house = House::open(Config::under(folder.path()), AINK, at("2026-06-10T09:00:00+08:00"));
    house.engine.run_due().unwrap();
    assert!(house.engine.suite_change(&house.product).unwrap().unwrap().ended_at.is_some());
    all.iter().for_each(|one| read(&house, one));
    house.assert_sound();
}
