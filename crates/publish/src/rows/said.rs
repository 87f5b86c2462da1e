//! Collects the sentences of one paragraph: what is not stated is not said.

use crate::paragraph::Paragraph;
use crate::phrases::Phrase;
use crate::rich::Rich;
use crate::writer::Writer;
use policy::Name;
use policy::read::Text;
use policy::rows::Length;

/// The sentences said so far about the row at `path`.
pub(crate) struct Said<'w, 'd> {
    w: &'w Writer<'d>,
    path: Name,
    said: Vec<Rich>,
}

impl<'w, 'd> Said<'w, 'd> {
    pub(crate) fn of(w: &'w Writer<'d>, path: &Name) -> Self {
        Self { w, path: path.clone(), said: Vec::new() }
    }

    /// A sentence with one slot, unless its filling is empty.
    pub(crate) fn say(mut self, phrase: Phrase, slot: &str, filling: Rich) -> Self {
        self.said.extend(self.w.say_of(phrase, slot, filling));
        self
    }

    /// A sentence without slots, if it holds.
    /// Further sentences.
    pub(crate) fn also(mut self, sentences: Vec<Rich>) -> Self {
        self.said.extend(sentences);
        self
    }

    pub(crate) fn flag(mut self, holds: bool, phrase: Phrase) -> Self {
        self.said.extend(self.w.say_if(holds, phrase));
        self
    }

    /// A sentence around the words under `key`.
    pub(crate) fn text(self, phrase: Phrase, slot: &str, key: &str, text: Option<&Text>) -> Self {
        let words = text.map(|text| self.w.text(&self.path, key, text)).unwrap_or_default();
        self.say(phrase, slot, words)
    }

    /// A sentence that ends in the sentence under `key`.
    pub(crate) fn remark(self, phrase: Phrase, slot: &str, key: &str, text: Option<&Text>) -> Self {
        let words = self.w.remark(&self.path, key, text).unwrap_or_default();
        self.say(phrase, slot, words)
    }

    /// A sentence around the list of texts under `key`.
    pub(crate) fn texts(self, phrase: Phrase, slot: &str, key: &str, texts: &[Text]) -> Self {
        let words = self.w.list(self.w.texts(&self.path, key, texts));
        self.say(phrase, slot, words)
    }

    /// A sentence around a length of time.
    pub(crate) fn period(self, phrase: Phrase, length: Option<&Length>) -> Self {
        let words = length.map(|length| self.w.length(length)).unwrap_or_default();
        self.say(phrase, "period", words)
    }

    /// A sentence around `every …`.
    pub(crate) fn every(self, phrase: Phrase, length: Option<&Length>) -> Self {
        let words = length.map(|length| self.w.every(length)).unwrap_or_default();
        self.say(phrase, "every", words)
    }

    /// A sentence around `within …`.
    pub(crate) fn within(self, phrase: Phrase, length: Option<&Length>) -> Self {
        let words = length.map(|length| self.w.within(length)).unwrap_or_default();
        self.say(phrase, "within", words)
    }

    /// The sentence under `key` itself.
    pub(crate) fn note(mut self, key: &str, text: Option<&Text>) -> Self {
        self.said.extend(self.w.remark(&self.path, key, text));
        self
    }

    /// The sentences, in the order in which they were said.
    pub(crate) fn sentences(self) -> Vec<Rich> {
        self.said
    }

    /// A paragraph that says what it is about, and then the sentences.
    pub(crate) fn about(self, label: &Text) -> Paragraph {
        let lead = self.w.text(&self.path, "label", label);
        Paragraph::prose(self.w, self.path, lead, self.said)
    }
}
