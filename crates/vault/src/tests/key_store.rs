//! Whatever holds the root key keeps the same promises: files, files behind a passphrase, a PKCS#11 token.

use super::*;
use crate::{KeyError, KeyStore, Passphrase, RootFault, Secret};

/// What a key store is opened as, again and again.
type Open<'a> = dyn Fn() -> Box<dyn KeyStore> + 'a;

/// Every promise of a key store; `open` opens the same one each time, empty at first.
fn keeps_its_promises(open: &Open<'_>) {
    wraps_and_unwraps(open);
    holds_a_vault(open);
}

fn wraps_and_unwraps(open: &Open<'_>) {
    let root = open();
    assert_eq!(root.numbers().unwrap(), [] as [u32; 0]);
    assert!(matches!(
        root.wrap(1, b"id", &Secret::new([7; 32])),
        Err(KeyError::Root { fault: RootFault::Missing, .. })
    ));
    root.draw(1).unwrap();
    let secret = Secret::new([7; 32]);
    let wrapped = root.wrap(1, b"id", &secret).unwrap();
    assert!(wrapped.len() <= 255);
    assert!(!wrapped.windows(32).any(|window| window == secret.expose()));
    assert_ne!(root.wrap(1, b"id", &secret).unwrap(), wrapped, "no nonce twice");
    let unwrap = |root: &dyn KeyStore, number, id: &[u8], wrapped: &[u8]| {
        root.unwrap(number, id, wrapped).unwrap().map(|secret| *secret.expose())
    };
    assert_eq!(unwrap(&*root, 1, b"id", &wrapped), Some([7; 32]));
    assert_eq!(unwrap(&*root, 1, b"ie", &wrapped), None, "another id");
    for bit in 0..wrapped.len() * 8 {
        let mut changed = wrapped.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(unwrap(&*root, 1, b"id", &changed), None, "bit {bit}");
    }
    for cut in [0, 1, 11, 12, 28, wrapped.len() - 1] {
        assert_eq!(unwrap(&*root, 1, b"id", &wrapped[..cut]), None, "{cut} bytes");
    }
    // A second one beside it; the first is left alone, whoever draws it again.
    root.draw(2).unwrap();
    root.draw(1).unwrap();
    assert_eq!(root.numbers().unwrap(), [1, 2]);
    assert_eq!(unwrap(&*root, 2, b"id", &wrapped), None, "another key");
    drop(root);
    let root = open();
    assert_eq!(unwrap(&*root, 1, b"id", &wrapped), Some([7; 32]), "opened again");
    root.destroy(1).unwrap();
    root.destroy(1).unwrap();
    assert_eq!(root.numbers().unwrap(), [2]);
    let gone = root.unwrap(1, b"id", &wrapped);
    assert!(matches!(gone, Err(KeyError::Root { fault: RootFault::Missing, .. })));
    root.destroy(2).unwrap();
    assert!(open().numbers().unwrap().is_empty());
}

fn holds_a_vault(open: &Open<'_>) {
    let folder = tempfile::tempdir().unwrap();
    let product = name("acme");
    let locks = [locked("account", Some(DAY))];
    let vault = Vault::at(folder.path(), open()).unwrap();
    let record = seal(&vault, site(&product), &locks, &[("phone", "1")]);
    vault.flush().unwrap();
    let shares: Vec<String> =
        vault.export_recovery(2, 3).unwrap().iter().map(|share| share.text().to_owned()).collect();
    assert!(vault.rotate_root(&mut |_| ()).unwrap() > 0);
    assert_eq!(open().numbers().unwrap(), [2]);
    drop(vault);
    let vault = Vault::at(folder.path(), open()).unwrap();
    assert!(super::open(&vault, &product, &record, "phone", &["account"]).is_ok());
    drop(vault);
    // Lost, and made up for.
    open().destroy(2).unwrap();
    let lost = Vault::at(folder.path(), open());
    assert!(matches!(lost, Err(KeyError::Root { fault: RootFault::Missing, .. })), "{lost:?}");
    let shares: Vec<&str> = shares.iter().skip(1).map(String::as_str).collect();
    Vault::recover(&Places::of(folder.path()), &*open(), &shares, &[]).unwrap();
    let vault = Vault::at(folder.path(), open()).unwrap();
    assert!(super::open(&vault, &product, &record, "phone", &["account"]).is_ok());
    destroy(&vault, &[holder_half("account")]);
    drop(vault);
    // Another root key is told before anything is done.
    let root = open();
    root.destroy(3).unwrap();
    root.draw(3).unwrap();
    drop(root);
    let opened = Vault::at(folder.path(), open());
    assert!(matches!(opened, Err(KeyError::WrongRoot)), "{opened:?}");
}

