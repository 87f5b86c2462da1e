//! Files that are lost, malformed, signed by another, or that no log has.

mod fixture;

use std::fs;

use fixture::*;
use tempfile::TempDir;
use verify::{Code, verify_folder};

const FIRST: &str = "cells/ff/tile/entries/000";

#[test]
fn a_lost_log_and_lost_files_are_named() {
    let (world, dir) = sample();
    fs::remove_dir_all(cell_dir(dir.path(), "a1")).unwrap();
    assert_eq!(found(&verified(dir.path())), [("missing-log", "cells/a1", None)]);
    for (file, entries) in [
        ("vkey", None),
        ("checkpoint", None),
        ("notes/000.p/5", Some((0, 5))),
        ("tile/0/000.p/5", Some((0, 5))),
        ("cells/ff/checkpoint", None),
        ("cells/ff/tile/entries/001", Some((256, 512))),
        ("cells/ff/tile/0/001", Some((256, 512))),
        ("cells/ff/tile/1/000.p/2", Some((0, 512))),
    ] {
        world.write(dir.path());
        fs::remove_file(dir.path().join(file)).unwrap();
        let report = verified(dir.path());
        assert!(found(&report).contains(&("missing-file", file, entries)), "{file}: {:?}", found(&report));
        assert_eq!(report.with(Code::MissingFile).count(), 1, "{file}");
    }
}

#[test]
fn signatures_notes_and_keys_are_judged() {
    let (world, dir) = sample();
    let path = dir.path().join("cells/ff/checkpoint");
    let other = ed25519_dalek::SigningKey::from_bytes(&[8; 32]);
    let root = verify::root_of(world.cells["ff"].iter().map(Vec::as_slice));
    write(path.clone(), sign(&other, &origin("ff"), 600, &root));
    assert_eq!(found(&verified(dir.path())), [("bad-signature", "cells/ff/checkpoint", None)]);
    write(path.clone(), world.notes[4].replace("\n600\n", "\n599\n"));
    assert!(verified(dir.path()).with(Code::BadSignature).count() == 1);
    write(path, [0xff; 9]);
    assert_eq!(found(&verified(dir.path()))[0], ("bad-note", "cells/ff/checkpoint", None));

    world.write(dir.path());
    assert_eq!(found(&verify_folder(dir.path(), Some(&vkey(&other))))[0].0, "bad-signature");
    assert_eq!(verify_folder(dir.path(), Some(&vkey(&other))).with(Code::WrongKey).count(), 1);
    let own = verify_folder(dir.path(), None);
    assert_eq!((found(&own), own.is_sound()), (vec![("untrusted-key", "vkey", None)], true));
}

#[test]
fn tiles_that_lie_about_good_entries_are_named_as_tiles() {
    let (_world, dir) = sample();
    for (file, entries) in [("cells/ff/tile/0/001", (256, 512)), ("cells/ff/tile/1/000.p/2", (0, 512))] {
        let (path, good) = (dir.path().join(file), fs::read(dir.path().join(file)).unwrap());
        let mut bad = good.clone();
        bad[33] ^= 1;
        write(path.clone(), bad);
        assert_eq!(found(&verified(dir.path())), [("bad-tile", file, Some(entries))]);
        write(path.clone(), &good[1..]);
        assert_eq!(found(&verified(dir.path())), [("bad-tile", file, Some(entries))]);
        write(path, good);
    }
}

#[test]
fn malformed_bundles_and_entries_are_named() {
    let (world, dir) = sample();
    write(dir.path().join(FIRST), [0, 9, 1]);
    assert_eq!(found(&verified(dir.path())), [("bad-bundle", FIRST, Some((0, 256)))]);
    let mut entries = world.cells["ff"].clone();
    entries[9][0] = 2;
    write_entries(&cell_dir(dir.path(), "ff"), &entries);
    assert_eq!(found(&verified(dir.path())), [("bad-entry", FIRST, Some((9, 10)))]);
    write(dir.path().join(FIRST), vec![0; 1 << 20]);
    assert_eq!(found(&verified(dir.path())), [("too-large", FIRST, Some((0, 256)))]);
}

#[test]
fn notes_must_be_the_ones_that_were_logged_and_signed() {
    let (world, dir) = sample();
    let mut other = world.clone();
    other.notes[3] = checkpoint(&origin("00"), &world.cells["00"][..200]);
    let bundle: Vec<u8> = other.notes.iter().flat_map(|note| prefixed(note.as_bytes())).collect();
    write(dir.path().join("notes/000.p/5"), bundle);
    let report = verified(dir.path());
    assert_eq!(report.with(Code::Changed).map(|one| one.entries).collect::<Vec<_>>(), [Some((3, 4))]);
    other.notes[3] = "no note".to_owned();
    other.write_product(dir.path());
    let report = verified(dir.path());
    assert_eq!(report.with(Code::BadNote).map(|one| one.entries).collect::<Vec<_>>(), [Some((3, 4))]);
    // Recorded in another order: the tiles of the product log say so.
    world.write(dir.path());
    let mut entries = world.product_entries();
    entries.swap(0, 1);
    write_entries(dir.path(), &entries);
    let report = verified(dir.path());
    assert_eq!(report.with(Code::Reordered).map(|one| one.file.as_str()).collect::<Vec<_>>(), ["tile/entries/000.p/5"]);
}

#[test]
fn odd_files_are_notes_and_left_over_partials_are_held_to_what_followed() {
    let (_world, dir) = sample();
    let log = cell_dir(dir.path(), "ff");
    write(log.join("readme"), "");
    write(log.join(".pending"), "half");
    write(dir.path().join("cells/none"), "");
    write(log.join("tile/0/001.p/9"), &fs::read(log.join("tile/0/001")).unwrap()[..9 * 32]);
    let report = verified(dir.path());
    assert_eq!(found(&report), [("unexpected-file", "cells/none", None), ("unexpected-file", "cells/ff/readme", None)]);
    assert!(report.is_sound());
    write(log.join("tile/0/001.p/9"), [0; 9 * 32]);
    assert_eq!(verified(dir.path()).with(Code::BadTile).count(), 1);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let (_world, dir) = sample();
    let path = dir.path().join(FIRST);
    fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
    assert_eq!(found(&verified(dir.path())), [("unreadable", FIRST, Some((0, 256)))]);
}

#[test]
fn a_folder_that_is_not_there_is_not_sound() {
    let dir = TempDir::new().unwrap();
    assert!(!verify_folder(&dir.path().join("none"), None).is_sound());
    assert!(!verified(dir.path()).is_sound());
}
