//! The notices of the State Council that are built in.

use jiff::civil::{Date, date};

use super::year::{Year, days, is_weekend};

/// The statutory holidays that fall on the same day every year, as (month, day): what is off in a year whose
/// notice is not loaded. Spring Festival, Qingming, Dragon Boat and Mid-Autumn move, and are not among them.
///
/// *Source*: Measures for holidays on festivals and memorial days, as amended from 2025-01-01 (State Council
/// Order 795): New Year 1 day, Labour Day 2 days, National Day 3 days.
pub const FIXED_DAYS_OFF: [(i8, i8); 6] = [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)];

/// The year from which on [`FIXED_DAYS_OFF`] are what they are.
pub(super) const FIXED_SINCE: i16 = 2025;

/// One notice, as it was published.
struct Notice {
    year: i16,
    source: &'static str,
    /// Rows of days off: first and last day.
    off: &'static [(Date, Date)],
    /// Days made up for.
    work: &'static [Date],
}

const NOTICES: [Notice; 2] = [
    Notice {
        year: 2025,
        source: "国务院办公厅关于2025年部分节假日安排的通知, gov.cn content_6986383",
        off: &[
            (date(2025, 1, 1), date(2025, 1, 1)),
            (date(2025, 1, 28), date(2025, 2, 4)),
            (date(2025, 4, 4), date(2025, 4, 6)),
            (date(2025, 5, 1), date(2025, 5, 5)),
            (date(2025, 5, 31), date(2025, 6, 2)),
            (date(2025, 10, 1), date(2025, 10, 8)),
        ],
        work: &[date(2025, 1, 26), date(2025, 2, 8), date(2025, 4, 27), date(2025, 9, 28), date(2025, 10, 11)],
    },
    Notice {
        year: 2026,
        source: "国务院办公厅关于2026年部分节假日安排的通知 (2025-11-04), gov.cn content_7047091",
        off: &[
            (date(2026, 1, 1), date(2026, 1, 3)),
            (date(2026, 2, 15), date(2026, 2, 23)),
            (date(2026, 4, 4), date(2026, 4, 6)),
            (date(2026, 5, 1), date(2026, 5, 5)),
            (date(2026, 6, 19), date(2026, 6, 21)),
            (date(2026, 9, 25), date(2026, 9, 27)),
            (date(2026, 10, 1), date(2026, 10, 7)),
        ],
        work: &[
            date(2026, 1, 4),
            date(2026, 2, 14),
            date(2026, 2, 28),
            date(2026, 5, 9),
            date(2026, 9, 20),
            date(2026, 10, 10),
        ],
    },
];

/// The years that are built in. A test reads them back through the checks of a calendar file.
pub(super) fn years() -> impl Iterator<Item = Year> {
    NOTICES.iter().map(|notice| Year {
        number: notice.year,
        source: notice.source.to_owned(),
        off: notice.off.iter().flat_map(|(from, to)| days(*from, *to)).collect(),
        work: notice.work.to_vec(),
    })
}

/// Monday to Friday minus the fixed days off.
pub(super) fn is_usual_working_day(date: Date) -> bool {
    !is_weekend(date) && !FIXED_DAYS_OFF.contains(&(date.month(), date.day()))
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;
    use crate::time::Calendar;

    #[test]
    fn what_is_built_in_passes_the_checks_of_a_file() {
        let mut text = String::new();
        for Notice { year, source, off, work } in &NOTICES {
            let off: Vec<_> = off.iter().map(|(a, b)| format!("{{ from = {a}, to = {b} }}")).collect();
            let work: Vec<_> = work.iter().map(Date::to_string).collect();
            writeln!(text, "[[year]]\nyear = {year}\nsource = \"{source}\"").unwrap();
            writeln!(text, "off = [{}]\nwork = [{}]", off.join(", "), work.join(", ")).unwrap();
        }
        assert_eq!(Calendar::unknown().with_years(text.as_bytes()), Ok(Calendar::official()));
    }
}
