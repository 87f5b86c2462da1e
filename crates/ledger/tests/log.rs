//! The log from outside: it only grows, its proofs hold, and the verifier accepts it at every width.

#![expect(clippy::unwrap_used, reason = "a helper of tests may fail the test")]

use std::fs;
use std::path::Path;

use ledger::{Commitment, Error, Leaf, LogWriter, Origin, Product, Signer, mirror};
use proptest::prelude::*;
use tempfile::TempDir;
use verify::{leaf_hash, root_of, verify_body, verify_consistency, verify_folder, verify_inclusion};

fn signer() -> Signer {
    Signer::from_seed("yinuo/demo", &[7; 32]).unwrap()
}

fn leaves(count: usize) -> Vec<Leaf> {
    let leaf = |number: usize| *Commitment::of(&[9; 32], &number.to_be_bytes()).leaf();
    (0..count).map(leaf).collect()
}

fn open(dir: &Path) -> Result<LogWriter, Error> {
    LogWriter::open(dir, &Origin::cell("demo", "0a").unwrap(), &signer())
}

fn grow(product: &Product, cell: &str, size: usize) {
    let mut writer = product.cell(cell).unwrap();
    let head = writer.publish(0, &leaves(size)).unwrap();
    product.log().unwrap().append(&[head.note()]).unwrap();
}

fn problems(dir: &Path) -> Vec<verify::Problem> {
    verify_folder(dir, Some(signer().vkey())).problems
}

#[test]
fn a_commitment_is_what_the_verifier_takes_it_for() {
    let commitment = Commitment::of(&[3; 32], b"body");
    assert_eq!(verify_body(commitment.leaf(), &[3; 32], b"body"), Ok(()));
    assert!(verify_body(commitment.leaf(), &[3; 32], b"Body").is_err());
    assert_eq!(commitment.leaf_hash(), leaf_hash(commitment.leaf()));
}

#[test]
fn the_specifications_signer_signs_the_specifications_note_key() {
    use base64::Engine as _;
    // The seed and key of the example in C2SP's signed-note.
    let seed =
        base64::engine::general_purpose::STANDARD.decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz").unwrap();
    let signer = Signer::from_seed("PeterNeumann", seed[1..].try_into().unwrap()).unwrap();
    assert_eq!(signer.vkey(), "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    for name in ["", "a b", "a+b", "a\nb"] {
        assert_eq!(Signer::from_seed(name, &[0; 32]).unwrap_err().code(), "bad-name");
    }
    assert!(!format!("{signer:?}").contains("seed"));
}

#[test]
fn a_log_never_goes_back() {
    let (dir, all) = (TempDir::new().unwrap(), leaves(400));
    let mut writer = open(dir.path()).unwrap();
    let head = writer.publish(0, &all[..300]).unwrap();
    assert_eq!(writer.publish(0, &all[..300]).unwrap(), head);
    assert_eq!(writer.publish(300, &[]).unwrap(), head);
    assert_eq!(writer.publish(280, &all[280..300]).unwrap(), head);
    let code = |result: Result<ledger::Checkpoint, Error>| result.unwrap_err().code();
    assert_eq!(code(writer.publish(0, &all[..299])), "forked");
    assert_eq!(code(writer.publish(301, &all[301..])), "gap");
    let mut other = all.clone();
    other.swap(10, 11);
    assert_eq!(code(writer.publish(0, &other)), "forked");
    assert_eq!(writer.confirm(5, &all[5..300]).err().map(|error| error.code()), None);
    assert_eq!(writer.confirm(5, &other[5..300]).unwrap_err().code(), "forked");
    assert_eq!(writer.confirm(5, &all[5..]).unwrap_err().code(), "gap");
    assert_eq!(code(writer.publish(300, &[[2; 33]])), "bad-entry");
    assert_eq!(open(dir.path()).unwrap().head(), Some(&head));
    assert_eq!(writer.publish(290, &all[290..]).unwrap().size(), 400);
}

