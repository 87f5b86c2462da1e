//! Who is told what, under which kind of change, where changes of several kinds come together.

use super::cases::BASE;
use super::read;
use policy::diff::{Diff, Told, diff};

/// The rows of the policies: what a row says of itself, in short.
fn rows(rows: &[(&str, &[&str], &str, &str, bool)]) -> String {
    let row = |(name, kinds, before, channel, asks): &(&str, &[&str], &str, &str, bool)| {
        let kinds = if kinds.is_empty() { String::new() } else { format!("kinds = {kinds:?}\n") };
        format!(
            "[change.{name}]\nlabel = \"{name}\"\n{kinds}before = \"{before}\"\nchannels = [\"{channel}\"]\nasks-again = {asks}\n"
        )
    };
    rows.iter().map(row).collect()
}

/// The small policy with other rows about changes.
fn policy(rows: &str) -> String {
    let (before, _) = BASE.split_once("[change.material]").expect("the rows about changes stand last");
    format!("{before}{rows}")
}

/// What each row is told of: whose row, its name, the promises, how long before, the channels, and for which purposes consent is asked.
fn said(found: &Diff) -> Vec<String> {
    let list = |names: &[policy::Name]| names.iter().map(policy::Name::as_str).collect::<Vec<_>>().join(" ");
    let line = |told: &Told| {
        let asks = if told.asks.is_empty() { String::new() } else { format!("; asks {}", list(&told.asks)) };
        let before = told.before.as_deref().unwrap_or("?");
        format!("{} {}: {}; {before}, {}{asks}", told.of, told.under, list(&told.about), list(&told.channels))
    };
    let announcement = found.announcement.as_ref().expect("something is told");
    let unsaid = announcement.unsaid.iter().map(|path| format!("nobody: {path}"));
    announcement.told.iter().map(line).chain(unsaid).collect()
}

const LONGER: (&str, &str) = ("default = \"3 months\"", "default = \"6 months\"");
const WORDS: (&str, &str) = ("about = \"A shop.\"", "about = \"A small shop.\"");
const OWNER: (&str, &str) = ("name = \"Small Ltd.\"", "name = \"Large Ltd.\"");
const MINORS: (&str, &str) = ("under = 14", "under = 12");
const DESK: (&str, &str) = ("email = \"desk@example.org\"", "email = \"office@example.org\"");
const WEAKER: (&str, &str) = (
    "kinds = [\"purpose\", \"retention\", \"category\"]\nbefore = \"30 days\"",
    "kinds = [\"purpose\", \"retention\", \"category\"]\nbefore = \"7 days\"",
);
const SOONER: (&str, &str) = (
    "kinds = [\"purpose\", \"retention\", \"category\"]\nbefore = \"30 days\"",
    "kinds = [\"purpose\", \"retention\", \"category\"]\nbefore = \"60 days\"",
);

const MATERIAL: (&str, &[&str], &str, &str, bool) =
    ("material", &["purpose", "retention", "category"], "30 days", "email", true);
const CONTROLLER: (&str, &[&str], &str, &str, bool) = ("owner", &["owner"], "45 days", "sms", true);
const EDITORIAL: (&str, &[&str], &str, &str, bool) = ("editorial", &["wording"], "at once", "page", false);
const GENERAL: (&str, &[&str], &str, &str, bool) = ("general", &[], "20 days", "in-app", true);
const SMALL: (&str, &[&str], &str, &str, bool) = ("small", &[], "3 days", "page", false);

