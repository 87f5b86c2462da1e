use jiff::civil::date;

use crate::Finding;
use crate::time::{CALENDAR_BYTES_MAX, Calendar};

const YEAR_2027: &str = r#"
[[year]]
year = 2027
source = "made up for a test"
off = [{ from = 2027-01-01, to = 2027-01-03 }, { from = 2027-02-05, to = 2027-02-12 }, { from = 2027-05-03 }, { from = 2027-10-01, to = 2027-10-07 }]
work = [2027-01-31, 2027-02-20]
"#;

fn load(text: &str) -> Result<Calendar, Vec<Finding>> {
    Calendar::official().with_years(text.as_bytes())
}

/// One year with these keys; then each fault as its code and the text it points at.
fn faults(keys: &str) -> Vec<(&'static str, String)> {
    faults_of(&format!("[[year]]\n{keys}"))
}

fn faults_of(text: &str) -> Vec<(&'static str, String)> {
    let errors = load(text).unwrap_err();
    errors.iter().map(|e| (e.code, text.get(e.primary.span.clone()).unwrap().to_owned())).collect()
}

#[test]
fn a_loaded_year_is_certain() {
    let calendar = load(YEAR_2027).unwrap();
    assert_eq!(calendar.is_working_day(date(2027, 2, 8)), (false, false));
    assert_eq!(calendar.is_working_day(date(2027, 5, 3)), (false, false));
    assert_eq!(calendar.is_working_day(date(2027, 5, 4)), (true, false));
    assert_eq!(calendar.is_working_day(date(2027, 2, 20)), (true, false));
    let due = calendar.nth_working_day_after(date(2026, 12, 28), 4).unwrap();
    assert_eq!((due.date, due.provisional), (date(2027, 1, 4), false));
}

#[test]
fn the_year_of_the_file_takes_the_place_of_the_one_built_in() {
    let amended = "[[year]]\nyear = 2026\nsource = \"amended\"\noff = [{ from = 2026-01-01 }, { from = 2026-05-01 }, \
                   { from = 2026-10-01, to = 2026-10-05 }, { from = 2026-12-31 }]\nwork = [2026-12-26]";
    let calendar = load(amended).unwrap();
    assert_eq!(calendar.is_working_day(date(2026, 12, 31)), (false, false));
    assert_eq!(calendar.is_working_day(date(2026, 12, 26)), (true, false));
    assert_eq!(calendar.is_working_day(date(2026, 2, 16)), (true, false), "nothing is left of the year built in");
    assert_eq!(calendar.is_working_day(date(2025, 1, 28)), (false, false), "the other year stays");
    let years: Vec<_> = calendar.years().collect();
    assert_eq!(years[1], (2026, "amended"));
}

#[test]
fn each_contradiction_is_refused_at_its_place() {
    let head = "year = 2027\nsource = \"s\"\n";
    for (rest, code, place) in [
        (
            "off = [{ from = 2027-01-03, to = 2027-01-01 }]",
            "calendar/reversed",
            "{ from = 2027-01-03, to = 2027-01-01 }",
        ),
        ("off = [{ from = 2026-12-31, to = 2027-01-01 }]", "calendar/outside-year", "2026-12-31"),
        ("off = [{ from = 2027-01-01 }]\nwork = [2028-01-01]", "calendar/outside-year", "2028-01-01"),
        ("off = [{ from = 2027-01-01 }]", "calendar/holiday-at-work", "[{ from = 2027-01-01 }]"),
        (
            "off = [{ from = 2027-01-01 }, { from = 2027-10-01 }]\nwork = [2027-01-09, 2027-10-09, 2027-10-16]",
            "calendar/made-up-more",
            "[2027-01-09, 2027-10-09, 2027-10-16]",
        ),
        ("off = [{ from = 2027-01-01 }, { from = 2027-01-01 }]", "calendar/date-twice", "{ from = 2027-01-01 }"),
        ("off = [{ from = 2027-01-01 }]\nwork = [2027-01-09, 2027-01-09]", "calendar/date-twice", "2027-01-09"),
        ("off = [{ from = 2027-01-01, to = 2027-01-03 }]\nwork = [2027-01-02]", "calendar/off-and-work", "2027-01-02"),
        ("off = [{ from = 2027-01-01 }]\nwork = [2027-01-05]", "calendar/not-a-weekend", "2027-01-05"),
        ("off = []", "calendar/nothing-off", "[]"),
        ("off = [{ from = 2027-01-01T10:00:00 }]", "calendar/not-a-date", "2027-01-01T10:00:00"),
        ("off = [{ from = 10:00:00 }]", "calendar/not-a-date", "10:00:00"),
    ] {
        assert_eq!(faults(&format!("{head}{rest}")), [(code, place.to_owned())]);
    }
}

