//! A letter of Traditional Chinese stands in Simplified text, or the other way round.
//!
//! Why: readers of one stumble over the other, and searching the text for the word misses it.
//!
//! Registered names stand in the letters in which they are registered and are left alone.
//!
//! Fails:
//!
//! ```toml
//! [data.nickname]
//! label = { en = "Nickname", zh-Hans = "帳號昵称" }
//! ```
//!
//! ```toml
//! [data.nickname]
//! label = { en = "Nickname", zh-Hans = "昵称", zh-Hant = "您的账号" }
//! ```
//!
//! Passes:
//!
//! ```toml
//! [data.nickname]
//! label = { en = "Nickname", zh-Hans = "账号昵称", zh-Hant = "您的帳號" }
//! ```
//!
//! Mend: write the letter of the language that the tag names; Simplified letters are put in by themselves.
//!
//! Source: this language

use crate::check::{Context, Findings, Said, Wording};
use crate::finding::{Edit, Safety};
use crate::read::han::{simplified, traditional};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for said in context.said().iter().filter(|said| !said.is_name()) {
        for one in &said.wordings {
            match one.tag {
                "zh-Hans" => look(found, said, one, ("Traditional", Safety::Safe), simplified),
                // One Simplified letter may stand for several: 发 is 發 or 髮.
                "zh-Hant" => look(found, said, one, ("Simplified", Safety::NeedsReview), traditional),
                _ => {}
            }
        }
    }
}

fn look(
    found: &mut Findings<'_>,
    said: &Said<'_>,
    one: &Wording<'_>,
    (kind, safety): (&str, Safety),
    other: fn(char) -> Option<char>,
) {
    let foreign = one.text.char_indices().filter_map(|(at, letter)| Some((at, letter, other(letter)?)));
    let edits: Vec<(Edit, char)> = foreign
        .map(|(at, letter, ours)| {
            (Edit { span: said.place(one, at..at + letter.len_utf8()), text: ours.to_string() }, letter)
        })
        .collect();
    let Some((first, _)) = edits.first() else { return };
    let letters: String = edits.iter().map(|(_, letter)| letter).collect();
    let headline = format!("`{}` has {kind} letters in its {} text: `{letters}`", said.path, one.tag);
    let ours: String = edits.iter().map(|(edit, _)| edit.text.as_str()).collect();
    let finding = found.at(first.span.clone(), headline).help(format!("write `{ours}`"));
    let plain = edits.iter().all(|(edit, letter)| edit.span.len() == letter.len_utf8());
    let edits = edits.into_iter().map(|(edit, _)| edit).collect();
    found.push(if plain { finding.edits(safety, format!("write `{ours}`"), edits) } else { finding });
}
