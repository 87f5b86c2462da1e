//! What is in the key store is in its mirror too: losing either loses nothing.

use super::destruction::{found, raw, wrapped};
use super::*;
use crate::{KeyError, Passphrase, Repaired, RootFault, SealError};
use rusqlite::Connection;
use std::fs;

struct Two {
    folder: TempDir,
    mirror: TempDir,
}

impl Two {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), mirror: tempfile::tempdir().unwrap() }
    }

    fn places(&self) -> Places {
        Places { folder: self.folder.path().to_owned(), mirror: Some(self.mirror.path().to_owned()) }
    }

    fn try_open(&self) -> Result<Vault, KeyError> {
        let root = FileRoot::open(&self.places(), None)?;
        Vault::open_at(&self.places(), Box::new(root))
    }

    fn open(&self) -> Vault {
        self.try_open().unwrap()
    }
}

fn empty(folder: &Path) {
    for file in fs::read_dir(folder).unwrap() {
        fs::remove_file(file.unwrap().path()).unwrap();
    }
}

#[test]
fn losing_either_loses_nothing() {
    let product = name("acme");
    for lose_mirror in [false, true] {
        let two = Two::new();
        let vault = two.open();
        let kept = seal(&vault, site(&product), &[locked("account", Some(DAY))], &[("phone", "1")]);
        let gone = seal(&vault, site(&product), &[locked("orders", None)], &[("phone", "2")]);
        let seed = vault.named_secret(&product, "ledger").unwrap();
        let backup = vault.create_backup_key(&name("b"), Timestamp::MAX).unwrap();
        vault.flush().unwrap();
        destroy(&vault, &[holder_half("orders")]);
        vault.set_head("log", 7).unwrap();
        let stamp = vault.stamp();
        drop(vault);
        empty(if lose_mirror { two.mirror.path() } else { two.folder.path() });
        let vault = two.open();
        assert_eq!(vault.repaired(), if lose_mirror { Repaired::Mirror } else { Repaired::Folder });
        assert_eq!(vault.stamp(), stamp);
        assert!(open(&vault, &product, &kept, "phone", &["account"]).is_ok());
        assert!(matches!(open(&vault, &product, &gone, "phone", &["orders"]), Err(OpenError::NoKey { .. })));
        assert_eq!(vault.named_secret(&product, "ledger").unwrap().expose(), seed.expose());
        assert_eq!(vault.backup_key(&name("b")).unwrap().unwrap().expose(), backup.expose());
        assert_eq!(vault.head("log").unwrap(), Some(7));
        // And the one that was made again serves by itself.
        drop(vault);
        empty(if lose_mirror { two.folder.path() } else { two.mirror.path() });
        assert!(open(&two.open(), &product, &kept, "phone", &["account"]).is_ok());
    }
}

#[test]
fn the_one_behind_is_brought_up_and_what_was_destroyed_leaves_it() {
    let product = name("acme");
    for mirror_behind in [false, true] {
        let two = Two::new();
        let vault = two.open();
        let record = seal(&vault, site(&product), &[locked("account", None)], &[("phone", "1")]);
        vault.flush().unwrap();
        let half = wrapped(two.folder.path(), 3..=3).remove(0).1;
        drop(vault);
        let behind = if mirror_behind { two.mirror.path() } else { two.folder.path() };
        let old = fs::read(behind.join(Vault::FILE)).unwrap();
        let vault = two.open();
        destroy(&vault, &[holder_half("account")]);
        drop(vault);
        fs::write(behind.join(Vault::FILE), old).unwrap();
        assert_eq!(found(&raw(behind), std::slice::from_ref(&half)), 1, "set back");
        let vault = two.open();
        assert_eq!(vault.repaired(), if mirror_behind { Repaired::Mirror } else { Repaired::Folder });
        assert!(matches!(open(&vault, &product, &record, "phone", &["account"]), Err(OpenError::NoKey { .. })));
        for folder in [two.folder.path(), two.mirror.path()] {
            assert_eq!(found(&raw(folder), std::slice::from_ref(&half)), 0, "its bytes are gone from both");
        }
    }
}

