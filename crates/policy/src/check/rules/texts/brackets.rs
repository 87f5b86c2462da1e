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
use std::ops::Range;

const PAIRS: [(char, char); 5] = [('(', ')'), ('（', '）'), ('[', ']'), ('【', '】'), ('《', '》')];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for said in context.said() {
        if let Some((span, what)) = said.first(|one| unmatched(one.text)) {
            let headline = format!("`{}` has {what}", said.path);
            found.push(found.at(span, headline).help("close what is open, and fill what is empty"));
        }
    }
}

/// The first bracket that has no other, and what is wrong with it.
fn unmatched(text: &str) -> Option<(Range<usize>, String)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut last = ' ';
    for (at, letter) in text.char_indices() {
        let here = at..at + letter.len_utf8();
        if PAIRS.iter().any(|(left, _)| *left == letter) {
            open.push((at, letter));
        } else if let Some((left, right)) = PAIRS.iter().find(|(_, right)| *right == letter) {
            match open.pop() {
                Some((from, _)) if last == *left => {
                    return Some((from..here.end, format!("empty brackets `{left}{right}`")));
                }
                // Full and half width are mixed by many keyboards; that is ugly, and clear.
                Some((_, opened)) if opened == *left || is_round(opened) && is_round(*left) => {}
                Some((from, opened)) => return Some((from..here.end, format!("`{opened}` closed by `{right}`"))),
                None if is_round(*left) && numbers(text, at) => {}
                None => return Some((here, format!("`{right}` that closes nothing"))),
            }
        }
        if !letter.is_whitespace() {
            last = letter;
        }
    }
    open.first().map(|(at, left)| (*at..at + left.len_utf8(), format!("`{left}` that is never closed")))
}

/// Whether the bracket at `at` numbers a list: `1)` and `a）` close nothing.
fn numbers(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let word =
        before.rsplit(|c: char| c.is_whitespace() || matches!(c, '；' | ';' | '。' | '，')).next().unwrap_or_default();
    word.chars().count() <= 2 && word.chars().all(char::is_alphanumeric) && !word.is_empty()
}

const fn is_round(letter: char) -> bool {
    matches!(letter, '(' | '（')
}
