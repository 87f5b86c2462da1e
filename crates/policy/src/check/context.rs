//! What the rules look at: the document, and indexes of it that are made once, so that no rule compares every row with every
//! row.

use crate::check::RuleSet;
use crate::finding::Span;
use crate::gate::fold_field;
use crate::name::Name;
use crate::read::{RowKeys, Text};
use crate::rows::{Data, Document, Fact, Facts, Length, Never, Purpose, Recipient, Retention, Rows, Stance};
use crate::time::Period;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A retention rule with its name.
pub(crate) type NamedRule<'a> = (&'a Name, &'a Retention);

/// Classes of data that are special categories. GDPR 9(1).
const SPECIAL: [&str; 11] = [
    "biometric",
    "ethnicity",
    "genetic",
    "health",
    "medical",
    "origin",
    "political",
    "politics",
    "religion",
    "sex-life",
    "union",
];

/// A text of the file: its path with the key, its place, and itself.
pub(crate) struct Said<'a> {
    /// `data.phone.label`.
    pub(crate) path: String,
    /// Where it stands.
    pub(crate) span: Span,
    /// In each language.
    pub(crate) text: &'a Text,
    /// Its wordings, one for each language.
    pub(crate) wordings: Vec<Wording<'a>>,
}

/// What a text says in one language.
pub(crate) struct Wording<'a> {
    /// `zh-Hans`, or `*` where one wording stands for every language.
    pub(crate) tag: &'a str,
    /// As it is written.
    pub(crate) text: &'a str,
    /// In lower case, byte for byte in the same place.
    pub(crate) lower: String,
}

impl<'a> Said<'a> {
    /// Whether it is a registered name, which stands in the letters in which it is registered.
    pub(crate) fn is_name(&self) -> bool {
        ["name", "legal-name", "also-called", "behind", "product"].contains(&self.key())
    }

    /// Whether it is where somebody is found.
    pub(crate) fn is_address(&self) -> bool {
        ["address", "post", "page", "contact"].contains(&self.key())
    }

    /// The key of its row.
    fn key(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or(&self.path)
    }

    /// Where bytes of a wording stand in the file.
    pub(crate) fn place(&self, wording: &Wording<'_>, piece: Range<usize>) -> Span {
        self.text.place(wording.tag, piece)
    }

    /// What `find` finds in the first wording in which it finds something, and where its bytes stand in the file.
    pub(crate) fn first<T>(&self, find: impl Fn(&Wording<'a>) -> Option<(Range<usize>, T)>) -> Option<(Span, T)> {
        self.wordings.iter().find_map(|wording| {
            let (piece, what) = find(wording)?;
            Some((self.place(wording, piece), what))
        })
    }
}

/// `text` in lower case; a letter whose small form has another length stays as it is, so that places hold.
fn lower(text: &str) -> String {
    let small = |letter: char| {
        let mut lower = letter.to_lowercase();
        lower.next().filter(|small| lower.len() == 0 && small.len_utf8() == letter.len_utf8()).unwrap_or(letter)
    };
    text.chars().map(small).collect()
}

/// The document with what several rules need to know of it.
pub(crate) struct Context<'a> {
    pub(crate) document: &'a Document,
    /// The text of the file.
    pub(crate) source: &'a str,
    covers: OnceCell<Covers<'a>>,
    said: OnceCell<Vec<Said<'a>>>,
    paths: OnceCell<BTreeMap<Name, RowKeys>>,
    facts: OnceCell<BTreeMap<Name, Facts>>,
    collected: OnceCell<BTreeSet<&'a Name>>,
    collecting: OnceCell<BTreeMap<&'a str, Vec<&'a Purpose>>>,
    barred: OnceCell<Barrable<'a>>,
    bound: OnceCell<BTreeMap<&'a str, Vec<(&'a Name, &'a Recipient)>>>,
}

/// Data items by what a prohibition can name: class, and folded name.
#[derive(Default)]
struct Barrable<'a> {
    by_class: BTreeMap<&'a str, BTreeSet<&'a Name>>,
    by_name: BTreeMap<String, &'a Name>,
}

impl<'a> Context<'a> {
    pub(crate) fn of(document: &'a Document, source: &'a str) -> Self {
        Self {
            document,
            source,
            covers: OnceCell::new(),
            said: OnceCell::new(),
            paths: OnceCell::new(),
            facts: OnceCell::new(),
            collected: OnceCell::new(),
            collecting: OnceCell::new(),
            barred: OnceCell::new(),
            bound: OnceCell::new(),
        }
    }

    /// Whether any text of the policy holds one of `phrases`, in lower case.
    pub(crate) fn says(&self, phrases: &[&str]) -> bool {
        let mut wordings = self.said().iter().flat_map(|said| &said.wordings);
        wordings.any(|wording| phrases.iter().any(|phrase| super::prose::holds(&wording.lower, phrase)))
    }

