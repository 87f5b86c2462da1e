//! `pure`: `policy` and `life` cannot reach a socket, file, clock or random source.
//!
//! A decision must be repeatable from its arguments alone: the console previews it, the simulation predicts it, an auditor
//! recomputes it. Two checks: no crate of the list below stands in the tree of normal dependencies (as cargo resolves it for
//! this crate alone; procedural macros run at build time and are left out), and the source names no such part of `std` or of
//! the calendar library. Test modules are free.

use super::Problem;
use crate::rust_source::{RustSource, is_word, numbered};
use crate::tree::Tree;
use std::path::Path;
use std::process::{Command, Stdio};

const RULE: &str = "pure";

/// The pure crates.
const PURE: [&str; 2] = ["policy", "life"];

/// Crates through which the world can be reached, with what they reach.
const REACHES: [(&[&str], &str); 4] = [
    (
        &[
            "tokio",
            "mio",
            "socket2",
            "reqwest",
            "hyper",
            "hyper-util",
            "axum",
            "ureq",
            "curl",
            "async-std",
            "smol",
            "polling",
            "rustls",
            "native-tls",
        ],
        "sockets",
    ),
    (
        &[
            "rusqlite",
            "libsqlite3-sys",
            "sqlx",
            "refinery",
            "tempfile",
            "fs4",
            "walkdir",
            "memmap2",
            "notify",
            "rustix",
            "nix",
            "dirs",
        ],
        "files",
    ),
    (&["chrono", "time", "iana-time-zone", "quanta", "web-time", "governor"], "clocks"),
    (
        &["getrandom", "rand", "fastrand", "uuid", "ulid", "aws-lc-rs", "aws-lc-sys", "ring", "openssl", "argon2"],
        "randomness",
    ),
];

/// Paths that the source may not name; words of a path are compared whole.
const PATHS: [&str; 15] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "std::os",
    "std::io::stdin",
    "std::io::stdout",
    "time::SystemTime",
    "time::Instant",
    "SystemTime::now",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "TimeZone::system",
];

/// Names that the source may not call.
const NAMES: [&str; 5] = ["thread_rng", "println", "eprintln", "print", "eprint"];

/// First segments that a group after `std::{` may not hold.
const STD: [&str; 6] = ["fs", "net", "env", "process", "thread", "os"];

/// Checks the source of the pure crates.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (path, text) in tree.rust() {
        if PURE.iter().any(|name| path.starts_with(&format!("crates/{name}/src/"))) {
            check_source(path, text, &mut problems);
        }
    }
    problems
}

fn check_source(path: &str, text: &str, problems: &mut Vec<Problem>) {
    let source = RustSource::read(text).outside_tests();
    let mut report = |line: usize, what: &str| {
        problems.push(Problem {
            path: path.to_owned(),
            line,
            rule: RULE,
            message: format!("`{what}` reaches the world; hand the value in as an argument"),
        });
    };
    for (number, line) in numbered(&source.code) {
        for named in PATHS.iter().filter(|named| names_path(line, named)) {
            report(number, named);
        }
    }
    for (number, word) in source.words() {
        if NAMES.contains(&word) && macro_or_call(&source.code, number, word) {
            report(number, word);
        }
    }
    for (at, opening) in source.code.match_indices("std::{") {
        let before = source.code.get(..at).unwrap_or_default();
        let group = source.code.get(at + opening.len()..).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        for head in group_heads(group) {
            if STD.contains(&head.as_str()) {
                report(line, &format!("std::{head}"));
            }
        }
    }
}

/// Whether a line names a path, with whole words at both ends.
fn names_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line.get(..at).and_then(|s| s.chars().next_back());
        let after = line.get(at + path.len()..).and_then(|s| s.chars().next());
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

/// Whether the word is followed by `!` or `(` on its line: a field may be called `print`.
fn macro_or_call(code: &str, number: usize, word: &str) -> bool {
    let line = code.lines().nth(number.saturating_sub(1)).unwrap_or_default();
    let call = word == "thread_rng";
    names_path(line, word) && (line.contains(&format!("{word}!")) || call && line.contains(&format!("{word}(")))
}

