//! Reading a calendar file: everything that is wrong with it is found, in the order of the file.

use std::ops::Range;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::official::{FIXED_DAYS_OFF, FIXED_SINCE};
use super::year::{Year, days, is_weekend};
use crate::finding::Finding;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    year: Vec<RawYear>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawYear {
    year: Spanned<i64>,
    source: Spanned<String>,
    off: Spanned<Vec<Spanned<RawOff>>>,
    #[serde(default)]
    work: Option<Spanned<Vec<Spanned<Datetime>>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOff {
    from: Spanned<Datetime>,
    to: Option<Spanned<Datetime>>,
}

/// The years of the file, each once.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Year>, Vec<Finding>> {
    let file = parse(bytes)?;
    let mut faults = Faults::default();
    let mut years: Vec<Year> = Vec::new();
    for raw in &file.year {
        let Some(number) = faults.number(&raw.year) else { continue };
        if years.iter().any(|year| year.number == number) {
            let headline = format!("the year {number} is given twice");
            faults.add("calendar/year-twice", raw.year.span(), headline, "put all of a year into one `[[year]]`");
        }
        years.push(faults.year(number, raw));
    }
    faults.none_or(years)
}

fn parse(bytes: &[u8]) -> Result<RawFile, Vec<Finding>> {
    let unreadable = |span: Range<usize>, what: &str| {
        let finding = Finding::error("calendar/unreadable", span, format!("the calendar cannot be read: {what}"));
        vec![finding.help("write a `[[year]]` with `year`, `source`, `off` and `work` for each year")]
    };
    if bytes.len() > super::BYTES_MAX {
        return Err(unreadable(0..0, &format!("expected at most {} bytes", super::BYTES_MAX)));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|fault| unreadable(fault.valid_up_to()..fault.valid_up_to(), "it is not UTF-8"))?;
    let plain = |error: toml::de::Error| unreadable(error.span().unwrap_or(0..text.len()), error.message().trim_end());
    toml::from_str(text).map_err(plain)
}

/// What was found so far. Its methods note what is wrong and give back what can still be used.
#[derive(Default)]
struct Faults(Vec<Finding>);

impl Faults {
    fn add(&mut self, code: &'static str, span: Range<usize>, headline: String, help: &str) {
        let mut finding = Finding::error(code, span, headline).help(help);
        finding.source = crate::check::rule(code).and_then(crate::check::Rule::source);
        self.0.push(finding);
    }

    fn none_or<T>(mut self, value: T) -> Result<T, Vec<Finding>> {
        if self.0.is_empty() {
            return Ok(value);
        }
        self.0.sort_by_key(|finding| (finding.primary.span.start, finding.primary.span.end));
        Err(self.0)
    }

    fn number(&mut self, raw: &Spanned<i64>) -> Option<i16> {
        let found = *raw.get_ref();
        let number = i16::try_from(found).ok().filter(|year| (1..=9998).contains(year));
        if number.is_none() {
            self.add("calendar/not-a-year", raw.span(), format!("`{found}` is no year"), "write a year from 1 to 9998");
        }
        number
    }

    fn year(&mut self, number: i16, raw: &RawYear) -> Year {
        let known = self.0.len();
        let source = raw.source.get_ref().trim().to_owned();
        if source.is_empty() {
            let help = "name the notice that announced these days, and where it stands";
            self.add("calendar/no-source", raw.source.span(), format!("the year {number} names no source"), help);
        }
        let off = self.off(number, raw.off.get_ref());
        let work = raw.work.as_ref().map_or(&[][..], |work| work.get_ref());
        let work = self.work(number, work, &off);
        let year = Year { number, source, off, work };
        // Of days that could not be read nothing is missing.
        if self.0.len() == known {
            self.whole(&year, raw);
        }
        year
    }

