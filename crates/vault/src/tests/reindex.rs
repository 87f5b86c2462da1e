//! The blind index is rebuilt from what is stored, and from what a permit lists.

use super::*;
use crate::Lookup;

fn field_of(record: &StoredRecord, item: &Name) -> String {
    let kind = if record.record == RECORD { "account" } else { "customer" };
    format!("{kind}.{item}")
}

fn mobile(vault: &Vault, place: Site<'_>, value: &str) -> StoredRecord {
    let mut record = seal(vault, place, &[locked("account", None)], &[("phone", value), ("city", "大理")]);
    record
        .values
        .iter_mut()
        .filter(|value| value.sealed.item == "phone")
        .for_each(|v| v.shape = Some(name("cn-mobile")));
    record
}

#[test]
fn it_gives_what_a_look_up_asks_for() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let other = Record::from_bytes([9; 16]);
    let there = Site { record: other, cell: Cell::from_bytes([8; 16]), ..site(&product) };
    let records = [mobile(&vault, site(&product), "13812345678"), mobile(&vault, there, "+86 13812345678")];
    let openings = [
        opening(other, "phone", Form::Clear, &["account"]),
        opening(RECORD, "city", Form::Masked, &["account"]),
        opening(RECORD, "phone", Form::Hashed, &["account"]),
    ];
    let index = vault.reindex_listed(&openings, NOW, (&product, &records), field_of).unwrap();
    let shape = name("cn-mobile");
    let lookup = |cell, field, shape, value: &str| {
        let lookup = Lookup { suite: Suite::default(), product: &product, cell, field, shape };
        vault.digest_for_lookup(NOW, lookup, &Personal::from(value)).unwrap()
    };
    let phone = Some(&shape);
    assert_eq!(
        index,
        [
            (other, name("phone"), lookup(there.cell, "customer.phone", phone, "138-1234-5678")),
            (RECORD, name("city"), lookup(CELL, "account.city", None, " 大理")),
            (RECORD, name("phone"), lookup(CELL, "account.phone", phone, "008613812345678")),
        ]
    );
}

#[test]
fn it_refuses_as_opening_does() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let mut record = mobile(&vault, site(&product), "13812345678");
    let reindex = |record: &StoredRecord, item, rules: &[&str]| {
        let openings = [opening(RECORD, item, Form::Clear, rules)];
        vault.reindex_listed(&openings, NOW, (&product, std::slice::from_ref(record)), field_of)
    };
    assert!(matches!(reindex(&record, "email", &["account"]), Err(OpenError::Absent { .. })));
    assert!(matches!(reindex(&record, "phone", &["tax"]), Err(OpenError::NoKey { .. })));
    let secret = Personal::from("123456");
    let items = vec![(name("code"), Kept::Hashed(crate::HashKind::Code(Suite::default())), &secret)];
    let groups = vec![Group { locks: vec![locked("account", None)], items }];
    let code = stored(
        site(&product),
        vault.seal(NOW, &Capture { suite: Suite::default(), site: site(&product), groups }).unwrap(),
    );
    assert!(matches!(reindex(&code, "code", &["account"]), Err(OpenError::Form { .. })));
    record.digest[0] ^= 1;
    assert!(matches!(reindex(&record, "phone", &["account"]), Err(OpenError::Tampered { .. })));
}
