//! Each value in the form that the permit gives it, and in no other.

use super::*;

fn open_as(vault: &Vault, record: &StoredRecord, item: &str, form: Form) -> Result<String, OpenError> {
    let openings = [opening(record.record, item, form, &["account"])];
    let opened = vault.open_listed(&openings, NOW, &name("acme"), std::slice::from_ref(record))?;
    assert_eq!((opened.len(), opened[0].form), (1, form));
    Ok(opened[0].value.expose_text().unwrap().to_owned())
}

fn mobile(vault: &Vault, place: Site<'_>, value: &str) -> StoredRecord {
    let mut record = seal(vault, place, &[locked("account", None)], &[("phone", value)]);
    record.values[0].shape = Some(name("cn-mobile"));
    record
}

#[test]
fn masked_shows_the_mask_of_the_shape() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let mut record = mobile(&vault, site(&product), "13812345678");
    assert_eq!(open_as(&vault, &record, "phone", Form::Masked).unwrap(), "138****5678");
    record.values[0].shape = None;
    assert_eq!(open_as(&vault, &record, "phone", Form::Masked).unwrap(), "******");
}

#[test]
fn hashed_tells_equal_from_unequal_in_one_cell_only() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let here = site(&product);
    let hashed = |place, value| open_as(&vault, &mobile(&vault, place, value), "phone", Form::Hashed).unwrap();
    let one = hashed(here, "13812345678");
    assert_eq!(one.len(), 64);
    assert_eq!(one, hashed(Site { record: Record::from_bytes([9; 16]), ..here }, "+8613812345678"));
    assert_ne!(one, hashed(here, "13812345679"));
    assert_ne!(one, hashed(Site { cell: Cell::from_bytes([9; 16]), ..here }, "13812345678"));
}

#[test]
fn a_token_says_nothing_of_the_value_and_stays() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let here = site(&product);
    let token = |place, value| open_as(&vault, &mobile(&vault, place, value), "phone", Form::Token).unwrap();
    let one = token(here, "13812345678");
    assert_eq!(one.len(), 32);
    assert_eq!(one, token(Site { revision: 8, ..here }, "13900000000"), "not of the value");
    assert_ne!(one, token(Site { record: Record::from_bytes([9; 16]), ..here }, "13812345678"));
}

#[test]
fn a_token_ends_with_its_value() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let record = mobile(&vault, site(&product), "13812345678");
    vault.flush().unwrap();
    destroy(&vault, &[holder_half("account")]);
    let opened = open_as(&vault, &record, "phone", Form::Token);
    assert!(matches!(opened, Err(OpenError::NoKey { .. })));
}

#[test]
fn what_is_not_there_or_not_allowed_is_refused() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let record = mobile(&vault, site(&product), "13812345678");
    let refused = open_as(&vault, &record, "phone", Form::Aggregate);
    assert!(matches!(refused, Err(OpenError::Form { form: Form::Aggregate, .. })));
    let refused = open_as(&vault, &record, "email", Form::Clear);
    assert!(matches!(refused, Err(OpenError::Absent { .. })));
    let elsewhere = [opening(Record::from_bytes([9; 16]), "phone", Form::Clear, &["account"])];
    let refused = vault.open_listed(&elsewhere, NOW, &product, &[record]);
    assert!(matches!(refused, Err(OpenError::Absent { .. })));
}

#[test]
fn another_rules_slot_opens_after_a_rewrap_and_without_the_first() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let mut record = mobile(&vault, site(&product), "13812345678");
    let held = vault.rewrap(NOW, &product, &record, 0, &locked("hold", Some(DAY))).unwrap();
    record.slots.push(held);
    vault.flush().unwrap();
    destroy(&vault, &[holder_half("account")]);
    let phone = open(&vault, &product, &record, "phone", &["hold"]).unwrap();
    assert_eq!(phone.expose_text(), Some("13812345678"), "under the digest it always had");
    destroy(&vault, &[term_half("hold")]);
    let ended = vault.rewrap(NOW, &product, &record, 0, &locked("other", None));
    assert!(matches!(ended, Err(OpenError::NoKey { .. })), "nothing is left to go through");
}
