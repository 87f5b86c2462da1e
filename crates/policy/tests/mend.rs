//! `check --fix`: what was spoiled without a change of meaning is mended back; a safe fix never brings a finding, never changes
//! what is promised, and leaves nothing for a second run.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)]

mod support;

use policy::diff::diff;
use policy::finding::Safety;
use policy::fix::{Mended, apply, mend};
use policy::{Finding, Policy};
use proptest::prelude::*;
use std::sync::LazyLock;
use support::dice::Dice;
use support::shake::comments;
use support::shipped;

fn find(text: &str) -> Vec<Finding> {
    Policy::load(text.as_bytes()).map_or_else(|invalid| invalid.0, |(_, findings)| findings)
}

/// A way to spoil a line of a policy: the line as it may stand there, spoiled. None where it cannot be spoiled so.
type Spoil = fn(&str) -> Option<String>;

/// `line` with `to` for the first `from`, outside comments.
fn swap(line: &str, from: &str, to: &str) -> Option<String> {
    let at = line
        .find(from)
        .filter(|at| !line.trim_start().starts_with('#') && line[..*at].matches('"').count() % 2 == 1)?;
    Some(format!("{}{to}{}", &line[..at], &line[at + from.len()..]))
}

/// `line` with another key, where it begins with `key`.
fn rekey(line: &str, key: &str, other: &str) -> Option<String> {
    line.strip_prefix(key).filter(|rest| rest.starts_with(" = ")).map(|rest| format!("{other}{rest}"))
}

/// The line of a list of names with its first one again at its end.
fn again(line: &str) -> Option<String> {
    let lists = ["holds = [", "collects = [", "covers = [", "terms = [", "platforms = ["];
    let list = lists.iter().find_map(|key| line.strip_prefix(key))?;
    let (names, rest) = list.split_once(']')?;
    let first = names.split(',').next()?;
    (!names.contains('#') && names.contains(','))
        .then(|| line.replacen(&format!("{names}]{rest}"), &format!("{names}, {first}]{rest}"), 1))
}

/// A rule's only earlier end, twice.
fn twice(line: &str) -> Option<String> {
    let end = line.strip_prefix("sooner = [")?.strip_suffix("]")?;
    (end.matches('{').count() == 1).then(|| format!("sooner = [{end}, {end}]"))
}

/// What the safe fixes mend back to the letter.
const SPOILS: &[(&str, Spoil)] = &[
    ("names/twice", again),
    ("retain/ends-twice", twice),
    ("read/hidden", |line| line.strip_prefix("# ").map(|rest| format!("# \u{202e}{rest}"))),
    ("read/hidden", |line| swap(line, "的", "的\u{200b}")),
    ("texts/spaces", |line| swap(line, "的", "的 ").filter(|line| !line.contains("的  "))),
    ("texts/spaces", |line| swap(line, " the ", "  the ")),
    ("texts/punctuation", |line| swap(line, "，您", ", 您")),
    ("texts/punctuation", |line| swap(line, "。\"", ".\"")),
    ("texts/variant", |line| swap(line, "个人", "個人")),
    ("texts/look-alike", |line| swap(line, " account", " \u{430}ccount")),
    ("read/unknown-key", |line| rekey(line, "label", "lable")),
    ("read/unknown-key", |line| rekey(line, "time-zone", "time_zone")),
    ("read/unknown-key", |line| rekey(line, "function", "Function")),
    ("read/type", |line| line.starts_with("then = ").then(|| swap(line, "erase", "delete")).flatten()),
    ("read/type", |line| line.starts_with("basis = ").then(|| swap(line, "contract\"", "contarct\"")).flatten()),
    ("read/period", |line| swap(line, " days\"", " dais\"")),
    ("read/period", |line| swap(line, "at once\"", "0 days\"")),
    ("read/date", |line| line.starts_with("effective = ").then(|| line.replacen('-', "/", 2))),
    ("form/needless", |line| line.starts_with("[statement.").then(|| format!("{line}\npublished = true"))),
];

