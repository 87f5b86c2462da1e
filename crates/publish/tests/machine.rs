//! The form for programs is JSON-LD, and says of every promise what the document says.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use policy::Policy;
use serde_json::Value;
use std::collections::BTreeSet;

const POLICIES: [&str; 2] = [
    include_str!("../../../policies/aink/policy.toml"),
    include_str!("../../../policies/examples/library/policy.toml"),
];
/// The terms of release 2.2 that are used, each looked up in the release's own lists.
const TERMS: &str = include_str!("fixtures/dpv-2.2.txt");

fn load(text: &str) -> Policy {
    Policy::load(text.as_bytes()).map_or_else(|invalid| panic!("{:?}", invalid.0), |(policy, _)| policy)
}

fn graph(policy: &Policy) -> Value {
    let text = publish::machine(policy).expect("every text has a wording");
    serde_json::from_str(&text).expect("it is JSON")
}

/// Every key, type and reference below `value`.
fn terms(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object.iter().filter(|(key, _)| *key != "@context") {
                match (key.as_str(), value) {
                    ("@value" | "@language", _) => {}
                    ("@id", Value::String(id)) => drop(found.insert(id.clone())),
                    ("@type", Value::String(one)) => drop(found.insert(one.clone())),
                    ("@type", Value::Array(all)) => {
                        found.extend(all.iter().filter_map(|one| Some(one.as_str()?.to_owned())))
                    }
                    _ => {
                        found.insert(key.clone());
                        terms(value, found);
                    }
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|one| terms(one, found)),
        _ => {}
    }
}

/// The path of every node that is described, rather than pointed to.
fn described(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            if let (Some(Value::String(id)), true) = (object.get("@id"), object.len() > 1) {
                found.extend(id.strip_prefix("promise:").map(str::to_owned));
            }
            object.values().for_each(|value| described(value, found));
        }
        Value::Array(list) => list.iter().for_each(|one| described(one, found)),
        _ => {}
    }
}

#[test]
fn every_term_is_of_a_declared_vocabulary_and_of_the_release_named() {
    let listed: BTreeSet<_> = TERMS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    for text in POLICIES {
        let graph = graph(&load(text));
        let context = graph["@context"].as_object().expect("a context").clone();
        let mut used = BTreeSet::new();
        terms(&graph, &mut used);
        for term in used.iter().filter(|term| *term != publish::DPV_RELEASE) {
            let (prefix, _) = term.split_once(':').unwrap_or_else(|| panic!("{term} has no prefix"));
            assert!(context.contains_key(prefix), "{term}");
            assert!(!["dpv", "pd"].contains(&prefix) || listed.contains(term.as_str()), "{term} is not in the list");
        }
    }
    assert!(TERMS.starts_with(&format!("# {}\n", publish::DPV_RELEASE)));
}

#[test]
fn every_purpose_item_recipient_rule_and_right_is_described_once_under_its_path() {
    for text in POLICIES {
        let policy = load(text);
        let mut found = Vec::new();
        described(&graph(&policy), &mut found);
        let unique: BTreeSet<_> = found.iter().map(String::as_str).collect();
        assert_eq!(unique.len(), found.len());
        let tables = ["purpose.", "recipient.", "retention.", "right."];
        for path in policy.promises().keys().filter(|path| tables.iter().any(|table| path.starts_with(table))) {
            assert!(unique.contains(path.as_str()), "{path}");
        }
        for (name, _) in policy.document.data.iter().filter(|(_, row)| row.class.is_some() && !row.keys.unpublished) {
            assert!(unique.contains(format!("data.{name}").as_str()), "{name}");
        }
    }
}

#[test]
fn everything_that_is_pointed_to_is_there() {
    for text in POLICIES {
        let graph = graph(&load(text));
        let (mut all, mut found) = (BTreeSet::new(), Vec::new());
        terms(&graph, &mut all);
        described(&graph, &mut found);
        let pointed = all.iter().filter_map(|term| term.strip_prefix("promise:"));
        let missing: Vec<_> = pointed.filter(|path| !found.iter().any(|one| one == path)).collect();
        assert_eq!(missing, Vec::<&str>::new());
    }
}

/// The name of each promise, as a program that reads JSON-LD puts it together.
fn names(graph: &Value) -> Vec<String> {
    let mut found = Vec::new();
    described(graph, &mut found);
    let prefix = graph.pointer("/@context/promise").and_then(Value::as_str).expect("a prefix");
    found.iter().map(|path| format!("{prefix}{path}")).collect()
}

#[test]
fn whatever_the_version_is_every_name_is_an_address() {
    for version in ["V1.0", "2026-05-17", "V1 beta <x>\" 中", "1%zz", "a#b?c/d:e", "{}|\\^`"] {
        let mut policy = load(POLICIES[1]);
        policy.version = version.to_owned();
        let graph = graph(&policy);
        for name in names(&graph) {
            fluent_uri::Uri::parse(name.as_str()).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        }
        assert_eq!(graph["dct:hasVersion"], *version, "the version itself stands as it is written");
    }
    let prefix = |version: &str| {
        let mut policy = load(POLICIES[1]);
        policy.version = version.to_owned();
        graph(&policy)["@context"]["promise"].clone()
    };
    assert!(prefix("2026-05-17").as_str().is_some_and(|prefix| prefix.ends_with(":2026-05-17:")));
    assert_ne!(prefix("1 0"), prefix("1%200"), "two versions never share a name");
}

#[test]
fn an_item_is_of_the_category_that_its_shape_or_class_says() {
    let graph = graph(&load(POLICIES[0]));
    let kinds = |item: &str| {
        let all = graph["dpv:hasPersonalData"].as_array().expect("items");
        let one = all.iter().find(|one| one["@id"] == format!("promise:data.{item}")).expect("the item");
        let kinds = one["@type"].as_array().expect("types").iter().filter_map(Value::as_str);
        kinds.filter(|kind| kind.starts_with("pd:")).map(str::to_owned).collect::<Vec<_>>()
    };
    for (item, expected) in [
        ("email", Some("pd:EmailAddress")),
        ("phone", Some("pd:TelephoneNumber")),
        ("buyer-phone", Some("pd:Contact")),
        ("password", Some("pd:Password")),
        ("sms-code", Some("pd:Authenticating")),
        ("device-model", Some("pd:DeviceBased")),
        ("location", Some("pd:Location")),
        ("bank-account", Some("pd:PaymentCardNumber")),
        ("salary", Some("pd:Financial")),
        ("username", Some("pd:Identifying")),
        ("file", None),
    ] {
        assert_eq!(kinds(item), expected.into_iter().collect::<Vec<_>>(), "{item}");
    }
}
