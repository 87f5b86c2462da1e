//! A text holds a letter that shows nothing or turns the order of others.
//!
//! Why: people would read something else than what is written and enforced.
//!
//! Fails:
//!
//! ```toml
//! [policy]
//! about = "Bench lends \u202Eslootr\u202C."
//! ```
//!
//! ```toml
//! [data.nickname]
//! label = "Nick\u200Bname"
//! ```
//!
//! ```toml
//! [contact.desk]
//! email = "desk@tools.\u200Bbench"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [policy]
//! about = "Bench lends tools. 中文"
//! ```
//!
//! Mend: remove the letter; the finding names it by its code point.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::finding::Span;
use crate::read::letter::is_hidden;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let mut hidden = |path: &str, span: Span, letter: char| {
        let headline = format!("`{path}` holds the hidden letter U+{:04X}", u32::from(letter));
        let help = "remove it: people would read something else than what is written";
        found.push(found.at(span, headline).help(help));
    };
    // A letter that stands there as itself, and not as an escape, is found wherever in the file it stands.
    for said in context.said() {
        let first = said.first(|one| {
            let (at, letter) = one.text.char_indices().find(|(_, letter)| is_hidden(*letter))?;
            Some((at..at + letter.len_utf8(), letter))
        });
        if let Some((span, letter)) = first.filter(|(span, letter)| span.len() > letter.len_utf8()) {
            hidden(&said.path, span, letter);
        }
    }
    for (path, key, value, keys) in context.plain() {
        let span = keys.at(key);
        let letter = value.chars().find(|letter| is_hidden(*letter));
        if let Some(letter) = letter.filter(|_| span.len() > value.len() + "\"\"".len()) {
            hidden(&format!("{path}.{key}"), span, letter);
        }
    }
}
