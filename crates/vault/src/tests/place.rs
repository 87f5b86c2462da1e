//! A ciphertext opens only where it was sealed.

use super::*;
use crate::digest;

/// Everything moved as it is, the digest made to fit the new place.
fn moved(record: &StoredRecord, to: Site<'_>) -> StoredRecord {
    let Site { cell, holder, record: name, revision, .. } = to;
    let digest = digest(&to, record.values.iter().map(|value| &value.sealed), &[]);
    StoredRecord { cell, holder, record: name, revision, digest, ..record.clone() }
}

#[test]
fn moved_to_another_place_it_is_tampering() {
    let (_folder, vault) = fresh();
    let (product, second) = (name("acme"), name("acme-2"));
    let here = site(&product);
    let elsewhere = [
        ("product", Site { product: &second, ..here }),
        ("cell", Site { cell: Cell::from_bytes([8; 16]), ..here }),
        ("holder", Site { holder: Holder::from_bytes([8; 16]), ..here }),
        ("record", Site { record: Record::from_bytes([8; 16]), ..here }),
        ("revision", Site { revision: 8, ..here }),
    ];
    let locks = [locked("account", None)];
    let sound = seal(&vault, here, &locks, &[("phone", "13812345678")]);
    for (what, there) in elsewhere {
        // The other place has its own halves, so it is not for want of a key.
        let own = seal(&vault, there, &locks, &[("phone", "1")]);
        assert!(open(&vault, there.product, &own, "phone", &["account"]).is_ok());
        let opened = open(&vault, there.product, &moved(&sound, there), "phone", &["account"]);
        assert!(matches!(opened, Err(OpenError::Tampered { .. })), "{what}: {opened:?}");
        let mut mixed = moved(&sound, there);
        mixed.slots = own.slots;
        let opened = open(&vault, there.product, &mixed, "phone", &["account"]);
        assert!(matches!(opened, Err(OpenError::Tampered { .. })), "{what}, its slots: {opened:?}");
        let mut unfit = sound.clone();
        let moved = moved(&sound, there);
        (unfit.cell, unfit.holder, unfit.record) = (moved.cell, moved.holder, moved.record);
        unfit.revision = moved.revision;
        let opened = open(&vault, there.product, &unfit, "phone", &["account"]);
        assert!(matches!(opened, Err(OpenError::Tampered { item: None, .. })), "{what}: {opened:?}");
    }
}

#[test]
fn two_items_that_changed_places_are_tampering() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let locks = [locked("account", None)];
    let mut record = seal(&vault, site(&product), &locks, &[("home", "1"), ("work", "2")]);
    let [a, b] = &mut record.values[..] else { unreachable!() };
    std::mem::swap(&mut a.sealed.body, &mut b.sealed.body);
    let unfit = open(&vault, &product, &record, "home", &["account"]);
    assert!(matches!(unfit, Err(OpenError::Tampered { item: None, .. })));
    record.digest = digest(&site(&product), record.values.iter().map(|value| &value.sealed), &[]);
    let fit = open(&vault, &product, &record, "home", &["account"]);
    assert!(matches!(fit, Err(OpenError::Tampered { item: Some(_), .. })));
}
