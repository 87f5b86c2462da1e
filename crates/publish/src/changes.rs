//! What changed since the last version, in short sentences for people.

use crate::missing::Missing;
use crate::paragraph::Paragraph;
use crate::phrases::{Phrase, patterns as p, titles as t};
use crate::rich::Rich;
use crate::writer::Writer;
use policy::Name;
use policy::diff::{Change, Effect, Presence, diff};
use policy::rows::{Document, Fact, Facts, Language, Length};
use policy::time::Period;
use std::collections::BTreeMap;

/// What people are told of one promise that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The promise's path, which is its anchor in the version that has it.
    pub path: Name,
    /// Which way it goes for people.
    pub effect: Effect,
    /// What is said, without markup.
    pub text: String,
}

/// What changed from `old` to `new`, promise by promise; what was only worded anew is left out.
///
/// # Errors
/// [`Missing`] with every text of either version that has no wording in `language`.
pub fn changes(old: &Document, new: &Document, language: Language) -> Result<Vec<Said>, Missing> {
    let changed = diff(old, new, None).changes;
    let sides = Sides { old: Side::of(old, language)?, new: Side::of(new, language)? };
    let meant = changed.iter().filter(|change| change.effect != Effect::Reworded);
    Ok(meant.filter_map(|change| sides.say(change)).collect())
}

/// As [`changes`], as a section of a Markdown document.
///
/// # Errors
/// As [`changes`].
pub fn changes_markdown(old: &Document, new: &Document, language: Language) -> Result<String, Missing> {
    let said = changes(old, new, language)?;
    let none = p::CHANGES_NONE.in_language(language).to_owned();
    let lines: Vec<String> = said.iter().map(|said| format!("- {}", crate::markdown::escape(&said.text))).collect();
    let body = if lines.is_empty() { none } else { lines.join("\n") };
    Ok(format!("## {}\n\n{body}\n", t::SINCE.in_language(language)))
}

/// One version with its paragraphs.
struct Side<'a> {
    document: &'a Document,
    writer: Writer<'a>,
    paragraphs: BTreeMap<Name, Paragraph>,
    facts: BTreeMap<Name, Facts>,
}

impl<'a> Side<'a> {
    fn of(document: &'a Document, language: Language) -> Result<Self, Missing> {
        let paragraphs = crate::paragraphs(document, language)?;
        let paragraphs = paragraphs.into_iter().map(|paragraph| (paragraph.path.clone(), paragraph)).collect();
        Ok(Self { document, writer: Writer::new(document, language), paragraphs, facts: document.facts() })
    }

    /// The length under `key` of the promise, and what it comes to.
    fn length(&self, path: &Name, key: &str) -> Option<(Period, Rich)> {
        let (_, fact) = self.facts.get(path)?.iter().find(|(known, _)| *known == key)?;
        let Fact::Length(length) = fact else {
            return None;
        };
        let fixed = match length {
            Length::Fixed(period) => Some(*period),
            Length::Setting(name) => match self.document.settings.get(name)?.default {
                Length::Fixed(period) => Some(period),
                Length::Setting(_) => None,
            },
        };
        Some((fixed?, self.writer.length(length)))
    }
}

/// Both versions.
struct Sides<'a> {
    old: Side<'a>,
    new: Side<'a>,
}

impl Sides<'_> {
    /// What is said of `change`; nothing of a promise that stands in no document.
    fn say(&self, change: &Change) -> Option<Said> {
        let of = |side: &Side<'_>| side.paragraphs.get(&change.path).cloned();
        let text = match change.presence {
            Presence::Added => self.whole(p::CHANGES_NEW, &of(&self.new)?),
            Presence::Removed => self.whole(p::CHANGES_GONE, &of(&self.old)?),
            Presence::Kept => {
                let paragraph = of(&self.new)?;
                self.longer(change, &paragraph).unwrap_or_else(|| self.whole(p::CHANGES_NOW, &paragraph))
            }
        };
        Some(Said { path: change.path.clone(), effect: change.effect, text })
    }

    fn whole(&self, phrase: Phrase, paragraph: &Paragraph) -> String {
        let w = &self.new.writer;
        w.sentence(w.say(phrase, &[("what", Rich::text(paragraph.text.replace(" | ", " ")))])).plain()
    }

    /// A change of nothing but a length: longer or shorter, from what to what.
    fn longer(&self, change: &Change, paragraph: &Paragraph) -> Option<String> {
        let [field] = change.fields.as_slice() else {
            return None;
        };
        let old = self.old.length(&change.path, &field.key)?;
        let new = self.new.length(&change.path, &field.key)?;
        let phrase = if old.0.shorter_than(&new.0) {
            p::CHANGES_LONGER
        } else if new.0.shorter_than(&old.0) {
            p::CHANGES_SHORTER
        } else {
            return None;
        };
        let w = &self.new.writer;
        let what = Rich::text(paragraph.name()?);
        Some(w.say(phrase, &[("what", what), ("old", old.1), ("new", new.1)]).plain())
    }
}
