//! The text of the house, read once, so that every rule is a function from text to problems.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

/// Every text file that belongs to the house, by its path from the root.
#[derive(Debug, Default)]
pub struct Tree {
    files: BTreeMap<String, String>,
}

impl Tree {
    /// Reads what git tracks, and what it would track; without git, everything but build output.
    ///
    /// Files that are not UTF-8 are left out: no rule speaks about them.
    ///
    /// *Errors*: when the root cannot be listed.
    pub fn read(root: &Path) -> Result<Self, String> {
        let paths = match listed_by_git(root) {
            Some(paths) => paths,
            None => {
                let mut paths = Vec::new();
                walk(root, "", &mut paths)?;
                paths
            }
        };
        let files = paths
            .into_iter()
            .filter_map(|path| {
                let text = std::fs::read_to_string(root.join(&path)).ok()?;
                Some((path, text))
            })
            .collect();
        Ok(Self { files })
    }

    /// A tree from samples, for the tests of the rules.
    #[cfg(test)]
    pub fn of(samples: &[(&str, &str)]) -> Self {
        let files = samples.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        Self { files }
    }

    /// Every file with its path, in the order of paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The Rust files.
    pub fn rust(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files().filter(|(path, _)| path.ends_with(".rs"))
    }

    /// The text of one file, if it is there.
    pub fn lookup_text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }
}

/// Tracked files and new ones that no ignore rule names; `None` outside a git checkout.
fn listed_by_git(root: &Path) -> Option<Vec<String>> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    if !output.status.success() {
        return None;
    }
    let text = String::from_utf8(output.stdout).ok()?;
    Some(text.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect())
}

/// Collects the files below one folder, without build output, repositories and run-time data.
fn walk(root: &Path, folder: &str, paths: &mut Vec<String>) -> Result<(), String> {
    let at = root.join(folder);
    let entries = std::fs::read_dir(&at).map_err(|error| format!("{}: {error}", at.display()))?;
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        if entry.path().is_dir() {
            let apart = [".git", "target", "node_modules"].contains(&name.as_str());
            if !apart && path != "data" {
                walk(root, &path, paths)?;
            }
        } else {
            paths.push(path);
        }
    }
    Ok(())
}
