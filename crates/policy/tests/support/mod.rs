//! What tests of the language share.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, dead_code)]

pub mod dice;
pub mod shake;

use std::path::{Path, PathBuf};

/// Every policy of the repository, with its path from the root.
pub fn shipped() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Vec::new();
    walk(&root.join("policies"), &mut found);
    found.sort();
    assert!(found.len() >= 2, "{found:?}");
    let named = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        (path.strip_prefix(&root).unwrap().display().to_string(), text)
    };
    found.into_iter().map(named).collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.file_name().is_some_and(|name| name.to_string_lossy().ends_with("policy.toml")) {
            found.push(path);
        }
    }
}