#[test]
fn files() {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::of(folder.path());
    keeps_its_promises(&|| Box::new(FileRoot::open(&places, None).unwrap()));
}

#[test]
fn files_behind_a_passphrase_and_mirrored() {
    let (folder, mirror) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let places = Places { folder: folder.path().to_owned(), mirror: Some(mirror.path().to_owned()) };
    let passphrase = Passphrase::new("correct horse");
    keeps_its_promises(&|| Box::new(FileRoot::open(&places, Some(passphrase.clone())).unwrap()));
}

/// SoftHSM, a token in software: it joins when the feature `hsm` is on.
#[cfg(feature = "hsm")]
mod hsm {
    use super::*;
    use crate::{TokenPlace, TokenRoot};
    use std::path::PathBuf;
    use std::process::Command;

    const CONFIGURATION: &str = "SOFTHSM2_CONF";
    const MODULES: [&str; 3] = [
        "/usr/lib/softhsm/libsofthsm2.so",
        "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/local/lib/softhsm/libsofthsm2.so",
    ];

    fn place(pin: &str) -> TokenPlace {
        let there = MODULES.iter().map(PathBuf::from).find(|module| module.exists());
        let module = there.expect("SoftHSM is not there: install softhsm2");
        TokenPlace { module, token: "yinuo test".to_owned(), pin: Passphrase::new(pin) }
    }

    /// The library reads where its tokens are from the environment: the test is run in a process of its own.
    #[test]
    fn a_token() {
        let folder = tempfile::tempdir().unwrap();
        let (configuration, tokens) = (folder.path().join("softhsm2.conf"), folder.path().join("tokens"));
        std::fs::create_dir(&tokens).unwrap();
        std::fs::write(&configuration, format!("directories.tokendir = {}\nlog.level = ERROR\n", tokens.display()))
            .unwrap();
        let init = ["--init-token", "--free", "--label", "yinuo test", "--pin", "12345678", "--so-pin", "87654321"];
        let made = Command::new("softhsm2-util").args(init).env(CONFIGURATION, &configuration).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "tests::key_store::hsm::in_its_own_process", "--nocapture", "--test-threads=1"]);
        let output = command.env(CONFIGURATION, &configuration).output().unwrap();
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{said}");
        assert!(said.contains("the token kept its promises"), "{said}");
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the library reads it from there")]
    fn in_its_own_process() {
        if std::env::var(CONFIGURATION).is_err() {
            return;
        }
        keeps_its_promises(&|| Box::new(TokenRoot::open(&place("12345678")).unwrap()));
        for wrong in [
            TokenPlace { token: "another".to_owned(), ..place("12345678") },
            TokenPlace { module: PathBuf::from("/nowhere.so"), ..place("12345678") },
        ] {
            assert!(matches!(TokenRoot::open(&wrong), Err(KeyError::Token(_))));
        }
        assert!(!format!("{:?} {:?}", place("12345678"), TokenRoot::open(&place("12345678"))).contains("12345678"));
        println!("the token kept its promises");
    }
}
