//! Reading the texts of rows for words that a lawyer would stop at. Tables are small and published with the rule.

use crate::check::{Context, Findings, Said};
use aho_corasick::AhoCorasick;

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
        if !within || !said.lower.iter().any(|text| any.is_match(text)) || !wanted(said) {
            continue;
        }
        let words = seen_in(said, look);
        if !words.is_empty() {
            let words = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
            let headline = format!("`{}` says {words}: {}", said.path, look.because);
            found.push(found.at(said.span.clone(), headline).help(look.help));
        }
    }
}

/// The phrases that one text holds, in the order of the table.
fn seen_in(said: &Said<'_>, look: &Look) -> Vec<&'static str> {
    let holds = |phrase: &str| said.lower.iter().any(|text| holds(text, phrase));
    if look.unless.iter().any(|phrase| holds(phrase)) {
        return Vec::new();
    }
    look.phrases.iter().copied().filter(|phrase| holds(phrase)).collect()
}

/// Whether `text`, in lower case, holds `phrase`.
pub(crate) fn holds(text: &str, phrase: &str) -> bool {
    let mut parts = phrase.split('…');
    let Some(first) = parts.next() else { return false };
    let rest: Vec<&str> = parts.collect();
    places(text, first).any(|at| follow(text, at + first.len(), &rest))
}

/// Whether each of `parts` follows in the same sentence, from `at` on.
fn follow(text: &str, at: usize, parts: &[&str]) -> bool {
    let Some((part, rest)) = parts.split_first() else { return true };
    let tail = text.get(at..).unwrap_or_default();
    places(tail, part).take_while(|found| *found <= GAP_MAX).any(|found| {
        !ends_sentence(tail.get(..found).unwrap_or_default()) && follow(text, at + found + part.len(), rest)
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
        assert!(holds("a, etc.", "etc."));
        assert!(!holds("fetch", "etc"));
    }
}
