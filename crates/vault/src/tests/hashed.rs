//! Passwords and codes: compared, never opened.

use super::*;
use crate::HashKind;

fn hashed(vault: &Vault, place: Site<'_>, kind: HashKind, value: &str) -> StoredRecord {
    let value = Personal::from(value);
    let items = vec![(name("secret"), Kept::Hashed(kind), &value)];
    let groups = vec![Group { locks: vec![locked("account", None)], items }];
    stored(place, vault.seal(NOW, &Capture { suite: Suite::default(), site: place, groups }).unwrap())
}

fn matches(vault: &Vault, record: &StoredRecord, candidate: &str) -> Result<bool, OpenError> {
    let openings = [opening(record.record, "secret", Form::Hashed, &["account"])];
    vault.matches_listed(&openings, NOW, &name("acme"), (record, &Personal::from(candidate)))
}

#[test]
fn a_password_matches_itself_and_is_never_opened() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let record = hashed(&vault, site(&product), HashKind::Password, "大理 café");
    assert!(matches(&vault, &record, "大理 café").unwrap());
    assert!(matches(&vault, &record, "大理 cafe\u{301}").unwrap(), "from another keyboard");
    assert!(!matches(&vault, &record, "大理 cafe").unwrap());
    for form in [Form::Clear, Form::Masked, Form::Hashed, Form::Token] {
        let openings = [opening(RECORD, "secret", form, &["account"])];
        let opened = vault.open_listed(&openings, NOW, &product, std::slice::from_ref(&record));
        assert!(matches!(opened, Err(OpenError::Form { .. })), "{form:?}");
    }
}

#[test]
fn a_value_kept_hashed_does_not_open_by_being_called_sealed() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let mut record = hashed(&vault, site(&product), HashKind::Code(Suite::default()), "1234");
    record.values[0].sealed.body[2] = 0;
    let values = record.values.iter().map(|value| &value.sealed);
    record.digest = crate::digest(&site(&product), values, &[]);
    let opened = open(&vault, &product, &record, "secret", &["account"]);
    assert!(matches!(opened, Err(OpenError::Tampered { .. })));
}

#[test]
fn a_code_matches_itself_in_its_own_revision() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let here = site(&product);
    let record = hashed(&vault, here, HashKind::Code(Suite::default()), "123456");
    assert!(matches(&vault, &record, " 123456 ").unwrap());
    assert!(matches(&vault, &record, "１２３４５６").unwrap());
    assert!(!matches(&vault, &record, "123457").unwrap());
    let text = record.values[0].sealed.body.len();
    assert_eq!(text, 3 + 12 + 32 + 16, "a keyed hash, whatever the code's length");
}

#[test]
fn a_hash_ends_with_its_key() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let record = hashed(&vault, site(&product), HashKind::Code(Suite::default()), "123456");
    vault.flush().unwrap();
    destroy(&vault, &[holder_half("account")]);
    assert!(matches!(matches(&vault, &record, "123456"), Err(OpenError::NoKey { .. })));
}

#[test]
fn a_sealed_value_can_be_compared_without_leaving() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let locks = [locked("account", None)];
    let mut record = seal(&vault, site(&product), &locks, &[("secret", "51343620000320711X")]);
    record.values[0].shape = Some(name("id-card"));
    assert!(matches(&vault, &record, "51343620000320711x").unwrap());
    assert!(!matches(&vault, &record, "513436200003207111").unwrap());
}

#[test]
fn a_comparison_is_for_one_value() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let record = hashed(&vault, site(&product), HashKind::Code(Suite::default()), "1");
    let one = opening(RECORD, "secret", Form::Hashed, &["account"]);
    for openings in [vec![], vec![one.clone(), one]] {
        let candidate = (&record, &Personal::from("1"));
        let answer = vault.matches_listed(&openings, NOW, &product, candidate);
        assert!(matches!(answer, Err(OpenError::NotOne(_))));
    }
}
