//! The document as Markdown: for repositories, mail and whoever prefers plain text.

use crate::html::Front;
use crate::layout::{CHAPTERS, Group};
use crate::missing::Missing;
use crate::paragraph::{Paragraph, Parts};
use crate::phrases::{patterns as p, titles as t};
use crate::rich::{Piece, Rich};
use policy::rows::{Document, Language};

/// The document in `language` as Markdown with tables; `hash` identifies the version of the policy.
///
/// # Errors
/// [`Missing`] with every text that has no wording in `language`.
pub fn markdown(document: &Document, hash: &str, language: Language) -> Result<String, Missing> {
    let paragraphs = crate::paragraphs(document, language)?;
    let front = Front::of(document, language)?;
    let mut lines = vec![format!("# {}", escape(&front.title))];
    let colon = p::COLON.in_language(language);
    let facts = front.facts.iter().map(|(name, value)| format!("- {name}{colon}{}", escape(value)));
    lines.push(facts.collect::<Vec<_>>().join("\n"));
    let mut number = 0;
    for chapter in CHAPTERS {
        let written: Vec<_> =
            chapter.groups.iter().flat_map(|group| write(group, chapter.title, &paragraphs, language)).collect();
        if !written.is_empty() {
            number += 1;
            lines.push(format!("## {number}. {}", chapter.title.in_language(language)));
            lines.extend(written);
        }
    }
    lines.push(format!("{}{colon}`{}`", t::HASH.in_language(language), hash.replace('`', "")));
    Ok(lines.join("\n\n") + "\n")
}

/// The blocks of one group: a heading with paragraphs, or a table.
fn write(group: &Group, chapter: crate::phrases::Phrase, paragraphs: &[Paragraph], language: Language) -> Vec<String> {
    let of_group: Vec<_> = paragraphs.iter().filter(|paragraph| group.holds(paragraph)).collect();
    if of_group.is_empty() {
        return Vec::new();
    }
    let heading = (group.title != chapter).then(|| format!("### {}", group.title.in_language(language)));
    let mut blocks: Vec<_> = heading.into_iter().collect();
    if group.columns.is_empty() {
        blocks.extend(of_group.into_iter().map(block));
    } else {
        let columns: Vec<_> = group.columns.iter().map(|column| column.in_language(language)).collect();
        let rule = vec!["---"; columns.len()].join(" | ");
        let head = [format!("| {} |", columns.join(" | ")), format!("| {rule} |")];
        blocks.push(head.into_iter().chain(of_group.into_iter().map(block)).collect::<Vec<_>>().join("\n"));
    }
    blocks
}

fn block(paragraph: &Paragraph) -> String {
    let anchor = format!("<a id=\"{}\"></a>", paragraph.path);
    match &paragraph.parts {
        Parts::Prose { lead, body } if lead.is_empty() => format!("{anchor}{}", inline(body)),
        Parts::Prose { lead, body } => format!("{anchor}**{}** {}", inline(lead), inline(body)),
        Parts::Row(cells) => format!("| {anchor}{} |", cells.iter().map(inline).collect::<Vec<_>>().join(" | ")),
    }
}

fn inline(rich: &Rich) -> String {
    rich.pieces().iter().map(piece).collect()
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Link { path, text } => format!("[{}](#{path})", escape(text)),
        Piece::Text(text) | Piece::Code(text) | Piece::Mail(text) | Piece::Url(text) => escape(text),
    }
}

/// `text` without anything that Markdown would take for markup, on one line.
pub(crate) fn escape(text: &str) -> String {
    const MARKS: &str = "\\`*_[]<>#|~&$^";
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            letter if letter.is_control() => escaped.push(' '),
            letter if MARKS.contains(letter) => escaped.extend(['\\', letter]),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_escaped_reads_as_it_was(text in "[^\\p{Cc}]*") {
            let mut read = String::new();
            let mut letters = escape(&text).chars().collect::<Vec<_>>().into_iter();
            while let Some(letter) = letters.next() {
                read.extend(if letter == '\\' { letters.next() } else { Some(letter) });
            }
            prop_assert_eq!(read, text);
        }

        #[test]
        fn no_mark_stands_unescaped(text in ".*") {
            let escaped = escape(&text);
            let bare = escaped.replace("\\\\", "").replace("\\[", "").replace("\\<", "").replace("\\|", "").replace("\\`", "");
            prop_assert!(!bare.contains(['[', '<', '|', '`', '\n']));
        }
    }
}
