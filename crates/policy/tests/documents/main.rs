//! Each shipped product stands beside the document that it came from: its clauses and the document's defects.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

mod clauses;
mod defects;
mod table;

use std::path::PathBuf;

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
    found
}

fn read(folder: &std::path::Path, file: &str) -> Option<String> {
    std::fs::read_to_string(folder.join(file)).ok()
}
