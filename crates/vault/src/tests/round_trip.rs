//! What goes in comes out, from files alone, and looks like nothing in between.

use super::*;
use crate::{SealError, digest};
use proptest::prelude::*;
use std::collections::BTreeSet;

#[test]
fn any_values_come_out_as_they_went_in() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let values = prop::collection::btree_map("[a-z]{1,9}", prop::collection::vec(any::<u8>(), 0..99), 1..9);
    proptest!(|(values in values, revision: u64, terms: bool)| {
        let site = Site { revision, ..site(&product) };
        let values: Vec<_> =
            values.iter().map(|(item, value)| (name(item), Personal::new(value.clone()))).collect();
        let items = values.iter().map(|(item, value)| (item.clone(), Kept::Sealed, value)).collect();
        let locks = vec![locked("account", terms.then_some(DAY))];
        let capture = Capture { suite: Suite::default(), site, groups: vec![Group { locks, items }] };
        let record = stored(site, vault.seal(NOW, &capture).unwrap());
        for (item, value) in &values {
            prop_assert_eq!(&open(&vault, &product, &record, item, &["account"]).unwrap(), value);
        }
    });
}

#[test]
fn it_opens_after_a_restart_from_what_was_flushed() {
    let folder = tempfile::tempdir().unwrap();
    let product = name("acme");
    let vault = vault_in(folder.path());
    let locks = [locked("account", Some(DAY))];
    let record = seal(&vault, site(&product), &locks, &[("phone", "13812345678")]);
    vault.flush().unwrap();
    drop(vault);
    let vault = vault_in(folder.path());
    let phone = open(&vault, &product, &record, "phone", &["account"]).unwrap();
    assert_eq!(phone.expose_text(), Some("13812345678"));
}

#[test]
fn ten_thousand_equal_values_share_neither_nonce_nor_ciphertext() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let items: Vec<String> = (0..10).map(|n| format!("item-{n}")).collect();
    let items: Vec<(&str, &str)> = items.iter().map(|item| (item.as_str(), "the same")).collect();
    let (mut nonces, mut texts, mut slots) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for revision in 0..1000 {
        let record = seal(&vault, Site { revision, ..site(&product) }, &[locked("r", None)], &items);
        for value in &record.values {
            nonces.insert(value.sealed.body[3..15].to_vec());
            texts.insert(value.sealed.body[15..].to_vec());
        }
        slots.extend(record.slots.into_iter().map(|slot| slot.wrapped));
    }
    assert_eq!((nonces.len(), texts.len(), slots.len()), (10_000, 10_000, 1000));
}

#[test]
fn a_permit_for_several_values_of_several_records_gets_them_in_its_order() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let locks = [locked("account", None)];
    let other = Record::from_bytes([9; 16]);
    let records = [
        seal(&vault, site(&product), &locks, &[("phone", "1"), ("email", "2")]),
        seal(&vault, Site { record: other, ..site(&product) }, &locks, &[("phone", "3")]),
    ];
    let openings = [
        opening(other, "phone", Form::Clear, &["account"]),
        opening(RECORD, "email", Form::Clear, &["account"]),
        opening(RECORD, "phone", Form::Clear, &["account"]),
    ];
    let opened = vault.open_listed(&openings, NOW, &product, &records).unwrap();
    let texts: Vec<_> = opened.iter().map(|opened| opened.value.expose_text().unwrap()).collect();
    assert_eq!(texts, ["3", "2", "1"]);
}

#[test]
fn the_stored_form_is_as_the_layout_says() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let record = seal(&vault, site(&product), &[locked("r", None)], &[("b", "12345"), ("a", "")]);
    let items: Vec<_> = record.values.iter().map(|value| value.sealed.item.to_string()).collect();
    assert_eq!(items, ["a", "b"], "by item");
    let body = &record.values[1].sealed.body;
    assert_eq!((body.len(), &body[..3]), (3 + 12 + 5 + 16, &[1, 1, 0][..]));
    let slot = &record.slots[0].wrapped;
    assert_eq!((slot.len(), &slot[..2]), (62, &[1, 1][..]));
    let backwards = record.values.iter().rev().map(|value| &value.sealed);
    assert_eq!(digest(&site(&product), backwards, &[]), record.digest);
}

#[test]
fn a_capture_that_could_not_end_or_not_be_told_apart_is_refused() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let value = Personal::from("x");
    let item = || (name("phone"), Kept::Sealed, &value);
    let group = |locks: &[Locked]| Group { locks: locks.to_vec(), items: vec![item()] };
    let seal = |groups| vault.seal(NOW, &Capture { suite: Suite::default(), site: site(&product), groups });
    let lock = [locked("r", None)];
    assert!(matches!(seal(vec![group(&lock), group(&[])]), Err(SealError::NoRule(1))));
    assert!(matches!(seal(vec![group(&lock), group(&lock)]), Err(SealError::Repeated(_))));
}
