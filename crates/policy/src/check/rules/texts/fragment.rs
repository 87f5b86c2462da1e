//! A sentence announces something and nothing follows.
//!
//! Why: the reader looks for the list, and there is none.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "We may collect, store and use the following information."
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "We collect the following information: name and phone."
//! topic = "other"
//! ```
//!
//! Mend: write the list, or declare the rows.
//!
//! Source: PIPL art. 17(1)(2)

use crate::check::{Context, Findings};
use std::ops::Range;

const ANNOUNCE: [&str; 8] = [
    "the following information",
    "as follows",
    "the following situations",
    "the following circumstances",
    "in the following",
    "the following purposes",
    "如下信息",
    "以下信息",
];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for said in context.said() {
        if let Some((span, ())) = said.first(|one| Some((dangling(&one.lower)?, ()))) {
            let headline = format!("`{}` announces a list, and nothing follows", said.path);
            found.push(found.at(span, headline).help("write the list, or remove the announcement"));
        }
    }
}

/// What announces a list in the last sentence of `text`, which is in lower case, where no list follows.
fn dangling(text: &str) -> Option<Range<usize>> {
    let text = text.trim_end_matches(['.', '。', ' ', ':', '：']);
    let last = text.rsplit(['.', '。']).next().unwrap_or(text);
    let from = text.len() - last.len();
    let (at, words) = ANNOUNCE.iter().find_map(|words| Some((last.find(words)?, words)))?;
    (!last.contains([':', '：'])).then(|| from + at..from + at + words.len())
}
