//! `docs/reference/`: a page for each table of the language, from the tables that the reader is made of.

use super::Pages;
use crate::tree::Tree;
use policy::rows::{Document, Key, Kind, Table};
use std::fmt::Write;

/// Where the examples come from, in this order: small policies first, and those under the law of most readers before others.
const EXAMPLES: [&str; 4] =
    ["policies/examples/library/", "policies/examples/repairs/", "policies/examples/", "policies/"];

/// Adds the page of each table, and the page that lists them.
pub fn add(tree: &Tree, pages: &mut Pages) {
    let mut list = String::from(
        "# The language\n\nGenerated from the tables that the reader is made of; `cargo xtask regenerate` writes these pages again.\n\n\
         A policy is one [TOML](https://toml.io) file that begins with `language = 1`. Each row of its tables is a promise; its path, such as\n\
         `retention.account`, is its name in decisions, refusals, the ledger and the document. A key that is not listed is refused.\n\n\
         | table | states |\n|---|---|\n",
    );
    for table in Document::TABLES {
        // Writing into a string cannot fail.
        let _ = writeln!(list, "| [`{}`]({}.md) | {} |", header(table), table.name, cell(table.doc));
        pages.insert(format!("docs/reference/{}.md", table.name), page(tree, table));
    }
    list.push_str(
        "\nIn every row of a table with names, `published = false` with `unpublished-because` leaves the row out of the document; it holds\n\
         all the same. What the kinds of value mean stands in [kinds of value](kinds.md).\n",
    );
    pages.insert("docs/reference/README.md".to_owned(), list);
}

fn header(table: &Table) -> String {
    if table.single { format!("[{}]", table.name) } else { format!("[{}.name]", table.name) }
}

fn page(tree: &Tree, table: &Table) -> String {
    let mut page = format!("# `{}`\n\n{}\n\n", header(table), table.doc);
    add_keys(&mut page, table.keys);
    add_names(&mut page, table.name, table.keys);
    for key in table.keys {
        if let Some(keys) = nested(key.kind) {
            let inner = format!("{}.{}", table.name, key.name);
            let _ = writeln!(page, "\n## `{inner}`\n");
            add_keys(&mut page, keys);
            add_names(&mut page, &inner, keys);
        }
    }
    if table.name == "event" {
        let _ = write!(
            page,
            "\nThe engine itself knows these events, which no row declares: {}.\n",
            ticked(policy::EVENTS)
        );
    }
    if let Some((path, text)) = example(tree, table) {
        let _ = write!(page, "\n## Example\n\nFrom `{path}`:\n\n```toml,part\n{text}```\n");
    }
    page
}

fn add_keys(page: &mut String, keys: &[Key]) {
    page.push_str("| key | holds | required | states |\n|---|---|---|---|\n");
    for key in keys {
        let required = if key.required { "yes" } else { "" };
        let _ = writeln!(page, "| `{}` | {} | {required} | {} |", key.name, kind(key.kind), cell(key.doc));
    }
    for key in keys {
        if let Kind::Word(words) = element(key.kind) {
            let _ = write!(page, "\nWords of `{}`:\n\n", key.name);
            for word in words {
                let _ = writeln!(page, "- `{}`: {}", word.word, word.doc);
            }
        }
    }
}

/// The names that can be written under a key: those of a closed list, and those for which the document has words.
fn add_names(page: &mut String, table: &str, keys: &[Key]) {
    for key in keys {
        if (table, key.name) == ("data", "shape") {
            let _ = write!(page, "\nShapes, each with a form and a mask: {}.\n", ticked(policy::SHAPES));
        }
        let worded = policy::WORDED.iter().find(|worded| worded.keys.contains(&(table, key.name)));
        if let Some(worded) = worded {
            let _ = write!(
                page,
                "\nNames of `{}` for which the document has words: {}. [Another](../findings/names.md#namesunworded) is written as it is, or left \
                 out.\n",
                key.name,
                ticked(worded.names)
            );
        }
    }
}

fn ticked(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn element(kind: Kind) -> Kind {
    match kind {
        Kind::List(of) | Kind::Map(of) => element(*of),
        kind => kind,
    }
}

fn nested(kind: Kind) -> Option<&'static [Key]> {
    match element(kind) {
        Kind::Row(keys) => Some(keys),
        _ => None,
    }
}

fn kind(kind: Kind) -> String {
    match kind {
        Kind::Flag => "`true` or `false`".to_owned(),
        Kind::Number => "whole number".to_owned(),
        Kind::Plain => "plain text".to_owned(),
        Kind::Text => "text".to_owned(),
        Kind::Name => "name".to_owned(),
        Kind::Date => "date".to_owned(),
        Kind::Period => "period".to_owned(),
        Kind::Length => "period or setting".to_owned(),
        Kind::Size => "size".to_owned(),
        Kind::Decimal => "decimal".to_owned(),
        Kind::Word(_) => "word".to_owned(),
        Kind::List(of) => format!("list of {}", self::kind(*of)),
        Kind::Map(of) => format!("{} by name", self::kind(*of)),
        Kind::Row(_) => "table".to_owned(),
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// The first row of the table that stands under a header of its own in an example, with its path.
fn example(tree: &Tree, table: &Table) -> Option<(String, String)> {
    let start = if table.single { format!("[{}]", table.name) } else { format!("[{}.", table.name) };
    EXAMPLES.iter().find_map(|prefix| {
        let policies = tree.files().filter(|(path, _)| path.starts_with(prefix) && path.ends_with("/policy.toml"));
        policies.into_iter().find_map(|(path, text)| {
            let lines = text.lines().skip_while(|line| !line.starts_with(&start));
            let row: Vec<&str> = lines.take_while(|line| !line.is_empty()).collect();
            (!row.is_empty()).then(|| (path.to_owned(), row.join("\n") + "\n"))
        })
    })
}
