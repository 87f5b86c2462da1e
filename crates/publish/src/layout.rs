//! Which table of the language stands in which chapter, and how.

use crate::paragraph::Paragraph;
use crate::phrases::{Phrase, titles as t};
use crate::rows;
use crate::writer::Writer;
use policy::rows::Language;

/// A chapter of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Who we are.
    Who,
    /// What is held, and what never is.
    Collect,
    /// Why, and by whom.
    Use,
    /// Who else gets it.
    Share,
    /// How long.
    Retain,
    /// Where.
    Place,
    /// How it is protected.
    Protect,
    /// Minors.
    Minors,
    /// Leaks, tampering and loss.
    Incident,
    /// What a person can demand.
    Rights,
    /// What people are told.
    Notice,
    /// Numbers that can be set.
    Settings,
    /// Where to write.
    Contact,
}

impl Section {
    /// The chapter's heading in `language`.
    #[must_use]
    pub fn title(self, language: Language) -> &'static str {
        let chapter = CHAPTERS.iter().find(|chapter| chapter.section == self);
        chapter.map_or("", |chapter| chapter.title.in_language(language))
    }
}

/// The rows of one table of the language within a chapter.
pub(crate) struct Group {
    /// The table's key in the policy file.
    pub(crate) table: &'static str,
    /// Its heading, or the caption of its table.
    pub(crate) title: Phrase,
    /// The columns' heads; none for prose.
    pub(crate) columns: &'static [Phrase],
    write: fn(&Writer<'_>) -> Vec<Paragraph>,
}

/// A chapter with what stands in it.
pub(crate) struct Chapter {
    pub(crate) section: Section,
    pub(crate) id: &'static str,
    pub(crate) title: Phrase,
    pub(crate) groups: &'static [Group],
}

const fn prose(name: &'static str, title: Phrase, write: fn(&Writer<'_>) -> Vec<Paragraph>) -> Group {
    table(name, title, &[], write)
}

const fn table(
    table: &'static str,
    title: Phrase,
    columns: &'static [Phrase],
    write: fn(&Writer<'_>) -> Vec<Paragraph>,
) -> Group {
    Group { table, title, columns, write }
}

/// Every chapter in its order; together they hold every table of the language once.
pub(crate) const CHAPTERS: &[Chapter] = &[
    chapter(
        Section::Who,
        "who",
        t::WHO,
        &[
            prose("policy", t::POLICY, rows::house::policy),
            prose("controller", t::CONTROLLER, rows::house::controller),
            prose("platform", t::PLATFORMS, rows::told::platforms),
            prose("statement", t::STATEMENTS, rows::told::statements),
        ],
    ),
    chapter(
        Section::Collect,
        "collect",
        t::COLLECT,
        &[
            table("data", t::DATA, t::DATA_COLUMNS, rows::data::data),
            table("record", t::RECORDS, t::RECORD_COLUMNS, rows::data::records),
            prose("source", t::SOURCES, rows::decided::sources),
            prose("never", t::NEVER, rows::data::never),
        ],
    ),
    chapter(
        Section::Use,
        "use",
        t::USE,
        &[
            prose("purpose", t::PURPOSES, rows::using::purposes),
            prose("activity", t::ACTIVITIES, rows::data::activities),
            prose("role", t::ROLES, rows::using::roles),
            prose("message", t::MESSAGES, rows::sharing::messages),
            prose("cookie", t::COOKIES, rows::decided::cookies),
            prose("automated", t::AUTOMATED, rows::decided::automated),
            prose("derived", t::DERIVED, rows::decided::derived),
        ],
    ),
    chapter(
        Section::Share,
        "share",
        t::SHARE,
        &[
            table("recipient", t::RECIPIENTS, t::RECIPIENT_COLUMNS, rows::sharing::recipients),
            prose("agreement", t::AGREEMENTS, rows::sharing::agreements),
            prose("ground", t::GROUNDS, rows::sharing::grounds),
        ],
    ),
    chapter(
        Section::Retain,
        "retain",
        t::RETAIN,
        &[
            prose("retention", t::RETENTION, rows::retention::retention),
            prose("criterion", t::CRITERIA, rows::retention::criteria),
            prose("event", t::EVENTS, rows::retention::events),
            prose("log", t::LOGS, rows::retention::logs),
            prose("suppression", t::SUPPRESSIONS, rows::told::suppressions),
        ],
    ),
    chapter(
        Section::Place,
        "place",
        t::PLACE,
        &[prose("transfer", t::TRANSFER, rows::keeping::transfer), prose("place", t::PLACES, rows::keeping::places)],
    ),
    chapter(
        Section::Protect,
        "protect-chapter",
        t::PROTECT,
        &[
            prose("protect", t::PROTECT, rows::keeping::protect),
            prose("alarm", t::ALARMS, rows::keeping::alarms),
            prose("duty", t::DUTIES, rows::told::duties),
        ],
    ),
    chapter(Section::Minors, "minors-chapter", t::MINORS, &[prose("minors", t::MINORS, rows::people::minors)]),
    chapter(
        Section::Incident,
        "incident-chapter",
        t::INCIDENT,
        &[prose("incident", t::INCIDENT, rows::people::incident)],
    ),
    chapter(
        Section::Rights,
        "rights",
        t::RIGHTS,
        &[prose("right", t::RIGHTS, rows::people::rights), prose("refusal", t::REFUSALS, rows::told::refusals)],
    ),
    chapter(
        Section::Notice,
        "notice",
        t::NOTICE,
        &[prose("notice", t::NOTICES, rows::people::notices), prose("change", t::CHANGES, rows::people::changes)],
    ),
    chapter(Section::Settings, "settings", t::SETTINGS, &[prose("setting", t::SETTINGS, rows::house::settings)]),
    chapter(Section::Contact, "contact", t::CONTACT, &[prose("contact", t::CONTACT, rows::house::contacts)]),
];

const fn chapter(section: Section, id: &'static str, title: Phrase, groups: &'static [Group]) -> Chapter {
    Chapter { section, id, title, groups }
}

/// The heading under which the rows of `table` stand.
pub(crate) fn heading(table: &str) -> Option<Phrase> {
    let mut groups = CHAPTERS.iter().flat_map(|chapter| chapter.groups);
    groups.find(|group| group.table == table).map(|group| group.title)
}

/// Every paragraph, in the order of the chapters.
pub(crate) fn write_all(writer: &Writer<'_>) -> Vec<Paragraph> {
    let of_group = |section, group: &Group| {
        let written = (group.write)(writer);
        written.into_iter().map(move |paragraph| Paragraph { section, ..paragraph })
    };
    let groups = CHAPTERS.iter().flat_map(|chapter| chapter.groups.iter().map(|group| (chapter.section, group)));
    groups.flat_map(|(section, group)| of_group(section, group)).collect()
}

impl Group {
    /// Whether `paragraph` stands in this group.
    pub(crate) fn holds(&self, paragraph: &Paragraph) -> bool {
        paragraph.path.split('.').next() == Some(self.table)
    }
}

#[cfg(test)]
mod tests {
    use super::CHAPTERS;
    use policy::rows::Document;
    use std::collections::BTreeSet;

    #[test]
    fn every_table_of_the_language_has_its_place() {
        let placed: Vec<_> = CHAPTERS.iter().flat_map(|chapter| chapter.groups).map(|group| group.table).collect();
        let known: BTreeSet<_> = Document::TABLES.iter().map(|table| table.name).collect();
        assert_eq!(placed.iter().copied().collect::<BTreeSet<_>>(), known);
        assert_eq!(placed.len(), known.len());
    }
}
