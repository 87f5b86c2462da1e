//! The official working-day calendar: which days people are at work.

mod official;
mod text;
mod year;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::TimeError;
use crate::finding::Finding;
pub use official::FIXED_DAYS_OFF;
use year::Year;

/// The largest calendar file that is read. *Units*: bytes.
pub const BYTES_MAX: usize = 256 * 1024;

/// A day at work, and whether that is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WorkingDay {
    /// The day.
    pub date: Date,
    /// True if a year whose calendar is not loaded was looked at to find it.
    pub provisional: bool,
}

/// The working days of China, year by year.
///
/// A day is a working day if the notice of its year makes it one: Monday to Friday except the days off, and
/// the weekend days that are made up for. A year without a notice goes by Monday to Friday except
/// [`FIXED_DAYS_OFF`], and every answer that rests on it is *provisional*. The notice of a year usually
/// comes in November of the year before; until it is loaded, clocks that cross into that year say so.
///
/// *Source*: notices of the General Office of the State Council; 2025 and 2026 are built in, later ones come from a
/// file ([`Calendar::with_years`]).
///
/// ```
/// use jiff::civil::date;
/// use policy::time::Calendar;
///
/// let calendar = Calendar::official();
/// assert_eq!(calendar.is_working_day(date(2026, 2, 14)), (true, false)); // a Saturday made up for
/// assert_eq!(calendar.is_working_day(date(2026, 2, 16)), (false, false)); // a Monday off
/// assert_eq!(calendar.is_working_day(date(2027, 2, 8)), (true, true)); // nobody knows yet
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeMap<i16, Year>,
}

impl Default for Calendar {
    /// The calendar that is built in.
    fn default() -> Self {
        Self::official()
    }
}

impl Calendar {
    /// The official calendars that are built in: 2025 and 2026.
    #[must_use]
    pub fn official() -> Self {
        let years = official::years().map(|year| (year.number, year)).collect();
        Self { years }
    }

    /// A calendar that knows no year; every answer is provisional.
    #[must_use]
    pub const fn unknown() -> Self {
        Self { years: BTreeMap::new() }
    }

    /// With the years of a calendar file in the place of those that are known, and beside them.
    ///
    /// *Shape*: TOML, at most [`BYTES_MAX`] bytes, one `[[year]]` for each year, days as TOML dates. `off` holds one
    /// entry for each row of days off (`to` may be left out for a single day), `work` the weekend days that are made
    /// up for, `source` where the notice stands.
    ///
    /// ```
    /// # use jiff::civil::date;
    /// # use policy::time::Calendar;
    /// let calendar = Calendar::official().with_years(br#"
    ///     [[year]]
    ///     year = 2027
    ///     source = "made up for this example"
    ///     off = [{ from = 2027-01-01, to = 2027-01-03 }, { from = 2027-05-03 }, { from = 2027-10-01 }]
    ///     work = [2027-05-08]
    /// "#).unwrap();
    /// assert_eq!(calendar.is_working_day(date(2027, 5, 8)), (true, false));
    /// ```
    ///
    /// *Errors*: everything that is wrong with the file, in its order, and never an empty list. The codes
    /// `calendar/*` are among the rules, with a page each.
    pub fn with_years(mut self, file: &[u8]) -> Result<Self, Vec<Finding>> {
        self.years.extend(text::read(file)?.into_iter().map(|year| (year.number, year)));
        Ok(self)
    }

    /// The years that are known, in order, each with where its notice stands.
    pub fn years(&self) -> impl Iterator<Item = (i16, &str)> {
        self.years.iter().map(|(number, year)| (*number, year.source.as_str()))
    }

    /// Whether the official calendar of `year` is loaded.
    #[must_use]
    pub fn knows(&self, year: i16) -> bool {
        self.years.contains_key(&year)
    }

    /// Whether people work on `date`; and whether that is provisional, because its year is not known.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> (bool, bool) {
        match self.years.get(&date.year()) {
            Some(year) => (year.is_working_day(date), false),
            None => (official::is_usual_working_day(date), true),
        }
    }

    /// The `n`-th working day after `date`, which itself is not counted; for zero, `date` itself.
    ///
    /// *Errors*: [`TimeError::DayOutOfRange`] if the days that can be represented end before.
    pub fn nth_working_day_after(&self, date: Date, n: u64) -> Result<WorkingDay, TimeError> {
        let mut day = WorkingDay { date, provisional: false };
        for _ in 0..n {
            let next = day.date.tomorrow().map_err(|_| TimeError::DayOutOfRange { after: date })?;
            let found = self.working_day_from(next)?;
            day = WorkingDay { provisional: day.provisional || found.provisional, ..found };
        }
        Ok(day)
    }

    /// The first working day from `date` on: `date` itself if people work on it.
    ///
    /// *Errors*: [`TimeError::DayOutOfRange`] if the days that can be represented end before.
    pub fn working_day_from(&self, date: Date) -> Result<WorkingDay, TimeError> {
        let mut day = WorkingDay { date, provisional: false };
        loop {
            let (works, provisional) = self.is_working_day(day.date);
            day.provisional |= provisional;
            if works {
                return Ok(day);
            }
            day.date = day.date.tomorrow().map_err(|_| TimeError::DayOutOfRange { after: date })?;
        }
    }
}
