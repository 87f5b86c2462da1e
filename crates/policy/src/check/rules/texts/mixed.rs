//! A sentence stands in another language than its tag says.
//!
//! Why: who reads one language finds a sentence in another.
//!
//! Names and words of a few letters may stay in their own letters, and so may what stands in quotation marks or brackets. A text
//! without a tag is published in every language, and a sentence is of one.
//!
//! Fails:
//!
//! ```toml
//! [policy]
//! languages = ["en"]
//! about = { en = "我们出借工具。" }
//! ```
//!
//! ```toml
//! [policy]
//! languages = ["en"]
//! about = { en = "Bench (the workshop) lends 工具 to neighbours." }
//! ```
//!
//! ```toml
//! [data.nickname]
//! label = { en = "Nickname", zh-Hans = "The name that you choose for yourself" }
//! ```
//!
//! ```toml
//! [data.nickname]
//! label = { en = "Nickname", zh-Hans = "您的昵称。You can change it at any time." }
//! ```
//!
//! Passes:
//!
//! ```toml
//! [data.nickname]
//! label = { en = "Nickname (昵称)", zh-Hans = "昵称（Bench 账户），由 Apple Push Notification service 推送" }
//! ```
//!
//! Mend: put each wording under its own tag; brands may stay as they are.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::read::letter::is_han;
use crate::rows::Language;
use std::ops::Range;

/// Marks between which words may be in their own letters.
const PAIRS: [(char, char); 9] = [
    ('(', ')'),
    ('（', '）'),
    ('“', '”'),
    ('‘', '’'),
    ('《', '》'),
    ('「', '」'),
    ('[', ']'),
    ('【', '】'),
    ('"', '"'),
];

/// Words of an English sentence that are in no name.
const SENTENCE: [&str; 33] = [
    "we", "you", "your", "our", "us", "they", "their", "it", "its", "this", "that", "these", "those", "is", "are",
    "was", "be", "will", "may", "can", "must", "should", "not", "have", "has", "do", "if", "when", "which", "who",
    "any", "please", "cannot",
];

/// Latin words in a row that are a sentence if one of them is in [`SENTENCE`], or if all of them are small.
const WORDS_MIN: usize = 4;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let languages = context.document.policy.iter().flat_map(|policy| &policy.languages);
    let (chinese, english): (Vec<&Language>, Vec<_>) = languages.partition(|language| **language != Language::English);
    for said in context.said().iter().filter(|said| !said.is_name()) {
        let seen = said.first(|one| match one.tag {
            "en" => Some((chinese_letters(one.text)?, ("Chinese letters", "its en text"))),
            "zh-Hans" => Some((english_sentence(one.text)?, ("an English sentence", "its zh-Hans text"))),
            "zh-Hant" => Some((english_sentence(one.text)?, ("an English sentence", "its zh-Hant text"))),
            // An address is written as it is posted.
            _ if chinese.is_empty() || english.is_empty() || said.is_address() => None,
            _ => {
                let either = english_sentence(one.text).map(|piece| (piece, "an English sentence"));
                let either = either.or_else(|| Some((chinese_letters(one.text)?, "Chinese letters")));
                either.map(|(piece, what)| (piece, (what, "a text for every language")))
            }
        });
        if let Some((span, (what, place))) = seen {
            let headline = format!("`{}` has {what} in {place}", said.path);
            found.push(found.at(span, headline).help("put each wording under its own tag, such as `{ en = \"…\" }`"));
        }
    }
}

/// The first Chinese letters of `text` that stand in no brackets or quotation marks.
fn chinese_letters(text: &str) -> Option<Range<usize>> {
    outside(text).into_iter().find_map(|part| {
        let inside = text.get(part.clone())?;
        let at = inside.find(is_han)?;
        let tail = inside.get(at..)?;
        let length = tail.find(|letter: char| !is_han(letter)).unwrap_or(tail.len());
        Some(part.start + at..part.start + at + length)
    })
}

/// The first run of Latin words in `text`, outside brackets and quotation marks, that is a sentence and no name.
fn english_sentence(text: &str) -> Option<Range<usize>> {
    outside(text).into_iter().find_map(|part| {
        let inside = text.get(part.clone())?;
        let mut runs = inside.split(|letter: char| !letter.is_ascii()).filter(|run| is_sentence(run));
        runs.find_map(|run| {
            let run = run.trim();
            let at = part.start + inside.find(run)?;
            Some(at..at + run.len())
        })
    })
}

fn is_sentence(run: &str) -> bool {
    // An address is no word.
    let spoken =
        run.split_whitespace().filter(|word| !word.contains(['@', '/']) && !word.trim_end_matches('.').contains('.'));
    let words: Vec<&str> = spoken
        .flat_map(|word| word.split(|letter: char| !letter.is_ascii_alphabetic()))
        .filter(|word| !word.is_empty())
        .collect();
    let small = words.iter().filter(|word| word.starts_with(|letter: char| letter.is_ascii_lowercase())).count();
    let said = words.iter().any(|word| SENTENCE.contains(&word.to_ascii_lowercase().as_str()));
    words.len() >= WORDS_MIN && (said || small >= WORDS_MIN)
}

/// The parts of `text` outside of brackets and quotation marks.
fn outside(text: &str) -> Vec<Range<usize>> {
    let (mut parts, mut from, mut close) = (Vec::new(), 0, None);
    for (at, letter) in text.char_indices() {
        match close {
            Some(mark) if mark == letter => (from, close) = (at + letter.len_utf8(), None),
            Some(_) => {}
            None => {
                if let Some((_, mark)) = PAIRS.iter().find(|(open, _)| *open == letter) {
                    parts.push(from..at);
                    close = Some(*mark);
                }
            }
        }
    }
    // What is never closed is outside.
    let end = if close.is_none() {
        from..text.len()
    } else {
        parts.pop().map_or(0, |part: Range<usize>| part.start)..text.len()
    };
    parts.push(end);
    parts
}
