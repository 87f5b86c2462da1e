//! Shares bring back what the root key opened, and say what is wrong with them when they do not.

use super::*;
use crate::{Approval, KeyError, Passphrase, PersonFault, ShareFault};
use proptest::prelude::*;
use std::fs;
use std::slice::from_ref;

fn shares(vault: &Vault, needed: u8, of: u8) -> Vec<String> {
    vault.export_recovery(needed, of).unwrap().iter().map(|share| share.text().to_owned()).collect()
}

fn texts(shares: &[String]) -> Vec<&str> {
    shares.iter().map(String::as_str).collect()
}

fn recover(folder: &Path, shares: &[&str]) -> Result<u64, KeyError> {
    let places = Places::of(folder);
    Vault::recover(&places, &FileRoot::open(&places, None).unwrap(), shares, &[])
}

#[test]
fn a_lost_root_key_is_made_up_for_by_any_shares_that_suffice() {
    for pick in [[0, 1, 2], [4, 2, 0], [3, 4, 1]] {
        let (folder, vault) = fresh();
        let product = name("acme");
        let before = seal(&vault, site(&product), &[locked("account", Some(DAY))], &[("phone", "1")]);
        vault.flush().unwrap();
        let shares = shares(&vault, 3, 5);
        // What comes after the export, a rotation included, is covered too.
        vault.rotate_root(&mut |_| ()).unwrap();
        vault.rotate_cells(NOW, None, &mut |_| ()).unwrap();
        let there = Site { cell: Cell::from_bytes([9; 16]), ..site(&product) };
        let after = seal(&vault, there, &[locked("account", None)], &[("phone", "2")]);
        let seed = vault.named_secret(&product, "ledger").unwrap();
        vault.flush().unwrap();
        drop(vault);
        fs::remove_file(folder.path().join(FileRoot::file(2))).unwrap();
        let opened = Vault::at(folder.path(), Box::new(files(folder.path())));
        assert!(matches!(opened, Err(KeyError::Root { .. })));
        let picked: Vec<&str> = pick.iter().map(|at| shares[*at].as_str()).collect();
        // Two cells, a secret, the check.
        assert_eq!(recover(folder.path(), &picked).unwrap(), 4);
        let vault = vault_in(folder.path());
        for (record, value) in [(&before, "1"), (&after, "2")] {
            assert_eq!(open(&vault, &product, record, "phone", &["account"]).unwrap().expose_text(), Some(value));
        }
        assert_eq!(vault.named_secret(&product, "ledger").unwrap().expose(), seed.expose());
        // And again, by the same shares.
        drop(vault);
        fs::remove_file(folder.path().join(FileRoot::file(3))).unwrap();
        recover(folder.path(), &texts(&shares)[..3]).unwrap();
        assert!(open(&vault_in(folder.path()), &product, &before, "phone", &["account"]).is_ok());
    }
}

