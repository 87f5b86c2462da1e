//! One year of the official calendar.

use jiff::civil::{Date, Weekday};

/// One year, as its notice gives it. Made only by [`super::text`] and [`super::official`], which hold
/// every rule of a well-formed year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Year {
    pub(super) number: i16,
    /// Where the notice stands.
    pub(super) source: String,
    /// Days off, weekends within them included; sorted, each once.
    pub(super) off: Vec<Date>,
    /// Weekend days that are made up for; sorted, each once.
    pub(super) work: Vec<Date>,
}

impl Year {
    pub(super) fn is_working_day(&self, date: Date) -> bool {
        if is_weekend(date) { self.work.binary_search(&date).is_ok() } else { self.off.binary_search(&date).is_err() }
    }
}

pub(super) fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Every day from `from` to `to`, both included; none if `to` is earlier.
pub(super) fn days(from: Date, to: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(move |day| *day <= to)
}
