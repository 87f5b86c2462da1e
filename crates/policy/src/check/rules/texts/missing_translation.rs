//! A text lacks one of the document's languages.
//!
//! Why: nothing is published half translated.
//!
//! Fails:
//!
//! ```toml
//! [policy]
//! languages = ["en", "zh-Hans"]
//!
//! [data.nickname]
//! label = { en = "Nickname" }
//! ```
//!
//! Passes:
//!
//! ```toml
//! [policy]
//! languages = ["en", "zh-Hans"]
//!
//! [data.nickname]
//! label = { en = "Nickname", zh-Hans = "昵称" }
//! ```
//!
//! Mend: add the wording in the language that is named.
//!
//! Source: this language

use crate::check::{Context, Findings};
use std::collections::BTreeSet;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(policy) = &context.document.policy else {
        return;
    };
    for said in context.said() {
        // Traditional Chinese is derived from Simplified unless given.
        let needed = policy.languages.iter().map(|language| match language.as_str() {
            "zh-Hant" if said.text.in_language("zh-Hant").is_none() => "zh-Hans",
            other => other,
        });
        for language in needed.collect::<BTreeSet<_>>() {
            if said.text.in_language(language).is_none() {
                let headline = format!("`{}` has no text in {language}", said.path);
                found.push(found.at(said.span.clone(), headline).help(format!("add `{language} = \"…\"`")));
            }
        }
    }
}
