//! The root key file: the right one, whole, and nobody else's to read.

use super::*;
use crate::{KeyError, KeyStore, RootFault};
use std::fs;

fn fault(folder: &Path) -> RootFault {
    let opened = FileRoot::open(&Places::of(folder), None).and_then(|root| Vault::at(folder, Box::new(root)));
    match opened {
        Err(KeyError::Root { fault, .. }) => fault,
        other => panic!("expected a fault, got {other:?}"),
    }
}

#[test]
fn a_key_of_another_size_is_refused() {
    for size in [0, 16, 31, 33, 64] {
        let (folder, vault) = fresh();
        drop(vault);
        fs::write(folder.path().join(FileRoot::file(1)), vec![7; size]).unwrap();
        assert_eq!(fault(folder.path()), RootFault::Size(size as u64));
    }
}

#[cfg(unix)]
#[test]
fn only_its_owner_reads_it() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, vault) = fresh();
    seal(&vault, site(&name("acme")), &[locked("r", None)], &[("phone", "1")]);
    vault.flush().unwrap();
    for file in [FileRoot::file(1).as_str(), "keys.db", "keys.db-wal", "keys.db-shm"] {
        let mode = fs::metadata(folder.path().join(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    let file = folder.path().join(FileRoot::file(1));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(fault(folder.path()), RootFault::Exposed);
}

#[test]
fn a_lost_key_is_not_replaced_by_a_fresh_one() {
    let (folder, vault) = fresh();
    drop(vault);
    fs::remove_file(folder.path().join(FileRoot::file(1))).unwrap();
    assert_eq!(fault(folder.path()), RootFault::Missing);
}

#[test]
fn an_existing_key_is_not_overwritten() {
    let (folder, _vault) = fresh();
    let file = folder.path().join(FileRoot::file(1));
    let before = fs::read(&file).unwrap();
    files(folder.path()).draw(1).unwrap();
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn another_root_key_is_told_before_anything_is_done() {
    let (folder, vault) = fresh();
    drop(vault);
    let other = tempfile::tempdir().unwrap();
    let root = files(other.path());
    root.draw(1).unwrap();
    let opened = Vault::at(folder.path(), Box::new(root));
    assert!(matches!(opened, Err(KeyError::WrongRoot)));
}
