//! How each kind of value is read, and what its absence means.

use crate::Form;
use crate::finding::{Finding, Span};
use crate::name::Name;
use crate::read::place::Places;
use crate::read::{Reader, Text};
use crate::rows::{Fact, Kind, Length, Word};
use crate::time::{Counting, Period};
use std::collections::BTreeMap;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// A kind of value that a key of a row can hold.
pub trait Field: Sized {
    /// What kind of value it is, for the reference.
    const KIND: Kind;
    /// Whether a row without the key is refused: whether [`Field::absent`] has no answer.
    const REQUIRED: bool = true;

    /// Reads the value; reports and answers `None` where it is not of this kind.
    fn read(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self>;

    /// What an absent key means; `None` where the key is required.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }

    /// The texts in it, for people to read.
    fn texts(&self) -> Vec<&Text> {
        Vec::new()
    }

    /// The settings to which it leaves a number.
    fn settings(&self) -> Vec<&Name> {
        Vec::new()
    }

    /// What it states, whatever its type.
    fn fact(&self) -> Fact;
}

/// Where a row and each of its values stand in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowKeys {
    /// The row's own key (in a header, its last word).
    pub row: Span,
    /// Left out of the document, with a reason in the file.
    pub unpublished: bool,
    values: BTreeMap<String, Span>,
    /// The words of each list, and the keys of each table within the row.
    words: BTreeMap<String, Vec<(String, Span)>>,
}

impl RowKeys {
    pub(crate) fn of(row: Span, table: &DeTable<'_>) -> Self {
        let values = table.iter().map(|(key, value)| (key.get_ref().to_string(), value.span())).collect();
        let unpublished = table.get("published").and_then(|value| value.get_ref().as_bool()) == Some(false);
        let words = table.iter().map(|(key, value)| (key.get_ref().to_string(), words_in(value.get_ref())));
        Self { row, unpublished, values, words: words.filter(|(_, words)| !words.is_empty()).collect() }
    }

    /// The place of `word` in the list or table under `key`; of the value of `key` where it is not in one.
    #[must_use]
    pub fn word(&self, key: &str, word: &str) -> Span {
        self.words(key).iter().find(|(known, _)| known == word).map_or_else(|| self.at(key), |(_, span)| span.clone())
    }

    /// Every list of words in the row, by key.
    pub(crate) fn lists(&self) -> impl Iterator<Item = (&str, &[(String, Span)])> {
        self.words.iter().map(|(key, words)| (key.as_str(), words.as_slice()))
    }

    /// The words of the list, or the keys of the table, under `key`, each with its place; empty for any other value.
    #[must_use]
    pub fn words(&self, key: &str) -> &[(String, Span)] {
        self.words.get(key).map(Vec::as_slice).unwrap_or_default()
    }

    /// The place of the value of `key`, or of the row where the key is absent.
    #[must_use]
    pub fn at(&self, key: &str) -> Span {
        self.values.get(key).unwrap_or(&self.row).clone()
    }

    /// Whether the file gives `key`.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.values.contains_key(key)
    }
}

fn words_in(value: &DeValue<'_>) -> Vec<(String, Span)> {
    match value {
        DeValue::Array(list) => {
            list.iter().filter_map(|one| Some((one.get_ref().as_str()?.to_owned(), one.span()))).collect()
        }
        DeValue::Table(table) => table.iter().map(|(key, _)| (key.get_ref().to_string(), key.span())).collect(),
        _ => Vec::new(),
    }
}

impl<T: Field> Field for Option<T> {
    const KIND: Kind = T::KIND;
    const REQUIRED: bool = false;
    fn read(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        Some(T::read(reader, value))
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
    fn texts(&self) -> Vec<&Text> {
        self.iter().flat_map(Field::texts).collect()
    }
    fn settings(&self) -> Vec<&Name> {
        self.iter().flat_map(Field::settings).collect()
    }
    fn fact(&self) -> Fact {
        self.as_ref().map_or(Fact::Absent, Field::fact)
    }
}

impl<T: Field> Field for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);
    const REQUIRED: bool = false;
    fn read(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let Some(list) = value.get_ref().as_array() else {
            reader.expected(value.span(), "a list", value.get_ref());
            return None;
        };
        Some(list.iter().filter_map(|element| T::read(reader, element)).collect())
    }
    fn absent() -> Option<Self> {
        Some(Self::new())
    }
    fn texts(&self) -> Vec<&Text> {
        self.iter().flat_map(Field::texts).collect()
    }
    fn settings(&self) -> Vec<&Name> {
        self.iter().flat_map(Field::settings).collect()
    }
    fn fact(&self) -> Fact {
        Fact::List(self.iter().map(Field::fact).collect())
    }
}

