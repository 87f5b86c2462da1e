//! Everything that the crate itself says, in every language: sentence patterns, titles and words.
//!
//! A language is one more column of these tables; Traditional Chinese follows from the Simplified one.

pub(crate) mod certificate;
pub(crate) mod forms;
pub(crate) mod patterns;
pub(crate) mod shared;
pub(crate) mod titles;
pub(crate) mod words;

pub(crate) use shared::Shared;
pub(crate) use words::Kind;

use crate::traditional::traditional_phrase;
use policy::rows::Language;

/// A pattern or a word in each language. Slots stand in braces: `{period}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) en: &'static str,
    pub(crate) zh_hans: &'static str,
}

impl Phrase {
    pub(crate) fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::Simplified => self.zh_hans,
            Language::Traditional => traditional_phrase(self.zh_hans),
        }
    }
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

/// What a name is a name of, with the words for it.
pub(crate) trait Worded {
    /// The words for `name`, if anybody has worded it.
    fn phrase(self, name: &str) -> Option<Phrase>;
}

/// Declares kinds of words and their tables.
macro_rules! worded {
    ($list:ident $($(#[$doc:meta])* $kind:ident { $($name:literal: $en:literal | $zh:literal;)+ })+) => {
        /// What a name is a name of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum $list { $($(#[$doc])* $kind),+ }

        impl $crate::phrases::Worded for $list {
            fn phrase(self, name: &str) -> Option<Phrase> {
                match self {
                    $(Self::$kind => match name {
                        $($name => Some(Phrase { en: $en, zh_hans: $zh }),)+
                        _ => None,
                    }),+
                }
            }
        }

        #[cfg(test)]
        pub(crate) const ALL: &[(&str, &[Phrase])] = &[
            $((stringify!($kind), &[$(Phrase { en: $en, zh_hans: $zh }),+])),+
        ];

        /// The names of each kind.
        #[cfg(test)]
        pub(crate) const NAMES: &[(&str, &[&str])] = &[$((stringify!($kind), &[$($name),+])),+];
    };
}
pub(crate) use worded;

#[cfg(test)]
mod tests;
