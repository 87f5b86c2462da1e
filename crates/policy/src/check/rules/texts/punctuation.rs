//! Chinese text has half-width punctuation.
//!
//! Why: Chinese print uses full-width marks; half-width ones stick to the letter before and break lines in the wrong place.
//!
//! Fails:
//!
//! ```toml
//! [data.nickname]
//! label = { en = "Nickname", zh-Hans = "昵称(您自己取的名字), 可以随时修改." }
//! ```
//!
//! Passes:
//!
//! ```toml
//! [data.nickname]
//! label = { en = "Nickname", zh-Hans = "昵称（您自己取的名字），可以随时修改。见 Bench (app), 1:2" }
//! ```
//!
//! Mend: write the full-width mark; `check --fix` does.
//!
//! Source: GB/T 15834-2011

use crate::check::{Context, Findings};
use crate::finding::{Edit, Safety};
use crate::read::letter::is_han;
use std::ops::Range;

/// Marks that follow a Chinese letter.
const MARKS: [(char, &str); 6] = [(',', "，"), (';', "；"), (':', "："), ('?', "？"), ('!', "！"), ('.', "。")];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for said in context.said().iter().filter(|said| !said.is_name()) {
        for one in said.wordings.iter().filter(|one| one.tag != "en") {
            let half = half(one.text);
            let edits = half
                .iter()
                .map(|(piece, full)| Edit { span: said.place(one, piece.clone()), text: (*full).to_owned() });
            let edits: Vec<Edit> = edits.collect();
            let Some((first, (_, full))) = edits.first().zip(half.first()) else { continue };
            let headline = format!("`{}` has half-width punctuation in Chinese text", said.path);
            let finding = found.at(first.span.clone(), headline).help(format!("write `{full}`"));
            let plain = edits.iter().zip(&half).all(|(edit, (piece, _))| edit.span.len() == piece.len());
            found.push(if plain { finding.edits(Safety::Safe, "write full-width marks", edits) } else { finding });
        }
    }
}

/// The half-width marks of `text` that belong to Chinese, each with the space after it and the full-width mark.
fn half(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut half: Vec<(Range<usize>, &str)> = Vec::new();
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        let after = text.get(at + letter.len_utf8()..).unwrap_or_default();
        let next = after.chars().next();
        let mut seen = letter;
        match letter {
            '(' => open.push((at, is_chinese(before) || next.is_some_and(is_han))),
            ')' => {
                if let Some((from, true)) = open.pop() {
                    half.extend([(from..from + 1, "（"), (at..at + 1, "）")]);
                    seen = '）';
                }
            }
            // A stop may also stand in a number, an address or the name of a file.
            '.' if next.is_some_and(|next| !is_han(next) && next != ' ') => {}
            _ if is_chinese(before) => {
                if let Some((_, full)) = MARKS.iter().find(|(mark, _)| *mark == letter) {
                    let space = usize::from(next == Some(' '));
                    half.push((at..at + 1 + space, full));
                }
            }
            _ => {}
        }
        before = seen;
    }
    half.sort_by_key(|(piece, _)| piece.start);
    half
}

/// Whether `letter` is Chinese, or closes something Chinese.
fn is_chinese(letter: char) -> bool {
    is_han(letter) || matches!(letter, '）' | '》' | '”')
}
