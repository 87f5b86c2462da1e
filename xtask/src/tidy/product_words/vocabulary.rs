//! What the policies name, and what of it is the language's own.

use super::super::Problem;
use crate::tree::Tree;
use std::collections::BTreeSet;
use toml::{Table, Value};

/// Tables whose keys are names that a product chose.
const NAMING: [&str; 5] = ["data", "purpose", "retention", "recipient", "activity"];

/// Keys whose values come from a closed list of the language or of the connectors.
const CLOSED: [&str; 18] = [
    "class",
    "shape",
    "keep",
    "find",
    "holder",
    "function",
    "consent",
    "permission",
    "role",
    "connector",
    "counted",
    "then",
    "from",
    "opened-by",
    "audience",
    "rules",
    "languages",
    "of",
];

/// Units in which a period is written.
const UNITS: [&str; 7] = ["second", "minute", "hour", "day", "week", "month", "year"];

/// The words to look for.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Ids and names of products, in lower case.
    products: BTreeSet<String>,
    /// Periods, and names of several words.
    phrases: BTreeSet<String>,
    /// Names of one word, with their table.
    singles: BTreeSet<(String, String)>,
}

impl Vocabulary {
    /// Reads every policy of the tree.
    pub fn read(tree: &Tree, problems: &mut Vec<Problem>) -> Self {
        let mut found = Self::default();
        let mut own = BTreeSet::new();
        for (path, text) in tree.files() {
            if !path.starts_with("policies/") || !path.ends_with("/policy.toml") {
                continue;
            }
            match text.parse::<Table>() {
                Ok(policy) => found.add(&policy, &mut own),
                Err(error) => problems.push(Problem {
                    path: path.to_owned(),
                    line: 1,
                    rule: super::RULE,
                    message: format!("cannot be read: {}", error.message()),
                }),
            }
        }
        found.phrases.retain(|word| !own.contains(word));
        found.singles.retain(|(_, word)| !own.contains(word));
        found
    }

    fn add(&mut self, policy: &Table, own: &mut BTreeSet<String>) {
        if let Some(about) = policy.get("policy").and_then(Value::as_table) {
            for key in ["id", "name"] {
                let mut texts = Vec::new();
                about.get(key).into_iter().for_each(|v| strings(v, &mut texts));
                self.products.extend(texts.iter().map(|text| text.to_lowercase()));
            }
        }
        let mut texts = Vec::new();
        policy.values().for_each(|value| strings(value, &mut texts));
        let periods = texts.into_iter().filter(|text| is_period(text));
        self.phrases.extend(periods.map(str::to_owned));
        for (table, rows) in policy {
            for (name, row) in rows.as_table().into_iter().flatten() {
                if NAMING.contains(&table.as_str()) {
                    if name.contains(['-', '_']) {
                        self.phrases.insert(name.clone());
                    } else {
                        self.singles.insert((table.clone(), name.clone()));
                    }
                }
                let keys = row.as_table().into_iter().flatten();
                for (key, value) in keys {
                    own.insert(key.clone());
                    if CLOSED.contains(&key.as_str()) {
                        let mut texts = Vec::new();
                        strings(value, &mut texts);
                        own.extend(texts.into_iter().map(str::to_owned));
                    }
                }
            }
        }
    }

    /// The words that a piece of text speaks, given what stands in it as a name of its own.
    pub fn spoken_in(&self, text: &str, names: &[String]) -> BTreeSet<&str> {
        let lower = text.to_lowercase();
        let products = self.products.iter().filter(|word| speaks(&lower, word));
        let phrases = self.phrases.iter().filter(|word| speaks(text, word) || speaks(text, &word.replace('-', "_")));
        let singles = self
            .singles
            .iter()
            .filter(|(table, word)| names.contains(word) || speaks(text, &format!("{table}.{word}")));
        products.chain(phrases).chain(singles.map(|(_, word)| word)).map(String::as_str).collect()
    }
}

/// Whether a character can stand in a name of a policy.
pub fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// Whether the text holds the word whole. Scripts without spaces have no word ends, so only ASCII neighbours count.
fn speaks(text: &str, word: &str) -> bool {
    !word.is_empty()
        && text.match_indices(word).any(|(at, _)| {
            let before = text.get(..at).and_then(|s| s.chars().next_back());
            let after = text.get(at + word.len()..).and_then(|s| s.chars().next());
            !before.is_some_and(is_name) && !after.is_some_and(is_name)
        })
}

/// Whether a value is a length of time, such as `7 days` or `15 working days`.
fn is_period(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let ([number, unit] | [number, "working", unit]) = words.as_slice() else {
        return false;
    };
    number.parse::<u32>().is_ok() && UNITS.contains(&unit.trim_end_matches('s'))
}

/// Every string inside a value.
fn strings<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(values) => values.iter().for_each(|value| strings(value, found)),
        Value::Table(table) => table.values().for_each(|value| strings(value, found)),
        _ => {}
    }
}
