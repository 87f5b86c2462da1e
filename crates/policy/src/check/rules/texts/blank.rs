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

/// Two words that never follow one another unless one between them was lost.
const BROKEN: [&str; 14] = [
    " by to ",
    " of who need ",
    " on and ",
    " from of ",
    " in and the ",
    " that has ",
    " visit to ",
    " to via ",
    " the \"",
    "\" \"",
    " of of ",
    " at to ",
    " using , ",
    " through the \" ",
];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for said in context.said() {
        let gap = said.text.wordings().find_map(|(_, wording)| gap(wording));
        if let Some(gap) = gap {
            let headline = format!("`{}` lacks a word: `{gap}`", said.path);
            found.push(found.at(said.span.clone(), headline).help("write the name that is missing, or `we`"));
        }
    }
}

/// The first place at which a word is missing.
fn gap(text: &str) -> Option<String> {
    let broken = BROKEN.iter().find(|broken| is_broken(text, broken)).map(|broken| broken.trim().to_owned());
    broken.or_else(|| stray_stop(text)).or_else(|| headless(text))
}

fn is_broken(text: &str, broken: &str) -> bool {
    match broken {
        // Only where nothing stands before it to which "that" could belong.
        " that has " => text.contains("believe that has ") || text.contains("of that has "),
        " the \"" | "\" \"" => text.contains("the \" ") || text.contains("\" \""),
        _ => text.contains(broken),
    }
}

/// A space before a comma or a stop, between letters.
fn stray_stop(text: &str) -> Option<String> {
    let mark = [" , ", " . ", " .", " ,"].into_iter().find(|mark| match mark.len() {
        3 => text.contains(mark),
        _ => text.ends_with(mark),
    })?;
    let at = text.find(mark)?;
    let before = text.get(..at)?.rsplit(' ').next()?;
    Some(format!("{before}{mark}").trim_end().to_owned())
}

/// A sentence that begins with a small letter after a full stop: its subject is gone.
fn headless(text: &str) -> Option<String> {
    text.match_indices(". ").find_map(|(at, _)| {
        let (before, after) = (text.get(..at)?, text.get(at + 2..)?);
        let word = before.rsplit([' ', '(']).next()?;
        let next = after.split(' ').next()?;
        // Not after an abbreviation (`e.g.`, `art.`, `No.`), nor before something that is no English word.
        let sentence = word.len() > 4 && !word.contains('.') && next.len() > 1;
        (sentence && next.chars().all(|letter| letter.is_ascii_lowercase())).then(|| format!("{word}. {next}"))
    })
}
