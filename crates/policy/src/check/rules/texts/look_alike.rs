//! A word holds letters of another script that look like Latin ones.
//!
//! Why: an address that looks right leads elsewhere, and a search for the word finds nothing.
//!
//! `<U+0430>`, the Cyrillic `a`, stands here for the letter itself.
//!
//! Fails:
//!
//! ```toml
//! [data.nickname]
//! label = "Nickn<U+0430>me"
//! ```
//!
//! ```toml
//! [policy]
//! about = "Bench lends tools. Write to <U+0441><U+043E><U+0440><U+0443>."
//! ```
//!
//! ```toml
//! [contact.desk]
//! email = "desk@t<U+03BF>ols.bench"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [data.nickname]
//! label = "Nickname, α or Ελληνικά, 昵称 and Café"
//! ```
//!
//! Mend: type the word again in Latin letters.
//!
//! Source: this language; Unicode Technical Standard 39

use crate::check::{Context, Findings};
use crate::finding::{Edit, Safety};
use crate::read::letter::{in_ascii, is_han, is_latin, looks_like, script};
use std::ops::Range;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let headline = |path: &str, word: &str, letter: char| {
        let (script, like) = (script(letter), looks_like(letter).unwrap_or_default());
        format!("`{path}` writes `{word}` with the {script} letter U+{:04X} for `{like}`", u32::from(letter))
    };
    for said in context.said() {
        for one in &said.wordings {
            let Some((piece, letter)) = disguised(one.text) else { continue };
            let word = one.text.get(piece.clone()).unwrap_or_default();
            let (span, ascii) = (said.place(one, piece), in_ascii(word));
            let finding = found.at(span.clone(), headline(&said.path, word, letter));
            let finding = finding.help(format!("write `{ascii}` in Latin letters"));
            // An escape, or a word that could not be found in the file, is left to its author.
            let edits = vec![Edit { span: span.clone(), text: ascii.clone() }];
            let plain = span.len() == word.len();
            found.push(if plain { finding.edits(Safety::Safe, format!("write `{ascii}`"), edits) } else { finding });
        }
    }
    for (path, key, value, keys) in context.plain() {
        let Some((piece, letter)) = disguised(value) else { continue };
        let word = value.get(piece).unwrap_or_default();
        let finding = found.at(keys.at(key), headline(&format!("{path}.{key}"), word, letter));
        found.push(finding.help(format!("write `{}` in Latin letters", in_ascii(word))));
    }
}

/// The first word whose letters are Latin to the eye only, and its first letter that is not: among Latin letters, or in a word
/// of two letters and more in which every letter looks like a Latin one, in a text that shows no other letter of its script.
fn disguised(text: &str) -> Option<(Range<usize>, char)> {
    if text.is_ascii() {
        return None;
    }
    words(text).find_map(|piece| {
        let word = text.get(piece.clone())?;
        let foreign = |letter: &char| letter.is_alphabetic() && !is_latin(*letter) && looks_like(*letter).is_some();
        let first = word.chars().find(foreign)?;
        let among = word.chars().any(|letter| letter.is_ascii_alphabetic());
        let whole = word.chars().count() > 1 && word.chars().all(|letter| foreign(&letter) || letter.is_ascii_digit());
        (among || (whole && !is_written_in(text, script(first)))).then_some((piece, first))
    })
}

/// Whether `text` has letters of `script` that look like no Latin one: then it is a text of that script, and means what it says.
fn is_written_in(text: &str, script_of: &str) -> bool {
    text.chars().any(|letter| letter.is_alphabetic() && script(letter) == script_of && looks_like(letter).is_none())
}

/// The words of `text` that are not Chinese, by their bytes.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let parts = move |letter: char| !letter.is_alphanumeric() || is_han(letter);
    let mut from = 0;
    text.split_inclusive(parts).filter_map(move |part| {
        let at = from;
        from += part.len();
        let word = part.trim_end_matches(parts);
        (!word.is_empty()).then(|| at..at + word.len())
    })
}
