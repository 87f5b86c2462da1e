//! Fresh root keys and cells' keys, stopped anywhere: nothing is lost, nobody's rows are touched.

use super::destruction::raw;
use super::*;
use crate::{KeyError, KeyStore, RotationStep};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::process::Command;

const CELLS: u8 = 5;

/// Cells with some people each; every record opens.
fn furnish(vault: &Vault, product: &Name) -> Vec<StoredRecord> {
    let mut records = Vec::new();
    for cell in 1..=CELLS {
        for holder in 0..20 {
            let place =
                Site { cell: Cell::from_bytes([cell; 16]), holder: Holder::from_bytes([holder; 16]), ..site(product) };
            records.push(seal(
                vault,
                place,
                &[locked("account", None), locked("orders", Some(DAY))],
                &[("phone", "1")],
            ));
        }
        let lookup = crate::Lookup {
            suite: Suite::default(),
            product,
            cell: Cell::from_bytes([cell; 16]),
            field: "a.b",
            shape: None,
        };
        vault.digest_for_lookup(NOW, lookup, &Personal::from("1")).unwrap();
    }
    vault.named_secret(product, "ledger").unwrap();
    vault.create_backup_key(&name("b"), Timestamp::MAX).unwrap();
    vault.flush().unwrap();
    records
}

fn opens(vault: &Vault, product: &Name, records: &[StoredRecord]) {
    for record in records {
        assert!(open(vault, product, record, "phone", &["account"]).is_ok());
        assert!(open(vault, product, record, "phone", &["orders"]).is_ok());
    }
}

