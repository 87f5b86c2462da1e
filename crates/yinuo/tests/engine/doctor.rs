//! What the doctor sees: each check is well on a sound installation, and is the one that speaks when its thing is amiss.

use crate::support::{AINK, House, Person, START, at, days, folder};
use rusqlite::Connection;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use yinuo::Tenant;
use yinuo::{Config, Engine};

const PHONE: &str = "13987651234";

fn sound(folder: &Path) -> (House, Person) {
    std::fs::create_dir_all(folder.join("keys")).unwrap();
    std::fs::set_permissions(folder.join("keys"), std::fs::Permissions::from_mode(0o700)).unwrap();
    let house = House::under(folder, AINK);
    let values = [("username", "lileimei"), ("email", "li.lei@example.com"), ("phone", PHONE)];
    let (person, _) = house.register(Tenant::New, &values).unwrap();
    house.engine.backup(&house.product).unwrap();
    (house, person)
}

/// What is amiss, by name.
fn amiss(engine: &Engine) -> Vec<String> {
    engine.examine().into_iter().filter(|check| !check.well).map(|check| check.what).collect()
}

#[test]
fn a_sound_installation_is_well_and_its_values_were_looked_for() {
    let folder = folder();
    let (house, _) = sound(folder.path());
    assert_eq!(amiss(&house.engine), Vec::<String>::new(), "{:?}", house.engine.examine());
    let checks = house.engine.examine();
    let values = checks.iter().find(|check| check.what == "values of aink").unwrap();
    let sampled = "3 of the newest 1 records (at most 10 of a tenant, some 500 in all) looked for in ";
    assert!(values.found.starts_with(sampled), "{}", values.found);
    for expected in ["clock", "working days", "database", "due work", "key store", "ledger of aink", "backups of aink"]
    {
        assert!(checks.iter().any(|check| check.what == expected), "{expected}");
    }
    let said = format!("{checks:?}");
    assert!(!said.contains(PHONE) && !said.contains("lileimei"), "{said}");
}

#[test]
fn a_value_that_stands_readable_anywhere_is_named_and_not_shown() {
    let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let hex = |text: &str| -> Vec<u8> { text.bytes().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect() };
    for (place, bytes) in [
        ("data/left.tmp", PHONE.as_bytes().to_vec()),
        ("mirror/debug.log", utf16(PHONE)),
        ("backups/dump", [vec![b'x'; 200_000], hex(PHONE)].concat()),
    ] {
        let folder = folder();
        let (house, _) = sound(folder.path());
        std::fs::write(folder.path().join(place), bytes).unwrap();
        assert_eq!(amiss(&house.engine), ["values of aink"], "{place}");
        let said = format!("{:?}", house.engine.examine());
        assert!(said.contains("`phone` stands readable in") && said.contains(place), "{said}");
        assert!(!said.contains(PHONE), "{said}");
    }
}

#[test]
fn words_of_the_published_policy_are_no_values_that_stand_readable() {
    let folder = folder();
    let (house, person) = sound(folder.path());
    let word = "Accounting Law of the PRC";
    assert!(String::from_utf8_lossy(AINK).contains(word));
    // A word of the policy, one of the schema, and one of neither.
    for (name, email) in [(word, "word@example.com"), ("captured_at", "schema@example.com")] {
        house.register(person.tenant(), &[("username", name), ("email", email)]).unwrap();
    }
    house.engine.backup(&house.product).unwrap();
    assert_eq!(amiss(&house.engine), Vec::<String>::new(), "{:?}", house.engine.examine());
    let checks = house.engine.examine();
    let values = checks.iter().find(|check| check.what == "values of aink").unwrap();
    assert!(values.found.contains("; 2 of them stand in the published policy"), "{}", values.found);
    let hex: String = word.bytes().map(|byte| format!("{byte:02x}")).collect();
    for leak in [hex.as_str(), "word@example.com"] {
        std::fs::write(folder.path().join("data/left.tmp"), leak).unwrap();
        assert_eq!(amiss(&house.engine), ["values of aink"], "{leak}");
    }
}

