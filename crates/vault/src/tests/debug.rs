//! What `Debug` and errors show of secrets: nothing.

use super::*;
use crate::Secret;

const MARK: &str = "marked-value-4711";

#[test]
fn no_type_shows_a_value_or_a_key() {
    let (folder, vault) = fresh();
    let product = name("acme");
    let value = Personal::from(MARK);
    let items = vec![(name("phone"), Kept::Sealed, &value), (name("amount"), Kept::Open, &value)];
    let groups = vec![Group { locks: vec![locked("account", None)], items }];
    let capture = Capture { suite: Suite::default(), site: site(&product), groups };
    let sealed = vault.seal(NOW, &capture).unwrap();
    let mut shown = format!("{capture:?} {sealed:?} {vault:?}");
    vault.flush().unwrap();
    let record = stored(site(&product), sealed);
    let openings = ["phone", "amount"].map(|item| opening(RECORD, item, Form::Clear, &["account"]));
    let opened = vault.open_listed(&openings, NOW, &product, std::slice::from_ref(&record));
    assert_eq!(opened.as_ref().unwrap().len(), 2);
    assert_eq!(record.values[0].sealed.body, [&[1, 1, 3], MARK.as_bytes()].concat(), "readable where it is stored");
    let refused = open(&vault, &product, &record, "phone", &[]).unwrap_err();
    let root = files(folder.path());
    shown += &format!("{vault:?} {record:?} {opened:?} {root:?} {refused:?} {refused}");
    let bytes = std::fs::read(folder.path().join(FileRoot::file(1))).unwrap();
    let key = vault.draw(&crate::KeyId::Half(holder_half("account")), Suite::default(), NOW).unwrap();
    for secret in [MARK.as_bytes(), &bytes, key.secret().expose()] {
        let numbers = format!("{secret:?}");
        assert!(!shown.contains(numbers.trim_matches(['[', ']'])), "as numbers");
        let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(!shown.contains(&hex), "as digits");
    }
    assert!(!shown.contains(MARK));
    assert_eq!(format!("{:?}", Secret::new([7; 32])), "Secret(…)");
}
