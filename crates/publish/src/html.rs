//! The document as one page: accessible, complete in itself, fit to be saved and printed.

use crate::layout::{CHAPTERS, Group};
use crate::missing::Missing;
use crate::paragraph::{Paragraph, Parts};
use crate::phrases::{Phrase, patterns as p, titles as t};
use crate::rich::Piece;
use crate::rows::house::date;
use crate::writer::Writer;
use askama::Template;
use policy::rows::{Document, Header, Language};

/// The page's style sheet, as it stands in its `<style>`: for a server that names its hash in a content policy.
pub const STYLE: &str = include_str!("../templates/document.css");

#[derive(Template)]
#[template(path = "document.html")]
struct Page<'a> {
    style: &'static str,
    language: Language,
    title: String,
    facts: Vec<(&'static str, String)>,
    hash: &'a str,
    chapters: Vec<ChapterView<'a>>,
}

pub(crate) struct ChapterView<'a> {
    id: &'static str,
    pub(crate) title: &'static str,
    pub(crate) groups: Vec<GroupView<'a>>,
}

pub(crate) struct GroupView<'a> {
    pub(crate) title: &'static str,
    /// Whether the chapter's title does not say it already.
    pub(crate) titled: bool,
    pub(crate) columns: Vec<&'static str>,
    pub(crate) paragraphs: Vec<&'a Paragraph>,
}

impl GroupView<'_> {
    fn column(&self, at: &usize) -> &'static str {
        self.columns.get(*at).copied().unwrap_or_default()
    }
}

impl Page<'_> {
    fn word(&self, phrase: Phrase) -> &'static str {
        phrase.in_language(self.language)
    }

    fn anchor(&self, path: &str) -> String {
        t::ANCHOR.in_language(self.language).replace("{path}", path)
    }
}

/// The document in `language` as an HTML page; `hash` identifies the version of the policy.
///
/// # Errors
/// [`Missing`] with every text that has no wording in `language`.
pub fn html(document: &Document, hash: &str, language: Language) -> Result<String, Missing> {
    let paragraphs = crate::paragraphs(document, language)?;
    let front = Front::of(document, language)?;
    let chapters = chapters(&paragraphs, language);
    let page = Page { style: STYLE, language, title: front.title, facts: front.facts, hash, chapters };
    // Rendering into a string fails only if a `Display` does, and none here can.
    Ok(page.render().unwrap_or_default())
}

/// The chapters that have something to say.
pub(crate) fn chapters(paragraphs: &[Paragraph], language: Language) -> Vec<ChapterView<'_>> {
    let chapters = CHAPTERS.iter().map(|chapter| {
        let groups = chapter.groups.iter().map(|group| view(group, chapter.title, paragraphs, language));
        let groups = groups.filter(|group| !group.paragraphs.is_empty()).collect();
        ChapterView { id: chapter.id, title: chapter.title.in_language(language), groups }
    });
    chapters.filter(|chapter| !chapter.groups.is_empty()).collect()
}

fn view<'a>(group: &Group, chapter: Phrase, paragraphs: &'a [Paragraph], language: Language) -> GroupView<'a> {
    GroupView {
        title: group.title.in_language(language),
        titled: group.title != chapter,
        columns: group.columns.iter().map(|column| column.in_language(language)).collect(),
        paragraphs: paragraphs.iter().filter(|paragraph| group.holds(paragraph)).collect(),
    }
}

/// What stands before the first chapter.
pub(crate) struct Front {
    pub(crate) title: String,
    /// Version, dates and controller, each with its name.
    pub(crate) facts: Vec<(&'static str, String)>,
}

impl Front {
    pub(crate) fn of(document: &Document, language: Language) -> Result<Self, Missing> {
        let none = || Missing::Texts { language, paths: vec!["policy".to_owned()] };
        let header = document.policy.as_ref().ok_or_else(none)?;
        let w = Writer::new(document, language);
        let title = w.say(t::TITLE, &[("name", w.text("policy", "name", &header.name))]).plain();
        let facts = facts(&w, header);
        w.finish()?;
        Ok(Self { title, facts })
    }
}

fn facts(w: &Writer<'_>, header: &Header) -> Vec<(&'static str, String)> {
    let day = |day: (i16, i8, i8)| date(w, day.0, day.1, day.2).plain();
    let (updated, effective) = (header.updated, header.effective);
    let controller = w.document.controller.as_ref().map(|row| w.text("controller", "name", &row.name).plain());
    let mut facts = vec![
        (t::VERSION, header.version.clone()),
        (t::UPDATED, day((updated.year(), updated.month(), updated.day()))),
        (t::EFFECTIVE, day((effective.year(), effective.month(), effective.day()))),
    ];
    facts.extend(controller.map(|name| (t::CONTROLLER_FACT, name)));
    facts.into_iter().map(|(name, value)| (name.in_language(w.language), value)).collect()
}