    /// Whether a text whose path begins with one of `within` has one of `words`, in lower case, in it.
    pub(crate) fn mentions(&self, within: &[&str], words: &[&str]) -> bool {
        let texts = self.said().iter().filter(|said| within.iter().any(|from| said.path.starts_with(from)));
        let mut wordings = texts.flat_map(|said| &said.wordings);
        wordings.any(|wording| words.iter().any(|word| wording.lower.contains(word)))
    }

    /// The rule sets that the policy is held against.
    pub(crate) fn sets(&self) -> Vec<RuleSet> {
        let named = self.document.rule_words.iter();
        let sets = named.filter_map(|name| RuleSet::ALL.iter().find(|set| set.as_str() == name.as_str()));
        std::iter::once(&RuleSet::Language).chain(sets).copied().collect()
    }

    /// Whether the file has a row of `table` that could not be read: what rests on it is not missing.
    pub(crate) fn has_unreadable(&self, table: &str) -> bool {
        self.document.unreadable.iter().any(|path| in_table(path, table).is_some())
    }

    /// Whether the file has the row at `path`, and it could not be read.
    pub(crate) fn is_unreadable(&self, path: &str) -> bool {
        self.document.unreadable.contains(path)
    }

    /// The rules that cover `item` of `record`: the most specific kind of cover wins.
    pub(crate) fn covering(&self, record: &str, item: &str) -> &[NamedRule<'a>] {
        self.covers().of_value(record, item)
    }

    /// The rules that list `cover`: an item, a record or `record.item`.
    pub(crate) fn covered_by(&self, cover: &str) -> &[NamedRule<'a>] {
        self.covers().listing(cover)
    }

    /// Which rules cover what.
    pub(crate) fn covers(&self) -> &Covers<'a> {
        self.covers.get_or_init(|| Covers::of(self.document))
    }

    /// Every text of the file.
    pub(crate) fn said(&self) -> &[Said<'a>] {
        self.said.get_or_init(|| {
            let texts = self.document.texts().into_iter();
            let wordings = |text: &'a Text| {
                let wordings = text.wordings();
                wordings.map(|(tag, text)| Wording { tag, text, lower: lower(text) }).collect()
            };
            texts.map(|(path, span, text)| Said { path, span, text, wordings: wordings(text) }).collect()
        })
    }

    /// Every promise's path, and where it stands.
    pub(crate) fn paths(&self) -> &BTreeMap<Name, RowKeys> {
        self.paths.get_or_init(|| self.document.paths())
    }

    /// What every promise states, by its path.
    pub(crate) fn facts(&self) -> &BTreeMap<Name, Facts> {
        self.facts.get_or_init(|| self.document.facts())
    }

    /// Every value that is free text in no language, such as an address or a number: its row's path, its key, itself and its row.
    pub(crate) fn plain(&self) -> impl Iterator<Item = (&Name, &str, &str, &RowKeys)> {
        let paths = self.paths();
        let all = self.facts().iter().filter_map(move |(path, facts)| Some((path, facts, paths.get(path)?)));
        all.flat_map(|(path, facts, keys)| {
            facts.iter().filter_map(move |(key, fact)| match fact {
                Fact::Plain(value) => Some((path, *key, value.as_str(), keys)),
                _ => None,
            })
        })
    }

    /// Every record that some purpose collects, and what is made from one.
    pub(crate) fn collected_records(&self) -> &BTreeSet<&'a Name> {
        self.collected.get_or_init(|| {
            let direct: BTreeSet<&Name> = self.document.purposes.values().flat_map(|row| &row.collects).collect();
            let derived = self
                .document
                .records
                .iter()
                .filter(|(_, row)| row.derived_from.iter().any(|from| direct.contains(from)));
            direct.iter().copied().chain(derived.map(|(name, _)| name)).collect()
        })
    }

    /// The purposes that collect `item`, in whatever record.
    pub(crate) fn collecting(&self, item: &str) -> &[&'a Purpose] {
        let collecting = self.collecting.get_or_init(|| {
            let mut collecting: BTreeMap<&str, Vec<&Purpose>> = BTreeMap::new();
            for purpose in self.document.purposes.values() {
                let items: BTreeSet<&Name> = self.items_of(purpose).collect();
                items.into_iter().for_each(|item| collecting.entry(item).or_default().push(purpose));
            }
            collecting
        });
        collecting.get(item).map(Vec::as_slice).unwrap_or_default()
    }

    /// The data items that `bar` forbids.
    pub(crate) fn data_barred_by(&self, bar: &Never) -> Vec<(&'a Name, &'a Data)> {
        let index = self.barred.get_or_init(|| barrable(&self.document.data));
        let by_class = bar.classes.iter().filter_map(|class| index.by_class.get(class.as_str())).flatten().copied();
        let by_name = bar.names.iter().filter_map(|name| index.by_name.get(&fold_field(name))).copied();
        let names: BTreeSet<&Name> = by_class.chain(by_name).collect();
        names.into_iter().filter_map(|name| Some((name, self.document.data.get(name)?))).collect()
    }

    /// The processors that are bound by `agreement`.
    pub(crate) fn processors_under(&self, agreement: &str) -> &[(&'a Name, &'a Recipient)] {
        let bound = self.bound.get_or_init(|| {
            let mut bound: BTreeMap<&str, Vec<_>> = BTreeMap::new();
            for (name, row) in self.document.recipients.iter().filter(|(_, row)| row.role == Stance::Processor) {
                if let Some(agreement) = &row.agreement {
                    bound.entry(agreement).or_default().push((name, row));
                }
            }
            bound
        });
        bound.get(agreement).map(Vec::as_slice).unwrap_or_default()
    }

    /// The data items that `purpose` collects.
    pub(crate) fn items_of(&self, purpose: &'a Purpose) -> impl Iterator<Item = &'a Name> {
        let records = purpose.collects.iter().filter_map(|record| self.document.records.get(record));
        records.flat_map(|record| &record.holds)
    }

    /// The sensitive data items that `purpose` collects.
    pub(crate) fn sensitive_items(&self, purpose: &'a Purpose) -> impl Iterator<Item = &'a Name> {
        self.items_of(purpose).filter(|item| self.is_sensitive(item))
    }

    /// Whether `item` is marked sensitive. PIPL 28.
    pub(crate) fn is_sensitive(&self, item: &str) -> bool {
        self.document.data.get(item).is_some_and(|data| data.sensitive)
    }

    /// The class of `item`, if it is about a person.
    pub(crate) fn class_of(&self, item: &str) -> Option<&'a str> {
        self.document.data.get(item)?.class.as_ref().map(Name::as_str)
    }

    /// Whether `item` is of a special category. GDPR 9: other than in China, money and whereabouts are none.
    pub(crate) fn is_special(&self, item: &str) -> bool {
        self.class_of(item).is_some_and(|class| SPECIAL.contains(&class))
    }

    /// The period behind `length`: its own, or its setting's default.
    pub(crate) fn fixed(&self, length: &Length) -> Option<Period> {
        fixed(self.document, length)
    }
}

