//! A word stands twice.
//!
//! Why: one of the two was meant to be another word.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "Read the the rules."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "Processing disputes or disputes between you and others."
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "He said that that was so; 谢谢。"
//! topic = "other"
//! ```
//!
//! Mend: remove one, or write what was meant.
//!
//! Source: this language

use crate::check::{Context, Findings};
use std::ops::Range;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for said in context.said() {
        if let Some((span, word)) = said.first(|one| doubled(one.text)) {
            let headline = format!("`{}` says `{word}` twice", said.path);
            found.push(found.at(span, headline).help("remove one, or write what was meant"));
        }
    }
}

/// A word that follows itself, or that is joined with itself by `or`.
fn doubled(text: &str) -> Option<(Range<usize>, &str)> {
    let words: Vec<(usize, &str)> = words(text).collect();
    let plain = |word: &str| word.chars().all(|letter| letter.is_ascii_alphabetic()) && word.len() > 1;
    let next = words.windows(2).find_map(|pair| match pair {
        [(from, one), (to, two)] if one == two && plain(one) && !matches!(*one, "that" | "had") => {
            Some((*from..to + two.len(), *one))
        }
        _ => None,
    });
    next.or_else(|| {
        words.windows(3).find_map(|three| match three {
            [(from, one), (_, "or"), (to, two)] if one == two && plain(one) => Some((*from..to + two.len(), *one)),
            _ => None,
        })
    })
}

/// The words of `text`, each with its place.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(char::is_whitespace).filter_map(move |word| {
        let from = at;
        // The space after it is one letter of one to three bytes.
        at = from + word.len() + text.get(from + word.len()..)?.chars().next().map_or(0, char::len_utf8);
        (!word.is_empty()).then_some((from, word))
    })
}
