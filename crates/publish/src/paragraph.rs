//! One promise, written out.

use crate::layout::Section;
use crate::rich::Rich;
use crate::writer::Writer;
use policy::Name;

/// What the document says about one promise.
///
/// Shape: a paragraph of prose, or a row of a table where [`Self::is_row`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The promise's path, which is its anchor: `retention.account`.
    pub path: Name,
    /// The chapter in which it stands.
    pub section: Section,
    /// What it says, without markup.
    pub text: String,
    pub(crate) parts: Parts,
}

/// The parts of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Parts {
    /// A lead that says what it is about (empty for a chapter's only paragraph), and sentences.
    Prose { lead: Rich, body: Rich },
    /// The cells of a row; the first one heads it.
    Row(Vec<Rich>),
}

impl Paragraph {
    /// Prose: `lead`, then `sentences`.
    pub(crate) fn prose(writer: &Writer<'_>, path: Name, lead: Rich, sentences: Vec<Rich>) -> Self {
        let lead = if lead.is_empty() { lead } else { writer.sentence(lead.capital()) };
        let body = writer.run(sentences);
        let text = writer.run(vec![lead.clone(), body.clone()]).plain();
        Self::new(path, text, Parts::Prose { lead, body })
    }

    /// A row of a table; each cell is a run of sentences or words.
    pub(crate) fn row(path: Name, cells: Vec<Rich>) -> Self {
        let cells: Vec<_> = cells.into_iter().map(Rich::capital).collect();
        let said = cells.iter().filter(|cell| !cell.is_empty());
        let text = said.map(Rich::plain).collect::<Vec<_>>().join(" | ");
        Self::new(path, text, Parts::Row(cells))
    }

    fn new(path: Name, text: String, parts: Parts) -> Self {
        Self { path, section: Section::Who, text, parts }
    }

    /// Whether it is a row of a table.
    #[must_use]
    pub const fn is_row(&self) -> bool {
        matches!(self.parts, Parts::Row(_))
    }

    /// What it is called: its lead or first cell; nothing for a chapter's only paragraph.
    pub(crate) fn name(&self) -> Option<String> {
        let name = match &self.parts {
            Parts::Prose { lead, .. } => lead.plain(),
            Parts::Row(cells) => cells.first().map(Rich::plain).unwrap_or_default(),
        };
        let name = name.trim_end_matches(['.', '。']);
        (!name.is_empty()).then(|| name.to_owned())
    }

    /// The paths of the promises that it names.
    pub fn names(&self) -> impl Iterator<Item = &Name> {
        let parts: Vec<&Rich> = match &self.parts {
            Parts::Prose { lead, body } => vec![lead, body],
            Parts::Row(cells) => cells.iter().collect(),
        };
        parts.into_iter().flat_map(Rich::names)
    }
}
