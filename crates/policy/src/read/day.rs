//! Days: as TOML has them, and what was meant by what TOML does not have.

use super::{Field, Reader};
use crate::finding::Finding;
use crate::rows::{Fact, Kind};
use jiff::civil::Date;
use toml::{Spanned, de::DeValue};

/// What a text that is not a day was meant to say.
enum Meant {
    /// This day, written another way.
    Day(Date),
    /// A day that no calendar has, and why.
    None(String),
}

impl Field for Date {
    const KIND: Kind = Kind::Date;
    fn read(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let read = value.get_ref().as_datetime().filter(|at| at.time.is_none()).and_then(|at| {
            let day = at.date?;
            let (year, month) = (i16::try_from(day.year).ok()?, i8::try_from(day.month).ok()?);
            Self::new(year, month, i8::try_from(day.day).ok()?).ok()
        });
        if read.is_none() {
            refuse(reader, value);
        }
        read
    }
    fn fact(&self) -> Fact {
        Fact::Date(*self)
    }
}

fn refuse(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) {
    let raw = reader.source.get(value.span()).unwrap_or_default();
    let Some(meant) = meant(raw.trim_matches(['"', '\''])) else {
        return reader.expected(value.span(), "a date such as 2026-05-17, without quotes", value.get_ref());
    };
    let finding = match meant {
        Meant::None(why) => Finding::error("read/date", value.span(), format!("`{raw}` does not exist: {why}"))
            .seen("no such day")
            .help("write a day of the calendar, such as 2026-05-17"),
        Meant::Day(day) => Finding::error("read/date", value.span(), format!("`{raw}` is not written as a day"))
            .seen("expected year-month-day, in digits and without quotes")
            .help(format!("write {day}"))
            .safe_fix(format!("write {day}"), value.span(), day.to_string()),
    };
    reader.report(finding);
}

/// What `text` was meant to say: a year of four digits, a month and a day, however they are parted.
fn meant(text: &str) -> Option<Meant> {
    let text = text.trim().trim_end_matches('日');
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月']).map(str::trim).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let number =
        |part: &str, digits: usize| part.parse::<i16>().ok().filter(|_| part.len() <= digits && part.is_ascii());
    let (year, month, day) = (number(year, 4).filter(|_| year.len() == 4)?, number(month, 2)?, number(day, 2)?);
    let first = i8::try_from(month).ok().and_then(|month| Date::new(year, month, 1).ok());
    let Some(first) = first else {
        return Some(Meant::None("a year has the months 1 to 12".to_owned()));
    };
    let found = i8::try_from(day).ok().and_then(|day| Date::new(year, first.month(), day).ok());
    Some(found.map_or_else(
        || Meant::None(format!("{} has the days 1 to {}", first.strftime("%B %Y"), first.days_in_month())),
        Meant::Day,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<String> {
        meant(text).map(|meant| match meant {
            Meant::Day(day) => day.to_string(),
            Meant::None(why) => why,
        })
    }

    #[test]
    fn days_are_known_however_they_are_written() {
        for text in ["2026-2-3", "2026/02/03", "2026.2.03", "2026年2月3日", " 2026-02-03 "] {
            assert_eq!(said(text).as_deref(), Some("2026-02-03"), "{text}");
        }
    }

    #[test]
    fn a_day_that_no_calendar_has_is_told_why() {
        assert_eq!(said("2026-02-30").as_deref(), Some("February 2026 has the days 1 to 28"));
        assert_eq!(said("2024-02-30").as_deref(), Some("February 2024 has the days 1 to 29"));
        assert_eq!(said("2026-04-00").as_deref(), Some("April 2026 has the days 1 to 30"));
        assert_eq!(said("2026-13-01").as_deref(), Some("a year has the months 1 to 12"));
    }

    #[test]
    fn what_is_no_day_is_left_to_the_others() {
        for text in ["", "soon", "2026", "03/02/2026", "26-02-03", "2026-02-03T10:00:00", "2026--2-3"] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
