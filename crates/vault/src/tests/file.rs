//! A file comes back whole, with its record's keys, or not at all.

use super::*;
use crate::file::{FileError, FileSite, OpenedFile, SealedFile, seal_file};
use life::reference::Reference;
use std::io;

const CHUNK: usize = 1 << 20;
const PHOTO: Reference = Reference::from_bytes([8; 16]);

fn bytes(len: usize) -> Vec<u8> {
    (0..len).map(|n| (n % 251) as u8 ^ (n >> 20) as u8).collect()
}

/// The file and its chunks.
fn sealed_at(suite: Suite, site: &FileSite<'_>, plain: &[u8]) -> (SealedFile, Vec<Vec<u8>>) {
    let mut chunks = Vec::new();
    let file = seal_file(suite, site, "image/png", &mut &plain[..], &mut |number, chunk| {
        assert_eq!(number as usize, chunks.len());
        chunks.push(chunk.to_vec());
        Ok(())
    });
    (file.unwrap(), chunks)
}

fn sealed(suite: Suite, plain: &[u8]) -> (SealedFile, Vec<Vec<u8>>) {
    sealed_at(suite, &FileSite { product: &name("acme"), cell: CELL, file: PHOTO }, plain)
}

/// The record that holds the file, beside a value that is none.
fn record(suite: Suite, vault: &Vault, site: Site<'_>, file: &SealedFile) -> StoredRecord {
    let note = Personal::from("a note");
    let items = vec![(name("photo"), Kept::File, file.value()), (name("note"), Kept::Sealed, &note)];
    let groups = vec![Group { locks: vec![locked("business", None)], items }];
    stored(site, vault.seal(NOW, &Capture { suite, site, groups }).unwrap())
}

fn opened_in(form: Form, vault: &Vault, record: &StoredRecord) -> Result<OpenedFile, OpenError> {
    let openings = [opening(RECORD, "photo", form, &["business"])];
    vault.open_file_listed(&openings, NOW, &name("acme"), record)
}

fn whole(file: &OpenedFile, chunks: &[Vec<u8>]) -> Result<Vec<u8>, OpenError> {
    assert_eq!(file.chunks(), chunks.len() as u64);
    let each = chunks.iter().enumerate();
    let plain = each.map(|(at, chunk)| Ok(file.open_chunk(at as u32, chunk.clone())?.expose().to_vec()));
    Ok(plain.collect::<Result<Vec<_>, OpenError>>()?.concat())
}

fn tampered<T>(opened: Result<T, OpenError>) -> bool {
    matches!(opened, Err(OpenError::Tampered { record: RECORD, .. }))
}

#[test]
fn any_length_comes_back_under_both_suites() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    for suite in Suite::ALL {
        for len in [1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 17] {
            let (file, chunks) = sealed(suite, &bytes(len));
            assert_eq!((file.bytes, file.chunks as usize), (len as u64, len.div_ceil(CHUNK)));
            let record = record(suite, &vault, site(&product), &file);
            let opened = opened_in(Form::Clear, &vault, &record).unwrap();
            assert_eq!((opened.bytes(), opened.media(), opened.file()), (len as u64, "image/png", PHOTO));
            assert!(whole(&opened, &chunks).unwrap() == bytes(len), "{len}");
        }
    }
}

#[test]
fn a_chunk_in_another_place_is_tampered() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    for suite in Suite::ALL {
        let plain = bytes(3 * CHUNK);
        let (file, c) = sealed(suite, &plain);
        let (_, before) = sealed(suite, &plain);
        let (_, elsewhere) =
            sealed_at(suite, &FileSite { product: &product, cell: Cell::from_bytes([9; 16]), file: PHOTO }, &plain);
        let opened = opened_in(Form::Clear, &vault, &record(suite, &vault, site(&product), &file)).unwrap();
        assert!(whole(&opened, &c).is_ok());
        for (what, chunk, at) in [
            ("moved", &c[1], 0),
            ("exchanged", &c[0], 1),
            ("repeated", &c[1], 2),
            ("the last one before its place", &c[2], 1),
            ("of the same bytes, put back from before", &before[1], 1),
            ("of the same bytes in another cell", &elsewhere[1], 1),
            ("beyond the end", &c[2], 3),
        ] {
            assert!(tampered(opened.open_chunk(at, chunk.clone())), "{what}");
        }
        for cut in [0, 1, 15, 16, CHUNK / 2, CHUNK + 15] {
            assert!(tampered(opened.open_chunk(1, c[1][..cut].to_vec())), "cut to {cut}");
        }
        for at in [0, CHUNK / 2, CHUNK, CHUNK + 15] {
            let mut flipped = c[1].clone();
            flipped[at] ^= 1;
            assert!(tampered(opened.open_chunk(1, flipped)), "a bit at {at}");
        }
        assert!(tampered(opened.open_chunk(1, [&c[1][..], b"x"].concat())), "longer");
    }
}

