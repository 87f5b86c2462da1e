//! Values that were removed for good while others of their record stay.

use super::*;
use crate::sealing::hash_of;

/// A record of three items, and the one called `b` as it was sealed.
fn record(vault: &Vault, product: &Name) -> (StoredRecord, StoredValue) {
    let record = seal(vault, site(product), &[locked("r", None)], &[("a", "1"), ("b", "2"), ("c", "3")]);
    let value = record.values[1].clone();
    (record, value)
}

fn opened(vault: &Vault, record: &StoredRecord, item: &str) -> Result<Personal, OpenError> {
    open(vault, &name("acme"), record, item, &["r"])
}

#[test]
fn what_is_left_opens_under_the_digest_that_it_always_had() {
    let (_folder, vault) = fresh();
    let (mut record, value) = record(&vault, &name("acme"));
    record.values.remove(1);
    assert!(matches!(opened(&vault, &record, "a"), Err(OpenError::Tampered { item: None, .. })), "dropped by nobody");
    record.gone.push((name("b"), hash_of(&value.sealed)));
    assert!(opened(&vault, &record, "a").is_ok());
    assert!(matches!(opened(&vault, &record, "b"), Err(OpenError::Absent { .. })));
    for item in ["c", "a"] {
        let place = record.values.iter().position(|value| value.sealed.item == item).unwrap();
        let value = record.values.remove(place);
        record.gone.push((name(item), hash_of(&value.sealed)));
        let others = record.values.first().map(|value| value.sealed.item.clone());
        assert!(others.is_none_or(|other| opened(&vault, &record, &other).is_ok()));
    }
    assert!(matches!(opened(&vault, &record, "a"), Err(OpenError::Absent { .. })), "all gone, and sound");
}

#[test]
fn what_is_there_and_gone_at_once_is_tampering() {
    let (_folder, vault) = fresh();
    let (sound, value) = record(&vault, &name("acme"));
    let row = (name("b"), hash_of(&value.sealed));
    let mut both = sound.clone();
    both.gone.push(row.clone());
    let mut twice_gone = sound.clone();
    twice_gone.values.remove(1);
    twice_gone.gone = vec![row.clone(), row.clone()];
    let mut other_hash = sound.clone();
    other_hash.values.remove(1);
    other_hash.gone = vec![(name("b"), [7; 32])];
    let mut other_item = sound.clone();
    other_item.values.remove(1);
    other_item.gone = vec![(name("c"), row.1)];
    let mut added = sound.clone();
    added.gone.push((name("d"), [7; 32]));
    for (what, record) in
        [("both", both), ("twice", twice_gone), ("hash", other_hash), ("item", other_item), ("added", added)]
    {
        assert!(matches!(opened(&vault, &record, "a"), Err(OpenError::Tampered { item: None, .. })), "{what}");
    }
}

#[test]
fn a_value_that_was_put_back_under_another_hash_is_tampering() {
    let (_folder, vault) = fresh();
    let (mut record, value) = record(&vault, &name("acme"));
    let mut changed = value.sealed;
    changed.group = 1;
    record.values.remove(1);
    record.gone.push((name("b"), hash_of(&changed)));
    assert!(matches!(opened(&vault, &record, "a"), Err(OpenError::Tampered { .. })), "the group is in the hash");
}
