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

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for said in context.said() {
        if let Some(word) = said.text.wordings().find_map(|(_, wording)| doubled(wording)) {
            let headline = format!("`{}` says `{word}` twice", said.path);
            found.push(found.at(said.span.clone(), headline).help("remove one, or write what was meant"));
        }
    }
}

/// A word that follows itself, or that is joined with itself by `or`.
fn doubled(text: &str) -> Option<&str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let plain = |word: &str| word.chars().all(|letter| letter.is_ascii_alphabetic()) && word.len() > 1;
    let next = words.windows(2).find_map(|pair| match pair {
        [one, two] if one == two && plain(one) && !matches!(*one, "that" | "had") => Some(*one),
        _ => None,
    });
    next.or_else(|| {
        words.windows(3).find_map(|three| match three {
            [one, "or", two] if one == two && plain(one) => Some(*one),
            _ => None,
        })
    })
}
