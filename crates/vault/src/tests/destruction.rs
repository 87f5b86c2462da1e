//! A value ends with its last keyslot, and a destroyed half leaves nothing behind.

use super::*;
use crate::{KeyError, SealError};
use rusqlite::Connection;

#[test]
fn two_rules_keep_a_value_until_the_second_ends() {
    for ends in [[holder_half("account"), holder_half("tax")], [holder_half("tax"), holder_half("account")]] {
        let (_folder, vault) = fresh();
        let product = name("acme");
        let locks = [locked("account", None), locked("tax", None)];
        let record = seal(&vault, site(&product), &locks, &[("phone", "1")]);
        vault.flush().unwrap();
        let both = ["account", "tax"];
        let [first, last] = ends;
        assert_eq!(vault.destroy(&[first], NOW).unwrap().removed, 1);
        assert!(open(&vault, &product, &record, "phone", &both).is_ok());
        assert_eq!(vault.destroy(&[last], NOW).unwrap().removed, 1);
        let opened = open(&vault, &product, &record, "phone", &both);
        assert!(matches!(opened, Err(OpenError::NoKey { .. })));
    }
}

#[test]
fn a_live_slot_of_a_rule_that_the_permit_does_not_list_is_not_tried() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let locks = [locked("account", None), locked("tax", None)];
    let record = seal(&vault, site(&product), &locks, &[("phone", "1")]);
    vault.flush().unwrap();
    destroy(&vault, &[holder_half("account")]);
    let opened = open(&vault, &product, &record, "phone", &["account"]);
    assert!(matches!(opened, Err(OpenError::NoKey { .. })));
    assert!(open(&vault, &product, &record, "phone", &["tax"]).is_ok());
}

#[test]
fn either_half_ends_its_slot() {
    for half in [holder_half("orders"), term_half("orders")] {
        let (_folder, vault) = fresh();
        let product = name("acme");
        let record = seal(&vault, site(&product), &[locked("orders", Some(DAY))], &[("phone", "1")]);
        vault.flush().unwrap();
        destroy(&vault, &[half]);
        let opened = open(&vault, &product, &record, "phone", &["orders"]);
        assert!(matches!(opened, Err(OpenError::NoKey { .. })));
    }
}

#[test]
fn a_days_half_ends_that_day_for_every_holder_and_no_other_day() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let seal_for = |holder: u8, day| {
        let site = Site { holder: Holder::from_bytes([holder; 16]), ..site(&product) };
        seal(&vault, site, &[locked("orders", Some(day))], &[("phone", "1")])
    };
    let that_day: Vec<_> = (10..20).map(|holder| seal_for(holder, DAY)).collect();
    let next_day = seal_for(10, DAY.tomorrow().unwrap());
    vault.flush().unwrap();
    destroy(&vault, &[term_half("orders")]);
    for record in &that_day {
        assert!(open(&vault, &product, record, "phone", &["orders"]).is_err());
    }
    assert!(open(&vault, &product, &next_day, "phone", &["orders"]).is_ok());
}

#[test]
fn a_destroyed_half_never_returns() {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault_in(folder.path());
    let product = name("acme");
    seal(&vault, site(&product), &[locked("account", None)], &[("phone", "1")]);
    vault.flush().unwrap();
    assert_eq!(vault.destroy(&[holder_half("account")], NOW).unwrap().removed, 1);
    assert_eq!(vault.destroy(&[holder_half("account")], NOW).unwrap().removed, 0, "again is fine");
    assert_eq!(vault.destroy(&[term_half("never-drawn")], NOW).unwrap().removed, 0);
    drop(vault);
    let vault = vault_in(folder.path());
    let value = Personal::from("1");
    for locks in [vec![locked("account", None)], vec![locked("never-drawn", Some(DAY))]] {
        let items = vec![(name("phone"), Kept::Sealed, &value)];
        let groups = vec![Group { locks, items }];
        let sealed = vault.seal(NOW, &Capture { suite: Suite::default(), site: site(&product), groups });
        assert!(matches!(sealed, Err(SealError::Keys(KeyError::Destroyed(_)))));
    }
}

