//! Any bytes that are taken for a policy: what the targets in `fuzz/` try for hours, tried for seconds on any compiler.
//!
//! The bytes are policies of the repository and a calendar, changed at random: byte by byte, and piece by piece so that most of them still read.
//! `YINUO_FUZZ_ROUNDS=100000` tries for longer. What once failed stands in `CASES`.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

#[path = "../../../fuzz/src/lib.rs"]
mod fuzz;
mod support;

use support::dice::Dice;
use support::shipped;

/// What once failed, or is likely to.
const CASES: &[&str] = &[
    "",
    "\u{feff}",
    "\u{feff}language = 1",
    "=",
    "[",
    "[[policy]]",
    "[policy]\n[policy]",
    "policy = 1",
    "policy.id.x = 1",
    "[data]\n\"\" = {}",
    "[data.\"手机\"]\nlabel = \"手\u{202e}机\"",
    "[data.x]\nlabel = { zh-Hans = [], en = {} }",
    "[retention.x]\nwithin = \"99999999999999999999 days\"",
    "[retention.x]\nwithin = \"手 days\"\nsooner = [{ from = 1 }, 2]",
    "a = \"\"\"\r\n\\\r\n x\"\"\"\r\n",
    "a = '''\n\r\n'''",
    "a = { b = { # c\n } }",
    "a = [ # b\n, ]",
    "a = [ 1 # b\n # c\n , # d\n ]",
    "\"a.b\".'c d'.\"\" = 1",
    "a = \"\\\"\" # \"\n'\\' = '\\'",
    "x = \"a\u{0}b\"",
    "[[year]]\nyear = 0\nsource = \"\"\noff = [{ from = 0000-01-01, to = 9999-12-31 }]",
    "[[year]]\nyear = 9998\nsource = \"x\"\noff = [{ from = 9998-12-31 }]\nwork = [10:00:00]",
    "language = 0x1\nd = 1979-05-27 07:32:00\nf = 1e400\ni = 9223372036854775808",
];

/// A calendar to begin with.
const CALENDAR: &str = "[[year]]\nyear = 2027\nsource = \"a notice\"\noff = [\n{ from = 2027-01-01, to = 2027-01-03 },\n\
    { from = 2027-10-01 },\n]\nwork = [\n2027-01-09,\n]\n[[year]]\nyear = 2007\nsource = \"older\"\noff = [{ from = 2007-01-01 }]\n";

fn each(bytes: &[u8]) {
    let tried = std::panic::catch_unwind(|| {
        fuzz::read(bytes);
        fuzz::check(bytes);
        fuzz::fmt(bytes);
        fuzz::calendar(bytes);
    });
    assert!(tried.is_ok(), "add to CASES: {:?}", String::from_utf8_lossy(bytes));
}

fn rounds() -> usize {
    let asked = std::env::var_os("YINUO_FUZZ_ROUNDS").and_then(|asked| asked.to_str()?.parse().ok());
    asked.unwrap_or(60)
}

#[test]
fn cases() {
    CASES.iter().for_each(|case| each(case.as_bytes()));
    for (_, text) in shipped() {
        each(text.as_bytes());
    }
}

#[test]
fn random_bytes_in_policies() {
    let sources = sources();
    let mut dice = Dice::of(1);
    for round in 0..rounds() {
        let mut bytes = sources[round % sources.len()].clone().into_bytes();
        for _ in 0..=dice.below(4) {
            let at = dice.below(bytes.len());
            match dice.below(5) {
                0 => bytes[at] = u8::try_from(dice.below(256)).unwrap(),
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, b"\"'[]{}=.,#\\\n\r\t \xe6"[dice.below(16)]),
                3 => bytes.truncate(at.max(1)),
                _ => {
                    let end = (at + dice.below(40)).min(bytes.len());
                    let piece = bytes[at..end].to_vec();
                    let to = dice.below(bytes.len());
                    bytes.splice(to..to, piece);
                }
            }
            if bytes.is_empty() {
                bytes.push(b'\n');
            }
        }
        each(&bytes);
    }
}

#[test]
fn random_pieces_in_policies() {
    let sources = sources();
    let mut dice = Dice::of(2);
    for round in 0..rounds() {
        let mut lines: Vec<String> = sources[round % sources.len()].lines().map(str::to_owned).collect();
        for _ in 0..=dice.below(6) {
            let (at, other) = (dice.below(lines.len()), dice.below(lines.len()));
            match dice.below(6) {
                0 if lines.len() > 1 => drop(lines.remove(at)),
                1 => lines.insert(at, lines[other].clone()),
                2 => lines.swap(at, other),
                // A key with another key's value.
                3 => {
                    let key = lines[at].split_once(" = ").map(|(key, _)| key.to_owned());
                    let value = lines[other].split_once(" = ").map(|(_, value)| value.to_owned());
                    if let (Some(key), Some(value)) = (key, value) {
                        lines[at] = format!("{key} = {value}");
                    }
                }
                4 => {
                    let word = ["\"at once\"", "\"setting.x\"", "-1", "2026-02-30", "[]", "{}", "\"手机\"", "nan"]
                        [dice.below(8)];
                    if let Some((key, _)) = lines[at].split_once(" = ") {
                        lines[at] = format!("{key} = {word}");
                    }
                }
                _ => lines[at] = lines[at].replacen("-", ".", 1),
            }
        }
        each((lines.join("\n") + "\n").as_bytes());
    }
}

/// Policies to begin with: small ones, so that many rounds fit into a second.
fn sources() -> Vec<String> {
    let mut sources: Vec<String> =
        shipped().into_iter().map(|(_, text)| text).filter(|text| text.len() < 20_000).collect();
    sources.push(include_str!("../sample/first.toml").to_owned());
    sources.push("language = 1\n".to_owned());
    sources.push(CALENDAR.to_owned());
    sources
}
