//! Values about nobody: readable in the store, and given out like any other.

use super::*;

/// One sealed item and two open ones in a group, and a group of open ones only.
fn record(vault: &Vault, place: Site<'_>) -> StoredRecord {
    let values = [("phone", Kept::Sealed, "1"), ("amount", Kept::Open, "12.50"), ("note", Kept::Open, "")];
    let values: Vec<_> = values.map(|(item, kept, value)| (name(item), kept, Personal::from(value))).to_vec();
    let mut items: Vec<_> = values.iter().map(|(item, kept, value)| (item.clone(), *kept, value)).collect();
    let alone = vec![(name("currency"), Kept::Open, items[0].2)];
    items.rotate_left(1);
    let groups = vec![
        Group { locks: vec![locked("account", None)], items },
        Group { locks: vec![locked("tax", Some(DAY))], items: alone },
        Group { locks: vec![locked("tax", None)], items: vec![] },
    ];
    stored(place, vault.seal(NOW, &Capture { suite: Suite::default(), site: place, groups }).unwrap())
}

fn value<'r>(record: &'r mut StoredRecord, item: &str) -> &'r mut StoredValue {
    record.values.iter_mut().find(|value| value.sealed.item == item).unwrap()
}

#[test]
fn an_open_value_stands_as_the_layout_says_and_comes_out_as_it_went_in() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let mut record = record(&vault, site(&product));
    assert_eq!(record.slots.len(), 3, "every group has its slots");
    assert_eq!(value(&mut record, "amount").sealed.body, b"\x01\x01\x0312.50");
    assert_eq!(value(&mut record, "note").sealed.body, b"\x01\x01\x03");
    assert_eq!(value(&mut record, "amount").sealed.kept(), Some(Kept::Open));
    for (item, rule, text) in
        [("amount", "account", "12.50"), ("note", "account", ""), ("phone", "account", "1"), ("currency", "tax", "1")]
    {
        let opened = open(&vault, &product, &record, item, &[rule]).unwrap();
        assert_eq!(opened.expose_text(), Some(text), "{item}");
    }
}

#[test]
fn it_leaves_in_the_form_that_the_permit_gives_it() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let mut record = record(&vault, site(&product));
    value(&mut record, "amount").shape = Some(name("landline"));
    let form = |form| {
        let openings = [opening(RECORD, "amount", form, &["account"])];
        let opened = vault.open_listed(&openings, NOW, &product, std::slice::from_ref(&record));
        opened.map(|opened| opened[0].value.expose_text().unwrap().to_owned())
    };
    assert_eq!(form(Form::Masked).unwrap(), crate::mask("landline", "12.50"));
    assert_eq!(form(Form::Hashed).unwrap().len(), 64);
    assert_eq!(form(Form::Token).unwrap().len(), 32);
    assert!(matches!(form(Form::Aggregate), Err(OpenError::Form { .. })));
    let openings = [opening(RECORD, "amount", Form::Clear, &["account"])];
    let matches =
        |candidate| vault.matches_listed(&openings, NOW, &product, (&record, &Personal::from(candidate))).unwrap();
    assert!(matches("1250") && !matches("1251"), "by its normal form");
}

#[test]
fn it_ends_with_the_slots_of_its_group_like_a_sealed_one() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let record = record(&vault, site(&product));
    let no_key =
        |item, rules: &[&str]| matches!(open(&vault, &product, &record, item, rules), Err(OpenError::NoKey { .. }));
    assert!(no_key("amount", &["tax"]), "a slot of a rule that the permit does not list");
    assert!(no_key("currency", &["account"]));
    vault.flush().unwrap();
    destroy(&vault, &[holder_half("account")]);
    assert!(no_key("amount", &["account", "tax"]));
    assert!(!no_key("currency", &["tax"]));
    destroy(&vault, &[term_half("tax")]);
    assert!(no_key("currency", &["tax"]));
    let openings = [opening(RECORD, "amount", Form::Clear, &["account"])];
    let matched = vault.matches_listed(&openings, NOW, &product, (&record, &Personal::from("12.50")));
    assert!(matches!(matched, Err(OpenError::NoKey { .. })));
}

#[test]
fn every_byte_of_it_is_covered_by_the_digest() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let sound = record(&vault, site(&product));
    for place in 0..8 {
        let mut record = sound.clone();
        value(&mut record, "amount").sealed.body[place] ^= 1;
        assert!(matches!(open(&vault, &product, &record, "amount", &["account"]), Err(OpenError::Tampered { .. })));
    }
    let mut record = sound.clone();
    value(&mut record, "amount").sealed.body.push(b'0');
    assert!(matches!(open(&vault, &product, &record, "amount", &["account"]), Err(OpenError::Tampered { .. })));
    let mut record = sound;
    value(&mut record, "amount").sealed.group = 1;
    assert!(matches!(open(&vault, &product, &record, "amount", &["tax"]), Err(OpenError::Tampered { .. })));
}

#[test]
fn a_header_of_no_known_version_suite_or_way_of_keeping_is_unknown() {
    for header in [[1, 0, 0], [1, 3, 0], [1, 0, 3], [1, 1, 6], [2, 1, 3], [0, 1, 0]] {
        let value = crate::SealedValue { item: name("a"), group: 0, body: header.to_vec() };
        assert_eq!(value.kept(), None, "{header:?}");
    }
}
