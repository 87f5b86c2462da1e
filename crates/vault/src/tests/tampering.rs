//! Whatever is changed in what is stored, nothing opens.

use super::*;
use proptest::prelude::*;
use proptest::sample::Index;

fn record(vault: &Vault, product: &Name) -> StoredRecord {
    seal(
        vault,
        site(product),
        &[locked("account", None), locked("orders", Some(DAY))],
        &[("phone", "13812345678"), ("email", "duan@example.com"), ("city", "大理")],
    )
}

fn flip(bytes: &mut [u8], index: Index, bit: u8) {
    let place = index.index(bytes.len());
    bytes[place] ^= 1 << bit;
}

#[test]
fn a_flipped_bit_in_any_body_or_digest_is_tampering() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let sound = record(&vault, &product);
    proptest!(|(value: Index, place: Index, bit in 0_u8..8, in_digest: bool)| {
        let mut record = sound.clone();
        let value = value.get(&sound.values).sealed.item.clone();
        if in_digest {
            flip(&mut record.digest, place, bit);
        } else {
            let found = record.values.iter_mut().find(|v| v.sealed.item == value).unwrap();
            flip(&mut found.sealed.body, place, bit);
        }
        let opened = open(&vault, &product, &record, &value, &["account"]);
        prop_assert!(tampered(&opened));
    });
}

#[test]
fn a_flipped_bit_does_not_open_even_where_the_digest_was_made_to_fit() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let sound = record(&vault, &product);
    proptest!(|(place: Index, bit in 0_u8..8)| {
        let mut record = sound.clone();
        flip(&mut record.values[0].sealed.body, place, bit);
        let values = record.values.iter().map(|value| &value.sealed);
        record.digest = crate::digest(&site(&product), values, &[]);
        let item = record.values[0].sealed.item.clone();
        let opened = open(&vault, &product, &record, &item, &["account"]);
        // The header is read before it is authenticated: it can only refuse.
        let refused = matches!(
            opened,
            Err(OpenError::Tampered { .. } | OpenError::Unknown { .. } | OpenError::Form { .. })
        );
        prop_assert!(refused);
    });
}

#[test]
fn a_flipped_bit_in_a_keyslot_is_tampering() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let sound = record(&vault, &product);
    proptest!(|(slot in 0_usize..2, place: Index, bit in 0_u8..8)| {
        let mut record = sound.clone();
        flip(&mut record.slots[slot].wrapped, place, bit);
        let rule = record.slots[slot].locked.rule.clone();
        let opened = open(&vault, &product, &record, "phone", &[&rule]);
        prop_assert!(tampered(&opened));
    });
}

#[test]
fn a_keyslot_that_says_something_else_of_itself_does_not_open() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let sound = record(&vault, &product);
    let all = ["account", "orders", "other"];
    // The halves that the changed slots would need are all there.
    let other = [locked("other", Some(DAY)), Locked { edition: 2, ..locked("orders", Some(DAY)) }];
    seal(&vault, site(&product), &other, &[("phone", "1")]);
    let changes: [fn(&mut Locked); 5] = [
        |locked| locked.rule = name("account"),
        |locked| locked.rule = name("other"),
        |locked| locked.edition = 2,
        |locked| locked.term_day = None,
        |locked| locked.term_day = Some(date(2026, 5, 18)),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let mut record = sound.clone();
        record.slots.remove(0);
        change(&mut record.slots[0].locked);
        let opened = open(&vault, &product, &record, "phone", &all);
        let refused = matches!(opened, Err(OpenError::Tampered { .. } | OpenError::NoKey { .. }));
        assert!(refused, "change {number}: {opened:?}");
    }
    let mut record = sound;
    record.slots.iter_mut().for_each(|slot| slot.group = 1);
    let opened = open(&vault, &product, &record, "phone", &all);
    assert!(matches!(opened, Err(OpenError::NoKey { .. })), "no slot of its group is left");
}

#[test]
fn a_keyslot_for_a_key_of_another_size_is_refused() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let mut record = record(&vault, &product);
    record.slots[0].wrapped.drain(20..36);
    let opened = open(&vault, &product, &record, "phone", &["account"]);
    assert!(matches!(opened, Err(OpenError::Tampered { .. })));
}

fn tampered(opened: &Result<Personal, OpenError>) -> bool {
    matches!(opened, Err(OpenError::Tampered { .. }))
}