/// `text` with some lines spoiled in some ways, and the codes of the rules that should see it.
fn spoiled(text: &str, dice: &mut Dice) -> (String, Vec<&'static str>) {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut codes = Vec::new();
    for _ in 0..=dice.below(4) {
        let (code, spoil) = SPOILS[dice.below(SPOILS.len())];
        let can: Vec<usize> =
            (0..lines.len()).filter(|at| !lines[*at].contains('\n') && spoil(&lines[*at]).is_some()).collect();
        let Some(at) = (!can.is_empty()).then(|| can[dice.below(can.len())]) else { continue };
        // One line is spoiled once: two slips in one word are two words.
        if lines[at] == text.lines().nth(at).unwrap_or_default() {
            lines[at] = spoil(&lines[at]).unwrap();
            codes.push(code);
        }
    }
    (lines.join("\n") + "\n", codes)
}

/// The completed policies and the examples, which compile, with what the safe fixes make of each; the smallest first.
static SOUND: LazyLock<Vec<Sound>> = LazyLock::new(|| {
    let mut sound: Vec<Sound> = shipped().into_iter().filter_map(Sound::of).collect();
    sound.sort_by_key(|one| one.text.len());
    sound
});

struct Sound {
    path: String,
    text: String,
    clean: Mended,
}

impl Sound {
    fn of((path, text): (String, String)) -> Option<Self> {
        Policy::load(text.as_bytes()).ok()?;
        let clean = mend(&text, false, find);
        Some(Self { path, text, clean })
    }
}

#[test]
fn every_way_to_spoil_can_be_tried_and_is_seen() {
    for (at, (code, spoil)) in SPOILS.iter().enumerate() {
        let seen = SOUND.iter().map(|one| &one.text).any(|text| {
            let lines: Vec<&str> = text.lines().collect();
            let Some(line) = lines.iter().position(|line| spoil(line).is_some()) else { return false };
            let mut spoiled: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            spoiled[line] = spoil(lines[line]).unwrap();
            let count = |text: &str| find(text).iter().filter(|finding| finding.code == *code).count();
            count(&spoiled.join("\n")) > count(text)
        });
        assert!(seen, "{at}: {code}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn what_was_spoiled_is_mended_back(seed: u64, which: prop::sample::Index) {
        let Sound { path, text, clean } = which.get(SOUND.as_slice());
        let (wrong, codes) = spoiled(text, &mut Dice::of(seed));
        let mended = mend(&wrong, false, find);
        // What could have been mended in the file as it was is mended too.
        let other: Vec<_> = mended.text.lines().zip(clean.text.lines()).filter(|(is, should)| is != should).collect();
        prop_assert!(mended.text == clean.text, "{path} spoiled for {codes:?}: {other:#?}");
        prop_assert!(mended.done.len() >= codes.len() || codes.contains(&"read/hidden"), "{:?}: {:?}", codes, mended.done);
        prop_assert_eq!(mended.left.len(), clean.left.len());
        prop_assert_eq!(comments(&mended.text), comments(&clean.text));
    }

    #[test]
    fn a_safe_fix_brings_no_finding_and_changes_no_promise(seed: u64, which: prop::sample::Index) {
        let policies = shipped();
        let (path, text) = which.get(&policies);
        let (wrong, _) = spoiled(text, &mut Dice::of(seed));
        let before = find(&wrong);
        let readable = |findings: &[Finding]| !findings.iter().any(|one| one.code.starts_with("read/"));
        for finding in before.iter().filter(|one| one.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe)) {
            let fix = finding.fix.as_ref().unwrap();
            let mended = apply(&wrong, [fix]);
            let after = find(&mended);
            // What was hidden behind a row that could not be read is found once it can be.
            if readable(&before) {
                prop_assert!(after.len() < before.len(), "{path}: {}: {}", finding.code, fix.title);
            }
            prop_assert_eq!(comments(&mended).len(), comments(&wrong).len());
            let both = (Policy::load(wrong.as_bytes()), Policy::load(mended.as_bytes()));
            if let (Ok((old, _)), Ok((new, _))) = both {
                let found = diff(&old.document, &new.document, None);
                prop_assert!(!found.material && found.asks.is_empty(), "{path}: {}: {:?}", finding.code, found.changes);
            }
        }
    }

    #[test]
    fn mending_again_mends_nothing(seed: u64, which: prop::sample::Index, all: bool) {
        let policies = shipped();
        let (_, text) = which.get(&policies);
        let (wrong, _) = spoiled(text, &mut Dice::of(seed));
        let once = mend(&wrong, all, find);
        let twice = mend(&once.text, all, find);
        prop_assert_eq!(&twice.text, &once.text);
        prop_assert!(twice.done.is_empty());
    }
}
