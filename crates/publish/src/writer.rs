//! Writes names, lists and lengths in one language, and remembers what it could not.

use crate::missing::Missing;
use crate::phrases::{Kind, Phrase, Worded, patterns as p, words};
use crate::rich::{Piece, Rich};
use crate::traditional::{traditional, traditional_phrase};
use policy::Name;
use policy::read::Text;
use policy::rows::{Document, Language, Length, path};
use policy::time::{Period, Unit};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The wording of `text` in `language`; Traditional Chinese that is not stated follows from the Simplified.
#[must_use]
pub fn wording(text: &Text, language: Language) -> Option<Cow<'_, str>> {
    let derived = || match language {
        Language::Traditional => text.in_language(Language::Simplified.as_str()).map(traditional),
        _ => None,
    };
    text.in_language(language.as_str()).map(Cow::Borrowed).or_else(derived)
}

/// Writes one document in one language.
pub(crate) struct Writer<'a> {
    pub(crate) document: &'a Document,
    pub(crate) language: Language,
    missing: RefCell<BTreeSet<String>>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(document: &'a Document, language: Language) -> Self {
        Self { document, language, missing: RefCell::default() }
    }

    /// Every text that was asked for and is not there.
    pub(crate) fn finish(self) -> Result<(), Missing> {
        let paths: Vec<_> = self.missing.into_inner().into_iter().collect();
        let language = self.language;
        if paths.is_empty() { Ok(()) } else { Err(Missing::Texts { language, paths }) }
    }

    /// The wording of `text`, which stands under `key` of the row at `row`.
    pub(crate) fn text(&self, row: &str, key: &str, text: &Text) -> Rich {
        let wording = wording(text, self.language);
        if wording.is_none() {
            self.missing.borrow_mut().insert(format!("{row}.{key}"));
        }
        Rich::text(wording.unwrap_or_default())
    }

    /// A text that is a sentence of its own, if it is given.
    pub(crate) fn remark(&self, row: &str, key: &str, text: Option<&Text>) -> Option<Rich> {
        text.map(|text| self.sentence(self.text(row, key, text)))
    }

    /// A list of texts.
    pub(crate) fn texts(&self, row: &str, key: &str, texts: &[Text]) -> Vec<Rich> {
        texts.iter().map(|text| self.text(row, key, text)).collect()
    }

    /// `phrase` with its slots filled.
    pub(crate) fn say(&self, phrase: Phrase, slots: &[(&str, Rich)]) -> Rich {
        let mut said = Rich::default();
        for (at, part) in phrase.in_language(self.language).split(['{', '}']).enumerate() {
            // Every second part stood between braces.
            let slot = slots.iter().find(|(name, _)| at % 2 == 1 && *name == part);
            debug_assert!(at % 2 == 0 || slot.is_some(), "no filling for `{part}`");
            // A filling that ends in a stop of its own (`Example Ltd.`) brings the pattern's with it.
            let stop = p::STOP.in_language(self.language);
            let rest = part.strip_prefix(stop).filter(|_| self.is_sentence(&said)).unwrap_or(part);
            said = said.then(slot.map_or_else(|| Rich::text(rest), |(_, filling)| filling.clone()));
        }
        said
    }

    /// `phrase` with one slot, unless its filling is empty: what is not stated is not said.
    pub(crate) fn say_of(&self, phrase: Phrase, slot: &str, filling: Rich) -> Option<Rich> {
        (!filling.is_empty()).then(|| self.say(phrase, &[(slot, filling)]))
    }

    /// `phrase`, if `said`.
    pub(crate) fn say_if(&self, said: bool, phrase: Phrase) -> Option<Rich> {
        said.then(|| self.say(phrase, &[]))
    }

    /// The word of the language called `name`; a name that nobody has worded is shown as it is.
    pub(crate) fn word(&self, kind: impl Worded, name: &str) -> Rich {
        kind.phrase(name).map_or_else(|| Rich::code(name), |phrase| Rich::text(phrase.in_language(self.language)))
    }

    /// The word for what kind a row is of. A name that nobody has worded is left out: it would say nothing to a reader that the
    /// row's label does not, and `check` has told its author.
    pub(crate) fn kind(&self, kind: impl Worded, name: &str) -> Rich {
        kind.phrase(name).map(|phrase| Rich::text(phrase.in_language(self.language))).unwrap_or_default()
    }

    /// A count, if one is given.
    pub(crate) fn count(&self, count: Option<u32>) -> Rich {
        count.map(|count| Rich::text(count.to_string())).unwrap_or_default()
    }

    /// `a, b and c`.
    pub(crate) fn list(&self, parts: Vec<Rich>) -> Rich {
        self.joined(parts, [p::AND, p::AND_BESIDE_AND])
    }

    /// `a, b or c`.
    pub(crate) fn either(&self, parts: Vec<Rich>) -> Rich {
        self.joined(parts, [p::OR, p::OR_BESIDE_OR])
    }

    /// With the first of `last` before the last part, or the second where a part has such a word of its own; parts with
    /// commas of their own are told apart by semicolons.
    fn joined(&self, parts: Vec<Rich>, last: [Phrase; 2]) -> Rich {
        let outer: Vec<_> = parts.iter().map(|part| without_asides(&part.plain())).collect();
        let any = |marks: Phrase| {
            let mut marks = marks.in_language(self.language).split('|');
            marks.any(|mark| outer.iter().any(|part| part.contains(mark)))
        };
        if any(p::COMMAS) && parts.len() > 1 {
            return self.series(parts);
        }
        let [plain, heavy] = last;
        let last = if any(p::ANDS) { heavy } else { plain };
        Rich::join(parts, p::COMMA.in_language(self.language), last.in_language(self.language))
    }

    /// `name (note)`; a name that ends in a note of its own has both in one pair of brackets.
    pub(crate) fn aside(&self, name: Rich, note: Rich) -> Rich {
        let closing = p::CLOSING.in_language(self.language);
        match name.without_end(closing) {
            Some(open) => self.say(p::ASIDE_BESIDE_ASIDE, &[("name", open), ("note", note)]),
            None => self.say(p::ASIDE, &[("name", name), ("note", note)]),
        }
    }

    fn is_sentence(&self, words: &Rich) -> bool {
        words.ends_in(p::STOPS.in_language(self.language))
    }

    /// `a; b; c`, for parts with commas of their own.
    pub(crate) fn series(&self, parts: Vec<Rich>) -> Rich {
        let semicolon = p::SEMICOLON.in_language(self.language);
        Rich::join(parts, semicolon, semicolon)
    }

    /// The words called `names`.
    pub(crate) fn words<'n>(&self, kind: impl Worded + Copy, names: impl IntoIterator<Item = &'n Name>) -> Rich {
        self.list(names.into_iter().map(|name| self.word(kind, name)).collect())
    }

    /// Sentences, one after the other.
    pub(crate) fn run(&self, sentences: Vec<Rich>) -> Rich {
        let said = sentences.into_iter().filter(|sentence| !sentence.is_empty()).collect();
        let space = p::SPACE.in_language(self.language);
        Rich::join(said, space, space)
    }

    /// `words`, with a final stop.
    pub(crate) fn sentence(&self, words: Rich) -> Rich {
        let stop = if self.is_sentence(&words) { "" } else { p::STOP.in_language(self.language) };
        words.then(Rich::text(stop))
    }

    /// What the row `name` of `table` is called, leading to it.
    pub(crate) fn label(&self, table: &str, name: &Name) -> Rich {
        let label = self.label_of(table, name).and_then(|label| wording(label, self.language));
        label.map_or_else(|| Rich::code(name.as_str()), |label| Rich::link(path(table, name), label))
    }

    /// What the row at `path` is called: its label, what it covers, or the heading of its chapter where it has neither.
    pub(crate) fn promise(&self, path: &Name) -> Rich {
        match path.split_once('.') {
            Some(("retention", rule)) => self.rule(path, &Name::from(rule)),
            Some((table, name)) => self.label(table, &Name::from(name)),
            None => {
                let heading = crate::layout::heading(path);
                heading.map_or_else(
                    || Rich::code(path.as_str()),
                    |title| Rich::link(path.clone(), title.in_language(self.language)),
                )
            }
        }
    }

    /// What a retention rule is called, by the first that it covers.
    fn rule(&self, path: &Name, rule: &Name) -> Rich {
        let covers = self.document.retention.get(rule).map(|row| row.covers.as_slice()).unwrap_or_default();
        let Some(first) = covers.first() else { return Rich::code(path.as_str()) };
        let phrase = if covers.len() == 1 { p::RULE_OF } else { p::RULE_OF_MORE };
        self.say(phrase, &[("what", self.held(first))]).leading_to(path)
    }

    /// What is held: a record, a data item, or `record.item` by its record.
    pub(crate) fn held(&self, name: &Name) -> Rich {
        let name = Name::from(name.split_once('.').map_or(name.as_str(), |(record, _)| record));
        let table = if self.document.records.contains_key(&name) { "record" } else { "data" };
        self.label(table, &name)
    }

    /// What is held under `names`, each as [`Self::held`] calls it.
    pub(crate) fn all_held(&self, names: &[Name]) -> Rich {
        self.list(names.iter().map(|name| self.held(name)).collect())
    }

    /// What the purposes `names` are called: they are told in verbs, and told apart by semicolons.
    pub(crate) fn purposes<'n>(&self, names: impl IntoIterator<Item = &'n Name>) -> Rich {
        self.series(names.into_iter().map(|name| self.label("purpose", name)).collect())
    }

    /// What the rows `names` of `table` are called.
    pub(crate) fn labels<'n>(&self, table: &str, names: impl IntoIterator<Item = &'n Name>) -> Rich {
        self.list(names.into_iter().map(|name| self.label(table, name)).collect())
    }

    fn label_of(&self, table: &str, name: &Name) -> Option<&'a Text> {
        let d = self.document;
        match table {
            "data" => d.data.get(name).map(|row| &row.label),
            "record" => d.records.get(name).map(|row| &row.label),
            "activity" => d.activities.get(name).map(|row| &row.label),
            "role" => d.roles.get(name).map(|row| &row.label),
            "purpose" => d.purposes.get(name).map(|row| &row.label),
            "agreement" => d.agreements.get(name).map(|row| &row.label),
            "event" => d.events.get(name).map(|row| &row.label),
            "criterion" => d.criteria.get(name).map(|row| &row.label),
            "contact" => d.contacts.get(name).map(|row| &row.label),
            "recipient" => d.recipients.get(name).map(|row| &row.name),
            "platform" => d.platforms.get(name).map(|row| &row.label),
            "right" => d.rights.get(name).map(|row| &row.label),
            "change" => d.changes.get(name).map(|row| &row.label),
            "never" => d.never.get(name).map(|row| &row.label),
            "message" => d.messages.get(name).map(|row| &row.label),
            "notice" => d.notices.get(name).map(|row| &row.label),
            "ground" => d.grounds.get(name).map(|row| &row.label),
            "cookie" => d.cookies.get(name).map(|row| &row.label),
            "automated" => d.automated.get(name).map(|row| &row.label),
            "duty" => d.duties.get(name).map(|row| &row.label),
            "alarm" => d.alarms.get(name).map(|row| &row.label),
            "log" => d.logs.get(name).map(|row| &row.label),
            "place" => d.places.get(name).map(|row| &row.label),
            "setting" => d.settings.get(name).map(|row| &row.label),
            "statement" => d.statements.get(name).map(|row| &row.label),
            "derived" => d.derived.get(name).map(|row| &row.label),
            "source" => d.sources.get(name).map(|row| &row.label),
            "refusal" => d.refusals.get(name).map(|row| &row.label),
            "suppression" => d.suppressions.get(name).map(|row| &row.label),
            _ => None,
        }
    }

    /// `subject`, or `role.name`.
    pub(crate) fn actor(&self, name: &Name) -> Rich {
        match name.strip_prefix("role.") {
            Some(role) => self.label("role", &Name::from(role)),
            None => self.word(Kind::Who, name),
        }
    }

    /// What happened: one of the engine's own events, or one that the policy declares.
    pub(crate) fn event(&self, name: &Name) -> Rich {
        match Kind::Event.phrase(name) {
            Some(phrase) => Rich::text(phrase.in_language(self.language)),
            None => self.label("event", name),
        }
    }

    /// A desk with its address.
    pub(crate) fn contact(&self, name: &Name) -> Rich {
        let Some(row) = self.document.contacts.get(name) else {
            return Rich::code(name.as_str());
        };
        let desk = self.label("contact", name);
        match &row.email {
            Some(email) => self.aside(desk, Rich::of(Piece::Mail(email.clone()))),
            None => desk,
        }
    }

    /// `once`, `3 times`.
    pub(crate) fn times(&self, count: u32) -> Rich {
        if count == 1 {
            self.say(p::ONCE, &[])
        } else {
            self.say(p::TIMES, &[("count", Rich::text(count.to_string()))])
        }
    }

    /// A length of time; one that is left to a setting leads to it.
    pub(crate) fn length(&self, length: &Length) -> Rich {
        self.length_as(length, |period| self.period(period))
    }

    /// `every month`, `every 3 months`.
    pub(crate) fn every(&self, length: &Length) -> Rich {
        let period = self.length_as(length, |period| match (self.language, period.amount()) {
            (Language::English, 1) => period.to_string().trim_start_matches("1 ").to_owned(),
            (_, 1) => self.one(period.unit()).to_owned(),
            _ => self.period(period),
        });
        self.say(p::EVERY, &[("period", period)])
    }

    fn length_as(&self, length: &Length, write: impl Fn(Period) -> String) -> Rich {
        match length {
            Length::Fixed(period) => Rich::text(write(*period)),
            Length::Setting(name) => match self.document.settings.get(name).map(|row| &row.default) {
                Some(Length::Fixed(period)) => Rich::link(path("setting", name), write(*period)),
                _ => Rich::code(format!("setting.{name}")),
            },
        }
    }

    /// `within 7 days`, or `at once`.
    pub(crate) fn within(&self, length: &Length) -> Rich {
        let words = self.length(length);
        if self.is_at_once(length) { words } else { self.say(p::WITHIN, &[("period", words)]) }
    }

    /// Whether nothing is waited for.
    pub(crate) fn is_at_once(&self, length: &Length) -> bool {
        match length {
            Length::Fixed(period) => period.is_at_once(),
            Length::Setting(name) => {
                let default = self.document.settings.get(name).map(|row| &row.default);
                matches!(default, Some(Length::Fixed(period)) if period.is_at_once())
            }
        }
    }

    pub(crate) fn period(&self, period: Period) -> String {
        if period.is_at_once() {
            return p::AT_ONCE.in_language(self.language).to_owned();
        }
        let unit = words::unit(period.unit());
        match self.language {
            Language::English => period.to_string(),
            Language::Simplified => format!("{} {unit}", period.amount()),
            Language::Traditional => format!("{} {}", period.amount(), traditional_phrase(unit)),
        }
    }

    /// The unit where it stands without a number, in Chinese.
    fn one(&self, unit: Unit) -> &'static str {
        let unit = words::unit(unit).trim_start_matches('个');
        if self.language == Language::Traditional { traditional_phrase(unit) } else { unit }
    }
}

/// `text` without what it has in brackets or in quotation marks.
fn without_asides(text: &str) -> String {
    let mut depth = 0_u32;
    let outer = |letter: &char| {
        let opens = "(（“「《[".contains(*letter);
        let closes = ")）”」》]".contains(*letter);
        depth = if opens { depth + 1 } else { depth };
        let outer = depth == 0;
        depth = if closes { depth.saturating_sub(1) } else { depth };
        outer
    };
    text.chars().filter(outer).collect()
}
