//! The markup for the typesetter: nothing left out, no link that leads nowhere.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use policy::rows::Language;
use std::collections::BTreeSet;

const DOCUMENTS: [&str; 3] = [
    include_str!("fixtures/every-key.toml"),
    include_str!("../../../policies/aink/policy.toml"),
    include_str!("../../../policies/examples/library/policy.toml"),
];

/// What a line shows: its string literals, but for those that say where something is or leads.
fn shown(line: &str) -> String {
    let mut said = String::new();
    let mut before = String::new();
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter != '"' {
            before.push(letter);
            continue;
        }
        let mut text = String::new();
        while let Some(letter) = letters.next().filter(|letter| *letter != '"') {
            text.extend(if letter == '\\' { letters.next() } else { Some(letter) });
        }
        if !["promise(", "label(", "link("].iter().any(|call| before.ends_with(call)) {
            said.push_str(&text);
        }
        before.clear();
    }
    solid(&said)
}

fn solid(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// Every text between `before` and `after`.
fn between<'a>(markup: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    markup.split(before).skip(1).filter_map(|rest| rest.split(after).next()).collect()
}

fn each(check: impl Fn(&str, &[publish::Paragraph])) {
    for text in DOCUMENTS {
        let document = policy::read::read(text.as_bytes()).expect("it reads").document;
        for language in [Language::Simplified, Language::Traditional, Language::English] {
            let markup = publish::typst(&document, "0f", language).expect("every text has a wording");
            check(&markup, &publish::paragraphs(&document, language).expect("every text has a wording"));
        }
    }
}

#[test]
fn every_promise_has_one_place_and_no_link_leads_elsewhere() {
    each(|markup, paragraphs| {
        let places = between(markup, "promise(\"", "\")");
        let paths: BTreeSet<&str> = paragraphs.iter().map(|paragraph| &*paragraph.path).collect();
        assert_eq!(places.len(), paths.len());
        assert_eq!(places.into_iter().collect::<BTreeSet<_>>(), paths);
        let targets = between(markup, "link(label(\"", "\")");
        assert!(!targets.is_empty());
        assert!(targets.iter().all(|target| paths.contains(target)));
    });
}

#[test]
fn every_paragraph_is_said_in_whole_and_nothing_else() {
    each(|markup, paragraphs| {
        for paragraph in paragraphs {
            let place = format!("promise(\"{}\")", paragraph.path);
            let line = markup.lines().find(|line| line.contains(&place)).unwrap_or_default();
            assert_eq!(shown(line), solid(&paragraph.text.replace(" | ", "")), "{}", paragraph.path);
        }
    });
}