#[test]
fn heads_of_a_year_are_checked() {
    let off = "off = [{ from = 2027-01-01 }, { from = 2027-10-01 }]";
    let twice = faults_of(&format!("[[year]]\nyear = 2027\nsource = \"s\"\n{off}\n").repeat(2));
    assert_eq!(twice, [("calendar/year-twice", "2027".to_owned())]);
    let not_a_year = faults(&format!("year = 40000\nsource = \"s\"\n{off}"));
    assert_eq!(not_a_year, [("calendar/not-a-year", "40000".to_owned())]);
    let no_source = faults(&format!("year = 2027\nsource = \" \"\n{off}"));
    assert_eq!(no_source, [("calendar/no-source", "\" \"".to_owned())]);
}

#[test]
fn what_is_no_calendar_file_is_refused_once() {
    for text in ["", "year = 3", "[[year]]\nyear = 2027", "[[year]", "[[year]]\nyears = 1", "hello"] {
        let codes: Vec<_> = load(text).unwrap_err().iter().map(|e| e.code).collect();
        assert_eq!(codes, ["calendar/unreadable"], "{text}");
    }
    assert_eq!(faults("year = 2027\nsource = \"s\"\noff = [{ from = 2027-02-30 }]")[0].0, "calendar/unreadable");
}

#[test]
fn all_faults_are_told_in_order_of_place() {
    let found = faults(
        "year = 2027\nsource = \"\"\nwork = [2027-01-02, 2027-01-05]\noff = [{ from = 2027-01-02, to = 2026-01-01 }, { from = 2027-01-02 }]",
    );
    let codes: Vec<_> = found.iter().map(|(code, _)| *code).collect();
    assert_eq!(
        codes,
        ["calendar/no-source", "calendar/off-and-work", "calendar/not-a-weekend", "calendar/outside-year"]
    );
}

#[test]
fn what_is_found_says_what_is_wrong_and_what_to_do() {
    let text = "[[year]]\nyear = 2027\nsource = \"s\"\noff = [{ from = 2027-01-01 }]\nwork = [2027-01-05]";
    let found = &load(text).unwrap_err()[0];
    assert_eq!(found.headline, "2027-01-05 is a Tuesday: only a Saturday or a Sunday can be made up for");
    assert_eq!(found.help.as_deref(), Some("compare the day with the notice"));
    let text = "[[year]]\nyear = 2028\nsource = \"s\"\noff = [{ from = 2028-10-01, to = 2028-10-07 }]";
    let found = &load(text).unwrap_err()[0];
    assert_eq!(
        found.headline, "people would be at work on 2028-05-01, 2028-05-02, statutory holidays of every year",
        "1 January is a Saturday"
    );
    assert!(found.source.is_some_and(|source| source.contains("795")));
}

#[test]
fn before_the_measures_a_second_of_may_could_be_at_work() {
    let text = "[[year]]\nyear = 2007\nsource = \"s\"\noff = [{ from = 2007-01-01 }, { from = 2007-05-01 }]";
    assert!(load(text).is_ok());
}

#[test]
fn bytes_that_are_no_calendar_are_refused() {
    let code = |bytes: &[u8]| Calendar::official().with_years(bytes).unwrap_err()[0].headline.clone();
    assert_eq!(code(b"[[year]]\n\xff"), "the calendar cannot be read: it is not UTF-8");
    let long = vec![b'#'; CALENDAR_BYTES_MAX + 1];
    assert_eq!(code(&long), "the calendar cannot be read: expected at most 262144 bytes");
}