#[test]
fn data_and_mirror_are_their_owner_s_alone_and_are_told_where_they_are_not() {
    let folder = folder();
    // A mount has the mode that it has: what is made in it is private all the same.
    std::fs::create_dir_all(folder.path().join("data")).unwrap();
    std::fs::set_permissions(folder.path().join("data"), std::fs::Permissions::from_mode(0o755)).unwrap();
    let (house, _) = sound(folder.path());
    house.engine.run_due().unwrap();
    let mode = |path: &str| std::fs::metadata(folder.path().join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("mirror"), mode("data/data.db"), mode("data/lock")), (0o700, 0o600, 0o600));
    let (mut databases, mut open) = (0, Vec::new());
    for place in ["data", "mirror"] {
        for entry in std::fs::read_dir(folder.path().join(place)).unwrap() {
            let name = format!("{place}/{}", entry.unwrap().file_name().display());
            let database = name.contains(".db");
            databases += usize::from(database);
            open.extend((database && mode(&name) != 0o600).then_some(name));
        }
    }
    assert!(databases >= 2 && open.is_empty(), "{open:?}");
    std::fs::set_permissions(folder.path().join("data"), std::fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(amiss(&house.engine), Vec::<String>::new(), "{:?}", house.engine.examine());
    for (place, what) in [("data", "permissions of the data"), ("mirror", "permissions of the mirror")] {
        let path = folder.path().join(place);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        let file = std::fs::read_dir(&path).unwrap().map(|it| it.unwrap().path()).find(|it| it.is_file()).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(amiss(&house.engine), [what]);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
    }
}

#[test]
fn a_damaged_key_store_is_told_while_it_runs_with_the_mirror_that_is_whole() {
    let folder = folder();
    let mut config = Config::under(folder.path());
    config.key_mirror = Some(folder.path().join("second"));
    let house = House::open(config, AINK, at(START));
    house.register(Tenant::New, &[("username", "lileimei"), ("email", "li.lei@example.com")]).unwrap();
    let found = || house.engine.examine().into_iter().find(|check| check.what == "key store").unwrap();
    assert!(found().well, "{:?}", found());
    let file = folder.path().join("keys/keys.db");
    Connection::open(&file).unwrap().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[8192..].fill(7);
    std::fs::write(&file, bytes).unwrap();
    let found = found();
    let whole = folder.path().join("second/keys.db");
    assert!(
        !found.well && found.found.contains(&format!("{} is whole: stop the server", whole.display())),
        "{found:?}"
    );
    assert!(house.engine.key_report().is_err(), "`keys status` says the same");
}

#[test]
fn what_came_last_is_looked_for_however_much_came_before() {
    let folder = folder();
    let (house, person) = sound(folder.path());
    for number in 0..12 {
        let (name, email) = (format!("person-{number}"), format!("person-{number}@example.com"));
        house.register(person.tenant(), &[("username", &name), ("email", &email)]).unwrap();
    }
    std::fs::write(folder.path().join("data/left.tmp"), "person-11@example.com").unwrap();
    assert_eq!(amiss(&house.engine), ["values of aink"]);
}

#[test]
fn what_the_policy_seals_and_the_store_keeps_open_is_seen() {
    let folder = folder();
    let (house, _) = sound(folder.path());
    let store = Connection::open(folder.path().join("data").join(yinuo::store::DATABASE)).unwrap();
    assert_eq!(store.execute("UPDATE value SET kept = 'open' WHERE item = 'phone'", []).unwrap(), 1);
    assert_eq!(amiss(&house.engine), ["values of aink"]);
    // And a value that was altered is not well either.
    store.execute("UPDATE value SET kept = 'sealed' WHERE item = 'phone'", []).unwrap();
    store.execute("UPDATE value SET body = CAST(body || x'00' AS BLOB) WHERE item = 'phone'", []).unwrap();
    let amiss = amiss(&house.engine);
    assert!(amiss.contains(&"values of aink".to_owned()), "{amiss:?}");
}

