//! Closed lists of words, and text in several languages.

use crate::finding::{Finding, Span};
use crate::read::place::Places;
use crate::read::{Field, Reader};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::{Spanned, de::DeValue};

/// Declares an enum whose variants are words of the language.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident: $what:literal { $($(#[doc = $vdoc:literal])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        pub enum $name { $($(#[doc = $vdoc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every word, in the order of the reference.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in the policy file.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl $crate::read::Field for $name {
            const KIND: $crate::rows::Kind = $crate::rows::Kind::Word(
                &[$($crate::rows::Word { word: $word, doc: concat!($($vdoc),*).trim_ascii() }),+]
            );
            fn read(
                reader: &mut $crate::read::Reader<'_>,
                value: &toml::Spanned<toml::de::DeValue<'_>>,
            ) -> Option<Self> {
                let found = value.get_ref().as_str().and_then(|text| {
                    Self::ALL.iter().copied().find(|word| word.as_str() == text)
                });
                if found.is_none() {
                    let known: Vec<&str> = Self::ALL.iter().map(|word| word.as_str()).collect();
                    reader.expected_word(value, $what, &known);
                }
                found
            }

            fn fact(&self) -> $crate::rows::Fact {
                $crate::rows::Fact::Word(self.as_str())
            }
        }
    };
}
pub(crate) use words;

/// Text in one or more languages, by language tag (`en`, `zh-Hans`, `zh-Hant`).
///
/// A plain string in the file stands for every language: names of brands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    by_language: BTreeMap<String, Wording>,
}

/// A text in one language, and where it stands.
#[derive(Debug, Clone)]
struct Wording {
    text: String,
    span: Span,
    places: Places,
}

impl Wording {
    fn read(reader: &Reader<'_>, text: &str, span: Span) -> Self {
        let raw = reader.source.get(span.clone()).unwrap_or_default();
        Self { text: text.to_owned(), places: Places::of(raw, span.start, text), span }
    }
}

/// Two wordings are one if they say the same, wherever they stand.
impl PartialEq for Wording {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Wording {}

/// The tag under which a plain string is kept.
const EVERY: &str = "*";

impl Text {
    /// A text that stands for every language, and in no file.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        let wording = Wording { text: text.to_owned(), span: Span::default(), places: Places::of("", 0, text) };
        Self { by_language: [(EVERY.to_owned(), wording)].into() }
    }

    /// The text in `language`; a plain string answers for every language.
    #[must_use]
    pub fn in_language(&self, language: &str) -> Option<&str> {
        self.by_language.get(language).or_else(|| self.by_language.get(EVERY)).map(|wording| wording.text.as_str())
    }

    /// Every wording with its language tag, `*` for a plain string.
    pub fn wordings(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_language.iter().map(|(tag, wording)| (tag.as_str(), wording.text.as_str()))
    }

    /// Where `piece` of the wording under `tag` stands in the file; where that is not known, the whole wording.
    pub(crate) fn place(&self, tag: &str, piece: Range<usize>) -> Span {
        let wording = self.by_language.get(tag);
        wording.map(|one| one.places.span(piece).unwrap_or_else(|| one.span.clone())).unwrap_or_default()
    }
}

impl serde::Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.wordings())
    }
}

impl Field for Text {
    const KIND: crate::rows::Kind = crate::rows::Kind::Text;
    fn read(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        const TAGS: [&str; 3] = ["en", "zh-Hans", "zh-Hant"];
        let mut by_language = BTreeMap::new();
        match value.get_ref() {
            DeValue::String(text) => {
                by_language.insert(EVERY.to_owned(), Wording::read(reader, text, value.span()));
            }
            DeValue::Table(table) => {
                reader.refuse_unknown(table, &TAGS, "a text by language");
                for (tag, wording) in table {
                    if let Some(text) = wording.get_ref().as_str() {
                        let wording = Wording::read(reader, text, wording.span());
                        by_language.insert(tag.get_ref().to_string(), wording);
                    } else {
                        reader.expected(wording.span(), "text", wording.get_ref());
                    }
                }
            }
            other => {
                reader.expected(value.span(), "text, or a table of texts by language", other);
                return None;
            }
        }
        if by_language.is_empty() || by_language.values().any(|wording| wording.text.trim().is_empty()) {
            reader.report(
                Finding::error("read/empty-text", value.span(), "expected text, found none")
                    .help("write the text, or remove the key"),
            );
        }
        Some(Self { by_language })
    }

    fn texts(&self) -> Vec<&Text> {
        vec![self]
    }

    fn fact(&self) -> crate::rows::Fact {
        crate::rows::Fact::Text(self.clone())
    }
}
