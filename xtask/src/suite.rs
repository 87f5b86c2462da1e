//! `cargo xtask test`: everything, in order, with one closing line.
//!
//! Installs what is missing, then runs formatting, lints, tidy, the verifier built alone, the tests, the examples in rustdoc,
//! the lints and tests of the typesetter, and the scenarios. A failing step does not hide the later ones. The closing line is
//! `N passed, N failed`: tests, examples and scenarios count one each; a step that fails otherwise (a lint, a crate that does not
//! compile) counts as one failure. What is skipped or ignored counts as failed.

mod tally;
mod targets;
mod tools;

use crate::tidy;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use tally::Tally;

/// How a step reports what it did.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// By its exit status alone.
    Gate,
    /// By lines of test results.
    Tests,
    /// By the summary of the scenario runner.
    Scenarios,
}

/// Runs everything.
///
/// *Errors*: when anything failed or was skipped; the closing line is printed in either case.
pub fn run(root: &Path) -> Result<(), String> {
    let tally = match tools::install_missing() {
        Ok(()) => run_steps(root),
        Err(why) => {
            println!("{why}");
            Tally::of_failure()
        }
    };
    for note in &tally.notes {
        println!("FAILED: {note}");
    }
    // The closing line is the last in either case: `main` prints an error as it stands.
    if tally.failed == 0 {
        println!("{tally}");
        Ok(())
    } else {
        Err(tally.to_string())
    }
}

fn run_steps(root: &Path) -> Tally {
    let mut total = Tally::default();
    let mut step = |kind, words: &[&str]| total.add(cargo(root, kind, words));
    step(Kind::Gate, &["fmt", "--all", "--", "--check"]);
    step(Kind::Gate, &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    step(Kind::Gate, &["build", "-p", "verify"]);
    println!("== tidy");
    if let Err(why) = tidy::run(root) {
        println!("{why}");
        total.fail(why);
    }
    match targets::test_targets(root) {
        Ok(targets) => {
            let mut words = vec!["test", "--workspace", "--no-fail-fast", "--lib", "--bins"];
            for target in &targets {
                words.extend(["--test", target]);
            }
            total.add(cargo(root, Kind::Tests, &words));
        }
        Err(why) => total.fail(why),
    }
    let mut step = |kind, words: &[&str]| total.add(cargo(root, kind, words));
    step(Kind::Tests, &["test", "--workspace", "--no-fail-fast", "--doc"]);
    // A step of its own: the typesetter is large, and no other step needs it.
    step(Kind::Gate, &["clippy", "-p", "pdf", "--features", "engine", "--all-targets", "--", "-D", "warnings"]);
    step(Kind::Tests, &["test", "-p", "pdf", "--features", "engine", "--no-fail-fast", "--lib", "--tests"]);
    // The vault once more, with a root key in a PKCS#11 token: whole, since what a filter leaves out would count as skipped.
    step(Kind::Gate, &["check", "-p", "cli", "--features", "hsm,statistics"]);
    step(Kind::Tests, &["test", "-p", "vault", "--features", "hsm", "--no-fail-fast", "--lib"]);
    // Noise once more, without its mechanism: the tests of the engine ask for it, so that every step of the whole workspace has it.
    step(Kind::Tests, &["test", "-p", "noise", "--no-fail-fast", "--lib"]);
    step(Kind::Tests, &["test", "-p", "server", "--no-fail-fast", "--test", "http"]);
    step(Kind::Scenarios, &["test", "--workspace", "--test", targets::SCENARIOS]);
    total
}

/// Runs one cargo command, streaming what it says and counting it.
fn cargo(root: &Path, kind: Kind, words: &[&str]) -> Tally {
    let name = format!("cargo {}", words.join(" "));
    println!("== {name}");
    let child = Command::new("cargo")
        .args(words)
        .current_dir(root)
        // New snapshots are written by a person, never by a test run.
        .env("INSTA_UPDATE", "no")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) => return Tally::failure(format!("{name}: cannot start: {error}")),
    };
    let mut said = Vec::new();
    if let Some(output) = child.stdout.take() {
        let mut output = BufReader::new(output);
        let mut bytes = Vec::new();
        // Read as bytes: a test may print what is not UTF-8.
        while output.read_until(b'\n', &mut bytes).is_ok_and(|read| read > 0) {
            let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
            println!("{line}");
            said.push(tally::without_colour(&line));
            bytes.clear();
        }
    }
    let succeeded = child.wait().is_ok_and(|status| status.success());
    let counted = match kind {
        Kind::Gate => Tally::default(),
        Kind::Tests => Tally::of_tests(&said),
        Kind::Scenarios => Tally::of_scenarios(&said),
    };
    counted.concluded(&name, succeeded)
}
