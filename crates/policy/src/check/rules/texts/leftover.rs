//! A text still holds words of a template.
//!
//! Why: people would be told nothing.
//!
//! Fails:
//!
//! ```toml
//! [policy]
//! about = "【Company】 lends tools."
//! ```
//!
//! ```toml
//! [data.nickname]
//! label = "[Please specify the kind of data]"
//! ```
//!
//! ```toml
//! [controller]
//! name = "XX科技有限公司"
//! address = "[...]"
//! ```
//!
//! ```toml
//! [controller]
//! registration = "TODO"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [policy]
//! about = "Bench lends tools [and nothing else]."
//! ```
//!
//! Mend: write what is meant.
//!
//! Source: PIPL art. 17

use crate::check::prose::find;
use crate::check::{Context, Findings};
use std::ops::Range;

/// Marks of what nobody replaced, in lower case.
const MARKS: [&str; 30] = [
    "please specify",
    "please fill",
    "【",
    "[]",
    "[...]",
    "[…]",
    "[ ]",
    "tbd",
    "tbc",
    "todo",
    "fixme",
    "lorem ipsum",
    "xxx",
    "xx公司",
    "xx科技",
    "xx有限",
    "xx年",
    "某某",
    "××",
    "（请填写",
    "请填写",
    "请补充",
    "待补充",
    "待定",
    "[insert",
    "[your ",
    "____",
    "＿＿",
    "{{",
    "${",
];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for said in context.said() {
        for one in &said.wordings {
            if let Some((piece, mark)) = mark_in(&one.lower) {
                let headline = format!("`{}` still holds `{mark}`", said.path);
                found.push(found.at(said.place(one, piece), headline).help("write what is meant"));
            }
        }
    }
    for (path, key, value, keys) in context.plain() {
        if let Some((_, mark)) = mark_in(&value.to_lowercase()) {
            let headline = format!("`{path}.{key}` still holds `{mark}`");
            found.push(found.at(keys.at(key), headline).help("write what is meant"));
        }
    }
}

/// The first mark of the table in `text`, which is in lower case.
fn mark_in(text: &str) -> Option<(Range<usize>, &'static str)> {
    let whole = |mark: &str| text.find(mark).map(|at| at..at + mark.len());
    // To `find`, three dots in one letter stand for any words.
    MARKS.iter().find_map(|mark| Some((if mark.contains('…') { whole(mark) } else { find(text, mark) }?, *mark)))
}