#[test]
fn files_that_went_different_ways_are_not_joined() {
    let two = Two::new();
    two.open().set_head("a", 1).unwrap();
    // Each is written without the other, as when a mirror was left out of the configuration for a while on one side.
    for (folder, writes) in [(two.folder.path(), 2), (two.mirror.path(), 3)] {
        let alone = vault_in(folder);
        (0..writes).for_each(|n| alone.set_head("b", n).unwrap());
    }
    let before = raw(two.folder.path());
    let opened = two.try_open();
    assert!(matches!(opened, Err(KeyError::Unequal { folder, mirror }) if folder + 1 == mirror), "{opened:?}");
    assert_eq!(raw(two.folder.path()).len(), before.len(), "nothing was written over");
    fs::remove_file(two.mirror.path().join(Vault::FILE)).unwrap();
    assert_eq!(two.open().repaired(), Repaired::Mirror);
}

#[test]
fn a_mirror_that_cannot_confirm_leaves_keys_pending_and_destruction_due() {
    let two = Two::new();
    let product = name("acme");
    let vault = two.open();
    let record = seal(&vault, site(&product), &[locked("account", None)], &[("phone", "1")]);
    vault.flush().unwrap();
    // Another process holds the mirror's write lock.
    let other = Connection::open(two.mirror.path().join(Vault::FILE)).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    seal(&vault, site(&product), &[locked("orders", None)], &[("phone", "1")]);
    assert!(matches!(vault.flush(), Err(KeyError::Mirror(_))));
    assert!(matches!(vault.destroy(&[holder_half("account")], NOW), Err(KeyError::Mirror(_))));
    assert!(open(&vault, &product, &record, "phone", &["account"]).is_ok(), "not decided, not done");
    assert_eq!(wrapped(two.folder.path(), 3..=3).len(), 1, "in neither");
    other.execute_batch("ROLLBACK").unwrap();
    vault.flush().unwrap();
    assert_eq!(wrapped(two.mirror.path(), 3..=3).len(), 2);
    assert_eq!(vault.destroy(&[holder_half("account")], NOW).unwrap().removed, 1);
    // A reader in the mirror: the rows are gone, their bytes are not yet.
    let half = holder_half("orders");
    other.execute_batch("BEGIN; SELECT count(*) FROM key").unwrap();
    assert!(matches!(vault.destroy(std::slice::from_ref(&half), NOW), Err(KeyError::Busy)));
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(vault.destroy(&[half], NOW).unwrap().removed, 0, "done now");
}

#[test]
fn keys_that_reached_the_mirror_alone_are_flushed_again() {
    let two = Two::new();
    let product = name("acme");
    let vault = two.open();
    let record = seal(&vault, site(&product), &[locked("account", Some(DAY))], &[("phone", "1")]);
    vault.write_untold().unwrap();
    vault.flush().unwrap();
    drop(vault);
    assert!(open(&two.open(), &product, &record, "phone", &["account"]).is_ok());
}

#[test]
fn what_is_damaged_is_refused_and_made_anew_from_the_mirror_once_it_is_moved_away() {
    let two = Two::new();
    let product = name("acme");
    let vault = two.open();
    let record = seal(&vault, site(&product), &[locked("account", None)], &[("phone", "1")]);
    vault.flush().unwrap();
    drop(vault);
    let file = two.folder.path().join(Vault::FILE);
    fs::write(&file, [7; 8192]).unwrap();
    let whole = two.mirror.path().join(Vault::FILE);
    let said = |opened: Result<(), KeyError>| match opened {
        Err(KeyError::Damaged { path, whole }) => (path, whole),
        other => panic!("{other:?}"),
    };
    assert_eq!(said(two.try_open().map(drop)), (file.clone(), Some(whole.clone())));
    assert_eq!(fs::read(&file).unwrap(), [7; 8192], "it was left as it is");
    fs::remove_file(&file).unwrap();
    assert!(open(&two.open(), &product, &record, "phone", &["account"]).is_ok());
    two.places().assert_whole().unwrap();
    // A page that nobody reads at the start.
    for (damaged, other) in [(&file, &whole), (&whole, &file)] {
        let sound = fs::read(damaged).unwrap();
        let mut bytes = sound.clone();
        bytes[8192..].fill(7);
        fs::write(damaged, bytes).unwrap();
        assert_eq!(said(two.places().assert_whole()), (damaged.clone(), Some(other.clone())));
        fs::write(damaged, sound).unwrap();
    }
    fs::write(&whole, [7; 8192]).unwrap();
    fs::write(&file, [7; 8192]).unwrap();
    assert_eq!(said(two.places().assert_whole()), (file, None));
}

