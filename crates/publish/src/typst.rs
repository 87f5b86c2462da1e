//! The document as markup of the typesetter Typst, which makes pages of it.
//!
//! Promises: every text stands in a string literal, so that none is taken for markup; no file, package or clock is asked
//! for, so that the same policy gives the same pages. Does not promise: that the machine has the fonts.

use crate::html::{ChapterView, Front, GroupView, chapters};
use crate::missing::Missing;
use crate::paragraph::{Paragraph, Parts};
use crate::phrases::{patterns as p, titles as t};
use crate::rich::{Piece, Rich};
use policy::Name;
use policy::rows::{Document, Language};
use std::collections::BTreeSet;

/// How it looks, written in Typst; the document's own words come before and after it.
const LOOK: &str = include_str!("../templates/document.typ");

/// The fonts of each language, the better first; what the machine lacks is passed over. They are named because the scripts share
/// code points: a font of another region would show other shapes.
const FONTS: [(Language, &str); 3] = [
    (
        Language::Simplified,
        r#"("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei")"#,
    ),
    (
        Language::Traditional,
        r#"("Noto Sans CJK TC", "Source Han Sans TC", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei")"#,
    ),
    (
        Language::English,
        r#"("Noto Sans", "Liberation Sans", "Helvetica Neue", "Arial", "DejaVu Sans", "Noto Sans CJK SC")"#,
    ),
];

/// The document in `language` as Typst markup, complete in itself; `hash` identifies the version of the policy.
///
/// Shape: a title, the facts, the contents, a heading for each chapter and group, a label for each promise, and version, hash
/// and page number at the foot of each page.
///
/// # Errors
/// [`Missing`] with every text that has no wording in `language`.
pub fn typst(document: &Document, hash: &str, language: Language) -> Result<String, Missing> {
    let paragraphs = crate::paragraphs(document, language)?;
    let front = Front::of(document, language)?;
    let pages = Pages { language, promises: paragraphs.iter().map(|paragraph| &paragraph.path).collect() };
    let mut lines = pages.head(document, &front, hash);
    lines.push(LOOK.to_owned());
    lines.extend(pages.front(&front));
    for (at, chapter) in chapters(&paragraphs, language).iter().enumerate() {
        lines.extend(pages.chapter(at + 1, chapter));
    }
    Ok(lines.join("\n") + "\n")
}

struct Pages<'a> {
    language: Language,
    /// Every promise that has a place in the document: only to these can a link lead.
    promises: BTreeSet<&'a Name>,
}

