use jiff::civil::{Date, date};

use crate::time::{Calendar, TimeError, WorkingDay};

#[test]
fn each_known_year_has_248_working_days() {
    let calendar = Calendar::official();
    for year in [2025, 2026] {
        let days = date(year, 1, 1).series(jiff::Span::new().days(1)).take(365);
        assert_eq!(days.filter(|day| calendar.is_working_day(*day) == (true, false)).count(), 248);
    }
}

#[test]
fn fifteen_working_days_after_each_start_of_the_facts() {
    let calendar = Calendar::official();
    for (start, due) in [
        (date(2025, 1, 20), date(2025, 2, 14)),
        (date(2025, 9, 24), date(2025, 10, 21)),
        (date(2025, 12, 31), date(2026, 1, 22)),
        (date(2026, 2, 9), date(2026, 3, 6)),
        (date(2026, 2, 13), date(2026, 3, 12)),
        (date(2026, 4, 27), date(2026, 5, 20)),
        (date(2026, 9, 18), date(2026, 10, 15)),
        (date(2026, 9, 30), date(2026, 10, 27)),
    ] {
        let found = calendar.nth_working_day_after(start, 15).unwrap();
        assert_eq!(found, WorkingDay { date: due, provisional: false }, "from {start}");
    }
}

#[test]
fn made_up_days_are_at_work_and_days_off_are_not() {
    let calendar = Calendar::official();
    for day in ["2025-01-26", "2025-10-11", "2026-01-04", "2026-02-28", "2026-10-10"] {
        assert_eq!(calendar.is_working_day(day.parse().unwrap()), (true, false), "{day}");
    }
    for day in ["2025-01-28", "2025-10-08", "2026-01-02", "2026-02-23", "2026-09-25", "2026-10-11"] {
        assert_eq!(calendar.is_working_day(day.parse().unwrap()), (false, false), "{day}");
    }
}

#[test]
fn an_unknown_year_goes_by_weekdays_and_fixed_days_and_says_so() {
    let calendar = Calendar::official();
    for (day, works) in [
        (date(2027, 1, 1), false),
        (date(2027, 1, 4), true),
        (date(2027, 1, 9), false),
        (date(2027, 2, 8), true), // Spring Festival moves, so nobody knows yet
        (date(2028, 5, 2), false),
        (date(2029, 10, 3), false),
        (date(2029, 10, 4), true),
    ] {
        assert_eq!(calendar.is_working_day(day), (works, true), "{day}");
    }
}

#[test]
fn a_count_that_crosses_into_an_unknown_year_is_provisional() {
    let calendar = Calendar::official();
    let day = |n| calendar.nth_working_day_after(date(2026, 12, 28), n).unwrap();
    assert_eq!(day(3), WorkingDay { date: date(2026, 12, 31), provisional: false });
    assert_eq!(day(4), WorkingDay { date: date(2027, 1, 4), provisional: true });
    assert_eq!(day(0), WorkingDay { date: date(2026, 12, 28), provisional: false });
    // Once an unknown day was looked at, no later certain day mends it.
    let from_2024 = calendar.nth_working_day_after(date(2024, 12, 30), 5).unwrap();
    assert_eq!(from_2024, WorkingDay { date: date(2025, 1, 7), provisional: true });
}

#[test]
fn the_last_day_of_time_is_an_error() {
    let after = Date::MAX;
    let found = Calendar::official().nth_working_day_after(after, 1);
    assert_eq!(found, Err(TimeError::DayOutOfRange { after }));
    assert_eq!(found.unwrap_err().code(), "time/day-out-of-range");
}

#[test]
fn the_years_known_are_listed_with_their_source() {
    let calendar = Calendar::default();
    let years: Vec<_> = calendar.years().map(|(year, source)| (year, source.contains("gov.cn"))).collect();
    assert_eq!(years, [(2025, true), (2026, true)]);
    assert!(calendar.knows(2026) && !calendar.knows(2027));
}
