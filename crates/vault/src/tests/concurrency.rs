//! One half for all, whoever asks first; none used that is not durable.

use super::*;
use crate::KeyId;
use std::thread;

fn half(n: u8) -> KeyId {
    KeyId::Half(locked("account", None).holder_half(CELL, Holder::from_bytes([n; 16])))
}

#[test]
fn all_threads_get_the_same_half_while_others_flush() {
    let (folder, vault) = fresh();
    let ask = || -> Vec<[u8; 32]> {
        (0..40).map(|n| *vault.draw(&half(n), Suite::default(), NOW).unwrap().secret().expose()).collect()
    };
    let answers = thread::scope(|scope| {
        let flusher = scope.spawn(|| (0..20).for_each(|_| vault.flush().unwrap()));
        let askers: Vec<_> = (0..8).map(|_| scope.spawn(ask)).collect();
        let answers: Vec<_> = askers.into_iter().map(|asker| asker.join().unwrap()).collect();
        flusher.join().unwrap();
        answers
    });
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    vault.flush().unwrap();
    drop(vault);
    let vault = vault_in(folder.path());
    for (n, secret) in (0..40).zip(&answers[0]) {
        let kept = vault.find(&half(n), NOW).unwrap().unwrap();
        assert_eq!(kept.secret().expose(), secret, "and the same after a restart");
    }
}

#[test]
fn sealing_flushing_and_destroying_at_once_leaves_only_what_opens_or_has_ended() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let seal_all = |day: Date| -> Vec<StoredRecord> {
        (0..30)
            .map(|revision| {
                let site = Site { revision, ..site(&product) };
                seal(&vault, site, &[locked("account", Some(day))], &[("phone", "1")])
            })
            .collect()
    };
    let doomed = DAY.yesterday().unwrap();
    let before = seal_all(doomed);
    let kept = thread::scope(|scope| {
        scope.spawn(|| (0..10).for_each(|_| vault.flush().unwrap()));
        scope.spawn(|| {
            let half = locked("account", Some(doomed)).term_half(CELL).unwrap();
            destroy(&vault, &[half]);
        });
        let sealers: Vec<_> = (0..4).map(|_| scope.spawn(|| seal_all(DAY))).collect();
        sealers.into_iter().flat_map(|sealer| sealer.join().unwrap()).collect::<Vec<_>>()
    });
    vault.flush().unwrap();
    let opens = |record| open(&vault, &product, record, "phone", &["account"]);
    assert!(kept.iter().all(|record| opens(record).is_ok()));
    assert!(before.iter().all(|record| matches!(opens(record), Err(OpenError::NoKey { .. }))));
}

#[test]
fn a_crash_before_the_flush_loses_only_what_nothing_used() {
    let folder = tempfile::tempdir().unwrap();
    let product = name("acme");
    let vault = vault_in(folder.path());
    let locks = [locked("account", None)];
    let lost = seal(&vault, site(&product), &locks, &[("phone", "1")]);
    drop(vault);
    let vault = vault_in(folder.path());
    let opened = open(&vault, &product, &lost, "phone", &["account"]);
    assert!(matches!(opened, Err(OpenError::NoKey { .. })));
    let kept = seal(&vault, site(&product), &locks, &[("phone", "1")]);
    vault.flush().unwrap();
    drop(vault);
    let vault = vault_in(folder.path());
    assert!(open(&vault, &product, &kept, "phone", &["account"]).is_ok());
    let opened = open(&vault, &product, &lost, "phone", &["account"]);
    assert!(matches!(opened, Err(OpenError::Tampered { .. })), "another half has its id now");
}

#[test]
fn a_second_writer_of_the_same_half_is_refused_at_its_flush() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (vault_in(folder.path()), vault_in(folder.path()));
    first.draw(&half(1), Suite::default(), NOW).unwrap();
    second.draw(&half(1), Suite::default(), NOW).unwrap();
    first.flush().unwrap();
    assert!(second.flush().is_err(), "its data must not be committed");
}
