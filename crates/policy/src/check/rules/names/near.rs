//! Two rows of one table have names that differ by a slip of the finger.
//!
//! Why: one of the two may be the other, mistyped; and even if not, people will mix them up.
//!
//! Fails:
//!
//! ```toml
//! [setting.patience]
//! label = "How long an answer takes"
//! default = "1 day"
//!
//! [setting.patiense]
//! label = "How long an answer takes"
//! default = "1 day"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [setting.patience]
//! label = "How long an answer takes"
//! default = "1 day"
//!
//! [setting.patience-2]
//! label = "How long a second answer takes"
//! default = "1 day"
//!
//! [setting.delays]
//! label = "Delays"
//! default = "1 day"
//! ```
//!
//! Mend: make one row of both, or give them names that nobody mixes up.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::read::is_typo;
use std::collections::{BTreeMap, BTreeSet};

/// The shortest word in which one other letter is a slip: `form-a` is not `form-b`.
const LETTERS_MIN: usize = 4;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let paths = context.paths();
    // Names a slip apart have the same digits, and are the same with one letter left out: so each is compared with a few,
    // and not with all.
    let mut by_rest: BTreeMap<(&str, String), Vec<&str>> = BTreeMap::new();
    for path in paths.keys() {
        let Some((table, name)) = path.split_once('.') else { continue };
        let rests: BTreeSet<String> = rests(name).collect();
        let others = rests.iter().flat_map(|rest| by_rest.get(&(table, rest.clone())).into_iter().flatten());
        let near: BTreeSet<&str> = others.copied().filter(|other| is_slip(name, other)).collect();
        for other in near {
            let place = |name: &str| paths.get(format!("{table}.{name}").as_str()).map(|keys| keys.row.clone());
            let Some((here, there)) = place(name).zip(place(other)) else { continue };
            let finding = found.at(here, format!("`{path}` is a slip away from `{table}.{other}`"));
            let finding = finding.also(there, "the other").help("make one row of both, or give one another name");
            found.push(finding);
        }
        rests.into_iter().for_each(|rest| by_rest.entry((table, rest)).or_default().push(name));
    }
}

/// `name`, and `name` without each of its letters; its digits stay.
fn rests(name: &str) -> impl Iterator<Item = String> {
    let letters = name.char_indices().filter(|(_, letter)| !letter.is_ascii_digit());
    let without = letters.map(|(at, letter)| {
        let (before, after) = (name.get(..at), name.get(at + letter.len_utf8()..));
        format!("{}{}", before.unwrap_or_default(), after.unwrap_or_default())
    });
    std::iter::once(name.to_owned()).chain(without)
}

/// Whether one word of `name` is a word of `other` with a slip, and not its plural.
fn is_slip(name: &str, other: &str) -> bool {
    let (ours, theirs): (Vec<&str>, Vec<&str>) = (name.split('-').collect(), other.split('-').collect());
    let differ: Vec<_> = ours.iter().zip(&theirs).filter(|(one, two)| one != two).collect();
    let plural = |one: &str, two: &str| format!("{one}s") == *two || format!("{two}s") == *one;
    match differ.as_slice() {
        [(one, two)] if ours.len() == theirs.len() => {
            one.len().min(two.len()) >= LETTERS_MIN && !plural(one, two) && is_typo(name, other)
        }
        _ => false,
    }
}
