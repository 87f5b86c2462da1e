//! The notice of an incident leaves out what the law wants in it.
//!
//! Why: it names the kinds of data, the cause and the harm, what was done and what people can do, and whom to ask.
//!
//! Fails:
//!
//! ```toml
//! [incident]
//! content = ["what happened"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [incident]
//! content = ["what happened, to which kinds of data, and the cause", "what we did", "how to reach us"]
//! ```
//!
//! Mend: add what is named.
//!
//! Source: PIPL art. 57; GDPR art. 33(3), 34(2)

use crate::check::{Context, Findings};

const PARTS: [(&str, &[&str]); 3] = [
    (
        "the kinds of data concerned",
        &["kind", "categor", "which data", "what data", "information concerned", "种类", "类型", "范围"],
    ),
    ("the cause", &["cause", "why", "reason", "原因"]),
    ("how to reach you", &["contact", "reach us", "联系"]),
];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(row) = &context.document.incident else { return };
    let said = |words: &[&str]| {
        let mut texts = row.content.iter().flat_map(crate::read::Text::wordings);
        texts.any(|(_, text)| words.iter().any(|word| text.to_lowercase().contains(word)))
    };
    let missing: Vec<&str> = PARTS.iter().filter(|(_, words)| !said(words)).map(|(part, _)| *part).collect();
    if !missing.is_empty() {
        let headline = format!("the notice of an incident leaves out {}", missing.join(", "));
        found.push(found.at(row.keys.at("content"), headline).help("add it to `content`"));
    }
}