#[test]
fn a_half_destroyed_between_sealing_and_commit_shows() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let record = seal(&vault, site(&product), &[locked("account", Some(DAY))], &[("phone", "1")]);
    assert!(vault.slots_live(NOW, CELL, HOLDER, &record.slots).unwrap());
    destroy(&vault, &[term_half("account")]);
    vault.flush().unwrap();
    assert!(!vault.slots_live(NOW, CELL, HOLDER, &record.slots).unwrap());
}

#[test]
fn a_reader_elsewhere_makes_the_destruction_due_and_not_done() {
    let (folder, vault) = fresh();
    let product = name("acme");
    let record = seal(&vault, site(&product), &[locked("account", None)], &[("phone", "1")]);
    vault.flush().unwrap();
    let reader = Connection::open(folder.path().join(Vault::FILE)).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM key").unwrap();
    let destroyed = vault.destroy(&[holder_half("account")], NOW);
    assert!(matches!(destroyed, Err(KeyError::Busy)), "{destroyed:?}");
    assert!(open(&vault, &product, &record, "phone", &["account"]).is_err(), "refused meanwhile");
    reader.execute_batch("COMMIT").unwrap();
    assert_eq!(vault.destroy(&[holder_half("account")], NOW).unwrap().removed, 0, "done now");
}

/// The wrapped keys of these kinds that are in the key store, with their rules.
pub(super) fn wrapped(folder: &Path, kinds: std::ops::RangeInclusive<u8>) -> Vec<(String, Vec<u8>)> {
    let store = Connection::open(folder.join(Vault::FILE)).unwrap();
    let mut rows = store.prepare("SELECT rule, wrapped FROM key WHERE kind BETWEEN ?1 AND ?2").unwrap();
    rows.query_map([kinds.start(), kinds.end()], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

/// Every byte that the key store's files hold.
pub(super) fn raw(folder: &Path) -> Vec<u8> {
    let files = ["keys.db", "keys.db-wal", "keys.db-shm"].map(|file| folder.join(file));
    files.iter().filter_map(|file| std::fs::read(file).ok()).flatten().collect()
}

/// How many of these ciphertexts are in the bytes; 16 bytes from the middle tell one.
pub(super) fn found(bytes: &[u8], wanted: &[Vec<u8>]) -> usize {
    let wanted: std::collections::BTreeSet<&[u8]> = wanted.iter().map(|w| &w[20..36]).collect();
    let seen: std::collections::BTreeSet<&[u8]> = bytes.windows(16).filter(|window| wanted.contains(window)).collect();
    seen.len()
}

#[test]
fn a_destroyed_half_is_nowhere_in_the_files() {
    let (folder, vault) = fresh();
    let product = name("acme");
    // Rules in an order that splits pages in the middle; half of them destroyed as others come.
    let rule = |n: u32| format!("rule-{:08x}", n.wrapping_mul(2_654_435_761));
    let mut gone = Vec::new();
    for batch in 0..12 {
        for n in batch * 60..(batch + 1) * 60 {
            seal(&vault, site(&product), &[locked(&rule(n), Some(DAY))], &[("phone", "1")]);
        }
        vault.flush().unwrap();
        let dying: Vec<String> = (0..(batch + 1) * 60).filter(|n| (n * 7 + batch) % 5 < 2).map(rule).collect();
        let rows = wrapped(folder.path(), 3..=4);
        gone.extend(rows.into_iter().filter(|(rule, _)| dying.contains(rule)).map(|(_, bytes)| bytes));
        let before = found(&raw(folder.path()), &gone);
        assert!(before > 0, "the search finds what is there");
        let halves: Vec<HalfId> = dying.iter().flat_map(|rule| [holder_half(rule), term_half(rule)]).collect();
        destroy(&vault, &halves);
        assert_eq!(found(&raw(folder.path()), &gone), 0, "after batch {batch}");
    }
    assert!(gone.len() > 900, "{}", gone.len());
}
