//! How pages look to those who read them, and to the programs that read them aloud.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use policy::rows::Language;
use std::collections::BTreeSet;

const EVERY_KEY: &str = include_str!("fixtures/every-key.toml");
const AINK: &str = include_str!("../../../policies/aink/policy.toml");
const SMALL: &str = r#"
language = 1
[policy]
id = "small"
name = { en = "Small", zh-Hans = "小店" }
version = "1"
updated = 2026-01-01
effective = 2026-02-01
languages = ["en", "zh-Hans"]
time-zone = "Asia/Shanghai"
audience = "consumer"
about = { en = "A shop.", zh-Hans = "一家店。" }
[data.name]
label = { en = "Name <i>", zh-Hans = "姓名 <i>" }
class = "identity"
sensitive = false
[right.access]
label = { en = "See *your* data", zh-Hans = "查阅*您的*信息" }
within = "15 working days"
channels = ["desk@shop.example"]
"#;

fn read(text: &str) -> policy::rows::Document {
    policy::read::read(text.as_bytes()).expect("it reads").document
}

fn lines(language: Language) -> String {
    let paragraphs = publish::paragraphs(&read(EVERY_KEY), language).expect("every text has a wording");
    paragraphs.iter().map(|paragraph| format!("{}: {}\n", paragraph.path, paragraph.text)).collect()
}

#[test]
fn every_sentence_in_english() {
    insta::assert_snapshot!(lines(Language::English));
}

#[test]
fn every_sentence_in_simplified_chinese() {
    insta::assert_snapshot!(lines(Language::Simplified));
}

#[test]
fn a_small_page() {
    let page = publish::html(&read(SMALL), "0f", Language::English).expect("every text has a wording");
    insta::assert_snapshot!(page.replace(publish::STYLE, "…"));
}

#[test]
fn a_small_page_in_traditional_chinese() {
    let page = publish::markdown(&read(SMALL), "0f", Language::Traditional).expect("every text has a wording");
    insta::assert_snapshot!(page);
}

#[test]
fn a_small_page_as_markdown() {
    let page = publish::markdown(&read(SMALL), "0f", Language::Simplified).expect("every text has a wording");
    insta::assert_snapshot!(page);
}

/// What stands between `mark` and the next quotation mark, everywhere in `page`.
fn attributes(page: &str, mark: &str) -> Vec<String> {
    let after = page.split(mark).skip(1);
    after.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

#[test]
fn every_anchor_is_one_and_every_link_finds_it() {
    for language in Language::ALL.iter().copied() {
        let page = publish::html(&read(AINK), "", language).expect("every text has a wording");
        let ids = attributes(&page, " id=\"");
        let unique: BTreeSet<_> = ids.iter().cloned().collect();
        assert_eq!(ids.len(), unique.len());
        for target in attributes(&page, "href=\"#") {
            assert!(unique.contains(&target), "{target}");
        }
        for paragraph in publish::paragraphs(&read(AINK), language).expect("every text has a wording") {
            assert!(unique.contains(paragraph.path.as_str()), "{}", paragraph.path);
        }
    }
}

#[test]
fn no_slot_stays_empty() {
    for language in Language::ALL.iter().copied() {
        let paragraphs = publish::paragraphs(&read(EVERY_KEY), language).expect("every text has a wording");
        let unsaid = |text: &str| text.contains(['{', '}']) || text.contains("..") || text.contains("。。");
        assert!(paragraphs.iter().all(|paragraph| !unsaid(&paragraph.text)));
    }
}
