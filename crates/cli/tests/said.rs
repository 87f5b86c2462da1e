//! What commands say where there is nothing to show, and what they leave to whom.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use support::{files, published, run};

#[test]
fn a_list_on_which_nothing_is_says_so() {
    let folder = published();
    let lists: [(&[&str], &str); 7] = [
        (&["credential", "list"], "no credential was issued"),
        (&["certificate", "list"], "nothing of wheelhouse was erased yet"),
        (&["tripwire", "list"], "no tripwire was planted"),
        (&["alerts"], "no alert was raised"),
        (&["alerts", "--open"], "no alert waits to be looked into"),
        (&["backup", "list"], "there is no backup; `yinuo backup` makes one"),
        (
            &["evidence", "incident"],
            "incident: Kept; carried out 0, refused 0, late 0\nno entry of the ledger names it",
        ),
    ];
    for (list, none) in lists {
        let asked = |format: &[&str]| run(folder.path(), &[list, &["--data", "place"], format].concat());
        let (people, programs) = (asked(&[]), asked(&["--format", "json"]));
        assert_eq!((people.status, people.out.trim_end()), (0, none), "{list:?} {}", people.err);
        assert_eq!((programs.status, programs.out.trim_end()), (0, "[]"), "{list:?}");
    }
    let verified = run(folder.path(), &["backup", "verify", "--data", "place"]);
    assert_eq!(verified.status, 1);
    assert!(verified.err.contains("there is no backup"), "{}", verified.err);
}

#[test]
fn a_rotation_without_a_word_of_what_is_told_everything_that_it_takes() {
    let folder = published();
    let all = run(folder.path(), &["keys", "rotate", "--data", "place"]);
    assert_eq!(all.status, 2);
    assert!(all.err.contains("<--root|--cells|--cell <TENANT>>"), "{}", all.err);
    assert_eq!(run(folder.path(), &["keys", "rotate", "--root", "--cells", "--data", "place"]).status, 2);
}

#[test]
fn what_is_kept_is_its_owner_s_alone() {
    let folder = published();
    assert_eq!(run(folder.path(), &["backup", "--data", "place"]).status, 0);
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder.path().join("place/data")), 0o700);
    let backups = files(&folder.path().join("place/backups"));
    assert_eq!(backups.len(), 1);
    assert_eq!(mode(&backups[0]), 0o600);
    // A folder that a restore makes, too.
    std::fs::remove_dir_all(folder.path().join("place/data")).unwrap();
    let from = backups[0].to_str().unwrap();
    assert_eq!(run(folder.path(), &["restore", "--from", from, "--data", "place"]).status, 0);
    assert_eq!(mode(&folder.path().join("place/data")), 0o700);
}
