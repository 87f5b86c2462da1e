//! A record sealed anew is the same record under another suite, and nothing of it left the vault.

use super::*;
use crate::{HashKind, Lookup, Resealed};
use rusqlite::Connection;

/// A record of two groups: one that two rules keep, one that a third keeps; with a code and an open value.
fn record(vault: &Vault, suite: Suite) -> StoredRecord {
    let product = name("acme");
    let [phone, code, amount] = ["13812345678", "123456", "12.50"].map(Personal::from);
    let first = vec![(name("phone"), Kept::Sealed, &phone), (name("code"), Kept::Hashed(HashKind::Code(suite)), &code)];
    let second = vec![(name("amount"), Kept::Open, &amount)];
    let groups = vec![
        Group { locks: vec![locked("account", None), locked("tax", Some(DAY))], items: first },
        Group { locks: vec![locked("orders", Some(DAY))], items: second },
    ];
    stored(site(&product), vault.seal(NOW, &Capture { suite, site: site(&product), groups }).unwrap())
}

const RULES: [&str; 3] = ["account", "tax", "orders"];

fn openings(items: &[&str]) -> Vec<Opening> {
    items.iter().map(|item| opening(RECORD, item, Form::Hashed, &RULES)).collect()
}

fn reseal(vault: &Vault, record: &StoredRecord, suite: Suite) -> Result<Resealed, OpenError> {
    let field = |item: &Name| (item == "phone").then(|| "account.phone".to_owned());
    vault.reseal_listed(&openings(&["phone", "code", "amount"]), NOW, (&name("acme"), record), suite, field)
}

/// The record as the store gives it back.
fn put(record: &StoredRecord, anew: Resealed) -> StoredRecord {
    let values = anew.values.into_iter().map(|sealed| StoredValue { sealed, shape: None }).collect();
    let slots = anew.slots;
    StoredRecord { values, slots, digest: anew.digest, ..record.clone() }
}

#[test]
fn it_opens_compares_and_is_found_as_before() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    for (from, to) in [(Suite::Aes256Gcm, Suite::Sm4Gcm), (Suite::Sm4Gcm, Suite::Aes256Gcm)] {
        let old = record(&vault, from);
        let anew = reseal(&vault, &old, to).unwrap();
        let lookup = Lookup { suite: to, product: &product, cell: CELL, field: "account.phone", shape: None };
        let digest = vault.digest_for_lookup(NOW, lookup, &Personal::from("13812345678")).unwrap();
        assert_eq!(anew.lookups, [(name("phone"), digest)]);
        let new = put(&old, anew);
        assert_eq!((old.suite(), new.suite()), (from, to));
        assert!(new.values.iter().all(|value| value.sealed.body[1] == to.byte()));
        assert_eq!(new.slots.len(), 3);
        assert!(new.slots.iter().all(|slot| slot.wrapped[1] == to.byte()));
        assert_ne!(new.digest, old.digest);
        for rules in [&["account"][..], &["tax"]] {
            let phone = open(&vault, &product, &new, "phone", rules).unwrap();
            assert_eq!(phone.expose_text(), Some("13812345678"));
        }
        assert_eq!(open(&vault, &product, &new, "amount", &["orders"]).unwrap().expose_text(), Some("12.50"));
        for (code, right) in [("123456", true), ("654321", false)] {
            let openings = [opening(RECORD, "code", Form::Hashed, &["account"])];
            let candidate = (&new, &Personal::from(code));
            assert_eq!(vault.matches_listed(&openings, NOW, &product, candidate).unwrap(), right);
        }
        // Old and new do not mix.
        let mut mixed = new.clone();
        mixed.values[0] = old.values[0].clone();
        let opened = open(&vault, &product, &mixed, "phone", &["account"]);
        assert!(matches!(opened, Err(OpenError::Tampered { .. })));
        let stale = StoredRecord { slots: old.slots.clone(), ..new };
        let opened = open(&vault, &product, &stale, "phone", &["account"]);
        assert!(matches!(opened, Err(OpenError::Tampered { .. })), "an old keyslot opens nothing new");
    }
}