#[test]
fn what_is_wrong_with_shares_is_said() {
    let (folder, vault) = fresh();
    let earlier = shares(&vault, 2, 3);
    let shares = shares(&vault, 3, 5);
    drop(vault);
    let fault = |shares: &[&str]| match recover(folder.path(), shares) {
        Err(KeyError::Share(fault)) => fault,
        other => panic!("{other:?}"),
    };
    let [a, b, c, ..] = &texts(&shares)[..] else { unreachable!() };
    assert_eq!(fault(&[a, b]), ShareFault::TooFew { needed: 3, given: 2 });
    assert_eq!(fault(&[a, b, a]), ShareFault::Twice { first: 1, second: 3 });
    assert!(matches!(fault(&[a, &earlier[0], c]), ShareFault::OtherExport { number: 2, .. }));
    let typo = b.replacen(b.chars().nth(30).unwrap(), "b", 1);
    assert_eq!(fault(&[a, &typo, c]), ShareFault::Mistyped { number: 2 });
    assert_eq!(fault(&[a, b.strip_suffix(|_: char| true).unwrap(), c]), ShareFault::Mistyped { number: 2 });
    assert_eq!(fault(&["", b, c]), ShareFault::Mistyped { number: 1 });
    let other = bech32::encode::<bech32::Bech32m>(bech32::Hrp::parse("other").unwrap(), &[1; 40]).unwrap();
    assert_eq!(fault(&[a, b, &other]), ShareFault::NotAShare { number: 3 });
    let hrp = bech32::Hrp::parse("yinuo").unwrap();
    let short = bech32::encode::<bech32::Bech32m>(hrp, &[1; 9]).unwrap();
    assert_eq!(fault(&[&short, b, c]), ShareFault::NotAShare { number: 1 });
    let later = bech32::encode::<bech32::Bech32m>(hrp, &[9; 40]).unwrap();
    assert_eq!(fault(&[&later, b, c]), ShareFault::Newer { number: 1 });
    // A share of this export whose bytes were altered with a checksum made to fit.
    let plain: String = a.chars().filter(|letter| !letter.is_whitespace()).collect();
    let (_, mut bytes) = bech32::decode(&plain).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    let forged = bech32::encode::<bech32::Bech32m>(hrp, &bytes).unwrap();
    assert_eq!(fault(&[&forged, b, c]), ShareFault::NotThisKey);
    // In capitals, without gaps, over several lines: the same share.
    let spelled = [a.to_uppercase().replace(' ', ""), b.replace(' ', "\n"), c.to_string()];
    recover(folder.path(), &texts(&spelled)).unwrap();
}

#[test]
fn one_share_fewer_than_needed_gives_nothing() {
    let (folder, vault) = fresh();
    let shares = shares(&vault, 3, 5);
    drop(vault);
    // Who has two of three says that two are enough, in the key store and on the shares.
    let raw = rusqlite::Connection::open(folder.path().join(Vault::FILE)).unwrap();
    let stored: [u8; 6] =
        raw.query_row("SELECT value FROM meta WHERE name = 'recovery-shares'", [], |row| row.get(0)).unwrap();
    let [a, b, c, d, _, of] = stored;
    raw.execute("UPDATE meta SET value = ?1 WHERE name = 'recovery-shares'", [[a, b, c, d, 2, of]]).unwrap();
    drop(raw);
    let says_two = |share: &str| {
        let plain: String = share.chars().filter(|letter| !letter.is_whitespace()).collect();
        let (prefix, mut bytes) = bech32::decode(&plain).unwrap();
        bytes[5] = 2;
        bech32::encode::<bech32::Bech32m>(prefix, &bytes).unwrap()
    };
    let forged: Vec<String> = shares.iter().map(|share| says_two(share)).collect();
    for one in 0..5 {
        for other in (0..5).filter(|other| *other != one) {
            let opened = recover(folder.path(), &[&forged[one], &forged[other]]);
            assert!(matches!(opened, Err(KeyError::Share(ShareFault::NotThisKey))), "{opened:?}");
        }
    }
    let three = [&*forged[0], &*forged[1], &*forged[2]];
    recover(folder.path(), &three).unwrap();
}

#[test]
fn what_was_destroyed_does_not_come_back_by_shares() {
    let (folder, vault) = fresh();
    let product = name("acme");
    let kept = seal(&vault, site(&product), &[locked("account", None)], &[("phone", "1")]);
    let gone = seal(&vault, site(&product), &[locked("orders", None)], &[("phone", "2")]);
    vault.create_backup_key(&name("b"), NOW).unwrap();
    vault.flush().unwrap();
    let shares = shares(&vault, 2, 3);
    destroy(&vault, &[holder_half("orders")]);
    assert_eq!(vault.destroy_backup_keys(NOW).unwrap(), [name("b")]);
    drop(vault);
    fs::remove_file(folder.path().join(FileRoot::file(1))).unwrap();
    recover(folder.path(), &texts(&shares)).unwrap();
    let vault = vault_in(folder.path());
    assert!(open(&vault, &product, &kept, "phone", &["account"]).is_ok());
    assert!(matches!(open(&vault, &product, &gone, "phone", &["orders"]), Err(OpenError::NoKey { .. })));
    assert!(vault.backup_key(&name("b")).unwrap().is_none());
}

