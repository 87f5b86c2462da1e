//! The product goes by another name in a text.
//!
//! Why: people must know that one product, and one controller, is meant throughout.
//!
//! Fails:
//!
//! ```toml
//! [policy]
//! name = "Small Bench"
//! about = "Daily Bench lends tools."
//! ```
//!
//! Passes:
//!
//! ```toml
//! [policy]
//! name = "Small Bench"
//! about = "Small Bench lends tools."
//! ```
//!
//! Mend: use one name, or list the others in `controller.also-called`.
//!
//! Source: this language

use crate::check::{Context, Findings};
use std::collections::BTreeSet;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    let Some(policy) = &document.policy else { return };
    let called = document.controller.iter().flat_map(|row| row.also_called.iter().chain([&row.name]));
    let known: BTreeSet<&str> =
        called.chain([&policy.name]).flat_map(|text| text.wordings()).map(|(_, name)| name).collect();
    let Some((first, last)) = policy.name.wordings().find_map(|(_, name)| name.split_once(' ')) else { return };
    for said in context.said().iter().filter(|said| !said.path.starts_with("controller.")) {
        let other = said.text.wordings().find_map(|(_, wording)| other_name(wording, first, last));
        if let Some(other) = other.filter(|other| !known.iter().any(|name| name.contains(other.as_str()))) {
            let headline = format!("`{}` calls the product `{other}`, not `{first} {last}`", said.path);
            found.push(
                found.at(said.span.clone(), headline).help("use one name, or list it in `controller.also-called`"),
            );
        }
    }
}

/// A capitalised word before the last word of the product's name that is not its first.
fn other_name(text: &str, first: &str, last: &str) -> Option<String> {
    let words: Vec<&str> =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(2).find_map(|pair| match pair {
        [one, two] if *two == last && *one != first && one.starts_with(char::is_uppercase) => {
            Some(format!("{one} {two}"))
        }
        _ => None,
    })
}
