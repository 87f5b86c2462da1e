//! What people are told of a new version.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use policy::rows::{Document, Language};

const EVERY_KEY: &str = include_str!("fixtures/every-key.toml");

fn read(text: &str) -> Document {
    policy::read::read(text.as_bytes()).expect("it reads").document
}

/// A version in which a rule keeps longer, an answer comes sooner, a desk is new and a prohibition gone.
fn newer() -> Document {
    let (before, rest) = EVERY_KEY.split_once("[never.faces]").expect("it has a prohibition");
    let (_, after) = rest.split_once("\n[").expect("more follows");
    let text = format!("{before}[{after}")
        .replace("within = \"15 working days\"", "within = \"10 working days\"")
        .replace("backup-keep = \"30 days\"", "backup-keep = \"60 days\"")
        .replace("label = { en = \"Serve\", zh-Hans = \"服务\" }", "label = { en = \"Help\", zh-Hans = \"帮助\" }");
    read(&format!(
        "{text}\n[contact.press]\nlabel = {{ en = \"Press\", zh-Hans = \"媒体\" }}\nemail = \"press@example.org\"\n"
    ))
}

#[test]
fn what_changed_is_said_in_every_language() {
    let old = read(EVERY_KEY);
    let said = [Language::English, Language::Simplified, Language::Traditional]
        .map(|language| publish::changes_markdown(&old, &newer(), language).expect("every text has a wording"));
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn words_alone_are_said_to_be_words() {
    let old = read(EVERY_KEY);
    let reworded = read(&EVERY_KEY.replace("It tests.", "It is for tests."));
    assert_eq!(publish::changes(&old, &reworded, Language::English).expect("every text has a wording"), []);
    let page = publish::changes_markdown(&old, &reworded, Language::English).expect("every text has a wording");
    assert_eq!(page, "## What changed since the last version\n\nNothing but wording.\n");
}