/// The first segments of the paths in a `use` group, whose opening brace is already read.
fn group_heads(group: &str) -> Vec<String> {
    let mut heads = vec![String::new()];
    let mut depth = 1_usize;
    let mut in_head = true;
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => {
                heads.push(String::new());
                in_head = true;
            }
            ':' => in_head = false,
            c if in_head && depth == 1 && is_word(c) => {
                if let Some(head) = heads.last_mut() {
                    head.push(c);
                }
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    heads
}

/// Asks cargo for the dependency trees of the pure crates and checks them.
///
/// *Errors*: when cargo cannot be asked.
pub fn check_dependencies(root: &Path) -> Result<Vec<Problem>, String> {
    let mut problems = Vec::new();
    for name in PURE {
        let output = Command::new("cargo")
            .args(["tree", "-p", name, "-e", "normal,no-proc-macro"])
            .args(["--prefix", "depth", "--format", " {p}"])
            .current_dir(root)
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("cannot start cargo: {error}"))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("cargo tree -p {name}: {}", said.trim()));
        }
        let listed = String::from_utf8_lossy(&output.stdout);
        problems.extend(check_listing(name, &listed));
    }
    Ok(problems)
}

/// Checks one tree, given as lines of depth and package.
fn check_listing(name: &str, listed: &str) -> Vec<Problem> {
    let mut route: Vec<&str> = Vec::new();
    let mut problems = Vec::new();
    for line in listed.lines() {
        let mut words = line.split_whitespace();
        let (Some(depth), Some(package)) = (words.next(), words.next()) else {
            continue;
        };
        route.truncate(depth.parse().unwrap_or(0));
        route.push(package);
        for (_, what) in REACHES.iter().filter(|(all, _)| all.contains(&package)) {
            problems.push(Problem {
                path: format!("crates/{name}/Cargo.toml"),
                line: 1,
                rule: RULE,
                message: format!("`{package}` reaches {what}: {}", route.join(" -> ")),
            });
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<usize> {
        let found = check(&Tree::of(&[("crates/life/src/a.rs", text)]));
        found.iter().map(|p| p.line).collect()
    }

    #[test]
    fn a_pure_source_is_fine() {
        let text = "//! Never `std::fs`.\nuse std::{collections::BTreeMap, fmt};\nenum Counting { Instant }\n\
                    struct S { print: bool }\nfn f(s: &S) -> bool { s.print }\nconst T: &str = \"Instant::now\";\n\
                    #[cfg(test)]\nmod tests { use std::fs; }\n";
        assert!(lines(text).is_empty());
        let elsewhere = Tree::of(&[("crates/store/src/a.rs", "use std::fs;")]);
        assert!(check(&elsewhere).is_empty());
    }

    #[test]
    fn a_source_that_reaches_the_world_is_a_problem() {
        assert_eq!(lines("use std::fs;"), [1]);
        assert_eq!(lines("\nlet t = jiff::Timestamp::now();"), [2]);
        assert_eq!(lines("use std::{fmt, env::{self}};"), [1]);
        assert_eq!(lines("use std::{\n fmt,\n net::IpAddr };"), [1]);
        assert_eq!(lines("fn f() { println!(\"x\"); }"), [1]);
        assert_eq!(lines("let r = rand::thread_rng();"), [1]);
        assert_eq!(lines("use std::time::SystemTime;"), [1]);
    }

    #[test]
    fn the_tree_is_read_with_its_route() {
        let good = "0 life v0.1.0 (x)\n1 policy v0.1.0 (x)\n2 toml v1.2.1\n1 serde v1.0\n";
        assert!(check_listing("life", good).is_empty());
        let bad = "0 life v0.1.0\n1 policy v0.1.0\n2 sha2 v1\n2 a v1\n3 getrandom v0.3\n1 serde v1\n";
        let found = check_listing("life", bad);
        assert_eq!(
            super::super::messages(&found),
            ["`getrandom` reaches randomness: life -> policy -> a -> getrandom"]
        );
    }
}
