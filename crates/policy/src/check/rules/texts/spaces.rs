//! A text has spaces that mean nothing: at its ends, doubled, or between Chinese letters.
//!
//! Why: Chinese has no spaces between words; and who searches the text for a word with one space does not find it with two.
//!
//! Fails:
//!
//! ```toml
//! [data.nickname]
//! label = { en = "Nick  name ", zh-Hans = "您的 昵称" }
//! ```
//!
//! Passes:
//!
//! ```toml
//! [data.nickname]
//! label = { en = "Nick name", zh-Hans = "您的 Bench 昵称，3 个字" }
//! ```
//!
//! Mend: remove them; `check --fix` does.
//!
//! Source: this language

use crate::check::{Context, Findings, Wording};
use crate::finding::{Edit, Safety};
use crate::read::letter::is_han;
use std::ops::Range;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for said in context.said() {
        for one in &said.wordings {
            let idle: Vec<(Range<usize>, &str)> = idle(one);
            let edits = idle
                .iter()
                .map(|(piece, text)| Edit { span: said.place(one, piece.clone()), text: (*text).to_owned() });
            let edits: Vec<Edit> = edits.collect();
            let Some(first) = edits.first() else { continue };
            let headline = format!("`{}` has spaces that mean nothing", said.path);
            let finding = found.at(first.span.clone(), headline).help("remove them");
            // An escape is longer than what it writes; what it is there for, its author knows.
            let plain = edits.iter().zip(&idle).all(|(edit, (piece, _))| edit.span.len() == piece.len());
            found.push(if plain { finding.edits(Safety::Safe, "remove the spaces", edits) } else { finding });
        }
    }
}

/// Spaces of a wording that mean nothing, with what stands there without them.
fn idle(one: &Wording<'_>) -> Vec<(Range<usize>, &'static str)> {
    let text = one.text;
    let mut from = 0;
    let mut idle = Vec::new();
    for run in text.split_inclusive(|letter: char| !matches!(letter, ' ' | '\u{3000}' | '\t')) {
        let spaces = run.len() - run.trim_start_matches([' ', '\u{3000}', '\t']).len();
        let here = from..from + spaces;
        from += run.len();
        if spaces == 0 {
            continue;
        }
        let before = text.get(..here.start).and_then(|before| before.chars().next_back());
        let after = text.get(here.end..).and_then(|after| after.chars().next());
        match (before, after) {
            // Lines of a longer text may be indented.
            (Some('\n'), _) => {}
            (None, _) | (_, None) => idle.push((here, "")),
            (Some(before), Some(after)) if is_chinese(before) && is_chinese(after) => idle.push((here, "")),
            _ if here.len() > 1 => idle.push((here, " ")),
            _ => {}
        }
    }
    idle
}

/// Whether `letter` is Chinese, or a mark of Chinese text.
fn is_chinese(letter: char) -> bool {
    is_han(letter)
        || matches!(letter, '，' | '。' | '；' | '：' | '、' | '！' | '？' | '（' | '）' | '《' | '》' | '“' | '”')
}