    /// What shows only once every day of the year is known.
    fn whole(&mut self, year: &Year, raw: &RawYear) {
        let number = year.number;
        if year.off.is_empty() {
            let help = "list the days off; no notice has ever had none";
            self.add("calendar/nothing-off", raw.off.span(), format!("the year {number} lists no days off"), help);
            return;
        }
        let fixed = FIXED_DAYS_OFF.iter().filter_map(|(month, day)| Date::new(number, *month, *day).ok());
        let at_work: Vec<String> = fixed.filter(|day| year.is_working_day(*day)).map(|day| day.to_string()).collect();
        if number >= FIXED_SINCE && !at_work.is_empty() {
            let headline =
                format!("people would be at work on {}, statutory holidays of every year", at_work.join(", "));
            self.add("calendar/holiday-at-work", raw.off.span(), headline, "add the days to `off`");
        }
        let free = year.off.iter().filter(|day| !is_weekend(**day)).count();
        if let Some(work) = raw.work.as_ref().filter(|_| year.work.len() > free) {
            let made_up = year.work.len();
            let headline = format!("{made_up} weekend days are made up for, and {free} other days are off");
            let help = "compare both lists with the notice: only what is off can be made up for";
            self.add("calendar/made-up-more", work.span(), headline, help);
        }
    }

    fn off(&mut self, year: i16, raw: &[Spanned<RawOff>]) -> Vec<Date> {
        let mut off = Vec::new();
        for range in raw {
            let RawOff { from: raw_from, to: raw_to } = range.get_ref();
            let from = self.date(year, raw_from);
            let to = raw_to.as_ref().map_or(from, |to| self.date(year, to));
            let (Some(from), Some(to)) = (from, to) else { continue };
            if to < from {
                let headline = format!("the days off run backwards, from {from} to {to}");
                self.add(
                    "calendar/reversed",
                    range.span(),
                    headline,
                    "write the first day in `from`, the last in `to`",
                );
            }
            for date in days(from, to) {
                self.keep_once(&mut off, date, range.span());
            }
        }
        off
    }

    fn work(&mut self, year: i16, raw: &[Spanned<Datetime>], off: &[Date]) -> Vec<Date> {
        let mut work = Vec::new();
        for day in raw {
            let Some(date) = self.date(year, day) else { continue };
            if off.binary_search(&date).is_ok() {
                let headline = format!("{date} is listed as off and as a day at work");
                self.add("calendar/off-and-work", day.span(), headline, "take it out of one of the two");
            } else if !is_weekend(date) {
                let headline =
                    format!("{date} is a {:?}: only a Saturday or a Sunday can be made up for", date.weekday());
                self.add("calendar/not-a-weekend", day.span(), headline, "compare the day with the notice");
            } else {
                self.keep_once(&mut work, date, day.span());
            }
        }
        work
    }

    /// Puts `date` into its place in `days`, which stay sorted.
    fn keep_once(&mut self, days: &mut Vec<Date>, date: Date, span: Range<usize>) {
        match days.binary_search(&date) {
            Ok(_) => self.add("calendar/date-twice", span, format!("{date} is listed twice"), "list each day once"),
            Err(place) => days.insert(place, date),
        }
    }

    /// The date, if it is one and lies in `year`.
    fn date(&mut self, year: i16, raw: &Spanned<Datetime>) -> Option<Date> {
        let Some(date) = civil(raw.get_ref()) else {
            let headline = format!("`{}` is not a date", raw.get_ref());
            self.add("calendar/not-a-date", raw.span(), headline, "write a date such as `2026-10-01`");
            return None;
        };
        if date.year() != year {
            let headline = format!("{date} lies outside {year}");
            self.add("calendar/outside-year", raw.span(), headline, "put it into the `[[year]]` of its own year");
            return None;
        }
        Some(date)
    }
}

/// The calendar date that `raw` is, if it is a date and nothing more.
fn civil(raw: &Datetime) -> Option<Date> {
    let Datetime { date: Some(date), time: None, offset: None } = raw else {
        return None;
    };
    let year = i16::try_from(date.year).ok()?;
    Date::new(year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}
