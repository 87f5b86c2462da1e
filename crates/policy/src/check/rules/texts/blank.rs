//! A word is missing where a name should stand.
//!
//! Why: the promise binds nobody: who protects, who is to be asked, what is collected.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "To improve your experience using , we may collect it."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "Read this before using our products or services. protects the data of minors."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "Measures taken by to protect your data."
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "To improve your experience, we may collect it. e.g. at night."
//! topic = "other"
//! ```
//!
//! Mend: write the name; for the product itself the text can say "we".
//!
//! Source: PIPL art. 17

use crate::check::{Context, Findings};
use std::ops::Range;

/// Two words that seldom follow one another with nothing lost between.
const BROKEN: [&str; 15] = [
    " by to ",
    " of who need ",
    " rights on and ",
    " from of ",
    " in and the ",
    // Only where nothing stands before it to which "that" could belong.
    "believe that has ",
    "of that has ",
    " visit to keep ",
    " to via ",
    "the \" ",
    "contact \" \"",
    " of of ",
    " at to ",
    " using , ",
    " through the \" ",
];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for said in context.said() {
        if let Some((span, gap)) = said.first(|one| gap(one.text)) {
            let headline = format!("`{}` seems to lack a word: `{gap}`", said.path);
            found.push(found.at(span, headline).help("write the name that is missing, or `we`"));
        }
    }
}

/// The first place at which a word is missing, without the spaces around it, and what stands there.
fn gap(text: &str) -> Option<(Range<usize>, &str)> {
    trimmed(text, pair(text, &BROKEN).or_else(|| stray_stop(text)).or_else(|| headless(text))?)
}

/// The first of `pairs` that stands in the text.
fn pair(text: &str, pairs: &[&str]) -> Option<Range<usize>> {
    pairs.iter().find_map(|pair| text.find(pair).map(|at| at..at + pair.len()))
}

/// A piece of the text without the spaces around it.
fn trimmed(text: &str, piece: Range<usize>) -> Option<(Range<usize>, &str)> {
    let gap = text.get(piece.clone())?;
    let start = piece.start + gap.len() - gap.trim_start().len();
    Some((start..start + gap.trim().len(), gap.trim()))
}

/// A space before a comma or a stop, between letters, with the word before it.
fn stray_stop(text: &str) -> Option<Range<usize>> {
    let inside = [" , ", " . "].into_iter().find_map(|mark| Some((text.find(mark)?, mark)));
    let last = || [" .", " ,"].into_iter().find_map(|mark| Some((text.strip_suffix(mark)?.len(), mark)));
    let (at, mark) = inside.or_else(last)?;
    let before = text.get(..at)?;
    let word = before.rsplit(' ').next()?;
    Some(at - word.len()..at + mark.len())
}

/// A sentence that begins with a small letter after a full stop: its subject is gone.
fn headless(text: &str) -> Option<Range<usize>> {
    text.match_indices(". ").find_map(|(at, _)| {
        let (before, after) = (text.get(..at)?, text.get(at + 2..)?);
        let word = before.rsplit([' ', '(']).next()?;
        let next = after.split(' ').next()?;
        // Not after an abbreviation (`e.g.`, `art.`, `No.`), nor before something that is no English word.
        let sentence = word.len() > 4 && !word.contains('.') && next.len() > 1;
        let small = next.chars().all(|letter| letter.is_ascii_lowercase());
        // `We use redis. redis keeps …`: the small word is a name.
        let name = word == next;
        (sentence && small && !name).then(|| at - word.len()..at + 2 + next.len())
    })
}
