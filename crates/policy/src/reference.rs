//! What the tables, keys and words of the language state, in Chinese; the English stands beside their declarations.

use crate::rows::Language;
use std::collections::BTreeMap;

/// The Chinese: `[table]` with its keys, `*` for the table itself.
const CHINESE: &str = include_str!("../reference/zh-Hans.toml");

/// The reference in one language.
pub(crate) struct Reference {
    chinese: BTreeMap<String, BTreeMap<String, String>>,
}

impl Reference {
    /// The reference in `language`; both kinds of Chinese read the same.
    pub(crate) fn of(language: Language) -> Self {
        let chinese = match language {
            Language::English => BTreeMap::new(),
            // A test reads the file; without it the English stands.
            Language::Simplified | Language::Traditional => toml::from_str(CHINESE).unwrap_or_default(),
        };
        Self { chinese }
    }

    /// What `key` of `table` states, `english` where nothing else is written.
    pub(crate) fn doc<'a>(&'a self, table: &str, key: &str, english: &'a str) -> &'a str {
        self.chinese.get(table).and_then(|keys| keys.get(key)).map_or(english, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::CHINESE;
    use crate::rows::{Document, Key, Kind};
    use std::collections::{BTreeMap, BTreeSet};

    fn add(table: &str, within: &str, keys: &[Key], wanted: &mut BTreeSet<(String, String)>) {
        for key in keys {
            let path = format!("{within}{}", key.name);
            wanted.insert((table.to_owned(), path.clone()));
            let mut kind = key.kind;
            while let Kind::List(of) | Kind::Map(of) = kind {
                kind = *of;
            }
            match kind {
                Kind::Row(keys) => add(table, &format!("{path}."), keys, wanted),
                Kind::Word(words) => wanted.extend(words.iter().map(|word| ("words".to_owned(), word.word.to_owned()))),
                _ => {}
            }
        }
    }

    #[test]
    fn everything_has_its_chinese_and_nothing_is_left_over() {
        let chinese: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(CHINESE).unwrap();
        let mut wanted = BTreeSet::new();
        for table in Document::TABLES {
            wanted.insert((table.name.to_owned(), "*".to_owned()));
            add(table.name, "", table.keys, &mut wanted);
        }
        for key in ["*", "language", "published", "unpublished-because"] {
            wanted.insert(("file".to_owned(), key.to_owned()));
        }
        let said: BTreeSet<(String, String)> =
            chinese.iter().flat_map(|(table, keys)| keys.keys().map(move |key| (table.clone(), key.clone()))).collect();
        assert_eq!(wanted.difference(&said).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "missing");
        assert_eq!(said.difference(&wanted).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "left over");
        assert!(chinese.values().flat_map(BTreeMap::values).all(|text| text.ends_with('。')));
    }
}
