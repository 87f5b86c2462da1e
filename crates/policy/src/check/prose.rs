//! Reading the texts of rows for words that a lawyer would stop at. Tables are small and published with the rule.

use crate::check::{Context, Findings, Said};
use crate::finding::{Severity, Span};
use crate::read::Text;
use aho_corasick::AhoCorasick;
use std::ops::Range;

/// Bytes that may stand between the parts of a phrase.
const GAP_MAX: usize = 120;

/// What a rule looks for in texts, and what it says of it.
pub(crate) struct Look {
    /// Paths of the texts, from their beginning: `data.`, `statement.`; every text where none is listed.
    pub(crate) within: &'static [&'static str],
    /// What is looked for, in lower case. `…` stands for any words of the same sentence.
    pub(crate) phrases: &'static [&'static str],
    /// A text that holds one of these is left alone.
    pub(crate) unless: &'static [&'static str],
    /// What is wrong with it, after "says `such as`: ".
    pub(crate) because: &'static str,
    /// What to do.
    pub(crate) help: &'static str,
}

/// Pushes a finding for each text in which something is found.
pub(crate) fn look(context: &Context<'_>, found: &mut Findings<'_>, look: &Look) {
    look_at(context, found, look, |_said| true);
}

/// As [`look`], in the texts that `wanted` lets through.
pub(crate) fn look_at(
    context: &Context<'_>,
    found: &mut Findings<'_>,
    look: &Look,
    wanted: impl Fn(&Said<'_>) -> bool,
) {
    // One automaton for the whole table: a text is read once however many phrases there are.
    let beginnings = look.phrases.iter().map(|phrase| phrase.split('…').next().unwrap_or_default());
    let Ok(any) = AhoCorasick::new(beginnings) else { return };
    for said in context.said() {
        let within = look.within.is_empty() || look.within.iter().any(|from| said.path.starts_with(from));
        if !within || !said.wordings.iter().any(|one| any.is_match(&one.lower)) || !wanted(said) {
            continue;
        }
        let seen = seen_in(said, look);
        let words: Vec<String> = seen.iter().map(|(word, _)| format!("`{word}`")).collect();
        let mut places = apart(seen.into_iter().map(|(_, span)| span).collect()).into_iter();
        if let Some(first) = places.next() {
            let headline = format!("`{}` says {}: {}", said.path, words.join(", "), look.because);
            let mut finding = found.at(first, headline).help(look.help);
            // Words alone are a ground to look, never one to keep a policy from being published.
            finding.severity = finding.severity.max(Severity::Warning);
            found.push(places.fold(finding, |finding, place| finding.also(place, "and this")));
        }
    }
}

/// The phrases that one text holds, in the order of the table, each with its first place in the file.
fn seen_in(said: &Said<'_>, look: &Look) -> Vec<(&'static str, Span)> {
    let holds = |phrase: &str| said.wordings.iter().any(|one| holds(&one.lower, phrase));
    if look.unless.iter().any(|phrase| holds(phrase)) {
        return Vec::new();
    }
    let place = |phrase: &str| said.first(|one| Some((find(&one.lower, phrase)?, ())));
    look.phrases.iter().filter_map(|phrase| Some((*phrase, place(phrase)?.0))).collect()
}

/// `places` in the order of the file, without those that overlap one before.
fn apart(mut places: Vec<Span>) -> Vec<Span> {
    places.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
    let mut end = 0;
    places.retain(|place| {
        let free = place.start >= end;
        end = end.max(place.end);
        free
    });
    places
}

/// Whether a wording of `text` has one of `words` in it, be it as a part of a longer word. `words` are in lower case.
pub(crate) fn mentions(text: &Text, words: &[&str]) -> bool {
    text.wordings().map(|(_, wording)| wording.to_lowercase()).any(|text| words.iter().any(|word| text.contains(word)))
}

/// Whether `text`, in lower case, holds `phrase`.
pub(crate) fn holds(text: &str, phrase: &str) -> bool {
    find(text, phrase).is_some()
}

/// The first place of `phrase` in `text`, which is in lower case.
pub(crate) fn find(text: &str, phrase: &str) -> Option<Range<usize>> {
    let mut parts = phrase.split('…');
    let first = parts.next()?;
    let rest: Vec<&str> = parts.collect();
    places(text, first).find_map(|at| Some(at..follow(text, at + first.len(), &rest)?))
}

/// Where the last of `parts` ends, if each follows in the same sentence, from `at` on.
fn follow(text: &str, at: usize, parts: &[&str]) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else { return Some(at) };
    let tail = text.get(at..).unwrap_or_default();
    places(tail, part).take_while(|found| *found <= GAP_MAX).find_map(|found| {
        let between = tail.get(..found).unwrap_or_default();
        if ends_sentence(between) { None } else { follow(text, at + found + part.len(), rest) }
    })
}

fn ends_sentence(text: &str) -> bool {
    text.contains(['。', '；', '!', '！', '?', '？']) || text.contains(". ") || text.contains("; ")
}

/// Where `part` stands in `text` as words of its own. Chinese has no spaces between words: there every place counts.
fn places<'t>(text: &'t str, part: &'t str) -> impl Iterator<Item = usize> + 't {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let from = part.chars().next();
    let to = part.chars().next_back();
    text.match_indices(part).map(|(at, _)| at).filter(move |at| {
        let before = text.get(..*at).and_then(|text| text.chars().next_back());
        let after = text.get(at + part.len()..).and_then(|text| text.chars().next());
        !(letter(from) && letter(before) || letter(to) && letter(after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_as_words_of_its_own_in_one_sentence() {
        assert!(holds("types such as names", "such as"));
        assert!(!holds("such assets", "such as"));
        assert!(!holds("a nonsuch as", "such as"));
        assert!(holds("手机号码等信息", "等信息"));
        assert!(holds("by using the app you agree to this", "by using…you agree"));
        assert!(!holds("by using the app. you agree to this", "by using…you agree"));
        assert!(!holds(&format!("by using {} you agree", "x ".repeat(80)), "by using…you agree"));
        assert_eq!(find("so by using the app you agree", "by using…you agree"), Some(3..29));
        assert!(holds("a, etc.", "etc."));
        assert!(!holds("fetch", "etc"));
    }
}
