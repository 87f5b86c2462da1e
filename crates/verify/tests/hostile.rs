//! Whatever stands in the folder, the verifier ends, does not panic, and takes nothing altered for sound.

mod fixture;

use std::fs;

use fixture::*;
use proptest::prelude::*;
use tempfile::TempDir;
use verify::{Checkpoint, Seen, VerifierKey, verify_against, verify_folder, verify_with};

fn small() -> World {
    World::grown(&[("0", 3), ("1", 257), ("0", 9)])
}

fn trusted() -> String {
    vkey(&key())
}

#[derive(Clone, Debug)]
enum Deed {
    Flip(prop::sample::Index, u8),
    Cut(prop::sample::Index),
    Extend(Vec<u8>),
    Replace(Vec<u8>),
    Remove,
}

fn deed() -> impl Strategy<Value = Deed> {
    let bytes = || prop::collection::vec(any::<u8>(), 1..600);
    prop_oneof![
        (any::<prop::sample::Index>(), 1_u8..).prop_map(|(at, bits)| Deed::Flip(at, bits)),
        any::<prop::sample::Index>().prop_map(Deed::Cut),
        bytes().prop_map(Deed::Extend),
        bytes().prop_map(Deed::Replace),
        Just(Deed::Remove),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn no_altered_file_is_taken_for_sound(which: prop::sample::Index, deed in deed()) {
        let dir = TempDir::new().unwrap();
        small().write(dir.path());
        let files = files(dir.path());
        let path = &files[which.index(files.len())];
        let good = fs::read(path).unwrap();
        let mut bad = good.clone();
        match deed {
            Deed::Flip(at, bits) => bad[at.index(good.len())] ^= bits,
            Deed::Cut(at) => bad.truncate(at.index(good.len())),
            Deed::Extend(more) => bad.extend(more),
            Deed::Replace(other) => bad = other,
            Deed::Remove => {}
        }
        if bad == good { fs::remove_file(path).unwrap() } else { fs::write(path, &bad).unwrap() }
        // White space after the key is nobody's business.
        let harmless = path.ends_with("vkey") && String::from_utf8_lossy(&bad).trim_end() == trusted() && bad != good;
        prop_assert_eq!(verify_folder(dir.path(), Some(&trusted())).is_sound(), harmless, "{:?}", path);
        verify_folder(dir.path(), None);
    }

    #[test]
    fn text_of_any_kind_never_panics(text in "(\\PC|\n|— |\\+|=){0,80}", bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text = [text, String::from_utf8_lossy(&bytes).into_owned()].concat();
        let _ = VerifierKey::parse(&text);
        let _ = VerifierKey::parse(&trusted()).unwrap().open(&text);
        let _ = Checkpoint::parse(&text);
    }
}

#[test]
fn a_signed_size_beyond_all_measure_ends_at_the_first_file_that_is_not_there() {
    for size in [usize::MAX, 1 << 63, 1 << 40] {
        let dir = TempDir::new().unwrap();
        small().write(dir.path());
        let root = [0; 32];
        for (path, origin) in [("checkpoint", PRODUCT.to_owned()), ("cells/0/checkpoint", origin("0"))] {
            write(dir.path().join(path), sign(&key(), &origin, size, &root));
        }
        assert!(!verify_folder(dir.path(), Some(&trusted())).is_sound());
        let witness = sign(&key(), PRODUCT, size, &root);
        assert!(!verify_against(dir.path(), Some(&trusted()), &witness).is_sound());
    }
}

#[test]
fn findings_are_capped() {
    let dir = TempDir::new().unwrap();
    let world = small();
    world.write(dir.path());
    for number in 0..1500 {
        write(dir.path().join(format!("odd/{number}")), "");
    }
    let report = verify_folder(dir.path(), Some(&trusted()));
    assert!(report.is_sound());
    assert_eq!((report.problems.len(), report.problems_left_out), (500, 1000));
}

#[test]
fn every_leaf_of_every_cell_is_shown_once_and_in_order() {
    let dir = TempDir::new().unwrap();
    let world = small();
    world.write(dir.path());
    let mut shown = std::collections::BTreeMap::<String, Vec<Vec<u8>>>::new();
    let report = verify_with(dir.path(), &verify::Options::default(), &mut |Seen { cell, index, leaf }| {
        let of = shown.entry(cell.to_owned()).or_default();
        assert_eq!(of.len() as u64, index);
        of.push(leaf.to_vec());
    });
    assert!(report.is_sound());
    assert_eq!(shown, world.cells);
}
