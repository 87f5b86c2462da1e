use std::cmp::Ordering;

use super::{at, period, shanghai};
use crate::time::{Calendar, Counting, Period, Unit};

#[test]
fn periods_are_read_and_written() {
    for (text, amount, unit, written) in [
        ("7 days", 7, Unit::Day, "7 days"),
        ("10 years", 10, Unit::Year, "10 years"),
        ("5 minutes", 5, Unit::Minute, "5 minutes"),
        ("5 min", 5, Unit::Minute, "5 minutes"),
        ("90 s", 90, Unit::Second, "90 seconds"),
        ("6 months", 6, Unit::Month, "6 months"),
        ("15 working days", 15, Unit::WorkingDay, "15 working days"),
        ("1 working  day", 1, Unit::WorkingDay, "1 working day"),
        ("72 hours", 72, Unit::Hour, "72 hours"),
        ("24 h", 24, Unit::Hour, "24 hours"),
        ("24h", 24, Unit::Hour, "24 hours"),
        ("1 hour", 1, Unit::Hour, "1 hour"),
        (" 007  days ", 7, Unit::Day, "7 days"),
        ("2 weeks", 2, Unit::Week, "2 weeks"),
        ("at once", 0, Unit::Day, "at once"),
        ("200 years", 200, Unit::Year, "200 years"),
    ] {
        let read = period(text);
        assert_eq!((read.amount(), read.unit()), (amount, unit), "{text}");
        assert_eq!(read.to_string(), written);
    }
    assert_eq!(period("at once"), Period::AT_ONCE);
    assert_eq!(format!("{:>8}", period("1 day")), "   1 day");
}

#[test]
fn each_refusal_points_at_its_place() {
    for (text, code, place) in [
        ("", "period/missing", ""),
        ("   ", "period/missing", ""),
        ("soon", "period/not-a-number", "soon"),
        ("1.5 hours", "period/not-a-number", "1.5"),
        (" 1,000 days", "period/not-a-number", "1,000"),
        ("七 days", "period/not-a-number", "七"),
        ("７ days", "period/not-a-number", "７"),
        ("+7 days", "period/not-a-number", "+7"),
        ("-7 days", "period/negative", "-7"),
        ("−7 days", "period/negative", "−7"),
        ("7", "period/no-unit", ""),
        ("7 dayz", "period/unknown-unit", "dayz"),
        ("7 天", "period/unknown-unit", "天"),
        ("7 days 3 hours", "period/unknown-unit", "days 3 hours"),
        (" 0 days", "period/zero", "0 days"),
        ("201 years", "period/too-long", "201 years"),
        ("73051 days", "period/too-long", "73051 days"),
        (" 99999999999999999999999999 days", "period/too-long", "99999999999999999999999999 days"),
    ] {
        let error = text.parse::<Period>().unwrap_err();
        assert_eq!((error.fault.code(), text.get(error.range.clone()).unwrap()), (code, place), "{text}");
    }
}

#[test]
fn refusals_say_what_was_expected() {
    let said = |text: &str| text.parse::<Period>().unwrap_err().to_string();
    assert_eq!(said("7 Days"), "`Days` is not a unit of time: expected `days`");
    assert_eq!(said("7 mnoths"), "`mnoths` is not a unit of time: expected `months`");
    assert_eq!(said("7 business days"), "`business days` is not a unit of time: expected `working days`");
    assert_eq!(
        said("7 fortnights"),
        "`fortnights` is not a unit of time: expected one of `seconds`, `minutes`, `hours`, `days`, \
         `working days`, `weeks`, `months`, `years`"
    );
    assert_eq!(said("7"), "`7` has no unit: expected one, such as `7 days`");
    assert_eq!(said("300 years"), "`300 years` is longer than 200 years: expected at most 200 years");
    assert_eq!(said("0 h"), "`0 h` is no length of time: what happens with the event itself is `at once`");
    assert_eq!(said("-1 day"), "a period cannot be negative, found `-1`");
}

#[test]
fn lengths_are_compared_from_a_beginning() {
    let calendar = Calendar::official();
    let compare =
        |a: &str, b: &str, from: &str| period(a).cmp_from(&period(b), at(from), &shanghai(), &calendar).unwrap();
    assert_eq!(compare("30 days", "1 month", "2026-01-10T00:00"), Ordering::Less);
    assert_eq!(compare("30 days", "1 month", "2026-02-10T00:00"), Ordering::Greater);
    assert_eq!(compare("24 h", "1 day", "2026-02-10T00:00"), Ordering::Equal);
    assert_eq!(compare("12 months", "1 year", "2024-02-29T00:00"), Ordering::Equal);
    assert_eq!(compare("15 working days", "30 days", "2026-02-10T00:00"), Ordering::Less);
}

#[test]
fn mean_lengths_are_in_their_usual_order() {
    for (shorter, longer) in [
        ("at once", "1 second"),
        ("90 seconds", "2 minutes"),
        ("72 hours", "4 days"),
        ("15 working days", "30 days"),
        ("6 days", "1 week"),
        ("30 days", "1 month"),
        ("179 days", "6 months"),
        ("11 months", "1 year"),
    ] {
        assert!(period(shorter).shorter_than(&period(longer)), "{shorter} < {longer}");
        assert!(!period(longer).shorter_than(&period(shorter)), "{shorter} < {longer}");
    }
    assert!(!period("12 months").shorter_than(&period("1 year")));
    assert!(!period("1 year").shorter_than(&period("12 months")));
}

#[test]
fn no_unit_may_exceed_two_hundred_years() {
    for unit in Unit::ALL {
        assert!(Period::new(unit.most(), unit).is_some());
        assert!(Period::new(unit.most() + 1, unit).is_none());
        assert!(Period::new(u64::MAX, unit).is_none());
        let years = Period::new(unit.most(), unit).unwrap().approximate().as_secs() / 31_556_952;
        assert!((199..=200).contains(&years), "{unit:?}: {years}");
    }
}

#[test]
fn counting_is_read_and_written() {
    assert_eq!(Counting::default(), Counting::Instant);
    for way in Counting::ALL {
        assert_eq!(way.to_string().parse(), Ok(way));
    }
    assert_eq!("from  next year".parse(), Ok(Counting::FromNextYear));
    let said = |text: &str| text.parse::<Counting>().unwrap_err().to_string();
    assert_eq!(said("from next yaer"), "`from next yaer` is no way of counting: expected `from next year`");
    assert_eq!(said("weeks"), "`weeks` is no way of counting: expected `days`, `from next year` or `from next month`");
    assert_eq!("".parse::<Counting>().unwrap_err().code(), "counted/unknown");
}

#[test]
fn a_way_of_counting_may_be_idle() {
    assert!(Counting::Days.matters_for(Unit::Month));
    assert!(!Counting::Days.matters_for(Unit::Hour));
    assert!(!Counting::Days.matters_for(Unit::WorkingDay));
    assert!(Counting::FromNextYear.matters_for(Unit::Year));
    assert!(!Counting::Instant.matters_for(Unit::Year));
}
