use jiff::{Timestamp, tz::TimeZone};

use super::{at, counted, period, shanghai};
use crate::time::{Calendar, Counting, End, TimeError, deadline_at, ends_at};

fn ends(from: &str, of: &str, how: &str) -> End {
    ends_at(at(from), &period(of), counted(how), &shanghai(), &Calendar::official()).unwrap()
}

fn due(from: &str, of: &str, how: &str) -> End {
    deadline_at(at(from), &period(of), counted(how), &shanghai(), &Calendar::official()).unwrap()
}

fn certain(local: &str) -> End {
    End { at: at(local), provisional: false }
}

#[test]
fn ends_of_each_way_of_counting() {
    for (from, of, how, end) in [
        ("2026-08-31T10:00", "6 months", "from the instant", "2027-02-28T10:00"),
        ("2024-02-29T08:00", "1 year", "from the instant", "2025-02-28T08:00"),
        ("2026-05-20T09:30", "7 days", "from the instant", "2026-05-27T09:30"),
        ("2026-05-20T09:30", "2 weeks", "from the instant", "2026-06-03T09:30"),
        ("2026-05-20T09:30", "5 minutes", "from the instant", "2026-05-20T09:35"),
        ("2026-05-20T09:30", "72 hours", "days", "2026-05-23T09:30"),
        ("2026-05-20T09:30", "at once", "from the instant", "2026-05-20T09:30"),
        ("2026-05-20T09:30", "at once", "days", "2026-05-20T09:30"),
        ("2026-05-20T09:30", "7 days", "days", "2026-05-28T00:00"),
        ("2026-05-20T23:59:59", "7 days", "days", "2026-05-28T00:00"),
        ("2026-05-20T00:00", "7 days", "days", "2026-05-28T00:00"),
        ("2026-08-31T10:00", "6 months", "days", "2027-03-01T00:00"),
        ("2026-05-20T09:30", "10 years", "from next year", "2037-01-01T00:00"),
        ("2026-12-31T23:59:59", "10 years", "from next year", "2037-01-01T00:00"),
        ("2027-01-01T00:00", "10 years", "from next year", "2038-01-01T00:00"),
        ("2026-01-31T09:30", "1 month", "from next month", "2026-03-01T00:00"),
        ("2026-05-20T09:30", "30 days", "from next month", "2026-07-01T00:00"),
        ("2026-12-20T09:30", "3 months", "from next month", "2027-04-01T00:00"),
        ("2026-05-20T09:30", "at once", "from next year", "2027-01-01T00:00"),
        ("2026-05-20T09:30", "2 hours", "from next month", "2026-06-01T02:00"),
        ("2026-09-18T17:00", "15 working days", "from the instant", "2026-10-16T00:00"),
        ("2026-09-18T17:00", "15 working days", "days", "2026-10-16T00:00"),
        ("2026-01-20T17:00", "1 working day", "from next month", "2026-02-03T00:00"),
    ] {
        assert_eq!(ends(from, of, how), certain(end), "{of} from {from} counted {how}");
    }
}

#[test]
fn an_erasure_never_rolls_and_a_deadline_does() {
    for (from, of, how, end, deadline) in [
        // 5 October lies in the holidays; the first working day is the 8th.
        ("2026-09-05T10:00", "30 days", "from the instant", "2026-10-05T10:00", "2026-10-09T00:00"),
        ("2026-09-05T10:00", "30 days", "days", "2026-10-06T00:00", "2026-10-09T00:00"),
        // A Friday keeps its time of day.
        ("2026-05-20T10:00", "2 days", "from the instant", "2026-05-22T10:00", "2026-05-22T10:00"),
        // A Saturday rolls to Monday; one that is made up for (9 May) does not.
        ("2026-05-20T10:00", "3 days", "days", "2026-05-24T00:00", "2026-05-26T00:00"),
        ("2026-05-06T10:00", "3 days", "days", "2026-05-10T00:00", "2026-05-10T00:00"),
        // A month that ends on a Sunday.
        ("2026-04-20T10:00", "1 month", "from next month", "2026-06-01T00:00", "2026-06-02T00:00"),
        ("2026-04-24T10:00", "1 month", "days", "2026-05-25T00:00", "2026-05-26T00:00"),
    ] {
        assert_eq!(ends(from, of, how), certain(end), "{of} from {from} counted {how}");
        assert_eq!(due(from, of, how), certain(deadline), "{of} from {from} counted {how}");
    }
}

#[test]
fn hours_at_once_and_working_days_never_roll() {
    for of in ["72 hours", "5 minutes", "90 seconds", "at once", "15 working days"] {
        let friday_before_the_holidays = "2026-09-30T18:00";
        assert_eq!(due(friday_before_the_holidays, of, "days"), ends(friday_before_the_holidays, of, "days"));
    }
}

#[test]
fn what_rests_on_an_unknown_year_is_provisional() {
    assert!(due("2026-12-20T10:00", "15 working days", "days").provisional);
    assert!(due("2026-12-20T10:00", "30 days", "days").provisional);
    assert!(!due("2026-12-20T10:00", "72 hours", "days").provisional);
    // Saturday 26 December 2026 rolls inside the known year.
    assert_eq!(due("2026-12-20T10:00", "6 days", "days"), certain("2026-12-29T00:00"));
    // An erasure asks no calendar, unless it counts working days.
    assert!(!ends("2026-12-20T10:00", "30 days", "days").provisional);
    assert!(ends("2026-12-20T10:00", "15 working days", "days").provisional);
}

#[test]
fn hours_are_exact_and_days_are_days_where_clocks_change() {
    let new_york = TimeZone::get("America/New_York").unwrap();
    let from: Timestamp = "2026-03-07T12:00-05:00".parse().unwrap();
    let end = |of: &str, how| ends_at(from, &period(of), how, &new_york, &Calendar::official()).unwrap().at;
    let instant = |text: &str| text.parse::<Timestamp>().unwrap();
    assert_eq!(end("1 day", Counting::Instant), instant("2026-03-08T12:00-04:00"));
    assert_eq!(end("24 h", Counting::Instant), instant("2026-03-08T13:00-04:00"));
    assert_eq!(end("1 day", Counting::Days), instant("2026-03-09T00:00-04:00"));
}

#[test]
fn a_midnight_that_clocks_skip_begins_with_the_first_instant_there_is() {
    let cairo = TimeZone::get("Africa/Cairo").unwrap();
    let from = "2026-04-22T10:00+02:00".parse().unwrap();
    let end = ends_at(from, &period("1 day"), Counting::Days, &cairo, &Calendar::official()).unwrap();
    // 24 April 2026 begins at 01:00 summer time.
    assert_eq!(end.at, "2026-04-24T01:00+03:00".parse().unwrap());
}

#[test]
fn an_end_beyond_the_calendar_is_an_error() {
    let (zone, calendar) = (shanghai(), Calendar::official());
    for of in ["1 second", "1 hour", "1 day", "1 week", "1 month", "200 years", "1 working day", "6311520000 s"] {
        for how in Counting::ALL {
            let (from, of) = (Timestamp::MAX, period(of));
            let beyond = Err(TimeError::EndOutOfRange { from, period: of });
            assert_eq!(ends_at(from, &of, how, &zone, &calendar), beyond);
            assert_eq!(deadline_at(from, &of, how, &zone, &calendar), beyond);
        }
    }
    let said = TimeError::EndOutOfRange { from: Timestamp::MAX, period: period("1 day") };
    assert!(said.to_string().starts_with("`1 day` from 9999-12-30T22:00:00"));
}