#[test]
fn tiles_written_from_rows_that_changed_before_signing_are_a_fork() {
    let (dir, all) = (TempDir::new().unwrap(), leaves(20));
    open(dir.path()).unwrap().publish(0, &all[..10]).unwrap();
    let old = fs::read(dir.path().join("checkpoint")).unwrap();
    open(dir.path()).unwrap().publish(0, &all).unwrap();
    // As a stop before the checkpoint leaves it: the partials of 20 are there, and those of 10 still are.
    let ahead = TempDir::new().unwrap();
    open(ahead.path()).unwrap().publish(0, &all[..10]).unwrap();
    for file in ["tile/0/000.p/20", "tile/entries/000.p/20"] {
        fs::copy(dir.path().join(file), ahead.path().join(file)).unwrap();
    }
    assert_eq!(fs::read(ahead.path().join("checkpoint")).unwrap(), old);
    let mut other = all.clone();
    other[15] = other[3];
    let mut writer = LogWriter::open(ahead.path(), &Origin::cell("demo", "0a").unwrap(), &signer()).unwrap();
    // Opening tidies partials of other widths, so lay it again.
    fs::copy(dir.path().join("tile/entries/000.p/20"), ahead.path().join("tile/entries/000.p/20")).unwrap();
    assert_eq!(writer.publish(0, &other).unwrap_err().code(), "forked");
    assert_eq!(writer.publish(0, &all).unwrap().size(), 20);
}

#[test]
fn keys_names_and_damage_are_told_apart() {
    let dir = TempDir::new().unwrap();
    open(dir.path()).unwrap().publish(0, &leaves(3)).unwrap();
    let origin = Origin::cell("demo", "0a").unwrap();
    let code = |signer: &Signer, origin: &Origin| LogWriter::open(dir.path(), origin, signer).unwrap_err().code();
    assert_eq!(code(&Signer::from_seed("yinuo/demo", &[8; 32]).unwrap(), &origin), "wrong-key");
    assert_eq!(code(&Signer::from_seed("yinuo/other", &[7; 32]).unwrap(), &origin), "wrong-key");
    assert_eq!(code(&signer(), &Origin::cell("demo", "0b").unwrap()), "damaged");
    for (product, cell) in
        [("", "0a"), ("Demo", "0a"), ("a/b", "0a"), ("..", "0a"), ("demo", ""), ("demo", "0A"), ("demo", "../x")]
    {
        assert_eq!(Origin::cell(product, cell).unwrap_err().code(), "bad-name");
    }
    let tile = dir.path().join("tile/0/000.p/3");
    let good = fs::read(&tile).unwrap();
    fs::write(&tile, vec![0; 96]).unwrap();
    assert_eq!(code(&signer(), &origin), "damaged");
    fs::write(&tile, &good[1..]).unwrap();
    assert_eq!(code(&signer(), &origin), "damaged");
    fs::remove_file(&tile).unwrap();
    assert_eq!(code(&signer(), &origin), "damaged");
}

#[test]
fn an_empty_log_can_be_signed() {
    let dir = TempDir::new().unwrap();
    let head = open(dir.path()).unwrap().publish(0, &[]).unwrap();
    assert_eq!((head.size(), *head.root()), (0, root_of([])));
    assert_eq!(open(dir.path()).unwrap().publish(0, &leaves(1)).unwrap().size(), 1);
}

#[test]
fn the_product_log_takes_checkpoints_of_its_cells_only() {
    let (root, signer) = (TempDir::new().unwrap(), signer());
    let product = Product::open(root.path(), "demo", &signer).unwrap();
    grow(&product, "0a", 3);
    let mut log = product.log().unwrap();
    let own = log.head().unwrap().note().to_owned();
    let foreign = Signer::from_seed("yinuo/demo", &[8; 32]).unwrap();
    let elsewhere = TempDir::new().unwrap();
    let other = Product::open(elsewhere.path(), "demo", &foreign).unwrap().cell("0a").unwrap().publish(0, &[]).unwrap();
    for note in [own.as_str(), other.note(), "", "nothing\n\n"] {
        assert_eq!(log.append(&[note]).unwrap_err().code(), "bad-entry");
    }
    assert_eq!(log.reader().unwrap().note(0).unwrap(), product.cell("0a").unwrap().head().unwrap().note());
    assert_eq!(Product::open(root.path(), "demo", &foreign).unwrap_err().code(), "wrong-key");
    assert_eq!(Product::open(root.path(), "other", &signer).unwrap_err().code(), "wrong-key");
    assert_eq!(product.cells().unwrap(), ["0a"]);
}

