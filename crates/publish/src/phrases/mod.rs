//! Everything that the crate itself says, in every language: sentence patterns, titles and words.
//!
//! A language is one more column of these tables.

pub(crate) mod patterns;
pub(crate) mod titles;
pub(crate) mod words;

pub(crate) use words::Kind;

use policy::rows::Language;

/// A pattern or a word in each language. Slots stand in braces: `{period}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) en: &'static str,
    pub(crate) zh_hans: &'static str,
}

impl Phrase {
    pub(crate) const fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            // Never reached for Traditional: `spoken` turns it away at the door.
            Language::Simplified | Language::Traditional => self.zh_hans,
        }
    }
}

/// Whether there are patterns in `language`.
pub(crate) const fn spoken(language: Language) -> bool {
    !matches!(language, Language::Traditional)
}

/// Declares phrases, and `ALL` of them for the tests.
macro_rules! phrases {
    ($($name:ident: $en:literal | $zh:literal;)+) => {
        $(pub(crate) const $name: $crate::phrases::Phrase = $crate::phrases::Phrase { en: $en, zh_hans: $zh };)+

        #[cfg(test)]
        pub(crate) const ALL: &[(&str, $crate::phrases::Phrase)] = &[$((stringify!($name), $name)),+];
    };
}
pub(crate) use phrases;

#[cfg(test)]
mod tests {
    use super::{patterns, titles};
    use std::collections::BTreeSet;

    fn slots(pattern: &str) -> BTreeSet<&str> {
        pattern.split(['{', '}']).skip(1).step_by(2).collect()
    }

    #[test]
    fn a_pattern_has_the_same_slots_in_every_language() {
        for (name, phrase) in patterns::ALL.iter().chain(titles::ALL) {
            assert_eq!(slots(phrase.en), slots(phrase.zh_hans), "{name}");
        }
    }
}
