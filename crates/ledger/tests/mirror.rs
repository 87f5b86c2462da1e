//! What a mirror refuses.

#![expect(clippy::unwrap_used, reason = "a helper of tests may fail the test")]

use std::fs;
use std::path::Path;

use ledger::{Commitment, Error, Leaf, Product, Signer, mirror, mirror_log};
use tempfile::TempDir;
use verify::verify_folder;

fn signer() -> Signer {
    Signer::from_seed("yinuo/demo", &[7; 32]).unwrap()
}

fn leaves(salt: u8, count: usize) -> Vec<Leaf> {
    let leaf = |number: usize| *Commitment::of(&[salt; 32], &number.to_be_bytes()).leaf();
    (0..count).map(leaf).collect()
}

/// A product whose one cell has grown through `sizes`, each of them recorded.
fn grown(salt: u8, sizes: &[usize]) -> (TempDir, Product) {
    let root = TempDir::new().unwrap();
    let product = Product::open(root.path(), "demo", &signer()).unwrap();
    let (mut cell, mut log) = (product.cell("0a").unwrap(), product.log().unwrap());
    for size in sizes {
        log.append(&[cell.publish(0, &leaves(salt, *size)).unwrap().note()]).unwrap();
    }
    (root, product)
}

fn refused(from: &Product, to: &Path) -> &'static str {
    let before = fs::read(to.join("checkpoint")).unwrap();
    let code = mirror(from.dir(), to).unwrap_err().code();
    assert_eq!(fs::read(to.join("checkpoint")).unwrap(), before);
    assert!(verify_folder(to, Some(signer().vkey())).is_sound());
    code
}

#[test]
fn a_mirror_never_goes_back() {
    let ((_a, long), copy) = (grown(1, &[100, 300, 400]), TempDir::new().unwrap());
    mirror(long.dir(), copy.path()).unwrap();
    // The product log is shorter; the cell is; there is none; there is no cell.
    assert_eq!(refused(&grown(1, &[100, 300]).1, copy.path()), "would-shrink");
    assert_eq!(refused(&grown(1, &[100, 300]).1, copy.path()), "would-shrink");
    let (_b, short) = grown(1, &[100, 300, 400]);
    fs::remove_dir_all(short.dir().join("cells/0a")).unwrap();
    assert_eq!(refused(&short, copy.path()), "would-shrink");
    short.cell("0a").unwrap().publish(0, &leaves(1, 300)).unwrap();
    assert_eq!(refused(&short, copy.path()), "would-shrink");
    let empty = TempDir::new().unwrap();
    assert_eq!(refused(&Product::open(empty.path(), "demo", &signer()).unwrap(), copy.path()), "would-shrink");
}

#[test]
fn a_mirror_never_changes_sides() {
    let ((_a, product), copy) = (grown(1, &[100, 300]), TempDir::new().unwrap());
    mirror(product.dir(), copy.path()).unwrap();
    assert_eq!(refused(&grown(2, &[100, 300, 400]).1, copy.path()), "forked");
    let other = TempDir::new().unwrap();
    let key = Signer::from_seed("yinuo/demo", &[8; 32]).unwrap();
    let foreign = Product::open(other.path(), "demo", &key).unwrap();
    assert_eq!(refused(&foreign, copy.path()), "wrong-key");
}

#[test]
fn a_mirror_does_not_take_over_damage() {
    let ((_a, product), copy) = (grown(1, &[100]), TempDir::new().unwrap());
    mirror(product.dir(), copy.path()).unwrap();
    product.cell("0a").unwrap().publish(0, &leaves(1, 200)).unwrap();
    let log = product.dir().join("cells/0a");
    fs::write(log.join("tile/0/000.p/200"), vec![0; 200 * 32]).unwrap();
    assert_eq!(refused(&product, copy.path()), "forked");
    fs::remove_file(log.join("tile/0/000.p/200")).unwrap();
    assert_eq!(refused(&product, copy.path()), "damaged");
}

#[test]
fn a_mirror_that_was_stopped_goes_on() {
    let ((_a, product), copy) = (grown(1, &[100, 300]), TempDir::new().unwrap());
    let (from, to) = (product.dir().join("cells/0a"), copy.path().join("cells/0a"));
    mirror_log(&from, &to).unwrap();
    assert!(!copy.path().join("checkpoint").exists());
    mirror(product.dir(), copy.path()).unwrap();
    assert_eq!(verify_folder(copy.path(), Some(signer().vkey())).problems, []);
    let gone: Result<(), Error> = mirror_log(&copy.path().join("none"), &copy.path().join("nowhere"));
    assert!(gone.is_ok() && !copy.path().join("nowhere").exists());
}
