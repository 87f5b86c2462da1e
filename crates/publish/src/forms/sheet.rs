//! A page of headings, lines, named facts and tables, as HTML and as Markdown.

use crate::html::STYLE;
use crate::markdown::escape;
use crate::phrases::{Phrase, forms as f, patterns as p, titles as t};
use crate::rich::{Piece, Rich};
use crate::writer::Writer;
use askama::Template;
use policy::rows::Language;

/// One form of the document in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub(crate) language: Language,
    pub(crate) title: String,
    pub(crate) facts: Vec<(&'static str, String)>,
    pub(crate) hash: String,
    pub(crate) blocks: Vec<Block>,
}

/// A part of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    Heading { id: String, text: Rich },
    Lines(Vec<Rich>),
    Facts(Vec<(&'static str, Rich)>),
    Table { title: &'static str, columns: Vec<&'static str>, rows: Vec<Vec<Rich>> },
}

impl Block {
    pub(super) fn heading(w: &Writer<'_>, id: &str, title: Phrase) -> Self {
        Self::Heading { id: id.to_owned(), text: w.say(title, &[]) }
    }

    pub(super) fn table(w: &Writer<'_>, title: Phrase, columns: &[Phrase], rows: Vec<Vec<Rich>>) -> Self {
        let columns = columns.iter().map(|column| column.in_language(w.language)).collect();
        let capital = |row: Vec<Rich>| row.into_iter().map(Rich::capital).collect();
        Self::Table { title: title.in_language(w.language), columns, rows: rows.into_iter().map(capital).collect() }
    }
}

#[derive(Template)]
#[template(path = "form.html")]
struct Page<'a> {
    style: &'static str,
    language: Language,
    title: &'a str,
    facts: &'a [(&'static str, String)],
    hash: &'a str,
    blocks: &'a [Block],
    full: Option<&'a str>,
}

impl Page<'_> {
    fn word(&self, phrase: Phrase) -> &'static str {
        phrase.in_language(self.language)
    }

    fn column(&self, columns: &[&'static str], at: &usize) -> &'static str {
        columns.get(*at).copied().unwrap_or_default()
    }
}

impl Sheet {
    /// As a page; `full` is where the whole document stands, to which names of promises lead.
    #[must_use]
    pub fn html(&self, full: Option<&str>) -> String {
        let Self { language, title, facts, hash, blocks } = self;
        // Rendering into a string fails only if a `Display` does, and none here can.
        Page { style: STYLE, language: *language, title, facts, hash, blocks, full }.render().unwrap_or_default()
    }

    /// As Markdown.
    #[must_use]
    pub fn markdown(&self, full: Option<&str>) -> String {
        let colon = p::COLON.in_language(self.language);
        let facts = self.facts.iter().map(|(name, value)| format!("- {name}{colon}{}", escape(value)));
        let mut blocks = vec![format!("# {}", escape(&self.title)), facts.collect::<Vec<_>>().join("\n")];
        blocks.extend(self.blocks.iter().map(|block| written(block, colon, full)));
        blocks.extend(full.map(|full| format!("[{}]({full})", f::FULL.in_language(self.language))));
        blocks.push(format!("{}{colon}`{}`", t::HASH.in_language(self.language), self.hash));
        blocks.join("\n\n") + "\n"
    }
}

fn written(block: &Block, colon: &str, full: Option<&str>) -> String {
    let inline = |rich: &Rich| rich.pieces().iter().map(|piece| linked(piece, full)).collect::<String>();
    match block {
        Block::Heading { id, text } => format!("## <a id=\"{id}\"></a>{}", inline(text)),
        Block::Lines(lines) => lines.iter().map(|line| format!("- {}", inline(line))).collect::<Vec<_>>().join("\n"),
        Block::Facts(facts) => facts
            .iter()
            .map(|(name, text)| format!("- **{name}**{colon}{}", inline(text)))
            .collect::<Vec<_>>()
            .join("\n"),
        Block::Table { title, columns, rows } => {
            let rule = vec!["---"; columns.len()].join(" | ");
            let head = [format!("## {title}\n"), format!("| {} |", columns.join(" | ")), format!("| {rule} |")];
            let row = |row: &Vec<Rich>| format!("| {} |", row.iter().map(inline).collect::<Vec<_>>().join(" | "));
            head.into_iter().chain(rows.iter().map(row)).collect::<Vec<_>>().join("\n")
        }
    }
}

fn linked(piece: &Piece, full: Option<&str>) -> String {
    match (piece, full) {
        (Piece::Link { path, text }, Some(full)) => format!("[{}]({full}#{path})", escape(text)),
        _ => escape(piece.text()),
    }
}