/// People of whom one has closed her account, with everything that ends in one way or another.
fn ending(folder: &Path) -> House {
    let house = House::under(folder, include_bytes!("ends/policy.toml"));
    let (who, _) = house.register(Tenant::New, &[("user", "u0")]).unwrap();
    let (other, _) = house.register(who.tenant(), &[("user", "u1")]).unwrap();
    for person in [who, other] {
        house.consent(person, "trace", yinuo::life::facts::ConsentState::Given).unwrap();
        for (purpose, kind) in [("keep", "note"), ("keep", "bill"), ("trace", "trace")] {
            house.collect(person, purpose, kind, &[(kind, "mine")]).unwrap();
        }
    }
    house.cancel(other).unwrap();
    house
}

#[test]
fn an_end_that_was_lost_or_put_off_is_seen() {
    const TEN_YEARS: &str = "+ 86400000000 * 3650";
    let put_off = |work: &str, by: &str| format!("UPDATE due SET at = at {by} WHERE work LIKE '%{work}%'");
    for (sql, how) in [
        ("DELETE FROM due WHERE work LIKE '%end-holder%'".to_owned(), "set for no time"),
        ("DELETE FROM due WHERE work LIKE '%end-values%'".to_owned(), "set for no time"),
        ("DELETE FROM due WHERE work LIKE '%end-term%'".to_owned(), "set for no time"),
        (put_off("end-holder", TEN_YEARS), "set for no time"),
        (put_off("end-holder", "+ 86400000000 * 3"), "set for no time"),
        (put_off("end-values", TEN_YEARS), "set for no time"),
        (format!("UPDATE slot SET until = until {TEN_YEARS}"), "kept longer"),
        ("UPDATE slot SET until = NULL".to_owned(), "kept longer"),
        ("DELETE FROM slot WHERE rule LIKE '%trace%'".to_owned(), "without a keyslot"),
    ] {
        let folder = folder();
        let house = ending(folder.path());
        house.engine.run_due().unwrap();
        house.engine.backup(&house.product).unwrap();
        assert_eq!(amiss(&house.engine), Vec::<String>::new(), "{:?}", house.engine.examine());
        let store = Connection::open(folder.path().join("data").join(yinuo::store::DATABASE)).unwrap();
        assert!(store.execute(&sql, []).unwrap() > 0, "{sql}");
        let checks = house.engine.examine();
        let found = &checks.iter().find(|check| check.what == "ends of ends").unwrap().found;
        assert!(amiss(&house.engine).contains(&"ends of ends".to_owned()) && found.contains(how), "{sql}: {found}");
        assert!(!found.contains("u1") && !found.contains("mine"), "{found}");
    }
}

#[test]
fn values_whose_end_was_lost_are_overdue_and_a_run_of_the_worker_leaves_nothing_amiss() {
    for lost in [false, true] {
        let folder = folder();
        let house = ending(folder.path());
        if lost {
            let store = Connection::open(folder.path().join("data").join(yinuo::store::DATABASE)).unwrap();
            store.execute("DELETE FROM due WHERE work LIKE '%end-holder%'", []).unwrap();
        }
        for _ in 0..45 {
            house.advance(days(1));
            house.engine.run_due().unwrap();
            let ends = house.engine.examine().into_iter().find(|check| check.what == "ends of ends").unwrap();
            assert_eq!(ends.well, !lost, "{ends:?}");
        }
    }
}

#[test]
fn late_work_old_backups_and_a_clock_set_back_are_seen() {
    let folder = folder();
    let (house, person) = sound(folder.path());
    house.advance(days(3));
    let late = amiss(&house.engine);
    assert!(late.contains(&"backups of aink".to_owned()) && late.contains(&"due work".to_owned()), "{late:?}");
    house.register(person.tenant(), &[("username", "other"), ("email", "other@example.com")]).unwrap();
    house.engine.run_due().unwrap();
    house.engine.backup(&house.product).unwrap();
    assert_eq!(amiss(&house.engine), Vec::<String>::new(), "{:?}", house.engine.examine());
    house.advance(-days(2));
    assert_eq!(amiss(&house.engine), ["clock"]);
}

