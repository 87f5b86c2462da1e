//! Each shipped product stands beside the document that it came from: its clauses and the document's defects.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

mod clauses;
mod defects;
mod table;

use std::path::PathBuf;

/// How many clauses each document has, and how many defects: a row that is left out shows.
const DOCUMENTS: [(&str, usize, usize); 5] =
    [("aink", 115, 31), ("jiku", 106, 29), ("redeem", 197, 70), ("saleforte", 214, 65), ("small-accounting", 89, 30)];

/// The folder of each shipped product, with its id.
fn products() -> Vec<(String, PathBuf)> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies"));
    let mut found: Vec<(String, PathBuf)> = std::fs::read_dir(folder)
        .expect("the policies stand in their folder")
        .map(|entry| entry.expect("an entry is read").path())
        .filter(|path| path.join("policy.toml").is_file())
        .map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), path))
        .collect();
    found.sort();
    assert_eq!(found.len(), DOCUMENTS.len(), "every product stands in the folder");
    found
}

fn read(folder: &std::path::Path, file: &str) -> Option<String> {
    std::fs::read_to_string(folder.join(file)).ok()
}
