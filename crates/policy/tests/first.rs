//! A first policy passes `check` without a finding, whatever a product collects.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use jiff::civil::date;
use policy::Policy;
use policy::first::{Answers, kinds};
use proptest::prelude::*;

fn answers(collects: &[&str]) -> Answers {
    Answers {
        id: "lantern".to_owned(),
        name: "Lantern".to_owned(),
        controller: "Lantern Ltd.".to_owned(),
        address: "1 Quay Street, Suzhou".to_owned(),
        country: "CN".to_owned(),
        email: "privacy@lantern.example".to_owned(),
        time_zone: "Asia/Shanghai".to_owned(),
        audience: "consumer".to_owned(),
        languages: vec!["zh-Hans".to_owned(), "zh-Hant".to_owned(), "en".to_owned()],
        rules: vec!["pipl".to_owned()],
        collects: collects.iter().map(|kind| (*kind).to_owned()).collect(),
        today: date(2026, 3, 1),
    }
}

/// The policy, which has no finding and is laid out.
fn sound(answers: &Answers) -> (String, Policy) {
    let text = answers.policy();
    let (policy, findings) = Policy::load(text.as_bytes()).unwrap_or_else(|invalid| panic!("{:#?}\n{text}", invalid.0));
    let errors: Vec<_> = findings.iter().filter(|one| one.severity == policy::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    assert_eq!(policy::formatted(text.as_bytes()).unwrap(), text);
    assert!(!text.contains("#?") && !text.contains('$') && !text.contains("#en") && !text.contains("#zh"), "{text}");
    (text, policy)
}

/// What is found in it. Of a house that both laws bind, the one in the Union is not known yet.
fn codes(text: &str) -> Vec<&'static str> {
    let findings = Policy::load(text.as_bytes()).unwrap().1;
    findings.iter().map(|finding| finding.code).collect()
}

fn chosen(number: usize) -> Vec<String> {
    let kinds = kinds();
    kinds.iter().enumerate().filter(|(at, _)| number >> at & 1 == 1).map(|(_, kind)| kind.name.clone()).collect()
}

#[test]
fn every_audience_and_rule_set_with_each_kind_alone_and_all_together() {
    let count = kinds().len();
    assert!(count >= 8, "{count}");
    let sets = (0..count).map(|at| 1 << at).chain([(1 << count) - 1]);
    for number in sets {
        for audience in ["consumer", "business"] {
            for rules in [&["pipl"][..], &["gdpr"], &["pipl", "gdpr"]] {
                let rules: Vec<String> = rules.iter().map(|set| (*set).to_owned()).collect();
                let country = if rules == ["gdpr"] { "DE" } else { "CN" }.to_owned();
                let asked =
                    Answers { audience: audience.to_owned(), rules, country, collects: chosen(number), ..answers(&[]) };
                let (text, policy) = sound(&asked);
                let wanted = if asked.rules.len() == 2 { &["gdpr/representative"][..] } else { &[] };
                assert_eq!(codes(&text), wanted, "{text}");
                assert!(asked.collects.iter().all(|kind| policy.document.data.contains_key(kind.as_str())));
                assert_eq!(policy.document.data.len(), asked.collects.len());
            }
        }
    }
}

#[test]
fn comments_teach_in_the_first_language() {
    let (chinese, _) = sound(&answers(&["phone", "email"]));
    let (english, _) = sound(&Answers { languages: vec!["en".to_owned()], ..answers(&["phone", "email"]) });
    assert!(chinese.contains("# 信息种类") && !chinese.contains("# Kinds of data"));
    assert!(english.contains("# Kinds of data") && !english.contains("# 信息种类"));
    let tables = policy::rows::Document::TABLES
        .iter()
        .map(|table| table.name)
        .filter(|name| english.contains(&format!("\n[{name}]")) || english.contains(&format!("\n[{name}.")));
    for table in tables {
        assert!(english.contains(&format!("anual: reference/{table}\n")), "{table}");
    }
}

#[test]
fn answers_are_text_and_nothing_else() {
    let wild = "A \"b\" \\ 灯笼 🏮 $id #? phone\t'''";
    let (_, policy) =
        sound(&Answers { name: wild.to_owned(), controller: wild.to_owned(), ..answers(&["phone"]) }.tame());
    assert_eq!(policy.document.policy.unwrap().name.in_language("en"), Some("A \"b\" \\ 灯笼 🏮 id # phone '''"));
}

trait Tame {
    fn tame(self) -> Self;
}

impl Tame for Answers {
    /// What `sound` looks for must not come from an answer.
    fn tame(mut self) -> Self {
        for text in [&mut self.name, &mut self.controller] {
            *text = text.replace('$', "").replace("#?", "#").replace('\t', " ");
        }
        self
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_choice_of_kinds_is_sound(number in 1_usize..1024) {
        let _sound = sound(&Answers { collects: chosen(number % (1 << kinds().len())).into_iter().chain(["phone".to_owned()]).collect(), ..answers(&[]) });
    }

    #[test]
    fn any_answer_reads_back(name in "\\PC{1,30}", controller in any::<String>()) {
        let text = Answers { name: name.clone(), controller: controller.clone(), ..answers(&["phone"]) }.policy();
        let read = policy::read::read(text.as_bytes()).unwrap();
        prop_assert!(!read.partial, "{text}");
        let back = |text: Option<policy::read::Text>| text.and_then(|text| text.in_language("en").map(str::to_owned));
        prop_assert_eq!(back(read.document.policy.map(|row| row.name)), Some(name));
        prop_assert_eq!(back(read.document.controller.map(|row| row.name)), Some(controller));
    }
}
