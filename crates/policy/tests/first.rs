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
        representative: None,
        email: "privacy@post.lantern".to_owned(),
        time_zone: "Asia/Shanghai".to_owned(),
        audience: "consumer".to_owned(),
        languages: vec!["zh-Hans".to_owned(), "zh-Hant".to_owned(), "en".to_owned()],
        rules: vec!["pipl".to_owned()],
        collects: collects.iter().map(|kind| (*kind).to_owned()).collect(),
        today: date(2026, 3, 1),
    }
}

/// The policy, in which there is nothing to find but what nobody answered: who stands for a house outside the Union inside it.
fn sound(answers: &Answers) -> (String, Policy) {
    let (text, policy, findings) = read(answers);
    let outside = answers.country != "DE" && answers.rules.iter().any(|set| set == "gdpr");
    let wanted = if outside { &["gdpr/representative"][..] } else { &[] };
    let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, wanted, "{findings:#?}\n{text}");
    (text, policy)
}

/// The policy, which can run and is laid out, and what is found in it.
fn read(answers: &Answers) -> (String, Policy, Vec<policy::Finding>) {
    let text = answers.policy();
    let (policy, findings) = Policy::load(text.as_bytes()).unwrap_or_else(|invalid| panic!("{:#?}\n{text}", invalid.0));
    assert_eq!(policy::formatted(text.as_bytes()).unwrap(), text);
    assert!(!text.contains("#?") && !text.contains('$') && !text.contains("#en") && !text.contains("#zh"), "{text}");
    (text, policy, findings)
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
                let asked = Answers { audience: audience.to_owned(), rules, collects: chosen(number), ..answers(&[]) };
                let asked = if asked.rules == ["gdpr"] { abroad("DE", asked) } else { asked };
                let (_, policy) = sound(&asked);
                assert!(asked.collects.iter().all(|kind| policy.document.data.contains_key(kind.as_str())));
                assert_eq!(policy.document.data.len(), asked.collects.len());
            }
        }
    }
}

/// The same controller with its seat in `country`, and somebody in China who represents it.
fn abroad(country: &str, asked: Answers) -> Answers {
    let representative = "Quay Services (Suzhou) Ltd., representative@post.quay".to_owned();
    let time_zone = if country == "US" { "America/New_York" } else { "Europe/Berlin" }.to_owned();
    Answers { country: country.to_owned(), representative: Some(representative), time_zone, ..asked }
}

#[test]
fn every_combination_of_country_rules_audience_and_languages() {
    let all: Vec<String> = kinds().into_iter().map(|kind| kind.name).collect();
    let languages = [
        &["zh-Hans"][..],
        &["zh-Hant"],
        &["en"],
        &["en", "zh-Hans"],
        &["zh-Hans", "zh-Hant"],
        &["zh-Hant", "en"],
        &["zh-Hans", "zh-Hant", "en"],
    ];
    let mut sets = 0;
    for country in ["CN", "DE", "US"] {
        for rules in [&["pipl"][..], &["gdpr"], &["pipl", "gdpr"]] {
            for audience in ["consumer", "business"] {
                for languages in languages {
                    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
                    let asked = Answers {
                        audience: audience.to_owned(),
                        rules: words(rules),
                        languages: words(languages),
                        collects: all.clone(),
                        ..answers(&[])
                    };
                    let asked = if country == "CN" { asked } else { abroad(country, asked) };
                    let _sound = sound(&asked);
                    sets += 1;
                }
            }
        }
    }
    assert_eq!(sets, 126);
}

#[test]
fn a_finding_is_about_the_answer_that_made_it() {
    type Wrong = fn(&mut Answers);
    let wrong: [(&str, Wrong); 9] = [
        ("id", |asked| "Not An Id".clone_into(&mut asked.id)),
        ("name", |asked| "a\u{202e}b".clone_into(&mut asked.name)),
        ("controller", |asked| "".clone_into(&mut asked.controller)),
        ("address", |asked| " ".clone_into(&mut asked.address)),
        ("country", |asked| "ZZ".clone_into(&mut asked.country)),
        ("email", |asked| "desk".clone_into(&mut asked.email)),
        ("time-zone", |asked| "Asia/Shanghia".clone_into(&mut asked.time_zone)),
        ("audience", |asked| "people".clone_into(&mut asked.audience)),
        ("languages", |asked| asked.languages = vec!["fr".to_owned()]),
    ];
    for (answer, spoil) in wrong {
        let mut asked = answers(&["phone"]);
        spoil(&mut asked);
        let text = asked.policy();
        let findings = Policy::load(text.as_bytes()).map_or_else(|invalid| invalid.0, |(_, found)| found);
        let blamed: Vec<_> = findings.iter().filter_map(|finding| Answers::blamed(&text, finding)).collect();
        assert!(blamed.contains(&answer), "{answer}: {findings:#?}");
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
    // What is wild may be worth a warning; it is the text that was answered.
    let (_, policy, _) =
        read(&Answers { name: wild.to_owned(), controller: wild.to_owned(), ..answers(&["phone"]) }.tame());
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
