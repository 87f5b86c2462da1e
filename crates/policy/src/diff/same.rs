//! Whether two texts say the same, letter by letter: in every language that both speak, but for spaces, marks and case.

use crate::read::Text;
use crate::read::han::simplified;
use crate::read::letter::is_hidden;
use std::collections::BTreeSet;

/// The tag of a wording that stands for every language.
const EVERY: &str = "*";

/// What parts sentences and words, and says nothing by itself.
const MARKS: &str = ".,;:!?'\"()[]{}-‐–—…·、。，．；：！？（）［］【】《》〈〉「」『』“”‘’";

/// The languages in which texts of two policies are compared: those that both speak. A language that came or went is told by
/// `policy.languages`, and makes no other text of a text.
pub(super) fn languages<'a>(old: &[&'a Text], new: &[&'a Text]) -> BTreeSet<&'a str> {
    let spoken = |texts: &[&'a Text]| -> BTreeSet<&'a str> {
        let tags = texts.iter().flat_map(|text| text.wordings()).map(|(tag, _)| tag);
        tags.filter(|tag| *tag != EVERY).collect()
    };
    let (old, new) = (spoken(old), spoken(new));
    let both: BTreeSet<&str> = old.intersection(&new).copied().collect();
    let either = || old.union(&new).copied().collect::<BTreeSet<&str>>();
    let tags = if both.is_empty() { either() } else { both };
    if tags.is_empty() { BTreeSet::from([EVERY]) } else { tags }
}

/// What `text` says in each of `languages`, without what makes no difference.
pub(super) fn said(text: &Text, languages: &BTreeSet<&str>) -> Vec<Option<String>> {
    languages.iter().map(|tag| text.in_language(tag).map(folded)).collect()
}

/// Whether both say the same.
pub(super) fn says_the_same(old: &Text, new: &Text) -> bool {
    let languages = languages(&[old], &[new]);
    said(old, &languages) == said(new, &languages)
}

/// `text` without spaces, marks and hidden letters, in lower case and in one kind of Chinese letters.
fn folded(text: &str) -> String {
    let mut folded = String::new();
    let mut parted = false;
    for letter in text.chars() {
        if letter.is_whitespace() || is_hidden(letter) || MARKS.contains(letter) {
            parted = true;
            continue;
        }
        // `1.5` is not `15`.
        if parted && letter.is_ascii_digit() && folded.ends_with(|last: char| last.is_ascii_digit()) {
            folded.push(' ');
        }
        folded.extend(simplified(letter).unwrap_or(letter).to_lowercase());
        parted = false;
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn spaces_marks_and_case_say_nothing_and_numbers_do() {
        for (one, other, same) in [
            ("Confirm who you are", "confirm who  you are.", true),
            ("核验您的身份。", "核驗您的身份", true),
            ("within 1.5 hours", "within 15 hours", false),
            ("10% of it", "10 of it", false),
            ("with consent", "without consent", false),
            ("不提供", "提供", false),
        ] {
            assert_eq!(folded(one) == folded(other), same, "{one} and {other}");
        }
    }
}
