//! A text holds a letter that shows nothing or turns the order of others.
//!
//! Why: people would read something else than what is written and enforced.
//!
//! Fails:
//!
//! ```toml
//! [policy]
//! about = "Bench lends \u202Eslootr\u202C."
//! ```
//!
//! ```toml
//! [data.nickname]
//! label = "Nick\u200Bname"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [policy]
//! about = "Bench lends tools. 中文"
//! ```
//!
//! Mend: remove the letter; the finding names it by its code point.
//!
//! Source: this language

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for said in context.said() {
        let letters = said.text.wordings().flat_map(|(_, wording)| wording.chars());
        if let Some(letter) = letters.into_iter().find(is_hidden) {
            let headline = format!("`{}` holds the hidden letter U+{:04X}", said.path, u32::from(letter));
            let help = "remove it: people would read something else than what is written";
            found.push(found.at(said.span.clone(), headline).help(help));
        }
    }
}

/// Whether a letter shows nothing, or turns the order of others.
fn is_hidden(letter: &char) -> bool {
    let turns =
        matches!(letter, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    turns || matches!(letter, '\u{200B}' | '\u{FEFF}') || (letter.is_control() && *letter != '\n')
}