#[test]
fn a_root_key_that_differs_between_the_folders_is_refused() {
    let two = Two::new();
    drop(two.open());
    let file = two.mirror.path().join(FileRoot::file(1));
    let mut bytes = fs::read(&file).unwrap();
    bytes[0] ^= 1;
    fs::write(&file, bytes).unwrap();
    assert!(matches!(two.try_open(), Err(KeyError::Root { fault: RootFault::Differs, .. })));
}

#[test]
fn a_key_store_that_was_set_back_or_exchanged_is_told_by_its_stamp() {
    let (folder, vault) = fresh();
    vault.set_head("a", 1).unwrap();
    let seen = vault.stamp();
    vault.assert_seen(seen).unwrap();
    drop(vault);
    let old = fs::read(folder.path().join(Vault::FILE)).unwrap();
    let vault = vault_in(folder.path());
    vault.set_head("a", 2).unwrap();
    vault.assert_seen(seen).unwrap();
    let later = vault.stamp();
    drop(vault);
    fs::write(folder.path().join(Vault::FILE), old).unwrap();
    let vault = vault_in(folder.path());
    vault.assert_seen(seen).unwrap();
    assert!(matches!(vault.assert_seen(later), Err(KeyError::SetBack { .. })), "set back");
    vault.set_head("a", 3).unwrap();
    vault.set_head("a", 4).unwrap();
    assert!(matches!(vault.assert_seen(later), Err(KeyError::SetBack { .. })), "another since");
    (0..300).for_each(|n| vault.set_head("b", n).unwrap());
    vault.assert_seen(seen).unwrap();
}

#[test]
fn a_root_key_behind_a_passphrase_opens_with_it_alone() {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::of(folder.path());
    let open_with = |passphrase: Option<&str>| {
        let root = FileRoot::open(&places, passphrase.map(Passphrase::new))?;
        Vault::open_at(&places, Box::new(root))
    };
    let product = name("acme");
    let vault = open_with(Some("correct horse")).unwrap();
    let record = seal(&vault, site(&product), &[locked("account", None)], &[("phone", "1")]);
    vault.flush().unwrap();
    drop(vault);
    let vault = open_with(Some(" correct horse\n")).unwrap();
    assert!(open(&vault, &product, &record, "phone", &["account"]).is_ok());
    assert!(!format!("{vault:?}").contains("horse"));
    drop(vault);
    for (passphrase, expected) in [(Some("wrong horse"), RootFault::Passphrase), (None, RootFault::Locked)] {
        let opened = open_with(passphrase);
        assert!(matches!(opened, Err(KeyError::Root { fault, .. }) if fault == expected), "{opened:?}");
    }
    let file = folder.path().join(FileRoot::file(1));
    let sound = fs::read(&file).unwrap();
    for place in [17, 24, 30, 45, 60, sound.len() - 1] {
        let mut bytes = sound.clone();
        bytes[place] ^= 1;
        fs::write(&file, bytes).unwrap();
        assert!(open_with(Some("correct horse")).is_err(), "byte {place}");
    }
    fs::write(&file, &sound[..50]).unwrap();
    assert!(open_with(Some("correct horse")).is_err());
}

#[test]
fn a_half_of_an_ended_rule_is_refused_in_a_mirrored_store_too() {
    let two = Two::new();
    let vault = two.open();
    destroy(&vault, &[holder_half("account")]);
    let value = Personal::from("1");
    let groups =
        vec![Group { locks: vec![locked("account", None)], items: vec![(name("phone"), Kept::Sealed, &value)] }];
    let product = name("acme");
    let sealed = vault.seal(NOW, &Capture { suite: Suite::default(), site: site(&product), groups });
    assert!(matches!(sealed, Err(SealError::Keys(KeyError::Destroyed(_)))));
}
