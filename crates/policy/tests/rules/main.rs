//! No rule is dead: of a complete policy, whatever the law wants is taken away or turned, and the rule for it speaks.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use policy::{Finding, Policy, RULES, RuleSet};
use std::collections::BTreeSet;
use toml::{Table, Value};

/// A policy in which no rule of the GDPR finds anything.
const POLICY: &str = include_str!("../../../../policies/examples/kettle/policy.toml");

/// What is changed in it, and which rule speaks then.
const CASES: &str = include_str!("gdpr.toml");

fn found(text: &str) -> Vec<Finding> {
    Policy::load(text.as_bytes()).map_or_else(|invalid| invalid.0, |(_, findings)| findings)
}

fn shown(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|one| format!("{}: {}", one.code, one.headline)).collect()
}

/// One case: a rule, the paths that are taken away, and what is laid over the rest.
struct Case {
    code: String,
    takes: Vec<String>,
    puts: Table,
}

fn cases() -> Vec<Case> {
    let file: Table = CASES.parse().expect("the cases are TOML");
    let case = |value: &Value| {
        let takes = value.get("takes").and_then(Value::as_array).into_iter().flatten();
        Case {
            code: value["code"].as_str().expect("a case names its rule").to_owned(),
            takes: takes.map(|path| path.as_str().expect("a path").to_owned()).collect(),
            puts: value.get("puts").and_then(Value::as_table).cloned().unwrap_or_default(),
        }
    };
    file["case"].as_array().expect("a list").iter().map(case).collect()
}

/// The policy after a case.
fn changed(case: &Case) -> String {
    let mut file: Table = POLICY.parse().expect("the policy is TOML");
    for path in &case.takes {
        let (row, key) = path.rsplit_once('.').unwrap_or(("", path));
        let names = row.split('.').filter(|name| !name.is_empty());
        let row = names.fold(&mut file, |table, name| table[name].as_table_mut().expect("a row"));
        assert!(row.remove(key).is_some(), "{}: {path} is not there", case.code);
    }
    lay(&mut file, &case.puts);
    toml::to_string(&file).expect("a table is written")
}

fn lay(into: &mut Table, over: &Table) {
    for (key, value) in over {
        match (into.get_mut(key), value) {
            (Some(Value::Table(known)), Value::Table(over)) => lay(known, over),
            _ => drop(into.insert(key.clone(), value.clone())),
        }
    }
}

#[test]
fn in_the_complete_policy_nothing_is_found() {
    assert_eq!(shown(&found(POLICY)), [""; 0]);
}

#[test]
fn each_rule_speaks_when_its_statement_is_taken_away() {
    let silent = cases().into_iter().filter_map(|case| {
        let findings = found(&changed(&case));
        let said = shown(&findings);
        assert!(!findings.iter().any(|one| one.code.starts_with("read/")), "{}: {said:#?}", case.code);
        let speaks = findings.iter().any(|one| one.code == case.code);
        (!speaks).then(|| format!("{} is silent: {said:?}", case.code))
    });
    let silent: Vec<String> = silent.collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn every_rule_of_the_set_has_a_case() {
    let tried: BTreeSet<String> = cases().into_iter().map(|case| case.code).collect();
    let set = RULES.iter().filter(|rule| rule.sets.contains(&RuleSet::Gdpr));
    let untried: Vec<&str> = set.map(|rule| rule.code).filter(|code| !tried.contains(*code)).collect();
    assert!(untried.is_empty(), "{untried:?}");
    let unknown: Vec<&String> = tried.iter().filter(|code| policy::rule(code).is_none()).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
