//! Reading a calendar file: every error is collected, in order of place.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::year::{Year, days, is_weekend};
use super::{CalendarError, CalendarFault};

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
    work: Vec<Spanned<Datetime>>,
    #[serde(default)]
    replaces: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOff {
    from: Spanned<Datetime>,
    to: Option<Spanned<Datetime>>,
}

/// The years of `text`, to be added to those `known`.
pub(super) fn read(text: &str, known: &BTreeMap<i16, Year>) -> Result<Vec<Year>, Vec<CalendarError>> {
    let file: RawFile = toml::from_str(text).map_err(|error| vec![unreadable(text, &error)])?;
    let mut faults = Faults::default();
    let mut years: Vec<Year> = Vec::new();
    for raw in &file.year {
        let Some(number) = faults.number(&raw.year) else {
            continue;
        };
        if years.iter().any(|year| year.number == number) {
            faults.add(raw.year.span(), CalendarFault::YearTwice { year: number });
        } else if known.contains_key(&number) && !raw.replaces {
            faults.add(raw.year.span(), CalendarFault::YearKnown { year: number });
        }
        years.push(faults.year(number, raw));
    }
    faults.none_or(years)
}

fn unreadable(text: &str, error: &toml::de::Error) -> CalendarError {
    let message = error.message().to_owned();
    let range = error.span().unwrap_or(0..text.len());
    CalendarError { range, fault: CalendarFault::Unreadable { message } }
}

/// The faults found so far. Its methods note what is wrong and give back what can still be used.
#[derive(Default)]
struct Faults(Vec<CalendarError>);

impl Faults {
    fn add(&mut self, range: Range<usize>, fault: CalendarFault) {
        self.0.push(CalendarError { range, fault });
    }

    fn none_or<T>(mut self, value: T) -> Result<T, Vec<CalendarError>> {
        if self.0.is_empty() {
            return Ok(value);
        }
        self.0.sort_by_key(|error| (error.range.start, error.range.end));
        Err(self.0)
    }

    fn number(&mut self, raw: &Spanned<i64>) -> Option<i16> {
        let found = *raw.get_ref();
        let number = i16::try_from(found).ok().filter(|year| (1..=9998).contains(year));
        if number.is_none() {
            self.add(raw.span(), CalendarFault::NotAYear { found });
        }
        number
    }

    fn year(&mut self, number: i16, raw: &RawYear) -> Year {
        let source = raw.source.get_ref().trim().to_owned();
        if source.is_empty() {
            self.add(raw.source.span(), CalendarFault::NoSource { year: number });
        }
        if raw.off.get_ref().is_empty() {
            self.add(raw.off.span(), CalendarFault::NothingOff { year: number });
        }
        let off = self.off(number, raw.off.get_ref());
        let work = self.work(number, &raw.work, &off);
        Year { number, source, off, work }
    }

    fn off(&mut self, year: i16, raw: &[Spanned<RawOff>]) -> Vec<Date> {
        let mut off = Vec::new();
        for range in raw {
            let RawOff { from: raw_from, to: raw_to } = range.get_ref();
            let from = self.date(year, raw_from);
            let to = raw_to.as_ref().map_or(from, |to| self.date(year, to));
            let (Some(from), Some(to)) = (from, to) else {
                continue;
            };
            if to < from {
                self.add(range.span(), CalendarFault::Reversed { from, to });
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
            let Some(date) = self.date(year, day) else {
                continue;
            };
            if off.binary_search(&date).is_ok() {
                self.add(day.span(), CalendarFault::OffAndWork { date });
            } else if !is_weekend(date) {
                self.add(day.span(), CalendarFault::NotAWeekend { date });
            } else {
                self.keep_once(&mut work, date, day.span());
            }
        }
        work
    }

    /// Puts `date` into its place in `days`, which stay sorted.
    fn keep_once(&mut self, days: &mut Vec<Date>, date: Date, range: Range<usize>) {
        match days.binary_search(&date) {
            Ok(_) => self.add(range, CalendarFault::DateTwice { date }),
            Err(place) => days.insert(place, date),
        }
    }

    /// The date, if it is one and lies in `year`.
    fn date(&mut self, year: i16, raw: &Spanned<Datetime>) -> Option<Date> {
        let Some(date) = civil(raw.get_ref()) else {
            let found = raw.get_ref().to_string();
            self.add(raw.span(), CalendarFault::NotADate { found });
            return None;
        };
        if date.year() != year {
            self.add(raw.span(), CalendarFault::OutsideYear { date, year });
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
