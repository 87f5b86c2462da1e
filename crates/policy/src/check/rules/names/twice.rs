//! A list names the same thing twice.
//!
//! Why: the second was meant to be something else, or the first was forgotten.
//!
//! Fails:
//!
//! ```toml
//! [record.member]
//! holds = ["nickname", "fee", "nickname"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [record.member]
//! holds = ["nickname", "fee"]
//! ```
//!
//! Mend: remove one.
//!
//! Source: this language

use crate::check::{Context, Findings, removal};
use crate::finding::Safety;
use std::collections::BTreeSet;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (path, keys) in context.paths() {
        for (key, words) in keys.lists() {
            let mut seen = BTreeSet::new();
            for (word, span) in words.iter().filter(|(word, _)| !seen.insert(word.as_str())) {
                let finding = found.at(span.clone(), format!("`{path}` lists `{word}` twice in `{key}`"));
                let edits = removal::of_element(context.source, span);
                found.push(finding.help("remove one").edits(
                    Safety::Safe,
                    format!("remove the second `{word}`"),
                    edits,
                ));
            }
        }
    }
}
