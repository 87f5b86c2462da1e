//! The demonstration: its tour, and one that waits and is spoken to.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use support::{Ran, command, run};

#[test]
fn the_tour_reads_back_what_it_should() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run(folder.path(), &["demo", "--tour"]);
    assert_eq!(ran.status, 0, "{}\n{}", ran.out, ran.err);
    assert!(ran.out.contains(", 0 differences") && !ran.out.contains("DIFFERENT"), "{}", ran.out);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
}

#[test]
fn a_demonstration_begins_anew() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("old")).unwrap();
    std::fs::write(folder.path().join("old/something"), "").unwrap();
    let ran = run(folder.path(), &["demo", "--tour", "--data", "old"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("is not empty"), "{}", ran.err);
}

#[test]
fn without_a_demonstration_there_is_no_clock() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run(folder.path(), &["demo", "clock", "+7d"]);
    assert_eq!((ran.status, ran.err.as_str()), (1, "yinuo: no demonstration runs; start one with `yinuo demo`\n"));
    let ran = run(folder.path(), &["demo", "clock", "yesterday"]);
    assert_eq!(ran.status, 2);
}

/// A demonstration that waits; it ends with the test.
struct Waiting {
    child: Child,
    lines: Vec<String>,
}

impl Waiting {
    fn start(folder: &std::path::Path) -> Self {
        let mut child = command(folder, &["demo"]).stdout(Stdio::piped()).spawn().unwrap();
        let reader = BufReader::new(child.stdout.take().unwrap());
        let mut lines: Vec<String> = Vec::new();
        for line in reader.lines().map_while(Result::ok) {
            let last = line.starts_with("It ends with ctrl-c");
            lines.push(line);
            if last {
                break;
            }
        }
        Self { child, lines }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        // Ended already is fine.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Pastes a line into a shell; answers the body and the status.
fn paste(line: &str) -> (String, String) {
    let output = Command::new("sh").args(["-c", &format!("{line} -w '\\n%{{http_code}}'")]).output().unwrap();
    let ran = Ran::from(output);
    assert_eq!(ran.status, 0, "{line}: {}", ran.err);
    let (body, status) = ran.out.rsplit_once('\n').unwrap();
    (body.to_owned(), status.to_owned())
}

#[test]
fn what_is_printed_can_be_pasted_and_the_clock_moved() {
    let folder = tempfile::tempdir().unwrap();
    let waiting = Waiting::start(folder.path());
    // The machine may lack curl; then what would be pasted is tried by the tour alone.
    let has_curl = Command::new("curl").arg("--version").stdout(Stdio::null()).status().is_ok();
    let mut pasted = 0;
    for (at, line) in waiting.lines.iter().enumerate() {
        if line.starts_with("curl ") && has_curl {
            let (body, status) = paste(line);
            let expected = waiting.lines[at + 1].strip_prefix("# answers ").unwrap();
            assert_eq!(status, expected, "{line}\n{body}");
            pasted += 1;
        } else if let Some((program, by)) = line.split_once(" demo clock ") {
            assert_eq!(program, env!("CARGO_BIN_EXE_yinuo"));
            let moved = run(folder.path(), &["demo", "clock", by]);
            assert!(moved.out.starts_with("the demonstration's clock shows "), "{} {}", moved.out, moved.err);
            wait_for_the_worker(&waiting);
        }
    }
    assert!(!has_curl || pasted > 15, "{pasted}");
}

/// The worker notices a moved clock within a second or so: what is due is asked for until nothing of a holder is.
fn wait_for_the_worker(waiting: &Waiting) {
    let certificate = waiting.lines.iter().find(|line| line.contains("/certificate'")).unwrap();
    let due = certificate.replace("/certificate'", "/due'");
    let before = std::time::Duration::from_millis(200);
    let (_kept, waits) = std::sync::mpsc::channel::<()>();
    for _ in 0..100 {
        if !paste(&due).0.contains("end-holder") {
            return;
        }
        assert!(waits.recv_timeout(before).is_err());
    }
}