#[test]
fn a_file_cut_to_whole_chunks_is_tampered() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let (file, c) = sealed(Suite::default(), &bytes(3 * CHUNK));
    let (shorter, _) = sealed(Suite::default(), &bytes(2 * CHUNK));
    // The value says how long the file is; another file's value opens none of its chunks.
    let opened = opened_in(Form::Clear, &vault, &record(Suite::default(), &vault, site(&product), &shorter)).unwrap();
    assert_eq!(opened.chunks(), 2);
    assert!(tampered(opened.open_chunk(1, c[1].clone())));
    let opened = opened_in(Form::Clear, &vault, &record(Suite::default(), &vault, site(&product), &file)).unwrap();
    assert_eq!(opened.chunks(), 3, "whoever has two of three knows that one is missing");
}

#[test]
fn the_value_of_a_file_is_bound_to_its_record() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let (file, _) = sealed(Suite::default(), b"receipt");
    let record = record(Suite::default(), &vault, site(&product), &file);
    let mut moved = record.clone();
    moved.record = Record::from_bytes([4; 16]);
    let openings = [opening(moved.record, "photo", Form::Clear, &["business"])];
    let other = vault.open_file_listed(&openings, NOW, &product, &moved);
    assert!(matches!(other, Err(OpenError::Tampered { .. })));
    let mut dropped = record;
    dropped.values.remove(0);
    assert!(tampered(opened_in(Form::Clear, &vault, &dropped)));
}

#[test]
fn a_file_ends_with_its_records_keys() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let (file, _) = sealed(Suite::default(), b"receipt");
    let record = record(Suite::default(), &vault, site(&product), &file);
    destroy(&vault, &[holder_half("business")]);
    assert!(matches!(opened_in(Form::Clear, &vault, &record), Err(OpenError::NoKey { .. })));
}

#[test]
fn a_file_leaves_as_it_is_or_not_at_all() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let (file, _) = sealed(Suite::default(), b"receipt");
    let record = record(Suite::default(), &vault, site(&product), &file);
    for form in [Form::Masked, Form::Token, Form::Hashed, Form::Aggregate] {
        assert!(matches!(opened_in(form, &vault, &record), Err(OpenError::Form { .. })), "{form:?}");
    }
    let note = [opening(RECORD, "note", Form::Clear, &["business"])];
    assert!(matches!(vault.open_file_listed(&note, NOW, &product, &record), Err(OpenError::Form { .. })));
    // Among other values it says what it is, and never what opens it.
    let said = open(&vault, &product, &record, "photo", &["business"]).unwrap();
    assert_eq!(said.expose_text(), Some("image/png; 7 bytes"));
}

#[test]
fn a_file_opens_after_its_record_was_sealed_anew() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let (file, chunks) = sealed(Suite::Aes256Gcm, b"receipt");
    let mut record = record(Suite::Aes256Gcm, &vault, site(&product), &file);
    let all = ["photo", "note"].map(|item| opening(RECORD, item, Form::Clear, &["business"]));
    let anew = vault.reseal_listed(&all, NOW, (&product, &record), Suite::Sm4Gcm, |_| None).unwrap();
    for (value, sealed) in record.values.iter_mut().zip(anew.values) {
        value.sealed = sealed;
    }
    (record.slots, record.digest) = (anew.slots, anew.digest);
    let opened = opened_in(Form::Clear, &vault, &record).unwrap();
    assert_eq!(whole(&opened, &chunks).unwrap(), b"receipt");
}

#[test]
fn what_fails_on_the_way_is_told() {
    let (product, mut none) = (name("acme"), |_: u32, _: &[u8]| Ok(()));
    let site = FileSite { product: &product, cell: CELL, file: PHOTO };
    let empty = seal_file(Suite::default(), &site, "image/png", &mut io::empty(), &mut none);
    assert!(matches!(empty, Err(FileError::Empty)));
    let mut full = |_: u32, _: &[u8]| Err(io::Error::other("the disk is full"));
    let failed = seal_file(Suite::default(), &site, "image/png", &mut &b"x"[..], &mut full);
    assert!(matches!(failed, Err(FileError::Io(_))));
}

#[test]
fn nothing_shows_what_opens_a_file() {
    let (file, _) = sealed(Suite::default(), b"receipt");
    let shown = format!("{file:?}");
    assert!(shown.contains("bytes: 7") && !shown.contains("value"), "{shown}");
}
