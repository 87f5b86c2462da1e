//! What else the key store keeps.

use super::*;
use crate::{Erasure, KeyError};
use jiff::SignedDuration;
use rusqlite::Connection;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap()
}

#[test]
fn a_named_secret_is_the_same_ever_after() {
    let (folder, vault) = fresh();
    let seed = vault.named_secret(&name("acme"), "ledger").unwrap();
    assert_ne!(seed.expose(), vault.named_secret(&name("acme"), "other").unwrap().expose());
    assert_ne!(seed.expose(), vault.named_secret(&name("acme-2"), "ledger").unwrap().expose());
    drop(vault);
    let again = vault_in(folder.path()).named_secret(&name("acme"), "ledger").unwrap();
    assert_eq!(seed.expose(), again.expose());
}

#[test]
fn a_row_that_was_exchanged_is_not_used() {
    let (folder, vault) = fresh();
    for secret in ["ledger", "other"] {
        vault.named_secret(&name("acme"), secret).unwrap();
    }
    let raw = Connection::open(folder.path().join(Vault::FILE)).unwrap();
    raw.execute_batch("UPDATE rooted SET wrapped = (SELECT wrapped FROM rooted WHERE name = 'other') WHERE kind = 2")
        .unwrap();
    let secret = vault.named_secret(&name("acme"), "ledger");
    assert!(matches!(secret, Err(KeyError::Corrupt(_))));
}

#[test]
fn an_exchanged_half_is_not_used_either() {
    let (folder, vault) = fresh();
    let product = name("acme");
    let locks = [locked("account", Some(DAY))];
    let record = seal(&vault, site(&product), &locks, &[("phone", "1")]);
    vault.flush().unwrap();
    drop(vault);
    let raw = Connection::open(folder.path().join(Vault::FILE)).unwrap();
    raw.execute_batch("UPDATE key SET wrapped = (SELECT wrapped FROM key WHERE kind = 4) WHERE kind = 3").unwrap();
    let opened = open(&vault_in(folder.path()), &product, &record, "phone", &["account"]);
    assert!(matches!(opened, Err(OpenError::Keys(KeyError::Corrupt(_)))));
}

#[test]
fn the_erasure_list_lasts_until_the_last_backup_does() {
    let (folder, vault) = fresh();
    let whole = Erasure { cell: CELL, record: RECORD, item: None, at: at(10), until: at(100) };
    let item = Erasure { item: Some(name("phone")), until: at(200), ..whole.clone() };
    vault.list_erasures(&[item.clone(), whole.clone()]).unwrap();
    vault.list_erasures(&[Erasure { until: at(50), ..whole.clone() }]).unwrap();
    drop(vault);
    let vault = vault_in(folder.path());
    assert_eq!(vault.erasures().unwrap(), [whole, item.clone()]);
    assert_eq!(vault.prune_erasures(at(99)).unwrap(), 0);
    assert_eq!(vault.prune_erasures(at(100)).unwrap(), 1);
    assert_eq!(vault.erasures().unwrap(), [item]);
}

#[test]
fn a_backup_ends_with_its_key() {
    let (_folder, vault) = fresh();
    let (early, late) = (name("backup-1"), name("backup-2"));
    let key = vault.create_backup_key(&early, at(100)).unwrap();
    vault.create_backup_key(&late, at(200)).unwrap();
    let again = vault.create_backup_key(&early, at(300));
    assert!(matches!(again, Err(KeyError::BackupKeyExists(_))));
    assert_eq!(vault.backup_key(&early).unwrap().unwrap().expose(), key.expose());
    assert!(vault.destroy_backup_keys(at(99)).unwrap().is_empty());
    assert_eq!(vault.destroy_backup_keys(at(100)).unwrap(), std::slice::from_ref(&early));
    assert!(vault.backup_key(&early).unwrap().is_none());
    assert!(vault.backup_key(&late).unwrap().is_some());
}

#[test]
fn the_end_of_a_backup_s_key_comes_nearer_and_never_goes_farther() {
    let (folder, vault) = fresh();
    let (one, other) = (name("backup-1"), name("backup-2"));
    for id in [&one, &other] {
        vault.create_backup_key(id, at(200)).unwrap();
    }
    vault.shorten_backup_keys(&[(one.clone(), at(100)), (other.clone(), at(300)), (name("gone"), at(1))]).unwrap();
    vault.shorten_backup_keys(&[(one.clone(), at(150))]).unwrap();
    drop(vault);
    let vault = vault_in(folder.path());
    assert_eq!(vault.backup_keys().unwrap(), [(one.clone(), at(100)), (other, at(200))]);
    assert_eq!(vault.destroy_backup_keys(at(100)).unwrap(), [one]);
}

#[test]
fn a_head_never_falls() {
    let (_folder, vault) = fresh();
    assert_eq!(vault.head("ledger").unwrap(), None);
    for (value, head) in [(5, 5), (3, 5), (8, 8)] {
        vault.set_head("ledger", value).unwrap();
        assert_eq!(vault.head("ledger").unwrap(), Some(head));
    }
}

#[test]
fn a_store_of_a_later_version_is_left_alone() {
    let (folder, vault) = fresh();
    drop(vault);
    let raw = Connection::open(folder.path().join(Vault::FILE)).unwrap();
    raw.execute_batch("UPDATE meta SET value = 99 WHERE name = 'schema'").unwrap();
    let root = files(folder.path());
    let opened = Vault::at(folder.path(), Box::new(root));
    assert!(matches!(opened, Err(KeyError::Newer { found: 99, known: 4 })));
}

#[test]
fn a_key_in_memory_answers_for_a_minute_without_the_store() {
    let (folder, vault) = fresh();
    let product = name("acme");
    let record = seal(&vault, site(&product), &[locked("account", None)], &[("phone", "1")]);
    vault.flush().unwrap();
    let raw = Connection::open(folder.path().join(Vault::FILE)).unwrap();
    raw.execute_batch("DELETE FROM key").unwrap();
    let openings = [opening(RECORD, "phone", Form::Clear, &["account"])];
    let open_at = |now| vault.open_listed(&openings, now, &product, std::slice::from_ref(&record));
    assert!(open_at(NOW + SignedDuration::from_secs(60)).is_ok());
    assert!(matches!(open_at(NOW + SignedDuration::from_secs(61)), Err(OpenError::NoKey { .. })));
}
