//! What things are called, and when something is.

use super::Options;
use crate::phrases::{Phrase, Worded, patterns as p};
use crate::rich::Rich;
use crate::writer::{Writer, wording};
use jiff::Timestamp;
use policy::read::Text;
use policy::rows::Document;
use policy::{Name, What};
use std::borrow::Cow;

/// Finds words in one language.
pub(super) struct Names<'a> {
    pub(super) document: &'a Document,
    pub(super) options: &'a Options,
    writer: Writer<'a>,
}

impl<'a> Names<'a> {
    pub(super) fn new(document: &'a Document, options: &'a Options) -> Self {
        Self { document, options, writer: Writer::new(document, options.language) }
    }

    pub(super) fn word(&self, phrase: Phrase) -> &'static str {
        phrase.in_language(self.options.language)
    }

    /// `phrase` with its slots filled.
    pub(super) fn say(&self, phrase: Phrase, slots: &[(&str, &str)]) -> String {
        let slots: Vec<_> = slots.iter().map(|(slot, filling)| (*slot, Rich::text(*filling))).collect();
        self.writer.say(phrase, &slots).plain()
    }

    /// The wording of `text` in the language asked for, or in another one rather than none.
    pub(super) fn text(&self, text: &Text) -> String {
        let any = || text.wordings().map(|(_, wording)| wording).last().unwrap_or_default().to_owned();
        wording(text, self.options.language).map_or_else(any, Cow::into_owned)
    }

    fn label(&self, text: Option<&Text>, name: &Name) -> String {
        text.map_or_else(|| name.to_string(), |text| self.text(text))
    }

    pub(super) fn item(&self, name: &Name) -> String {
        self.label(self.document.data.get(name).map(|row| &row.label), name)
    }

    pub(super) fn record(&self, name: &Name) -> String {
        self.label(self.document.records.get(name).map(|row| &row.label), name)
    }

    pub(super) fn recipient(&self, name: &Name) -> String {
        self.label(self.document.recipients.get(name).map(|row| &row.name), name)
    }

    pub(super) fn purpose(&self, name: &Name) -> String {
        self.label(self.document.purposes.get(name).map(|row| &row.label), name)
    }

    pub(super) fn agreement(&self, name: &Name) -> String {
        self.label(self.document.agreements.get(name).map(|row| &row.label), name)
    }

    fn log(&self, name: &Name) -> String {
        self.label(self.document.logs.get(name).map(|row| &row.label), name)
    }

    fn message(&self, name: &Name) -> String {
        self.label(self.document.messages.get(name).map(|row| &row.label), name)
    }

    fn cookie(&self, name: &Name) -> String {
        self.label(self.document.cookies.get(name).map(|row| &row.label), name)
    }

    fn suppression(&self, name: &Name) -> String {
        self.label(self.document.suppressions.get(name).map(|row| &row.label), name)
    }

    pub(super) fn event(&self, name: &Name) -> String {
        match name.as_str() {
            "entry.written" => self.word(super::words::ENTRY).to_owned(),
            "cookie.stored" => self.word(super::words::STORED).to_owned(),
            "backup.made" => self.word(super::words::BACKUP).to_owned(),
            _ => match self.document.events.get(name) {
                Some(row) => self.text(&row.label),
                None => self.writer.event(name).plain(),
            },
        }
    }

    pub(super) fn fixed(&self, kind: impl Worded, name: &str) -> String {
        self.writer.word(kind, name).plain()
    }

    /// A period in the words of the language; as the policy writes it where it cannot be read.
    pub(super) fn period(&self, written: &str) -> String {
        written.parse().map_or_else(|_| written.to_owned(), |period| self.writer.period(period))
    }

    pub(super) fn comma(&self) -> &'static str {
        self.word(p::COMMA)
    }

    pub(super) fn list(&self, parts: &[String]) -> String {
        parts.join(self.comma())
    }

    /// `2026-05-20 10:00`, with seconds where there are any.
    pub(super) fn instant(&self, at: Timestamp) -> String {
        let there = at.to_zoned(self.options.zone.clone());
        let form = if there.second() == 0 { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d %H:%M:%S" };
        there.strftime(form).to_string()
    }

    /// One thing by itself.
    pub(super) fn what(&self, what: &What) -> String {
        use super::words as w;
        match what {
            What::Item { record, item } => {
                self.say(w::ITEMS_OF, &[("record", &self.record(record)), ("items", &self.item(item))])
            }
            What::Record { record } => self.say(w::WHOLE, &[("record", &self.record(record))]),
            What::Log { log } => self.say(w::WHAT_LOG, &[("log", &self.log(log))]),
            What::Copy { recipient, item } => {
                self.say(w::ITEMS_OF, &[("record", &self.recipient(recipient)), ("items", &self.item(item))])
            }
            What::Backup => self.word(w::WHAT_BACKUP).to_owned(),
            What::Message { message } => self.message(message),
            What::Cookie { cookie } => self.say(w::WHAT_COOKIE, &[("cookie", &self.cookie(cookie))]),
            What::Suppression { suppression } => {
                self.say(w::WHAT_SUPPRESSION, &[("list", &self.suppression(suppression))])
            }
        }
    }
}