/// Every wrapped key, by its columns.
fn rows(folder: &Path, table: &str) -> BTreeMap<String, Vec<u8>> {
    let store = Connection::open(folder.join(Vault::FILE)).unwrap();
    let name = match table {
        "key" => "kind || '/' || hex(cell) || '/' || hex(holder) || '/' || rule || '/' || day",
        _ => "kind || '/' || product || '/' || name",
    };
    let mut select = store.prepare(&format!("SELECT {name}, wrapped FROM {table}")).unwrap();
    select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

fn changed(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) -> usize {
    assert_eq!(before.len(), after.len());
    before.iter().filter(|(name, wrapped)| after[*name] != **wrapped).count()
}

#[test]
fn a_fresh_root_key_touches_cells_and_nobody() {
    let (folder, vault) = fresh();
    let product = name("acme");
    let records = furnish(&vault, &product);
    let (keys, rooted) = (rows(folder.path(), "key"), rows(folder.path(), "rooted"));
    let old = std::fs::read(folder.path().join(FileRoot::file(1))).unwrap();
    let mut steps = Vec::new();
    let written = vault.rotate_root(&mut |step| steps.push(step)).unwrap();
    // Five cells, a secret, a backup key, the check.
    assert_eq!(written, u64::from(CELLS) + 3);
    assert_eq!(changed(&keys, &rows(folder.path(), "key")), 0, "keys of rules, people and days");
    assert_eq!(changed(&rooted, &rows(folder.path(), "rooted")), written as usize);
    let last = RotationStep::Wrapped { done: written, of: written };
    assert_eq!(
        steps,
        [RotationStep::Drawn, RotationStep::Begun, last, RotationStep::Finished, RotationStep::Destroyed]
    );
    assert_eq!(files(folder.path()).numbers().unwrap(), [2]);
    assert!(!raw(folder.path()).windows(32).any(|window| window == old), "the old one is nowhere");
    opens(&vault, &product, &records);
    drop(vault);
    let vault = vault_in(folder.path());
    opens(&vault, &product, &records);
    assert!(vault.backup_key(&name("b")).unwrap().is_some());
    // What is drawn after it is under the new one.
    let place = Site { cell: Cell::from_bytes([99; 16]), ..site(&product) };
    let record = seal(&vault, place, &[locked("account", None)], &[("phone", "1")]);
    vault.flush().unwrap();
    drop(vault);
    assert!(open(&vault_in(folder.path()), &product, &record, "phone", &["account"]).is_ok());
}

/// Rows that a rotation of the root key, and then of the cell's, writes in a cell with so many people.
fn rows_written(people: u16) -> [usize; 3] {
    let (folder, vault) = fresh();
    let product = name("acme");
    for number in 0..people {
        let mut holder = [0; 16];
        holder[..2].copy_from_slice(&number.to_be_bytes());
        let place = Site { holder: Holder::from_bytes(holder), ..site(&product) };
        seal(&vault, place, &[locked("account", None), locked("orders", Some(DAY))], &[("phone", "1")]);
    }
    vault.flush().unwrap();
    let (keys, rooted) = (rows(folder.path(), "key"), rows(folder.path(), "rooted"));
    assert!(keys.len() >= usize::from(people), "each person has a half");
    let told = vault.rotate_root(&mut |_| ()).unwrap();
    let by_root = changed(&rooted, &rows(folder.path(), "rooted"));
    assert_eq!(by_root as u64, told);
    assert_eq!(changed(&keys, &rows(folder.path(), "key")), 0);
    let rooted = rows(folder.path(), "rooted");
    vault.rotate_cells(NOW, None, &mut |_| ()).unwrap();
    let now = [rows(folder.path(), "key"), rows(folder.path(), "rooted")];
    [by_root, changed(&keys, &now[0]), changed(&rooted, &now[1])]
}

#[test]
fn rotation_writes_as_many_rows_for_ten_people_as_for_ten_thousand() {
    let few = rows_written(10);
    assert!(few.iter().all(|rows| *rows > 0), "{few:?}");
    assert_eq!(few, rows_written(10_000));
}

#[test]
fn the_old_root_key_opens_nothing_any_more() {
    let (folder, vault) = fresh();
    let product = name("acme");
    let records = furnish(&vault, &product);
    let old = folder.path().join("kept");
    std::fs::copy(folder.path().join(FileRoot::file(1)), &old).unwrap();
    vault.rotate_root(&mut |_| ()).unwrap();
    drop(vault);
    // Everything as if the old one were in force still, and without the row that tells a wrong root key at once.
    std::fs::remove_file(folder.path().join(FileRoot::file(2))).unwrap();
    std::fs::rename(&old, folder.path().join(FileRoot::file(1))).unwrap();
    let store = Connection::open(folder.path().join(Vault::FILE)).unwrap();
    store.execute_batch("UPDATE rooted SET root = 1; UPDATE meta SET value = 1 WHERE name = 'root'").unwrap();
    let opened = Vault::at(folder.path(), Box::new(files(folder.path())));
    assert!(matches!(opened, Err(KeyError::WrongRoot)), "{opened:?}");
    store.execute_batch("DELETE FROM rooted WHERE kind = 0").unwrap();
    drop(store);
    let vault = vault_in(folder.path());
    for record in &records {
        assert!(open(&vault, &product, record, "phone", &["account"]).is_err());
    }
    assert!(vault.named_secret(&product, "ledger").is_err());
    assert!(vault.backup_key(&name("b")).is_err());
}

#[test]
fn a_root_key_that_was_overwritten_and_not_yet_removed_is_gone() {
    let (folder, mirror) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let places = Places { folder: folder.path().to_owned(), mirror: Some(mirror.path().to_owned()) };
    let open_both = || Vault::open_at(&places, Box::new(FileRoot::open(&places, None).unwrap())).unwrap();
    let product = name("acme");
    let vault = open_both();
    let records = furnish(&vault, &product);
    let old = std::fs::read(folder.path().join(FileRoot::file(1))).unwrap();
    vault.rotate_root(&mut |_| ()).unwrap();
    drop(vault);
    // The process ended between the overwriting in the one folder and the removal in either.
    for (place, bytes) in [(folder.path(), vec![0; 32]), (mirror.path(), old)] {
        let path = place.join(FileRoot::file(1));
        std::fs::write(&path, bytes).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    opens(&open_both(), &product, &records);
    for place in [folder.path(), mirror.path()] {
        assert_eq!(files(place).numbers().unwrap(), [2]);
    }
}

#[test]
fn a_cells_fresh_key_touches_its_rules_and_nobody() {
    let (folder, vault) = fresh();
    let product = name("acme");
    let records = furnish(&vault, &product);
    let before = rows(folder.path(), "key");
    let old = rows(folder.path(), "rooted");
    let one = Cell::from_bytes([2; 16]);
    assert_eq!(vault.rotate_cells(NOW, Some(one), &mut |_| ()).unwrap(), 4, "its key, its source, two rules");
    assert_eq!(changed(&before, &rows(folder.path(), "key")), 3);
    assert_eq!(changed(&old, &rows(folder.path(), "rooted")), 1);
    opens(&vault, &product, &records);
    let written = vault.rotate_cells(NOW, None, &mut |_| ()).unwrap();
    assert_eq!(written, 4 * u64::from(CELLS));
    for (name, wrapped) in old.iter().filter(|(name, _)| name.starts_with("1/")) {
        assert!(!raw(folder.path()).windows(wrapped.len()).any(|window| window == wrapped), "{name} lies on");
    }
    opens(&vault, &product, &records);
    drop(vault);
    opens(&vault_in(folder.path()), &product, &records);
}

#[test]
fn sealing_goes_on_meanwhile() {
    let (folder, vault) = fresh();
    let product = name("acme");
    let done = std::sync::atomic::AtomicBool::new(false);
    let records = std::thread::scope(|scope| {
        let sealing = scope.spawn(|| {
            let mut records = Vec::new();
            for n in 0..200_u8 {
                let cell = Cell::from_bytes([n % 7; 16]);
                let place = Site { cell, holder: Holder::from_bytes([n; 16]), ..site(&product) };
                records.push(seal(&vault, place, &[locked("account", None)], &[("phone", "1")]));
                if n % 5 == 0 {
                    vault.flush().unwrap();
                }
            }
            done.store(true, std::sync::atomic::Ordering::SeqCst);
            records
        });
        while !done.load(std::sync::atomic::Ordering::SeqCst) {
            vault.rotate_root(&mut |_| ()).unwrap();
            vault.rotate_cells(NOW, None, &mut |_| ()).unwrap();
        }
        sealing.join().unwrap()
    });
    vault.flush().unwrap();
    drop(vault);
    let vault = vault_in(folder.path());
    for record in &records {
        assert!(open(&vault, &product, record, "phone", &["account"]).is_ok());
    }
}

const FOLDER: &str = "YINUO_ROTATION_FOLDER";
const STOP: &str = "YINUO_ROTATION_STOP";

/// The process that is stopped at a step; without orders it does nothing.
#[test]
#[expect(clippy::disallowed_methods, reason = "its orders come from the test that runs it")]
fn rotator() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let stop = std::env::var(STOP).unwrap();
    let vault = vault_in(Path::new(&folder));
    let mut told = |step: RotationStep| {
        if format!("{step:?}") == stop {
            std::process::abort();
        }
    };
    vault.rotate_root(&mut told).unwrap();
    vault.rotate_cells(NOW, None, &mut told).unwrap();
}

#[test]
fn stopped_at_each_step_it_goes_on() {
    let wrapped = |done, of| format!("{:?}", RotationStep::Wrapped { done, of });
    // Each side effect: done and not recorded, or recorded; the root key first, then the cells'.
    for stop in [
        format!("{:?}", RotationStep::Drawn),
        format!("{:?}", RotationStep::Begun),
        wrapped(8, 8),
        format!("{:?}", RotationStep::Finished),
        format!("{:?}", RotationStep::Destroyed),
        wrapped(1, 5),
        wrapped(5, 5),
    ] {
        let (folder, vault) = fresh();
        let product = name("acme");
        let records = furnish(&vault, &product);
        drop(vault);
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "tests::rotation::rotator", "--nocapture", "--test-threads=1"]);
        let output = command.env(FOLDER, folder.path()).env(STOP, &stop).output().unwrap();
        assert_eq!(output.status.signal(), Some(6), "{stop}: {}", String::from_utf8_lossy(&output.stderr));
        // It serves as it stands, and what is drawn now is not lost when the rotation goes on.
        let vault = vault_in(folder.path());
        opens(&vault, &product, &records);
        let place = Site { cell: Cell::from_bytes([77; 16]), ..site(&product) };
        let fresh = seal(&vault, place, &[locked("account", None)], &[("phone", "1")]);
        vault.flush().unwrap();
        vault.rotate_root(&mut |_| ()).unwrap();
        vault.rotate_cells(NOW, None, &mut |_| ()).unwrap();
        assert_eq!(vault.rotations_open().unwrap(), (false, false));
        drop(vault);
        assert_eq!(files(folder.path()).numbers().unwrap().len(), 1, "{stop}");
        let vault = vault_in(folder.path());
        opens(&vault, &product, &records);
        assert!(open(&vault, &product, &fresh, "phone", &["account"]).is_ok());
    }
}
