//! `places`: the tree names no place that only one machine has.
//!
//! No registry host and no mirror (`cargo` and the other package managers know their own), no absolute path of a home or work
//! folder, nothing beside the checkout. `.ci/run` alone looks beside the checkout, and does without when nothing is there. The
//! lock file may name the public index, as cargo writes it.

use super::Problem;
use crate::rust_source::numbered;
use crate::tree::Tree;

const RULE: &str = "places";

/// Folders of one machine; written in two halves so that this file passes its own rule.
const FOLDERS: [&str; 4] =
    [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/Us", "ers/")];

const BESIDE: &str = concat!("../sha", "red");

/// Parts of the names of hosts that serve packages.
const HOSTS: [&str; 8] = [
    concat!("://regi", "stry"),
    concat!("://ind", "ex.crates"),
    concat!("static.cra", "tes.io"),
    concat!("registry.np", "mjs.org"),
    concat!("registry.np", "mmirror.com"),
    concat!("pypi.or", "g/simple"),
    concat!("proxy.gol", "ang.org"),
    concat!("://mir", "ror"),
];

/// Settings that send a package manager elsewhere.
const SETTINGS: [&str; 3] = [concat!("replace", "-with"), concat!("extra-", "index-url"), concat!("GOPR", "OXY=")];

/// The only source that the lock file may name.
const INDEX: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Checks every text file.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (path, text) in tree.files() {
        for (number, line) in numbered(text) {
            if let Some(message) = breach(path, line) {
                problems.push(Problem { path: path.to_owned(), line: number, rule: RULE, message });
            }
        }
    }
    problems
}

/// What is wrong with a line, if anything.
fn breach(path: &str, line: &str) -> Option<String> {
    if path == "Cargo.lock" {
        let foreign = line.starts_with("source = ") && !line.contains(INDEX);
        return foreign.then(|| "a package comes from elsewhere than the public index".to_owned());
    }
    if let Some(folder) = FOLDERS.iter().find(|folder| names_folder(line, folder)) {
        return Some(format!("`{folder}` is a folder of one machine"));
    }
    if path != ".ci/run" && line.contains(BESIDE) {
        return Some(format!("`{BESIDE}` lies outside the checkout"));
    }
    if let Some(host) = HOSTS.iter().find(|host| line.contains(*host)) {
        return Some(format!("`{host}` is a package host; leave it to the package manager"));
    }
    let setting = SETTINGS.iter().find(|setting| line.contains(*setting))?;
    Some(format!("`{setting}` sends a package manager elsewhere"))
}

/// Whether the line names the folder from the root, not as the middle of a longer path or address.
fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        !before.is_some_and(|c| c.is_alphanumeric() || "._-}~*".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str) -> usize {
        check(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn places_that_everybody_has_are_fine() {
        assert_eq!(count("README.md", "see https://example.org/home/page and /var/lib/yinuo"), 0);
        assert_eq!(count(".ci/run", BESIDE), 0);
        assert_eq!(count("Cargo.lock", &format!("source = \"{INDEX}\"")), 0);
        assert_eq!(count("a.rs", "let route = \"/v1/work/\";"), 0);
    }

    #[test]
    fn places_of_one_machine_are_problems() {
        for folder in FOLDERS {
            assert_eq!(count("a.md", &format!("run {folder}x")), 1, "{folder}");
        }
        for host in HOSTS.iter().chain(&SETTINGS) {
            assert_eq!(count("a.md", &format!("https{host}")), 1, "{host}");
        }
        assert_eq!(count("a.rs", BESIDE), 1);
        assert_eq!(count("Cargo.lock", "source = \"git+https://example.org/x\""), 1);
    }
}
