//! A wording is in another language than its tag says.
//!
//! Why: who reads one language finds a sentence in another.
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
//! [data.nickname]
//! label = { en = "Nickname", zh-Hans = "The name that you choose for yourself" }
//! ```
//!
//! Passes:
//!
//! ```toml
//! [data.nickname]
//! label = { en = "Nickname", zh-Hans = "昵称（Bench 账户）" }
//! ```
//!
//! Mend: put each wording under its own tag; brands may stay as they are.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::read::letter::is_han;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    // Registered names stand in the letters in which they are registered.
    let is_name = |path: &str| {
        ["name", "legal-name", "also-called", "behind", "product"].contains(&path.rsplit('.').next().unwrap_or(path))
    };
    for said in context.said().iter().filter(|said| !is_name(&said.path)) {
        for (tag, wording) in said.text.wordings() {
            if let Some(what) = foreign(tag, wording) {
                let headline = format!("`{}` has {what} in its {tag} text", said.path);
                found.push(found.at(said.span.clone(), headline).help("put each wording under its own tag"));
            }
        }
    }
}

/// What does not belong under `tag`. A name in brackets or quotes may be in its own letters.
fn foreign(tag: &str, text: &str) -> Option<&'static str> {
    let han = text.chars().filter(|letter| is_han(*letter)).count();
    let words = text.split(|letter: char| !letter.is_ascii_alphabetic()).filter(|word| word.len() > 1).count();
    match tag {
        "en" if han > 0 && !text.contains(['"', '“', '(', '（', '《']) => Some("Chinese letters"),
        "zh-Hans" | "zh-Hant" if han == 0 && words >= 4 => Some("a Latin sentence"),
        _ => None,
    }
}
