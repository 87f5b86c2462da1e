//! The reference of the language says what the reader does: which keys are required, which words are known.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use policy::rows::{Document, Key, Kind, Table};

fn codes(text: &str) -> Vec<(String, String)> {
    let read = policy::read::read(text.as_bytes()).unwrap();
    read.findings.into_iter().map(|finding| (finding.code.to_owned(), finding.headline)).collect()
}

fn header(table: &Table) -> String {
    if table.single {
        format!("language = 1\n[{}]\n", table.name)
    } else {
        format!("language = 1\n[{}.one]\n", table.name)
    }
}

/// A value of this kind.
fn value(kind: Kind) -> String {
    match kind {
        Kind::Flag => "true".to_owned(),
        Kind::Number => "14".to_owned(),
        Kind::Plain | Kind::Text => "\"some words\"".to_owned(),
        Kind::Name => "\"a-name\"".to_owned(),
        Kind::Date => "2026-05-17".to_owned(),
        Kind::Period | Kind::Length => "\"3 weeks\"".to_owned(),
        Kind::Size => "\"20 MiB\"".to_owned(),
        Kind::Decimal => "\"0.5\"".to_owned(),
        Kind::Word(words) => format!("\"{}\"", words.last().unwrap().word),
        Kind::List(of) => format!("[{}]", value(*of)),
        Kind::Map(of) => format!("{{ a-name = {} }}", value(*of)),
        Kind::Row(keys) => {
            let pairs: Vec<String> = keys.iter().map(|key| format!("{} = {}", key.name, value(key.kind))).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
    }
}

fn lines(keys: &[Key], left_out: Option<&str>) -> String {
    let kept = keys.iter().filter(|key| Some(key.name) != left_out);
    kept.map(|key| format!("{} = {}\n", key.name, value(key.kind))).collect()
}

#[test]
fn a_row_with_every_key_is_read() {
    for table in Document::TABLES {
        assert_eq!(codes(&(header(table) + &lines(table.keys, None))), [], "{}", table.name);
    }
}

#[test]
fn what_is_required_is_missed_and_nothing_else_is() {
    for table in Document::TABLES {
        for key in table.keys {
            let found = codes(&(header(table) + &lines(table.keys, Some(key.name))));
            let missed = found.iter().any(|(code, headline)| code == "read/missing-key" && headline.contains(key.name));
            assert_eq!((missed, found.len()), (key.required, usize::from(key.required)), "{}.{}", table.name, key.name);
        }
    }
}

#[test]
fn another_kind_of_value_is_refused() {
    for table in Document::TABLES {
        for key in table.keys {
            let odd = if key.kind == Kind::Date { "\"soon\"" } else { "2026-05-17" };
            let row = lines(table.keys, Some(key.name)) + &format!("{} = {odd}\n", key.name);
            let found = codes(&(header(table) + &row));
            assert!(found.iter().any(|(code, _)| code == "read/type"), "{}.{}: {found:?}", table.name, key.name);
        }
    }
}

#[test]
fn every_word_is_read_and_described() {
    for table in Document::TABLES {
        assert!(!table.doc.is_empty());
        for key in table.keys {
            assert!(!key.doc.is_empty(), "{}.{}", table.name, key.name);
            for word in words(key.kind) {
                assert!(!word.doc.is_empty(), "{}", word.word);
                let row = lines(table.keys, Some(key.name)) + &format!("{} = \"{}\"\n", key.name, word.word);
                let list = lines(table.keys, Some(key.name)) + &format!("{} = [\"{}\"]\n", key.name, word.word);
                let map = lines(table.keys, Some(key.name)) + &format!("{} = {{ a = \"{}\" }}\n", key.name, word.word);
                let text = match key.kind {
                    Kind::List(_) => list,
                    Kind::Map(_) => map,
                    _ => row,
                };
                assert_eq!(codes(&(header(table) + &text)), [], "{}.{}", table.name, key.name);
            }
        }
    }
}

fn words(kind: Kind) -> &'static [policy::rows::Word] {
    match kind {
        Kind::Word(words) => words,
        Kind::List(of) | Kind::Map(of) => words(*of),
        _ => &[],
    }
}
