//! Every policy that ships reads alike in all three languages.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use policy::rows::Language;
use std::collections::BTreeMap;

const POLICIES: &[(&str, &str)] = &[
    ("aink", include_str!("../../../policies/aink/policy.toml")),
    ("saleforte", include_str!("../../../policies/saleforte/policy.toml")),
];

/// The numbers in each paragraph, by its path, in their order.
fn numbers(text: &str, language: Language) -> BTreeMap<String, Vec<String>> {
    let document = policy::read::read(text.as_bytes()).expect("it reads").document;
    let paragraphs = publish::paragraphs(&document, language).expect("every text has a wording");
    let of = |text: &str| {
        let runs = text.split(|letter: char| !letter.is_ascii_digit()).filter(|run| !run.is_empty());
        runs.map(str::to_owned).collect()
    };
    paragraphs.into_iter().map(|paragraph| (paragraph.path.to_string(), of(&paragraph.text))).collect()
}

#[test]
fn every_policy_has_the_same_promises_and_the_same_numbers_in_every_language() {
    for (name, text) in POLICIES {
        let simplified = numbers(text, Language::Simplified);
        assert_eq!(numbers(text, Language::Traditional), simplified, "{name}");
        let english = numbers(text, Language::English);
        assert_eq!(english.keys().collect::<Vec<_>>(), simplified.keys().collect::<Vec<_>>(), "{name}");
        // English may name an article where Chinese names the law alone, and has names for months.
        for (path, chinese) in simplified.iter().filter(|(path, _)| *path != "policy") {
            let unsaid: Vec<_> = chinese.iter().filter(|number| !english[path].contains(number)).collect();
            assert!(unsaid.is_empty(), "{name}: {path} lacks {unsaid:?} in English");
        }
    }
}
