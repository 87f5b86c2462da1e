//! Brackets do not match, or are empty.
//!
//! Why: where a list in brackets ends decides what is in it.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "Device data (model, list of software, location."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "See also ( )."
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "Device data (model and version).\n(1) First"
//! topic = "other"
//! ```
//!
//! Mend: close what is open.
//!
//! Source: this language

use crate::check::{Context, Findings};

const PAIRS: [(char, char); 5] = [('(', ')'), ('（', '）'), ('[', ']'), ('【', '】'), ('《', '》')];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for said in context.said() {
        if let Some(what) = said.text.wordings().find_map(|(_, wording)| unmatched(wording)) {
            let headline = format!("`{}` has {what}", said.path);
            found.push(found.at(said.span.clone(), headline).help("close what is open, and fill what is empty"));
        }
    }
}

fn unmatched(text: &str) -> Option<String> {
    let mut open = Vec::new();
    let mut last = ' ';
    // `1)` and `a）` number a list: they close nothing.
    let is_number = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        let word = before
            .rsplit(|c: char| c.is_whitespace() || matches!(c, '；' | ';' | '。' | '，'))
            .next()
            .unwrap_or_default();
        word.chars().count() <= 2 && word.chars().all(char::is_alphanumeric) && !word.is_empty()
    };
    for (at, letter) in text.char_indices() {
        if PAIRS.iter().any(|(left, _)| *left == letter) {
            open.push(letter);
        } else if let Some((left, right)) = PAIRS.iter().find(|(_, right)| *right == letter) {
            match open.pop() {
                Some(_) if last == *left => return Some(format!("empty brackets `{left}{right}`")),
                // Full and half width are mixed by many keyboards; that is ugly, and clear.
                Some(opened) if opened == *left || is_round(opened) && is_round(*left) => {}
                Some(opened) => return Some(format!("`{opened}` closed by `{right}`")),
                None if matches!(letter, ')' | '）') && is_number(at) => {}
                None => return Some(format!("`{right}` that closes nothing")),
            }
        }
        if !letter.is_whitespace() {
            last = letter;
        }
    }
    open.first().map(|left| format!("`{left}` that is never closed"))
}

const fn is_round(letter: char) -> bool {
    matches!(letter, '(' | '（')
}