/// The name of a row of `table` in its path; empty for a table that is one row.
pub(crate) fn in_table<'p>(path: &'p str, table: &str) -> Option<&'p str> {
    let rest = path.strip_prefix(table)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('.') }
}

fn barrable(data: &Rows<Data>) -> Barrable<'_> {
    let mut index = Barrable::default();
    for (name, row) in data {
        if let Some(class) = &row.class {
            index.by_class.entry(class.as_str()).or_default().insert(name);
        }
        index.by_name.insert(fold_field(name), name);
    }
    index
}

/// Which retention rules cover what, looked up by what they list.
pub(crate) struct Covers<'a> {
    by_cover: BTreeMap<&'a str, Vec<NamedRule<'a>>>,
}

impl<'a> Covers<'a> {
    pub(crate) fn of(document: &'a Document) -> Self {
        let mut by_cover: BTreeMap<&str, Vec<NamedRule<'_>>> = BTreeMap::new();
        for (name, row) in &document.retention {
            for cover in &row.covers {
                let rules = by_cover.entry(cover.as_str()).or_default();
                // A name that stands twice in one list covers once.
                if rules.last().is_none_or(|(last, _)| *last != name) {
                    rules.push((name, row));
                }
            }
        }
        Self { by_cover }
    }

    /// The rules that list `cover`: an item, a record or `record.item`.
    pub(crate) fn listing(&self, cover: &str) -> &[NamedRule<'a>] {
        self.by_cover.get(cover).map(Vec::as_slice).unwrap_or_default()
    }

    /// The rules that cover `item` of `record`: the most specific kind of cover wins.
    pub(crate) fn of_value(&self, record: &str, item: &str) -> &[NamedRule<'a>] {
        let both = format!("{record}.{item}");
        let covers = [both.as_str(), record, item].map(|cover| self.listing(cover));
        covers.into_iter().find(|rules| !rules.is_empty()).unwrap_or_default()
    }
}

/// The period behind `length`: its own, or its setting's default.
#[must_use]
pub(crate) fn fixed(document: &Document, length: &Length) -> Option<Period> {
    match length {
        Length::Fixed(period) => Some(*period),
        Length::Setting(name) => match document.settings.get(name)?.default {
            Length::Fixed(period) => Some(period),
            Length::Setting(_) => None,
        },
    }
}
