//! Running the built command.
#![allow(missing_docs, clippy::unwrap_used, dead_code)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What a run gave.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// The command in `folder`, without the caller's environment.
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yinuo"));
    command.args(arguments).current_dir(folder).env_clear().env("TMPDIR", folder);
    command
}

pub fn run(folder: &Path, arguments: &[&str]) -> Ran {
    command(folder, arguments).output().unwrap().into()
}

/// The tests' own policy.
pub const POLICY: &str = include_str!("../fixture/policy.toml");

/// A folder with `policy.toml`, altered by `alter`.
pub fn folder_with(alter: impl Fn(String) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("policy.toml"), alter(POLICY.to_owned())).unwrap();
    folder
}

/// A folder with a policy, published into `place`.
pub fn published() -> tempfile::TempDir {
    let folder = folder_with(|text| text);
    let ran = run(folder.path(), &["publish-policy", "policy.toml", "--data", "place"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    folder
}

/// Every file below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}
