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

use crate::check::{Context, Findings};

/// Marks of what nobody replaced, in lower case.
const MARKS: [&str; 12] = [
    "please specify",
    "【",
    "[]",
    "tbd",
    "todo",
    "lorem ipsum",
    "xxx",
    "（请填写",
    "请补充",
    "待补充",
    "[insert",
    "____",
];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for said in context.said() {
        for one in &said.wordings {
            if let Some((at, mark)) = MARKS.iter().find_map(|mark| Some((one.lower.find(mark)?, mark))) {
                let headline = format!("`{}` still holds `{mark}`", said.path);
                let place = said.place(one, at..at + mark.len());
                found.push(found.at(place, headline).help("write what is meant"));
            }
        }
    }
}
