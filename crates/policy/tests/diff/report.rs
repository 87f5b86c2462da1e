//! How a comparison looks.

use super::cases::BASE;
use super::read;
use policy::diff::{Diff, diff};

/// A change of every sort at once.
fn changed() -> Diff {
    let new = BASE
        .replace("version = \"1\"", "version = \"2\"")
        .replace("default = \"3 months\"", "default = \"6 months\"")
        .replace("names = [\"face\"]", "names = [\"face\", \"iris\"]")
        .replace("receives = { phone = \"clear\" }", "receives = { phone = \"masked\", bill = \"clear\" }")
        .replace("label = \"Serve\"", "label = \"Serve | *you*\\u001b[2J\"")
        .replace("within = \"15 working days\"", "within = \"20 days\"")
        + "[contact.press]\nlabel = \"Press\"\nemail = \"press@example.org\"\n";
    diff(&read(BASE), &read(&new), Some("2026-01-20".parse().expect("a day")))
}

#[test]
fn for_people() {
    insta::assert_snapshot!(changed().human(&|_, text| text.to_owned()));
}

#[test]
fn for_a_pull_request() {
    insta::assert_snapshot!(changed().markdown());
}

#[test]
fn nothing_is_said_of_nothing() {
    let same = diff(&read(BASE), &read(BASE), None);
    assert_eq!(same.human(&|_, text| text.to_owned()), "small, version 1 → 1: no promise changed");
    assert_eq!(same.markdown(), "**small, version 1 → 1: no promise changed**\n");
}

#[test]
fn nothing_of_a_file_plays_with_the_terminal_and_verdicts_are_painted() {
    let said = changed().human(&|effect, text| format!("<{}>{text}", effect.as_str()));
    assert!(!said.contains('\u{1b}') && said.contains("<widened>widened"), "{said}");
}