#[test]
fn a_key_store_that_is_not_there_is_told_and_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("keys");
    assert!(matches!(recover(&place, &["share"]), Err(KeyError::Lost { .. })));
    assert!(matches!(Vault::approve_in(&Places::of(&place), &[]), Err(KeyError::Lost { .. })));
    assert!(!place.exists());
}

#[test]
fn any_letter_that_is_mistyped_shows() {
    let (folder, vault) = fresh();
    let shares = shares(&vault, 2, 2);
    drop(vault);
    proptest!(ProptestConfig::with_cases(64), |(place: prop::sample::Index, letter in "[a-z0-9]")| {
        let letters: Vec<char> = shares[0].chars().collect();
        let place = place.index(letters.len());
        prop_assume!(letters[place].to_string() != letter);
        let typo: String = letters.iter().enumerate()
            .map(|(at, old)| if at == place { letter.clone() } else { old.to_string() }).collect();
        let refused = matches!(recover(folder.path(), &[&typo, &shares[1]]), Err(KeyError::Share(_)));
        prop_assert!(refused);
    });
}

#[test]
fn shares_need_an_export_and_a_sensible_split() {
    let (folder, vault) = fresh();
    for (needed, of) in [(0, 0), (1, 3), (4, 3)] {
        assert!(matches!(vault.export_recovery(needed, of), Err(KeyError::Share(ShareFault::Split { .. }))));
    }
    drop(vault);
    assert!(matches!(recover(folder.path(), &[]), Err(KeyError::NoRecovery)));
}

#[test]
fn nobody_puts_another_recovery_key_in_its_place() {
    let (folder, vault) = fresh();
    vault.export_recovery(2, 3).unwrap();
    drop(vault);
    let raw = rusqlite::Connection::open(folder.path().join(Vault::FILE)).unwrap();
    raw.execute("UPDATE meta SET value = ?1 WHERE name = 'recovery'", [[7_u8; 32]]).unwrap();
    drop(raw);
    let opened = Vault::at(folder.path(), Box::new(files(folder.path())));
    assert!(matches!(opened, Err(KeyError::Corrupt("the recovery key"))));
}

#[test]
fn where_two_are_enrolled_two_must_agree() {
    let (folder, vault) = fresh();
    let person = |name: &str, words: &str| Approval { name: name.to_owned(), passphrase: Passphrase::new(words) };
    let (li, wang, zhao) = (person("li", "one"), person("wang", "two"), person("zhao", "three"));
    vault.approve(&[]).unwrap();
    vault.enrol(&li, &[]).unwrap();
    assert!(matches!(vault.enrol(&li, &[]), Err(KeyError::Person(PersonFault::Taken(_)))));
    vault.approve(&[]).unwrap();
    vault.enrol(&wang, &[]).unwrap();
    let fault = |leave: &[Approval]| match vault.approve(leave) {
        Err(KeyError::Person(fault)) => fault,
        other => panic!("{other:?}"),
    };
    assert_eq!(fault(&[]), PersonFault::TwoNeeded(0));
    assert_eq!(fault(&[li.clone(), li.clone()]), PersonFault::TwoNeeded(1));
    assert_eq!(fault(&[li.clone(), person("wang", "one")]), PersonFault::Wrong("wang".into()));
    assert_eq!(fault(&[li.clone(), zhao.clone()]), PersonFault::Unknown("zhao".into()));
    vault.approve(&[wang.clone(), li.clone()]).unwrap();
    assert!(vault.enrol(&zhao, &[]).is_err());
    vault.enrol(&zhao, &[li.clone(), wang.clone()]).unwrap();
    assert!(vault.dismiss("li", from_ref(&zhao)).is_err());
    vault.dismiss("li", &[zhao.clone(), wang.clone()]).unwrap();
    assert_eq!(vault.people().unwrap(), ["wang", "zhao"]);
    let shares = shares(&vault, 2, 2);
    drop(vault);
    let places = Places::of(folder.path());
    let root = files(folder.path());
    let alone = Vault::recover(&places, &root, &texts(&shares), from_ref(&wang));
    assert!(matches!(alone, Err(KeyError::Person(PersonFault::TwoNeeded(1)))));
    Vault::recover(&places, &root, &texts(&shares), &[wang, zhao]).unwrap();
}
