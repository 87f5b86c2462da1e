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
use std::ops::Range;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    let Some(policy) = &document.policy else { return };
    let called = document.controller.iter().flat_map(|row| row.also_called.iter().chain([&row.name]));
    let known: BTreeSet<&str> =
        called.chain([&policy.name]).flat_map(|text| text.wordings()).map(|(_, name)| name).collect();
    let Some((first, last)) = policy.name.wordings().find_map(|(_, name)| name.split_once(' ')) else { return };
    for said in context.said().iter().filter(|said| !said.path.starts_with("controller.")) {
        let other = said.first(|one| other_name(one.text, first, last));
        if let Some((span, other)) = other.filter(|(_, other)| !known.iter().any(|name| name.contains(other))) {
            let headline = format!("`{}` calls the product `{other}`, not `{first} {last}`", said.path);
            found.push(found.at(span, headline).help("use one name, or list it in `controller.also-called`"));
        }
    }
}

/// A capitalised word before the last word of the product's name that is not its first.
fn other_name<'t>(text: &'t str, first: &str, last: &str) -> Option<(Range<usize>, &'t str)> {
    let is_last = |at: usize| {
        let rest = text.get(at + 1 + last.len()..).unwrap_or_default();
        text.get(at + 1..).is_some_and(|text| text.starts_with(last)) && !rest.starts_with(char::is_alphanumeric)
    };
    text.match_indices(' ').filter(|(at, _)| is_last(*at)).find_map(|(at, _)| {
        let one = text.get(..at)?.rsplit(|letter: char| !letter.is_alphanumeric()).next()?;
        let piece = at - one.len()..at + 1 + last.len();
        let other = one != first && one.starts_with(char::is_uppercase);
        other.then_some((piece.clone(), text.get(piece)?))
    })
}