impl Pages<'_> {
    /// The values that the look is made with.
    fn head(&self, document: &Document, front: &Front, hash: &str) -> Vec<String> {
        let (language, region) = match self.language {
            Language::English => ("en", "none"),
            Language::Simplified => ("zh", "\"CN\""),
            // Typst knows no script; of the regions that write Traditional Chinese, the one that its conversion follows.
            Language::Traditional => ("zh", "\"TW\""),
        };
        let updated = document.policy.as_ref().map_or_else(
            || "none".to_owned(),
            |header| {
                let day = header.updated;
                format!("datetime(year: {}, month: {}, day: {})", day.year(), day.month(), day.day())
            },
        );
        let version = front.facts.first().map_or_else(String::new, |(name, value)| format!(" · {name} {value}"));
        let fonts = FONTS.iter().find(|(of, _)| *of == self.language).map_or("()", |(_, fonts)| *fonts);
        let foot = [
            format!("{}{version}", front.title),
            format!("{}{}{hash}", t::HASH.in_language(self.language), p::COLON.in_language(self.language)),
        ];
        vec![
            format!("#let heading-of-document = {}", literal(&front.title)),
            format!("#let updated = {updated}"),
            format!("#let language = \"{language}\""),
            format!("#let region = {region}"),
            format!("#let fonts = {fonts}"),
            format!("#let foot = ({})", foot.map(|line| literal(&line)).join(", ")),
        ]
    }

    /// The title, the facts and the contents.
    fn front(&self, front: &Front) -> [String; 3] {
        let facts =
            front.facts.iter().map(|(name, value)| format!("terms.item({}, {})", literal(name), literal(value)));
        let contents = literal(t::CONTENTS.in_language(self.language));
        [
            "#title()".to_owned(),
            format!("#terms({})", facts.collect::<Vec<_>>().join(", ")),
            format!("#outline(title: {contents}, depth: 1)"),
        ]
    }

    fn chapter(&self, number: usize, chapter: &ChapterView<'_>) -> Vec<String> {
        let mut lines = vec![heading(1, &format!("{number}. {}", chapter.title))];
        for group in &chapter.groups {
            lines.extend(group.titled.then(|| heading(2, group.title)));
            if group.columns.is_empty() {
                lines.extend(group.paragraphs.iter().map(|paragraph| self.prose(paragraph)));
            } else {
                lines.push(self.table(group));
            }
        }
        lines
    }

    fn prose(&self, paragraph: &Paragraph) -> String {
        let said = match &paragraph.parts {
            Parts::Prose { lead, body } if lead.is_empty() => self.rich(body),
            Parts::Prose { lead, body } => format!("strong({{{}}}); \" \"; {}", self.rich(lead), self.rich(body)),
            Parts::Row(cells) => cells.iter().map(|cell| self.rich(cell)).collect::<Vec<_>>().join("; \" \"; "),
        };
        format!("#par({{promise({}); {said}}})", literal(&paragraph.path))
    }

    fn table(&self, group: &GroupView<'_>) -> String {
        let heads: Vec<_> = group.columns.iter().map(|column| literal(column)).collect();
        // The last column says whatever else there is, and needs most room.
        let widths = "3fr, ".repeat(heads.len().saturating_sub(1));
        let rows: Vec<_> = group.paragraphs.iter().map(|paragraph| self.row(paragraph)).collect();
        format!("#table(columns: ({widths}4fr), table.header({}),\n{})", heads.join(", "), rows.join(",\n"))
    }

    fn row(&self, paragraph: &Paragraph) -> String {
        let Parts::Row(cells) = &paragraph.parts else { return self.prose(paragraph) };
        let anchor = format!("promise({}); ", literal(&paragraph.path));
        let anchors = std::iter::once(anchor.as_str()).chain(std::iter::repeat(""));
        let cells = cells.iter().zip(anchors).map(|(cell, anchor)| format!("{{{anchor}{}}}", self.rich(cell)));
        cells.collect::<Vec<_>>().join(", ")
    }

    /// Expressions of the code mode, which Typst joins.
    fn rich(&self, rich: &Rich) -> String {
        let pieces = rich.pieces().iter().map(|piece| self.piece(piece)).collect::<Vec<_>>();
        if pieces.is_empty() { literal("") } else { pieces.join("; ") }
    }

    fn piece(&self, piece: &Piece) -> String {
        match piece {
            Piece::Link { path, text } if self.promises.contains(path) => {
                format!("link(label({}), {})", literal(path), literal(text))
            }
            Piece::Mail(address) => format!("link({}, {})", literal(&format!("mailto:{address}")), literal(address)),
            Piece::Url(address) => format!("link({0}, {0})", literal(address)),
            Piece::Text(text) | Piece::Code(text) | Piece::Link { text, .. } => literal(text),
        }
    }
}

fn heading(level: u8, text: &str) -> String {
    format!("#heading(level: {level}, {})", literal(text))
}

/// `text` as a string literal of Typst, on one line.
fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for letter in text.chars() {
        match letter {
            letter if letter.is_control() => literal.push(' '),
            letter @ ('\\' | '"') => literal.extend(['\\', letter]),
            letter => literal.push(letter),
        }
    }
    literal.push('"');
    literal
}

#[cfg(test)]
mod tests {
    use super::literal;
    use proptest::prelude::*;

    /// Reads a literal as Typst does; what stands after it comes second.
    fn read(literal: &str) -> Option<(String, String)> {
        let mut letters = literal.strip_prefix('"')?.chars();
        let mut text = String::new();
        loop {
            match letters.next()? {
                '"' => return Some((text, letters.collect())),
                '\\' => text.extend(letters.next().filter(|letter| ['\\', '"'].contains(letter))),
                letter => text.push(letter),
            }
        }
    }

    proptest! {
        #[test]
        fn a_literal_reads_as_the_text_and_ends_where_it_ends(text in "[^\\p{Cc}]*|[\\\\\"#$*_`<>@=\\[\\](){};/~-]*") {
            prop_assert_eq!(read(&literal(&text)), Some((text, String::new())));
        }

        #[test]
        fn a_literal_stands_on_one_line(text in "(?s).*") {
            prop_assert!(!literal(&text).contains(char::is_control));
        }
    }
}
