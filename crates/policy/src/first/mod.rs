//! A first policy: the sample of the language, cut to what a product does.
//!
//! *Shape of the sample* (`sample/first.toml`): a policy in which `"$word"` is an answer. `#? a|b` behind a line keeps the line, and
//! behind a header its table with the comments above, where one of the conditions holds: a kind of data that is collected, a rule
//! set, an audience; `!` turns one round. `#en` and `#zh` begin a comment in that language. The kinds of data are those of its
//! own `[data.*]` tables, so that no kind is named here.

mod blame;

use crate::read::read;
use jiff::civil::Date;
use std::collections::BTreeSet;

const SAMPLE: &str = include_str!("../../sample/first.toml");

/// What somebody answers who begins a policy.
#[derive(Debug, Clone)]
pub struct Answers {
    /// The product's id.
    pub id: String,
    /// What people call the product.
    pub name: String,
    /// The legal name of who decides why and how.
    pub controller: String,
    /// Its postal address.
    pub address: String,
    /// Its country, ISO 3166-1 alpha-2.
    pub country: String,
    /// Who represents it in China, with contact, where its seat is elsewhere.
    pub representative: Option<String>,
    /// Where people write.
    pub email: String,
    /// The zone in which days are counted.
    pub time_zone: String,
    /// `business` or `consumer`.
    pub audience: String,
    /// The languages of the document; the first one's comments are written.
    pub languages: Vec<String>,
    /// The rule sets.
    pub rules: Vec<String>,
    /// The kinds of data that are collected, of [`kinds`].
    pub collects: Vec<String>,
    /// The day of the version.
    pub today: Date,
}

/// A kind of data that a first policy knows: its name, and what people call it in Chinese and in English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// As it is answered.
    pub name: String,
    /// In Chinese.
    pub chinese: String,
    /// In English.
    pub english: String,
}

/// The kinds of data of which a first policy can be made, in the order of the sample.
#[must_use]
pub fn kinds() -> Vec<Kind> {
    let Ok(sample) = read(SAMPLE.as_bytes()) else {
        return Vec::new();
    };
    let mut rows: Vec<_> = sample.document.data.iter().collect();
    rows.sort_by_key(|(_, row)| row.keys.row.start);
    let wording = |row: &crate::rows::Data, language| row.label.in_language(language).unwrap_or_default().to_owned();
    rows.into_iter()
        .map(|(name, row)| Kind {
            name: name.to_string(),
            chinese: wording(row, "zh-Hans"),
            english: wording(row, "en"),
        })
        .collect()
}

impl Answers {
    /// The policy, laid out. That it has no finding is for the caller to see: an answer can be one.
    #[must_use]
    pub fn policy(&self) -> String {
        let holding = self.conditions();
        let chinese = self.languages.first().is_some_and(|first| first.starts_with("zh"));
        let mut lines: Vec<String> = Vec::new();
        let mut paragraphs = SAMPLE.split("\n\n").peekable();
        while let Some(paragraph) = paragraphs.next() {
            if kept(paragraph, &holding) {
                let kept = paragraph.lines().filter_map(|line| self.line(line, &holding, chinese));
                lines.extend(kept);
            }
            if paragraphs.peek().is_some() {
                lines.push(String::new());
            }
        }
        let text = lines.join("\n");
        crate::formatted(text.as_bytes()).unwrap_or(text)
    }

    fn conditions(&self) -> BTreeSet<&str> {
        let lists = self.collects.iter().chain(&self.rules).map(String::as_str);
        let represented = self.representative.iter().map(|_| "representative");
        lists.chain([self.audience.as_str()]).chain(represented).collect()
    }

    /// A line of the sample as it stands in the policy, if it does.
    fn line(&self, line: &str, holding: &BTreeSet<&str>, chinese: bool) -> Option<String> {
        for (mark, wanted) in [("#zh ", chinese), ("#en ", !chinese)] {
            if let Some(comment) = line.strip_prefix(mark) {
                return wanted.then(|| format!("# {comment}"));
            }
        }
        let (line, condition) = condition(line);
        condition.is_none_or(|condition| holds(condition, holding)).then(|| self.filled(line))
    }

    fn filled(&self, line: &str) -> String {
        let (day, nobody) = (self.today.to_string(), String::new());
        let lists = [("\"$languages\"", &self.languages), ("\"$rules\"", &self.rules)];
        let texts = [
            ("\"$id\"", &self.id),
            ("\"$name\"", &self.name),
            ("\"$today\"", &day),
            ("\"$controller\"", &self.controller),
            ("\"$address\"", &self.address),
            ("\"$country\"", &self.country),
            ("\"$representative\"", self.representative.as_ref().unwrap_or(&nobody)),
            ("\"$email\"", &self.email),
            ("\"$time-zone\"", &self.time_zone),
            ("\"$audience\"", &self.audience),
        ];
        // A line holds one answer at most, and what was answered is not looked through again.
        let listed = |words: &[String]| words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", ");
        let answers = texts.map(|(slot, text)| (slot, quoted(text))).into_iter();
        let answers = answers.chain(lists.map(|(slot, words)| (slot, listed(words)))).chain([("$date", day.clone())]);
        let found = answers.into_iter().find(|(slot, _)| line.contains(slot));
        found.map_or_else(|| line.to_owned(), |(slot, text)| line.replacen(slot, &text, 1))
    }
}

/// Whether a paragraph of the sample stands in the policy: its header's condition, if it has one.
fn kept(paragraph: &str, holding: &BTreeSet<&str>) -> bool {
    let header = paragraph.lines().find(|line| line.starts_with('['));
    header.and_then(|header| condition(header).1).is_none_or(|condition| holds(condition, holding))
}

fn condition(line: &str) -> (&str, Option<&str>) {
    line.split_once(" #? ").map_or((line, None), |(line, condition)| (line, Some(condition)))
}

fn holds(condition: &str, holding: &BTreeSet<&str>) -> bool {
    condition.split('|').any(|word| match word.strip_prefix('!') {
        Some(absent) => !holding.contains(absent),
        None => holding.contains(word),
    })
}

/// Text as TOML writes it in quotes.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            _ if letter.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(letter))),
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}
