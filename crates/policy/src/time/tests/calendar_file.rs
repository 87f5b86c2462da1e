use jiff::civil::date;

use crate::time::{Calendar, CalendarError};

const YEAR_2027: &str = r#"
[[year]]
year = 2027
source = "made up for a test"
off = [{ from = 2027-01-01, to = 2027-01-03 }, { from = 2027-02-05, to = 2027-02-12 }, { from = 2027-05-03 }]
work = [2027-01-31, 2027-02-20]
"#;

fn load(text: &str) -> Result<Calendar, Vec<CalendarError>> {
    Calendar::official().with_years(text)
}

/// One year with these keys; then each fault as its code and the text it points at.
fn faults(keys: &str) -> Vec<(&'static str, String)> {
    faults_of(&format!("[[year]]\n{keys}"))
}

fn faults_of(text: &str) -> Vec<(&'static str, String)> {
    let errors = load(text).unwrap_err();
    errors.iter().map(|e| (e.fault.code(), text.get(e.range.clone()).unwrap().to_owned())).collect()
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
fn a_year_is_replaced_only_on_purpose() {
    let amended = |replaces: &str| {
        format!(
            "[[year]]\nyear = 2026\nsource = \"s\"\n{replaces}\
             off = [{{ from = 2026-12-31 }}]\nwork = [2026-12-26]"
        )
    };
    assert_eq!(faults_of(&amended("")), [("calendar/year-known", "2026".to_owned())]);
    let calendar = load(&amended("replaces = true\n")).unwrap();
    assert_eq!(calendar.is_working_day(date(2026, 12, 31)), (false, false));
    let twice = amended("replaces = true\n").repeat(2).replace("26][", "26]\n[");
    assert_eq!(faults_of(&twice), [("calendar/year-twice", "2026".to_owned())]);
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
    let off = "off = [{ from = 2027-01-01 }]";
    let not_a_year = faults(&format!("year = 40000\nsource = \"s\"\n{off}"));
    assert_eq!(not_a_year, [("calendar/not-a-year", "40000".to_owned())]);
    let no_source = faults(&format!("year = 2027\nsource = \" \"\n{off}"));
    assert_eq!(no_source, [("calendar/no-source", "\" \"".to_owned())]);
}

#[test]
fn what_is_no_calendar_file_is_refused_once() {
    for text in ["", "year = 3", "[[year]]\nyear = 2027", "[[year]", "[[year]]\nyears = 1", "hello"] {
        let codes: Vec<_> = load(text).unwrap_err().iter().map(|e| e.fault.code()).collect();
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
fn faults_read_as_sentences() {
    let text = "[[year]]\nyear = 2027\nsource = \"s\"\noff = [{ from = 2027-01-01 }]\nwork = [2027-01-05]";
    let said = load(text).unwrap_err()[0].to_string();
    assert_eq!(said, "2027-01-05 is a Tuesday: only a Saturday or a Sunday can be made up for");
}
