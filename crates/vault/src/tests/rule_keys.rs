//! A rule's key ends every half under it, and nothing else.

use super::destruction::{found, raw, wrapped};
use super::*;
use crate::{KeyError, KeyId, SealError};

fn rule(rule: &str) -> HalfId {
    HalfId::Rule { cell: CELL, rule: name(rule) }
}

/// Records of several holders, with and without a day, under one rule.
fn records(vault: &Vault, product: &Name, rule: &str) -> Vec<StoredRecord> {
    let seal_for = |(n, day)| {
        let site = Site { holder: Holder::from_bytes([n; 16]), ..site(product) };
        seal(vault, site, &[locked(rule, day)], &[("phone", "1")])
    };
    [(10, None), (11, Some(DAY)), (12, Some(DAY.tomorrow().unwrap())), (10, Some(DAY))].map(seal_for).to_vec()
}

fn ended(vault: &Vault, record: &StoredRecord, rule: &str) -> bool {
    match open(vault, &name("acme"), record, "phone", &[rule]) {
        Ok(_) => false,
        Err(OpenError::NoKey { .. }) => true,
        Err(error) => panic!("{error}"),
    }
}

fn halves(records: &[StoredRecord]) -> Vec<HalfId> {
    records.iter().flat_map(|record| record.slots[0].halves(record.cell, record.holder)).collect()
}

#[test]
fn it_ends_all_holders_and_terms_of_the_rule_in_its_cell_at_once_and_for_good() {
    let (folder, vault) = fresh();
    let product = name("acme");
    let doomed = records(&vault, &product, "orders");
    let other_rule = records(&vault, &product, "orders-2");
    let there = Site { cell: Cell::from_bytes([9; 16]), ..site(&product) };
    let other_cell = seal(&vault, there, &[locked("orders", Some(DAY))], &[("phone", "1")]);
    vault.flush().unwrap();
    assert!(doomed.iter().all(|record| !ended(&vault, record, "orders")), "their halves are in memory");
    assert_eq!(vault.destroy(&[rule("orders")], NOW).unwrap().removed, 1, "one key");
    let check = |vault: &Vault| {
        for record in &doomed {
            assert!(ended(vault, record, "orders"));
            assert!(!vault.slots_live(NOW, CELL, record.holder, &record.slots).unwrap());
        }
        for half in halves(&doomed).into_iter().chain([rule("orders")]) {
            assert!(vault.find(&KeyId::Half(half.clone()), NOW).unwrap().is_none(), "{half}");
            let drawn = vault.draw(&KeyId::Half(half.clone()), Suite::default(), NOW);
            assert!(matches!(drawn, Err(KeyError::Destroyed(_))), "{half}: {drawn:?}");
        }
        assert!(other_rule.iter().all(|record| !ended(vault, record, "orders-2")));
        assert!(!ended(vault, &other_cell, "orders"));
    };
    check(&vault);
    assert_eq!(vault.destroy(&[rule("orders")], NOW).unwrap().removed, 0, "again is fine");
    drop(vault);
    check(&vault_in(folder.path()));
}

#[test]
fn no_half_that_was_never_drawn_can_be_drawn_under_it() {
    let folder = tempfile::tempdir().unwrap();
    let product = name("acme");
    let vault = vault_in(folder.path());
    assert_eq!(vault.destroy(&[rule("orders")], NOW).unwrap().removed, 0, "neither was the rule's key");
    let refused = |vault: &Vault| {
        let value = Personal::from("1");
        for day in [None, Some(DAY)] {
            let items = vec![(name("phone"), Kept::Sealed, &value)];
            let groups = vec![Group { locks: vec![locked("orders", day)], items }];
            let sealed = vault.seal(NOW, &Capture { suite: Suite::default(), site: site(&product), groups });
            assert!(matches!(sealed, Err(SealError::Keys(KeyError::Destroyed(_)))));
        }
    };
    refused(&vault);
    vault.flush().unwrap();
    drop(vault);
    refused(&vault_in(folder.path()));
}

#[test]
fn halves_that_were_not_yet_durable_end_with_it() {
    let (folder, vault) = fresh();
    let product = name("acme");
    let doomed = records(&vault, &product, "orders");
    let others = records(&vault, &product, "orders-2");
    destroy(&vault, &[rule("orders")]);
    assert!(doomed.iter().all(|record| ended(&vault, record, "orders")));
    vault.flush().unwrap();
    assert!(doomed.iter().all(|record| ended(&vault, record, "orders")));
    assert!(others.iter().all(|record| !ended(&vault, record, "orders-2")));
    assert!(wrapped(folder.path(), 2..=4).iter().all(|(rule, _)| rule == "orders-2"), "none was written");
}

#[test]
fn a_row_put_back_under_a_destroyed_rule_does_not_answer() {
    let (folder, vault) = fresh();
    let product = name("acme");
    let doomed = records(&vault, &product, "orders");
    vault.flush().unwrap();
    let raw = rusqlite::Connection::open(folder.path().join(Vault::FILE)).unwrap();
    raw.execute_batch("CREATE TABLE copy AS SELECT * FROM key").unwrap();
    destroy(&vault, &[rule("orders")]);
    raw.execute_batch("INSERT OR IGNORE INTO key SELECT * FROM copy").unwrap();
    assert!(doomed.iter().all(|record| ended(&vault, record, "orders")), "the tombstone outweighs it");
}

#[test]
fn a_destroyed_rule_key_is_nowhere_in_the_files() {
    let (folder, vault) = fresh();
    let product = name("acme");
    let rule_of = |n: u32| format!("rule-{:08x}", n.wrapping_mul(2_654_435_761));
    let mut gone = Vec::new();
    for batch in 0..6 {
        for n in batch * 40..(batch + 1) * 40 {
            seal(&vault, site(&product), &[locked(&rule_of(n), Some(DAY))], &[("phone", "1")]);
        }
        vault.flush().unwrap();
        let dying: Vec<String> = (0..(batch + 1) * 40).filter(|n| (n * 7 + batch) % 5 < 2).map(rule_of).collect();
        let rows = wrapped(folder.path(), 2..=2);
        gone.extend(rows.into_iter().filter(|(rule, _)| dying.contains(rule)).map(|(_, bytes)| bytes));
        assert!(found(&raw(folder.path()), &gone) > 0, "the search finds what is there");
        destroy(&vault, &dying.iter().map(|name| rule(name)).collect::<Vec<_>>());
        assert_eq!(found(&raw(folder.path()), &gone), 0, "after batch {batch}");
    }
    assert!(gone.len() > 150, "{}", gone.len());
}