#[test]
fn a_product_verifies_as_it_grows_past_each_kind_of_edge() {
    let root = TempDir::new().unwrap();
    let product = Product::open(root.path(), "demo", &signer()).unwrap();
    for (cell, size) in [("0a", 1), ("0b", 255), ("0a", 256), ("0b", 257), ("0a", 513), ("0c", 600), ("0a", 66_000)] {
        grow(&product, cell, size);
        assert_eq!(problems(product.dir()), [], "{cell} at {size}");
    }
}

#[test]
fn a_product_log_of_more_than_one_bundle_verifies() {
    let root = TempDir::new().unwrap();
    let product = Product::open(root.path(), "demo", &signer()).unwrap();
    let head = product.cell("0a").unwrap().publish(0, &leaves(3)).unwrap();
    let mut log = product.log().unwrap();
    log.append(&vec![head.note(); 200]).unwrap();
    log.publish(100, &vec![head.note(); 200]).unwrap();
    assert_eq!((log.size(), problems(product.dir())), (300, vec![]));
    assert_eq!(product.log().unwrap().reader().unwrap().note(299).unwrap(), head.note());
}

#[test]
fn a_log_made_again_from_its_rows_is_the_same_to_the_byte() {
    let (once, again) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let mut writer = open(once.path()).unwrap();
    writer.publish(0, &leaves(100)).unwrap();
    writer.publish(100, &leaves(300)[100..]).unwrap();
    open(again.path()).unwrap().publish(0, &leaves(300)).unwrap();
    for file in
        ["checkpoint", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/44"]
    {
        assert_eq!(fs::read(once.path().join(file)).unwrap(), fs::read(again.path().join(file)).unwrap(), "{file}");
    }
    assert!(!once.path().join("tile/0/000.p").exists());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn proofs_lead_to_the_verifiers_roots(sizes in prop::collection::btree_set(1_usize..700, 1..5), at: prop::sample::Index) {
        let (dir, all) = (TempDir::new().unwrap(), leaves(700));
        let mut writer = open(dir.path()).unwrap();
        for size in &sizes {
            writer.publish(0, &all[..*size]).unwrap();
        }
        let reader = writer.reader().unwrap();
        let root = |size: usize| root_of(all[..size].iter().map(Leaf::as_slice));
        let newest = *sizes.last().unwrap();
        for size in sizes {
            let (index, size64) = (at.index(size), size as u64);
            prop_assert_eq!(reader.root(size64).unwrap(), root(size));
            prop_assert_eq!(reader.leaf(index as u64).unwrap(), all[index].to_vec());
            let proof = reader.prove_inclusion(index as u64, size64).unwrap();
            prop_assert_eq!(verify_inclusion(&leaf_hash(&all[index]), index as u64, size64, &root(size), &proof), Ok(()));
            let proof = reader.prove_consistency(size64, newest as u64).unwrap();
            prop_assert_eq!(verify_consistency((size64, &root(size)), (newest as u64, &root(newest)), &proof), Ok(()));
        }
        let beyond = newest as u64 + 1;
        prop_assert_eq!(reader.root(beyond).unwrap_err().code(), "out-of-range");
        prop_assert_eq!(reader.leaf(beyond - 1).unwrap_err().code(), "out-of-range");
        prop_assert_eq!(reader.prove_inclusion(0, 0).unwrap_err().code(), "out-of-range");
        prop_assert_eq!(reader.prove_consistency(2, 1).unwrap_err().code(), "out-of-range");
        prop_assert_eq!(reader.prove_consistency(0, 1).unwrap(), Vec::<[u8; 32]>::new());
    }

    #[test]
    fn a_mirror_follows_and_verifies(steps in prop::collection::vec((0_usize..2, 1_usize..300), 1..6)) {
        let (root, copy) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let product = Product::open(root.path(), "demo", &signer()).unwrap();
        let mut sizes = [0, 0];
        for (which, more) in steps {
            sizes[which] += more;
            grow(&product, ["0a", "0b"][which], sizes[which]);
            mirror(product.dir(), copy.path()).unwrap();
            prop_assert_eq!(problems(copy.path()), vec![]);
            mirror(product.dir(), copy.path()).unwrap();
        }
    }
}
