//! The editor's schema agrees with the reader, as an independent validator reads it.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use policy::rows::Language;
use serde_json::Value;
use support::shipped;

/// A file as an editor sees it: dates are text.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
        toml::Value::Datetime(at) => at.to_string().into(),
        toml::Value::Array(list) => list.into_iter().map(json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
    }
}

fn faults(text: &str) -> Vec<String> {
    let file = json(toml::Value::Table(text.parse().unwrap()));
    let validator = jsonschema::validator_for(&policy::schema(Language::English)).unwrap();
    validator.iter_errors(&file).map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
}

/// Of a policy, whether reading it (not checking it) finds anything.
fn reads(text: &str) -> bool {
    policy::read::read(text.as_bytes()).unwrap().findings.is_empty()
}

#[test]
fn the_schema_is_a_schema_in_both_languages() {
    for language in [Language::English, Language::Simplified] {
        assert!(jsonschema::meta::is_valid(&policy::schema(language)));
    }
    let chinese = policy::schema(Language::Simplified);
    assert_eq!(chinese["properties"]["retention"]["description"], "自何事起、保存多久、到期如何处理。");
    let then = &chinese["properties"]["retention"]["additionalProperties"]["properties"]["then"];
    assert_eq!(then["x-taplo"]["docs"]["enumValues"][0], "销毁密钥并清除各行。");
    let english = policy::schema(Language::English);
    assert_eq!(english["properties"]["retention"]["description"], "From which event, how long, then what.");
}

#[test]
fn what_reads_is_valid() {
    let mut read = 0;
    for (path, text) in shipped().into_iter().filter(|(_, text)| reads(text)) {
        assert_eq!(faults(&text), Vec::<String>::new(), "{path}");
        read += 1;
    }
    assert!(read >= 2, "{read}");
}

#[test]
fn what_does_not_read_is_not_valid() {
    let library = include_str!("../../../policies/examples/library/policy.toml");
    assert!(reads(library));
    for (from, to) in [
        ("[retention.loans]", "[retentions.loans]"),
        ("find = \"exact\"", "finds = \"exact\""),
        ("then = \"erase\"", "then = \"delete\""),
        ("then = \"erase\"\n", "\n"),
        ("then = \"erase\"", "then = [\"erase\"]"),
        ("within = \"14 days\"", "within = \"14 fortnights\""),
        ("within = \"14 days\"", "within = 14"),
        ("under = 14", "under = \"14\""),
        ("under = 14", "under = -14"),
        ("offered = false", "offered = \"no\""),
        ("[retention.loans]", "[retention.Loans]"),
        ("language = 1", "language = 2"),
        ("language = 1\n", "\n"),
        ("effective = 2026-04-01", "effective = \"soon\""),
        ("covers = [\"loan\"]", "covers = \"loan\""),
        ("covers = [\"loan\"]", "covers = [\"The Loan\"]"),
        ("label = { en = \"Lend books\"", "label = { fr = \"Prêter\""),
        ("label = { en = \"Lend books\"", "label = { en = \" \""),
        ("reads = { book-title = \"clear\" }", "reads = { book-title = \"open\" }"),
        ("drawn = { digits = 4,", "drawn = { digit = 4,"),
        ("[protect]\n", "[protect]\npublished = false\n"),
    ] {
        let broken = library.replacen(from, to, 1);
        assert!(broken != library, "{from}");
        assert!(!reads(&broken), "{to}");
        assert_ne!(faults(&broken), Vec::<String>::new(), "{to}");
    }
    let hidden = library.replacen("[log.all]\n", "[log.all]\npublished = false\nunpublished-because = \"x\"\n", 1);
    assert!(reads(&hidden) && faults(&hidden).is_empty());
}