#[test]
fn what_had_ended_stays_ended() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let old = record(&vault, Suite::Aes256Gcm);
    vault.flush().unwrap();
    destroy(&vault, &[term_half("tax")]);
    let new = put(&old, reseal(&vault, &old, Suite::Sm4Gcm).unwrap());
    let rules: Vec<&str> = new.slots.iter().map(|slot| slot.locked.rule.as_str()).collect();
    assert_eq!(rules, ["account", "orders"]);
    assert!(matches!(open(&vault, &product, &new, "phone", &["tax"]), Err(OpenError::NoKey { .. })));
    assert!(open(&vault, &product, &new, "phone", &["account"]).is_ok());
    destroy(&vault, &[term_half("orders")]);
    assert!(matches!(reseal(&vault, &old, Suite::Sm4Gcm), Err(OpenError::NoKey { .. })), "left to its sweep");
}

#[test]
fn what_is_gone_stays_in_the_digest() {
    let (_folder, vault) = fresh();
    let mut old = record(&vault, Suite::Aes256Gcm);
    let gone = old.values.remove(0).sealed;
    old.gone.push((gone.item.clone(), crate::sealing::hash_of(&gone)));
    let rest: Vec<&str> = old.values.iter().map(|value| value.sealed.item.as_str()).collect();
    let anew = vault.reseal_listed(&openings(&rest), NOW, (&name("acme"), &old), Suite::Sm4Gcm, |_| None).unwrap();
    let mut new = put(&old, anew);
    assert!(open(&vault, &name("acme"), &new, "phone", &RULES).is_ok());
    new.gone.clear();
    let opened = open(&vault, &name("acme"), &new, "phone", &RULES);
    assert!(matches!(opened, Err(OpenError::Tampered { .. })));
}

#[test]
fn a_permit_that_leaves_a_value_out_and_a_record_that_was_altered_are_refused() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let mut record = record(&vault, Suite::Aes256Gcm);
    let part = openings(&["phone", "amount"]);
    let refused = vault.reseal_listed(&part, NOW, (&product, &record), Suite::Sm4Gcm, |_| None);
    assert!(matches!(refused, Err(OpenError::Absent { item, .. }) if item == "code"));
    record.values[2].sealed.body[20] ^= 1;
    assert!(matches!(reseal(&vault, &record, Suite::Sm4Gcm), Err(OpenError::Tampered { .. })));
}

#[test]
fn the_keys_of_a_cell_follow_and_stay_the_same_keys() {
    let (folder, vault) = fresh();
    let product = name("acme");
    let records: Vec<StoredRecord> = (0..30)
        .map(|n| {
            let site = Site { holder: Holder::from_bytes([n; 16]), ..site(&product) };
            seal(&vault, site, &[locked("account", None), locked("ended", Some(DAY))], &[("phone", "1")])
        })
        .collect();
    let lookup = Lookup { suite: Suite::Aes256Gcm, product: &product, cell: CELL, field: "a.b", shape: None };
    let index = |vault: &Vault| vault.digest_for_lookup(NOW, lookup, &Personal::from("1")).unwrap();
    let before = index(&vault);
    vault.flush().unwrap();
    destroy(&vault, &[HalfId::Rule { cell: CELL, rule: name("ended") }]);
    // 30 halves and a rule's key of `account`, the source; of the ended rule 30 halves and a day's are left over.
    assert_eq!(vault.rewrap_keys(NOW, CELL, Suite::Sm4Gcm).unwrap(), 63);
    assert_eq!(vault.rewrap_keys(NOW, CELL, Suite::Sm4Gcm).unwrap(), 0, "again is fine");
    let rows = |folder: &Path| -> Vec<(u8, Vec<u8>)> {
        let store = Connection::open(folder.join(Vault::FILE)).unwrap();
        let mut rows = store.prepare("SELECT kind, wrapped FROM key WHERE kind > 1").unwrap();
        rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
    };
    let rows = rows(folder.path());
    assert_eq!(rows.len(), 32, "what nothing opens is gone");
    assert!(rows.iter().all(|(_, wrapped)| wrapped[1] == Suite::Sm4Gcm.byte()));
    drop(vault);
    let vault = vault_in(folder.path());
    for record in &records {
        assert!(open(&vault, &product, record, "phone", &["account"]).is_ok());
    }
    assert_eq!(index(&vault), before);
}