#[test]
fn an_installation_that_outlives_its_first_backups_is_still_well() {
    let folder = folder();
    let (house, _) = sound(folder.path());
    for _ in 0..5 {
        house.advance(days(12));
        house.engine.run_due().unwrap();
    }
    house.engine.backup(&house.product).unwrap();
    assert_eq!(amiss(&house.engine), Vec::<String>::new());
}

#[test]
fn a_backup_that_would_not_restore_is_seen() {
    let folder = folder();
    let (house, _) = sound(folder.path());
    let path = house.engine.newest_backup().unwrap().path;
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!(amiss(&house.engine), ["backups of aink"]);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(amiss(&house.engine), ["backups of aink"]);
}

#[test]
fn keys_beside_the_data_or_open_to_others_are_seen() {
    let folder = folder();
    let config = Config { keys: folder.path().join("data/keys"), ..Config::under(folder.path()) };
    let house = House::open(config, AINK, crate::support::at(crate::support::START));
    house.engine.backup(&house.product).unwrap();
    std::fs::set_permissions(folder.path().join("data/keys"), std::fs::Permissions::from_mode(0o755)).unwrap();
    for entry in std::fs::read_dir(folder.path().join("data/keys")).unwrap() {
        std::fs::set_permissions(entry.unwrap().path(), std::fs::Permissions::from_mode(0o644)).unwrap();
    }
    let amiss = amiss(&house.engine);
    for expected in ["keys and data", "permissions of the keys"] {
        assert!(amiss.contains(&expected.to_owned()), "{amiss:?}");
    }
}

#[test]
fn keys_beside_the_data_are_seen_by_whatever_name_they_go() {
    let by_link = |folder: &Path| {
        std::os::unix::fs::symlink(folder.join("data/keys"), folder.join("elsewhere")).unwrap();
        folder.join("elsewhere")
    };
    // The data by another name: the keys lie in what the link leads to.
    let data_by_link = |folder: &Path| {
        std::os::unix::fs::symlink(folder.join("data"), folder.join("linked")).unwrap();
        folder.join("linked/keys")
    };
    let by_dots = |folder: &Path| folder.join("mirror/../data/keys");
    let names: [&dyn Fn(&Path) -> std::path::PathBuf; 3] = [&by_link, &data_by_link, &by_dots];
    for name in names {
        let folder = folder();
        for made in ["data/keys", "mirror"] {
            std::fs::create_dir_all(folder.path().join(made)).unwrap();
        }
        let config = Config { keys: name(folder.path()), ..Config::under(folder.path()) };
        let shown = config.keys.clone();
        let house = House::open(config, AINK, crate::support::at(crate::support::START));
        assert!(amiss(&house.engine).contains(&"keys and data".to_owned()), "{}", shown.display());
    }
}

#[test]
fn a_mirror_of_the_keys_on_the_same_disk_is_said() {
    let folder = folder();
    let config = Config { key_mirror: Some(folder.path().join("second")), ..Config::under(folder.path()) };
    let house = House::open(config, AINK, crate::support::at(crate::support::START));
    let store = house.engine.examine().into_iter().find(|check| check.what == "key store").unwrap();
    assert!(store.well && store.found.contains("a mirror (on the same disk)"), "{}", store.found);
}

#[test]
fn a_year_whose_working_days_nobody_has_announced_is_seen() {
    let folder = folder();
    let (house, _) = sound(folder.path());
    house.clock.set(crate::support::at("2031-05-20T09:00:00+08:00"));
    let amiss = amiss(&house.engine);
    assert!(amiss.contains(&"working days".to_owned()), "{amiss:?}");
}
