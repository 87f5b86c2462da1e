//! The key store as an installation lives with it: mirrored, set back, rotated, recovered, restored beside.

use crate::support::{AINK, House, Person, START, at, days, folder, restore};
use std::collections::BTreeSet;
use std::path::Path;
use std::slice::from_ref;
use yinuo::life::reference::Record;
use yinuo::store::Wanted;
use yinuo::{Approval, Config, Engine, Error, Passphrase, Rotate, RotationStep, StandingClock, Tenant};

fn mirrored(folder: &Path) -> Config {
    Config { key_mirror: Some(folder.join("key-mirror")), ..Config::under(folder) }
}

fn furnish(house: &House) -> Vec<(Person, Record)> {
    let (who, _) = house.register(Tenant::New, &[("username", "duan"), ("email", "duan@example.com")]).unwrap();
    let kept = |text: &str| house.collect(who, "provide-service", "voucher", &[("voucher-text", text)]).unwrap().record;
    (0..5).map(|number| (who, kept(&format!("voucher {number}")))).collect()
}

fn reads(house: &House, all: &[(Person, Record)]) {
    for (who, record) in all {
        assert!(!house.read(*who, "provide-service", *record).unwrap().values.is_empty());
    }
}

fn heads(config: Config) -> String {
    match Engine::open(config, std::sync::Arc::new(StandingClock::at(at(START)))) {
        Err(Error::Heads(why)) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_whole_key_folder_or_its_mirror_is_lost_and_nothing_with_it() {
    for lost in ["keys", "key-mirror"] {
        let folder = folder();
        let house = House::open(mirrored(folder.path()), AINK, at(START));
        let all = furnish(&house);
        drop(house);
        std::fs::remove_dir_all(folder.path().join(lost)).unwrap();
        let house = House::open(mirrored(folder.path()), AINK, at(START));
        reads(&house, &all);
        house.assert_sound();
        // And an erasure reaches both.
        let (who, record) = all[0];
        house.cancel(who).unwrap();
        house.advance(days(30));
        house.engine.run_due().unwrap();
        drop(house);
        for other in ["keys", "key-mirror"] {
            std::fs::remove_dir_all(folder.path().join(other)).unwrap();
            let later = at("2026-07-01T09:00:00+08:00");
            let house = House::open(mirrored(folder.path()), AINK, later);
            assert!(house.read(who, "provide-service", record).is_err());
        }
    }
}

#[test]
fn a_key_store_that_was_set_back_is_refused_at_the_start() {
    let folder = folder();
    let house = House::under(folder.path(), AINK);
    let all = furnish(&house);
    drop(house);
    let keys = folder.path().join("keys");
    let copy = |from: &Path, to: &Path| {
        std::fs::create_dir_all(to).unwrap();
        for file in std::fs::read_dir(from).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    };
    let old = folder.path().join("old-keys");
    copy(&keys, &old);
    let house = House::under(folder.path(), AINK);
    house.cancel(all[0].0).unwrap();
    house.advance(days(30));
    house.engine.run_due().unwrap();
    let backup = house.engine.backup(&house.product).unwrap();
    let now = house.engine.now();
    drop(house);
    let newest = folder.path().join("newest-keys");
    copy(&keys, &newest);
    std::fs::remove_dir_all(&keys).unwrap();
    copy(&old, &keys);
    let why = heads(Config::under(folder.path()));
    assert!(why.contains("set back") && why.contains("keys.db"), "{why}");
    // Nor does a restore beside it go through: the ledger's mirror has seen it too.
    std::fs::rename(folder.path().join("data"), folder.path().join("lost")).unwrap();
    let clock = std::sync::Arc::new(StandingClock::at(now));
    let restored = Engine::restore(Config::under(folder.path()), clock, &backup.path);
    assert!(restored.is_err());
    drop(std::fs::remove_dir_all(folder.path().join("data")));
    std::fs::rename(folder.path().join("lost"), folder.path().join("data")).unwrap();
    std::fs::remove_dir_all(&keys).unwrap();
    copy(&newest, &keys);
    let house = House::open(Config::under(folder.path()), AINK, now);
    assert!(house.read(all[0].0, "provide-service", all[0].1).is_err(), "and what was erased stays erased");
}

#[test]
fn a_key_store_that_is_not_where_it_was_is_told_and_no_other_is_made() {
    let folder = folder();
    let config = Config::under(folder.path());
    let house = House::under(folder.path(), AINK);
    let all = furnish(&house);
    drop(house);
    // As when a disk is not there at the start.
    let away = folder.path().join("away");
    std::fs::rename(&config.keys, &away).unwrap();
    let opened = Engine::open(config.clone(), std::sync::Arc::new(StandingClock::at(at(START))));
    assert!(matches!(&opened, Err(Error::Vault(why)) if why.contains("there is no key store")), "{opened:?}");
    assert!(!config.keys.exists(), "something was made in its place");
    std::fs::rename(&away, &config.keys).unwrap();
    reads(&House::under(folder.path(), AINK), &all);
}

#[test]
fn shares_do_not_make_a_key_store_newer_than_it_is() {
    let folder = folder();
    let config = Config::under(folder.path());
    let house = House::under(folder.path(), AINK);
    let all = furnish(&house);
    let shares = house.engine.export_recovery(&[], 2, 2).unwrap();
    drop(house);
    let file = config.keys.join("keys.db");
    let old = std::fs::read(&file).unwrap();
    let house = House::under(folder.path(), AINK);
    house.cancel(all[0].0).unwrap();
    house.advance(days(30));
    house.engine.run_due().unwrap();
    drop(house);
    std::fs::write(&file, old).unwrap();
    std::fs::remove_file(config.keys.join("root-1.key")).unwrap();
    let shares: Vec<&str> = shares.iter().map(|share| share.text()).collect();
    Engine::recover_keys(&config, &shares, &[]).unwrap();
    assert!(heads(config).contains("set back"));
}

#[test]
fn one_person_alone_does_nothing_to_the_keys() {
    let folder = folder();
    let config = Config::under(folder.path());
    let house = House::under(folder.path(), AINK);
    furnish(&house);
    let person = |name: &str| Approval { name: name.to_owned(), passphrase: Passphrase::new(name) };
    let (li, wang) = (person("li"), person("wang"));
    house.engine.enrol(&li, &[]).unwrap();
    house.engine.enrol(&wang, &[]).unwrap();
    let both = [li.clone(), wang.clone()];
    let shares = house.engine.export_recovery(&both, 2, 2).unwrap();
    let before = house.engine.key_report().unwrap();
    for alone in [&[][..], from_ref(&li), &[li.clone(), li.clone()], from_ref(&wang)] {
        let refused = |done: Result<(), Error>| {
            assert!(matches!(&done, Err(Error::Vault(why)) if why.contains("takes two of the people")), "{done:?}");
        };
        for what in [Rotate::Root, Rotate::Cells] {
            refused(house.engine.rotate_keys(what, alone, &mut |_| ()).map(drop));
            refused(yinuo::ask_to_rotate(&config, what, alone));
        }
        refused(house.engine.export_recovery(alone, 2, 2).map(drop));
        refused(house.engine.enrol(&person("zhao"), alone));
        refused(house.engine.dismiss("wang", alone));
    }
    assert_eq!(house.engine.key_report().unwrap(), before, "nothing moved");
    drop(house);
    let shares: Vec<&str> = shares.iter().map(|share| share.text()).collect();
    for alone in [&[][..], &[li], &[wang]] {
        assert!(Engine::recover_keys(&config, &shares, alone).is_err());
    }
    assert!(Engine::recover_keys(&config, &shares, &both).unwrap() > 0);
}

#[test]
fn keys_are_rotated_while_people_work_and_it_is_on_record() {
    let folder = folder();
    let house = House::under(folder.path(), AINK);
    let all = furnish(&house);
    let mut steps = Vec::new();
    let written = house.engine.rotate_keys(Rotate::Root, &[], &mut |step| steps.push(step)).unwrap();
    assert!(written > 0 && steps.ends_with(&[RotationStep::Finished, RotationStep::Destroyed]));
    assert!(house.engine.rotate_keys(Rotate::Cells, &[], &mut |_| ()).unwrap() > 0);
    house.engine.rotate_keys(Rotate::Cell(all[0].0.cell), &[], &mut |_| ()).unwrap();
    reads(&house, &all);
    furnish(&house);
    let own = yinuo::own_cell(&house.product);
    let noted = house.engine.entries(own, 0, 10_000).unwrap();
    let noted: Vec<String> = noted
        .into_iter()
        .map(|(_, entry)| entry.unwrap())
        .filter(|entry| entry.act == "keys")
        .map(|entry| format!("{} by {}", entry.about.unwrap(), entry.promise.unwrap()))
        .collect();
    assert_eq!(noted, ["rotate-root by protect", "rotate-cells by protect", "rotate-cells by protect"]);
    let report = house.engine.key_report().unwrap();
    assert_eq!((report.keys.root_number, report.keys.root_rotating), (2, false));
    drop(house);
    reads(&House::under(folder.path(), AINK), &all);
}

#[test]
fn a_server_rotates_when_it_is_asked() {
    let folder = folder();
    let config = Config::under(folder.path());
    let house = House::under(folder.path(), AINK);
    let all = furnish(&house);
    assert!(!house.engine.rotate_asked().unwrap());
    yinuo::ask_to_rotate(&config, Rotate::Root, &[]).unwrap();
    assert_eq!(yinuo::rotation_progress(&config), (false, None));
    assert!(house.engine.rotate_asked().unwrap());
    let (done, told) = yinuo::rotation_progress(&config);
    assert!(done && told.is_some_and(|(done, of)| done == of && of > 0));
    assert!(!house.engine.rotate_asked().unwrap(), "once");
    assert_eq!(house.engine.key_report().unwrap().keys.root_number, 2);
    reads(&house, &all);
    // Where two must agree, it is not even asked.
    let person = |name: &str| Approval { name: name.to_owned(), passphrase: Passphrase::new(name) };
    house.engine.enrol(&person("li"), &[]).unwrap();
    house.engine.enrol(&person("wang"), &[]).unwrap();
    assert!(yinuo::ask_to_rotate(&config, Rotate::Root, &[person("li")]).is_err());
    assert!(!house.engine.rotate_asked().unwrap());
    yinuo::ask_to_rotate(&config, Rotate::Root, &[person("li"), person("wang")]).unwrap();
    assert!(house.engine.rotate_asked().unwrap());
}

#[test]
fn a_lost_root_key_is_recovered_and_the_installation_opens() {
    let folder = folder();
    let config = Config::under(folder.path());
    let house = House::under(folder.path(), AINK);
    let all = furnish(&house);
    let shares = house.engine.export_recovery(&[], 2, 3).unwrap();
    drop(house);
    std::fs::remove_file(config.keys.join("root-1.key")).unwrap();
    let lost = Engine::open(config.clone(), std::sync::Arc::new(StandingClock::at(at(START))));
    assert!(matches!(lost, Err(Error::Vault(why)) if why.contains("missing")));
    let shares: Vec<&str> = shares.iter().take(2).map(|share| share.text()).collect();
    assert!(Engine::recover_keys(&config, &shares, &[]).unwrap() > 0);
    let house = House::under(folder.path(), AINK);
    reads(&house, &all);
    house.assert_sound();
}

/// Nonces of values and keyslots, and the keyslots themselves: what must never come twice.
fn drawn(house: &House) -> (BTreeSet<Vec<u8>>, BTreeSet<Vec<u8>>) {
    let (mut nonces, mut slots) = (BTreeSet::new(), BTreeSet::new());
    for cell in house.engine.cells(&house.product).unwrap() {
        let records = house.engine.store().all_records(cell, None, 1_000_000).unwrap();
        let (_, rows) = house.engine.store().load_facts(cell, true, &Wanted { records, ..Wanted::default() }).unwrap();
        for row in rows {
            let sealed = row.values.iter().filter(|value| value.kept != "open");
            nonces.extend(sealed.map(|value| value.body[3..15].to_vec()));
            for slot in &row.slots {
                nonces.insert(slot.wrapped[2..14].to_vec());
                slots.insert(slot.wrapped.clone());
            }
        }
    }
    (nonces, slots)
}

#[test]
fn nothing_sealed_before_a_restore_shares_key_and_nonce_with_anything_after() {
    let folder = folder();
    let house = House::under(folder.path(), AINK);
    let all = furnish(&house);
    let at_backup = drawn(&house);
    let backup = house.engine.backup(&house.product).unwrap();
    // Sealed after the backup, and lost with the data; then the same people do the same again.
    furnish(&house);
    let (who, _) = all[0];
    for number in 0..20 {
        let text = [("voucher-text", &*format!("voucher {number}"))];
        house.collect(who, "provide-service", "voucher", &text).unwrap();
    }
    let lost = drawn(&house);
    let now = house.engine.now();
    drop(house);
    let (house, _) = restore(folder.path(), &backup.path, now, AINK);
    assert_eq!(drawn(&house).1, at_backup.1, "back at the backup");
    furnish(&house);
    for number in 0..20 {
        let text = [("voucher-text", &*format!("voucher {number}"))];
        house.collect(who, "provide-service", "voucher", &text).unwrap();
    }
    let after = drawn(&house);
    assert!(after.1.len() > at_backup.1.len() + 20);
    let before = |set: &BTreeSet<Vec<u8>>, kept: &BTreeSet<Vec<u8>>| -> BTreeSet<Vec<u8>> {
        set.difference(kept).cloned().collect()
    };
    assert!(before(&lost.0, &at_backup.0).is_disjoint(&after.0), "a nonce came twice");
    assert!(before(&lost.1, &at_backup.1).is_disjoint(&after.1), "a wrapped content key came twice");
}
