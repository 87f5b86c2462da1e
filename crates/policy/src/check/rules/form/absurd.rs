//! A number, a period or a day lies far outside anything that can be meant.
//!
//! Why: a slip of the finger would otherwise be kept to the letter.
//!
//! The bounds: days from 1990 to 2100; periods of at most 100 years, and some time at all where something is repeated, kept or
//! open; an age from 1 to 21; codes of 4 to 12 digits with at least one use, try and draw; groups of at least two; at least one
//! value in what an activity takes; a clearance from 1 to 4.
//!
//! Fails:
//!
//! ```toml
//! [policy]
//! effective = 9999-12-31
//! ```
//!
//! ```toml
//! [minors]
//! under = 200
//! ```
//!
//! ```toml
//! [retention.membership]
//! within = "140 years"
//! ```
//!
//! ```toml
//! [protect]
//! backup-every = "at once"
//! ```
//!
//! ```toml
//! [data.door-code]
//! drawn = { digits = 1, uses = 0, tries = 3, draws = 3, window = "10 minutes" }
//! ```
//!
//! ```toml
//! [role.keeper]
//! cleared = 5
//!
//! [protect]
//! grades = { identity = 2, credential = 4, health = 3 }
//! ```
//!
//! Passes:
//!
//! ```toml
//! [policy]
//! effective = 2026-04-01
//!
//! [minors]
//! under = 14
//!
//! [retention.membership]
//! within = "at once"
//! ```
//!
//! Mend: write what was meant; where a law wants more, say so in the row's `basis` and write the bound of the law.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::finding::Span;
use crate::read::RowKeys;
use crate::rows::{Fact, Facts, GRADES, Length};
use crate::time::{Period, Unit};
use jiff::civil::Date;
use std::ops::RangeInclusive;

/// Years in which a policy may have been written or come into force.
const YEARS: RangeInclusive<i16> = 1990..=2100;

/// The longest period, in years.
const YEARS_MAX: u64 = 100;

/// Numbers by key, with the numbers that can be meant.
const NUMBERS: [(&str, RangeInclusive<u32>); 8] = [
    ("under", 1..=21),
    ("group", 2..=1_000_000),
    ("digits", 4..=12),
    ("uses", 1..=1000),
    ("tries", 1..=1000),
    ("draws", 1..=1000),
    ("at", 1..=1_000_000),
    ("cleared", GRADES),
];

/// Periods that cannot be no time at all: of what is repeated, kept or open, by table and key.
const LASTING: [(&str, &str); 16] = [
    ("protect", "backup-every"),
    ("protect", "backup-keep"),
    ("protect", "audit-every"),
    ("protect", "scan-every"),
    ("protect", "grant-at-most"),
    ("protect", "grant-unused"),
    ("protect", "second-factor"),
    ("duty", "every"),
    ("alarm", "within"),
    ("alarm", "locks"),
    ("ground", "review"),
    ("ground", "for"),
    ("activity", "closes-after"),
    ("recipient", "for"),
    ("log", "for"),
    ("suppression", "for"),
];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let places = context.paths();
    for (path, facts) in context.facts() {
        let Some(keys) = places.get(path) else { continue };
        let mut absurd = Absurd { found: &mut *found, path };
        facts.iter().for_each(|(key, fact)| absurd.look(key, fact, &keys.at(key), keys));
    }
}

/// What is absurd in one row.
struct Absurd<'f, 'a> {
    found: &'f mut Findings<'a>,
    path: &'f str,
}

impl Absurd<'_, '_> {
    fn look(&mut self, key: &str, fact: &Fact, span: &Span, keys: &RowKeys) {
        match fact {
            Fact::Date(day) => self.day(key, *day, span),
            Fact::Number(number) => self.number(key, *number, span),
            Fact::Length(Length::Fixed(period)) => self.period(key, *period, span),
            Fact::Map(entries) if key == "takes" => {
                let none = entries.iter().filter(|(_, fact)| **fact == Fact::Number(0));
                none.for_each(|(name, _)| {
                    self.push(&keys.word(key, name), &format!("`{key}` takes no `{name}` at all"), "at least 1")
                });
            }
            Fact::Row(facts) => self.inner(key, facts, span, keys),
            Fact::List(list) => list.iter().for_each(|fact| self.look(key, fact, span, keys)),
            _ => {}
        }
    }

    fn inner(&mut self, key: &str, facts: &Facts, span: &Span, keys: &RowKeys) {
        let place = |inner: &str| if keys.words(key).is_empty() { span.clone() } else { keys.word(key, inner) };
        facts.iter().for_each(|(inner, fact)| self.look(inner, fact, &place(inner), keys));
        if facts.contains(&("window", Fact::Length(Length::Fixed(Period::AT_ONCE)))) {
            self.push(span, &format!("the `window` of `{key}` is no time at all"), "a length of time");
        }
    }

    fn day(&mut self, key: &str, day: Date, span: &Span) {
        if !YEARS.contains(&day.year()) {
            self.push(span, &format!("`{key}` is {day}"), &format!("a year from {} to {}", YEARS.start(), YEARS.end()));
        }
    }

    fn number(&mut self, key: &str, number: u32, span: &Span) {
        let bounds = NUMBERS.iter().find(|(known, _)| *known == key).map(|(_, bounds)| bounds);
        if let Some(bounds) = bounds.filter(|bounds| !bounds.contains(&number)) {
            let expected = format!("a number from {} to {}", bounds.start(), bounds.end());
            self.push(span, &format!("`{key}` is {number}"), &expected);
        }
    }

    fn period(&mut self, key: &str, period: Period, span: &Span) {
        let longest = Period::new(YEARS_MAX, Unit::Year);
        let table = self.path.split('.').next().unwrap_or_default();
        if longest.is_some_and(|longest| longest.shorter_than(&period)) {
            self.push(span, &format!("`{key}` is {period}"), &format!("at most {YEARS_MAX} years"));
        } else if period == Period::AT_ONCE && LASTING.contains(&(table, key)) {
            self.push(span, &format!("`{key}` is no time at all"), "a length of time");
        }
    }

    fn push(&mut self, span: &Span, what: &str, expected: &str) {
        let finding = self.found.at(span.clone(), format!("in `{}`, {what}", self.path));
        self.found.push(finding.seen(format!("expected {expected}")).help("write what was meant"));
    }
}
