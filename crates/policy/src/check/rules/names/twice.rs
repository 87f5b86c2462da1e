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

use crate::check::{Context, Findings};
use crate::finding::Span;
use std::collections::BTreeSet;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (path, keys) in context.document.paths() {
        for (key, words) in keys.lists() {
            let mut seen = BTreeSet::new();
            let mut before: Option<&Span> = None;
            for (word, span) in words {
                if !seen.insert(word.as_str()) {
                    let finding =
                        found.at(span.clone(), format!("`{path}` lists `{word}` twice in `{key}`")).help("remove one");
                    // From the end of the word before, so that the comma goes too.
                    let gone = before.map_or_else(|| span.clone(), |before| before.end..span.end);
                    found.push(finding.safe_fix(format!("remove the second `{word}`"), gone, ""));
                }
                before = Some(span);
            }
        }
    }
}