type Row = (&'static str, &'static [&'static str], &'static str, &'static str, bool);

/// The rows of both versions, what changes, and what is said of it.
type Case = (&'static [Row], &'static [(&'static str, &'static str)], &'static [&'static str]);

const CASES: &[Case] = &[
    // Each of three kinds under the row that names it; consent is asked under the row that it is asked for.
    (
        &[MATERIAL, CONTROLLER, EDITORIAL],
        &[LONGER, WORDS, OWNER],
        &[
            "old change.editorial: policy; at once, page",
            "old change.material: retention.visit setting.kept; 30 days, email; asks purpose.visits",
            "old change.owner: controller; 45 days, sms",
        ],
    ),
    // Words beside something material are still told as words.
    (
        &[MATERIAL, EDITORIAL],
        &[LONGER, WORDS],
        &[
            "old change.editorial: policy; at once, page",
            "old change.material: retention.visit setting.kept; 30 days, email; asks purpose.visits",
        ],
    ),
    // A kind that no row names: the broadest of those that ask again, and not the one about owners.
    (&[MATERIAL, CONTROLLER, EDITORIAL], &[MINORS], &["old change.material: minors; 30 days, email"]),
    (
        &[MATERIAL, CONTROLLER, EDITORIAL],
        &[MINORS, OWNER],
        &["old change.material: minors; 30 days, email", "old change.owner: controller; 45 days, sms"],
    ),
    // A row that names no kind speaks of those that no row names.
    (
        &[MATERIAL, GENERAL, SMALL],
        &[LONGER, MINORS, WORDS],
        &[
            "old change.general: minors; 20 days, in-app",
            "old change.material: retention.visit setting.kept; 30 days, email; asks purpose.visits",
            "old change.small: policy; 3 days, page",
        ],
    ),
    (
        &[GENERAL],
        &[LONGER, WORDS, OWNER],
        &["old change.general: controller policy retention.visit setting.kept; 20 days, in-app; asks purpose.visits"],
    ),
    // One row speaks of words alone: what is material is told under it, for nothing better is promised.
    (&[EDITORIAL], &[DESK], &["old change.editorial: contact.desk; at once, page"]),
    // Nobody promised to tell of words.
    (
        &[MATERIAL],
        &[LONGER, WORDS],
        &["old change.material: retention.visit setting.kept; 30 days, email; asks purpose.visits", "nobody: policy"],
    ),
    (&[], &[OWNER], &["nobody: controller"]),
    // Both versions of a row: the one in force holds, the other where it promises more.
    (
        &[MATERIAL, EDITORIAL],
        &[LONGER, WEAKER],
        &["old change.material: change.material retention.visit setting.kept; 30 days, email; asks purpose.visits"],
    ),
    (
        &[MATERIAL, EDITORIAL],
        &[LONGER, SOONER],
        &[
            "old change.editorial: change.material; at once, page",
            "old change.material: retention.visit setting.kept; 30 days, email; asks purpose.visits",
            "new change.material: retention.visit setting.kept; 60 days, email; asks purpose.visits",
        ],
    ),
    // A change of two kinds is told under both.
    (
        &[MATERIAL, CONTROLLER, EDITORIAL],
        &[("holder = \"subject\"\ncategory = \"optional\"", "holder = \"tenant\"\ncategory = \"account\"")],
        &["old change.material: record.visit; 30 days, email", "old change.owner: record.visit; 45 days, sms"],
    ),
];

#[test]
fn each_change_is_told_under_the_row_that_speaks_of_it() {
    for (given, edits, expected) in CASES {
        let old = policy(&rows(given));
        let new = edits.iter().fold(old.clone(), |text, (before, after)| {
            assert_eq!(text.matches(before).count(), 1, "`{before}` stands once in {text}");
            text.replace(before, after)
        });
        assert_eq!(said(&diff(&read(&old), &read(&new), None)), *expected, "{edits:?}");
    }
}

/// Rows that only the new version has: the version in force promised nothing of the kind, or less.
#[test]
fn a_new_row_stands_beside_those_in_force_where_it_promises_more() {
    let old = policy(&rows(&[MATERIAL, EDITORIAL]));
    let with = |more: &[Row]| {
        let text = policy(&rows(&[&[MATERIAL, EDITORIAL], more].concat()));
        said(&diff(&read(&old), &read(&text.replace(OWNER.0, OWNER.1)), None))
    };
    assert_eq!(
        with(&[CONTROLLER]),
        [
            "old change.editorial: change.owner; at once, page",
            "old change.material: controller; 30 days, email",
            "new change.owner: controller; 45 days, sms"
        ]
    );
    let less: Row = ("owner", &["owner"], "10 days", "email", true);
    assert_eq!(
        with(&[less]),
        ["old change.editorial: change.owner; at once, page", "old change.material: controller; 30 days, email"]
    );
}

#[test]
fn each_row_has_the_day_by_which_it_must_be_told() {
    let old = policy(&rows(&[MATERIAL, CONTROLLER, EDITORIAL]));
    let new = [LONGER, WORDS, OWNER].iter().fold(old.clone(), |text, (before, after)| text.replace(before, after));
    let announcement = diff(&read(&old), &read(&new), None).announcement.expect("something is told");
    let days: Vec<String> =
        announcement.told.iter().map(|told| told.tell_by.map(|day| day.to_string()).unwrap_or_default()).collect();
    assert_eq!(days, ["2026-02-01", "2026-01-01", "2025-12-17"]);
    assert_eq!(announcement.announce_by.map(|day| day.to_string()).as_deref(), Some("2025-12-17"));
    assert_eq!(announcement.before.as_deref(), Some("45 days"));
}
