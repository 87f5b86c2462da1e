//! The certificate of an erasure as a person reads it.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

use policy::rows::Language;
use policy::{Name, Policy};
use publish::certificate::{Asks, Certificate, Stands, Stays, Told, Went, sheet};

const AINK: &str = include_str!("../../../policies/aink/policy.toml");

fn load() -> Policy {
    Policy::load(AINK.as_bytes()).map_or_else(|invalid| panic!("{:?}", invalid.0), |(policy, _)| policy)
}

fn at(text: &str) -> jiff::Timestamp {
    text.parse().expect("an instant")
}

/// Every kind of line: of two data items, two rules and every recipient, in each state.
fn certificate(policy: &Policy) -> Certificate {
    let items: Vec<Name> = policy.document.data.keys().take(2).cloned().collect();
    let mut rules = policy.document.retention.iter();
    let (first, _) = rules.next().expect("a rule");
    let rule = policy::rows::path("retention", first);
    let (law, basis) = policy.document.retention.iter().find(|(_, row)| row.basis.is_some()).expect("a law");
    let recipients: Vec<&Name> = policy.document.recipients.keys().collect();
    let told = [
        (Asks::Erase, Stands::Due),
        (Asks::Erase, Stands::Sent),
        (Asks::Erase, Stands::Confirmed),
        (Asks::Restrict, Stands::Overdue),
        (Asks::Nothing, Stands::Due),
    ];
    let tell = |(number, (asks, stands)): (usize, (Asks, Stands))| Told {
        recipient: recipients[number % recipients.len()].clone(),
        items: items.clone(),
        asks,
        stands,
        since: at("2026-05-21T10:30:00+08:00"),
    };
    Certificate {
        erasure: "0190163e1c337c1a9e2f5d7b6a8c4e21".to_owned(),
        entry: 41,
        at: at("2026-05-20T10:00:00+08:00"),
        promise: "right.delete".into(),
        went: vec![Went {
            at: at("2026-05-20T10:00:00+08:00"),
            promise: rule,
            values: items.iter().cloned().zip([3, 1]).collect(),
        }],
        due: true,
        kept: vec![
            Stays {
                item: items[0].clone(),
                promise: policy::rows::path("retention", law),
                law: basis.basis.clone(),
                until: Some(at("2037-01-01T00:00:00+08:00")),
            },
            Stays { item: items[1].clone(), promise: policy::rows::path("retention", law), law: None, until: None },
        ],
        told: told.into_iter().enumerate().map(tell).collect(),
        backups_until: at("2026-06-20T10:00:00+08:00"),
    }
}

/// The page without the policy's fingerprint, which changes with every value.
fn said(certificate: &Certificate, language: Language) -> String {
    let page = sheet(&load(), certificate, language).expect("every text has a wording").markdown(None);
    let without = page.lines().filter(|line| !line.contains(&load().hash));
    without.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_certificate_in_english() {
    insta::assert_snapshot!(said(&certificate(&load()), Language::English));
}

#[test]
fn a_certificate_in_simplified_chinese() {
    insta::assert_snapshot!(said(&certificate(&load()), Language::Simplified));
}

#[test]
fn a_certificate_in_traditional_chinese() {
    insta::assert_snapshot!(said(&certificate(&load()), Language::Traditional));
}

#[test]
fn where_nothing_stays_and_nobody_was_told_it_says_so() {
    let whole = Certificate { went: vec![], due: false, kept: vec![], told: vec![], ..certificate(&load()) };
    for (language, none) in [(Language::English, "None."), (Language::Simplified, "无。")] {
        assert_eq!(said(&whole, language).matches(none).count(), 3);
    }
}

#[test]
fn the_page_is_escaped_and_names_its_language() {
    let odd = Certificate { erasure: "<script>".to_owned(), ..certificate(&load()) };
    let page = sheet(&load(), &odd, Language::Traditional).expect("a page").html(None);
    assert!(page.contains("lang=\"zh-Hant\"") && !page.contains("<script>"), "{page}");
}