impl<T: Field> Field for BTreeMap<Name, T> {
    const KIND: Kind = Kind::Map(&T::KIND);
    const REQUIRED: bool = false;
    fn read(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let Some(table) = value.get_ref().as_table() else {
            reader.expected(value.span(), "a table", value.get_ref());
            return None;
        };
        let pairs =
            table.iter().filter_map(|(key, value)| Some((Name::from(key.get_ref().as_ref()), T::read(reader, value)?)));
        Some(pairs.collect())
    }
    fn absent() -> Option<Self> {
        Some(Self::new())
    }
    fn texts(&self) -> Vec<&Text> {
        self.values().flat_map(Field::texts).collect()
    }
    fn fact(&self) -> Fact {
        Fact::Map(self.iter().map(|(name, value)| (name.clone(), value.fact())).collect())
    }
}

impl Field for bool {
    const KIND: Kind = Kind::Flag;
    const REQUIRED: bool = false;
    fn read(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let found = value.get_ref().as_bool();
        if found.is_none() {
            reader.expected(value.span(), "true or false", value.get_ref());
        }
        found
    }
    fn absent() -> Option<Self> {
        Some(false)
    }
    fn fact(&self) -> Fact {
        Fact::Flag(*self)
    }
}

impl Field for u32 {
    const KIND: Kind = Kind::Number;
    fn read(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let found = value.get_ref().as_integer().and_then(|n| n.as_str().parse().ok());
        if found.is_none() {
            reader.expected(value.span(), "a whole number from 0 up", value.get_ref());
        }
        found
    }
    fn fact(&self) -> Fact {
        Fact::Number(*self)
    }
}

impl Field for String {
    const KIND: Kind = Kind::Plain;
    fn read(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let found = value.get_ref().as_str().map(str::to_owned);
        if found.is_none() {
            reader.expected(value.span(), "text", value.get_ref());
        }
        found
    }
    fn fact(&self) -> Fact {
        Fact::Plain(self.clone())
    }
}

impl Field for Form {
    const KIND: Kind = Kind::Word(&[
        Word { word: "clear", doc: "As it is." },
        Word { word: "masked", doc: "Partly hidden, after Chinese convention." },
        Word { word: "token", doc: "A random stand-in." },
        Word { word: "hashed", doc: "A keyed hash; tells equal from unequal." },
        Word { word: "aggregate", doc: "Only counted or summed with others." },
    ]);
    fn read(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let found = value.get_ref().as_str().and_then(Self::from_word);
        if found.is_none() {
            reader.expected_word(value, "a form", &["clear", "masked", "token", "hashed", "aggregate"]);
        }
        found
    }
    fn fact(&self) -> Fact {
        Fact::Form(*self)
    }
}

impl Field for Counting {
    const KIND: Kind = Kind::Word(&[
        Word { word: "from the instant", doc: "From the instant of the event; need not be written." },
        Word { word: "days", doc: "The event's day is not counted; ends at 24:00 of the last day." },
        Word { word: "from next year", doc: "Begins with the calendar year after the event." },
        Word { word: "from next month", doc: "Begins with the calendar month after the event." },
    ]);
    fn read(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let found = value.get_ref().as_str().and_then(|text| text.parse().ok());
        if found.is_none() {
            reader.expected_word(value, "a way of counting", &["days", "from next year", "from next month"]);
        }
        found
    }
    fn fact(&self) -> Fact {
        Fact::Word(self.words())
    }
}

impl Field for Period {
    const KIND: Kind = Kind::Period;
    fn read(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let Some(text) = value.get_ref().as_str() else {
            reader.expected(value.span(), "a period such as `3 weeks`", value.get_ref());
            return None;
        };
        match text.parse() {
            Ok(period) => Some(period),
            Err(fault) => {
                let raw = reader.source.get(value.span()).unwrap_or_default();
                let place = Places::of(raw, value.span().start, text).span(fault.range.clone());
                let finding = Finding::error("read/period", place.unwrap_or_else(|| value.span()), format!("{fault}"));
                reader.report(match fault.mended(text) {
                    Some(mended) => {
                        finding.safe_fix(format!("write `{mended}`"), value.span(), format!("\"{mended}\""))
                    }
                    None => finding,
                });
                None
            }
        }
    }
    fn fact(&self) -> Fact {
        Fact::Length(Length::Fixed(*self))
    }
}
