//! Stopped at every step, at every width: what a log folder looks like then and that it goes on.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use verify::{Code, verify_folder};

use crate::{Checkpoint, Commitment, Error, Leaf, LogWriter, Origin, Product, Signer};

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

/// Every file below and its bytes, the one under way aside.
fn contents(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else if !path.ends_with(".pending") {
            found.push((path.clone(), fs::read(path).unwrap()));
        }
    }
    found.sort();
    found
}

fn relative(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let strip = |(path, bytes): (PathBuf, _)| (path.strip_prefix(dir).unwrap().to_owned(), bytes);
    contents(dir).into_iter().map(strip).collect()
}

/// Grows a log from `from` to `to`, stopping before each step once; each time a new writer must finish the work.
fn stopped_everywhere(from: usize, to: usize) -> u32 {
    let all = leaves(to);
    let straight = TempDir::new().unwrap();
    open(straight.path()).unwrap().publish(0, &all[..from]).unwrap();
    open(straight.path()).unwrap().publish(0, &all).unwrap();
    let expected = relative(straight.path());
    let mut stop = 0;
    loop {
        let dir = TempDir::new().unwrap();
        open(dir.path()).unwrap().publish(0, &all[..from]).unwrap();
        let mut writer = open(dir.path()).unwrap();
        writer.folder.steps_left = Some(stop);
        let stopped = writer.publish(0, &all).is_err();
        // Whatever is there, a reader finds the one size or the other, whole.
        let mut again = open(dir.path()).unwrap();
        assert!([from as u64, to as u64].contains(&again.size()), "stopped before step {stop}");
        assert_eq!(again.publish(0, &all).unwrap().size(), to as u64);
        let (kept, left): (Vec<_>, Vec<_>) = relative(dir.path()).into_iter().partition(|file| expected.contains(file));
        assert!(kept == expected, "stopped before step {stop}");
        // A partial tile may be left over behind a run longer than a tile; the verifier holds it to what followed.
        let names: Vec<_> = left.iter().map(|(path, _)| path.to_string_lossy()).collect();
        assert!(left.is_empty() || to - from > 256 && names.iter().all(|name| name.ends_with(".p/100")), "{names:?}");
        if !stopped {
            return stop;
        }
        stop += 1;
    }
}

#[test]
fn a_writer_stopped_at_any_step_goes_on() {
    for (from, to) in [(0, 1), (3, 5), (250, 260), (255, 256), (256, 257), (100, 600)] {
        assert!(stopped_everywhere(from, to) > 8, "{from} to {to}");
    }
}

#[test]
fn the_same_writer_goes_on_after_a_failure_too() {
    let (dir, all) = (TempDir::new().unwrap(), leaves(300));
    let mut writer = open(dir.path()).unwrap();
    let mut stop = 0;
    while writer.head().is_none_or(|head| head.size() < 300) {
        writer.folder.steps_left = Some(stop);
        let _ = writer.publish(0, &all);
        stop += 1;
    }
    writer.folder.steps_left = None;
    assert_eq!(writer.publish(0, &all).unwrap().size(), 300);
    assert_eq!(open(dir.path()).unwrap().size(), 300);
}

#[test]
fn a_stopped_product_goes_on_and_verifies_at_every_step() {
    let mut stop = 0;
    loop {
        let root = TempDir::new().unwrap();
        let product = Product::open(root.path(), "demo", &signer()).unwrap();
        let (mut cell, mut log) = (product.cell("0a").unwrap(), product.log().unwrap());
        log.append(&[cell.publish(0, &leaves(250)).unwrap().note()]).unwrap();
        let second = cell.publish(250, &leaves(270)[250..]).unwrap();
        log.log.folder.steps_left = Some(stop);
        let stopped = log.append(&[second.note()]).is_err();
        let report = verify_folder(product.dir(), Some(signer().vkey()));
        assert!(report.is_sound(), "stopped before step {stop}: {:?}", report.problems);
        let allowed = [Code::Unpublished, Code::Unwitnessed];
        assert!(report.problems.iter().all(|one| allowed.contains(&one.code)), "{:?}", report.problems);
        let mut log = product.log().unwrap();
        if log.size() == 1 {
            log.append(&[second.note()]).unwrap();
        }
        assert_eq!(verify_folder(product.dir(), Some(signer().vkey())).problems, []);
        if !stopped {
            return;
        }
        stop += 1;
    }
}

#[test]
fn an_entry_at_a_time_gives_the_folder_that_one_run_gives() {
    let (slow, fast, all) = (TempDir::new().unwrap(), TempDir::new().unwrap(), leaves(260));
    let mut writer = open(slow.path()).unwrap();
    let mut last: Option<Checkpoint> = None;
    for at in 0..all.len() {
        last = Some(writer.publish(at as u64, &all[at..=at]).unwrap());
    }
    assert_eq!(open(fast.path()).unwrap().publish(0, &all).unwrap(), last.unwrap());
    assert_eq!(relative(slow.path()), relative(fast.path()));
}

#[test]
fn roots_at_every_width_are_those_of_another_implementation() {
    use crate::edge::{Edge, Entry};
    let mut tree = ct_merkle::mem_backed_tree::MemoryBackedTree::<sha2::Sha256, Leaf>::new();
    let (mut edge, mut full) = (Edge::default(), Vec::new());
    for (count, leaf) in (1_u64..).zip(leaves(600)) {
        tree.push(leaf);
        edge.push(Entry { leaf, note: None }, &mut full);
        assert_eq!(edge.root().0.as_slice(), tree.root().as_bytes().as_slice(), "{count}");
        let widths: Vec<u64> = edge.partials(false).iter().map(|file| file.width).collect();
        let expected: Vec<u64> =
            [count % 256, count % 256, count / 256].into_iter().filter(|width| *width > 0).collect();
        assert_eq!(widths, expected, "{count}");
    }
    assert_eq!(full.len(), 4);
}
