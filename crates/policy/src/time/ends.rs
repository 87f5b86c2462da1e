//! When a period ends, and when an answer is due.

use jiff::civil::{Date, DateTime, Time};
use jiff::{Span, Timestamp, ToSpan, tz::TimeZone};

use super::{Calendar, Counting, Period, TimeError, Unit};

/// The end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct End {
    /// The first instant at which the period is over. For a period that ends at 24:00 of a day, the first
    /// instant of the next day.
    pub at: Timestamp,
    /// True if the date rests on a year whose official calendar is not loaded, and so may move.
    pub provisional: bool,
}

/// When `period`, counted from the event at `from`, ends. For erasure and every other end of data: it never
/// rolls past rest days.
///
/// *Units*: calendar units and days are those of `zone`, the policy's; the calendar is asked for working days
/// only. *Errors*: [`TimeError`] if the end cannot be represented. Never before `from`.
///
/// *Source*: Civil Code 201 (the event's day is not counted; hours run from the moment), 202 (the matching
/// day, or the month's end).
///
/// ```
/// # use jiff::tz::TimeZone;
/// # use policy::time::{Calendar, Counting, ends_at};
/// let shanghai = TimeZone::get("Asia/Shanghai")?;
/// let end = |from: &str, period: &str, counting| -> Result<_, Box<dyn std::error::Error>> {
///     let end = ends_at(from.parse()?, &period.parse()?, counting, &shanghai, &Calendar::official())?;
///     Ok(end.at.to_zoned(shanghai.clone()).datetime().to_string())
/// };
/// let asked = "2026-08-31T10:00:00+08:00";
/// assert_eq!(end(asked, "6 months", Counting::Instant)?, "2027-02-28T10:00:00");
/// assert_eq!(end(asked, "6 months", Counting::Days)?, "2027-03-01T00:00:00"); // 24:00 of the 28th
/// assert_eq!(end(asked, "6 months", Counting::FromNextYear)?, "2027-07-01T00:00:00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn ends_at(
    from: Timestamp,
    period: &Period,
    counting: Counting,
    zone: &TimeZone,
    calendar: &Calendar,
) -> Result<End, TimeError> {
    let term = Term { from, period, zone };
    Ok(term.ending(counting, calendar)?.end)
}

/// By when an answer or a notice counted from the event at `from` is due.
///
/// As [`ends_at`]; but where the last day of a period of days, weeks, months or years is a rest day, it ends
/// at 24:00 of the first working day after. Hours and shorter never roll, nor does `at once`; working days
/// have no need to. A day counted `from the instant` that ends on a working day keeps its time of day.
///
/// *Errors*: [`TimeError`] if the end cannot be represented. Never before [`ends_at`].
///
/// *Source*: Civil Code 203.
///
/// ```
/// # use jiff::tz::TimeZone;
/// # use policy::time::{Calendar, Counting, deadline_at};
/// let shanghai = TimeZone::get("Asia/Shanghai")?;
/// let asked = "2026-09-05T10:00:00+08:00".parse()?;
/// // The thirtieth day, 5 October, lies in the holidays; 8 October is the first working day.
/// let due = deadline_at(asked, &"30 days".parse()?, Counting::Days, &shanghai, &Calendar::official())?;
/// assert_eq!(due.at, "2026-10-09T00:00:00+08:00".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn deadline_at(
    from: Timestamp,
    period: &Period,
    counting: Counting,
    zone: &TimeZone,
    calendar: &Calendar,
) -> Result<End, TimeError> {
    let term = Term { from, period, zone };
    let Ending { end, last } = term.ending(counting, calendar)?;
    let Some(last) = last else {
        return Ok(end);
    };
    let day = calendar.working_day_from(last).map_err(|_| term.beyond())?;
    let at = if day.date == last { end.at } else { term.close_of(day.date)? };
    Ok(End { at, provisional: end.provisional || day.provisional })
}

/// An end, with the day that decides whether a deadline rolls.
struct Ending {
    end: End,
    /// The last day of the period, if it counts days at all.
    last: Option<Date>,
}

/// A period and where it is counted from.
struct Term<'a> {
    from: Timestamp,
    period: &'a Period,
    zone: &'a TimeZone,
}

impl Term<'_> {
    fn ending(&self, counting: Counting, calendar: &Calendar) -> Result<Ending, TimeError> {
        let begin = self.begin(counting)?;
        if let Some(length) = self.period.exact() {
            let start = begin.map_or(Ok(self.from), |first| self.start_of(first))?;
            let at = start.checked_add(length).map_err(|_| self.beyond())?;
            return Ok(Ending { end: End { at, provisional: false }, last: None });
        }
        // Under the Civil Code the day that the period is counted from is the one before its first.
        let day_zero = match begin {
            Some(first) => first.yesterday().map_err(|_| self.beyond())?,
            None => self.event().date(),
        };
        match (self.period.span(), begin, counting) {
            (None, ..) => self.working_days_after(day_zero, calendar),
            // A term that begins with a month ends with one: counted from its first day, not from the last
            // day before it, which may be the 28th.
            (Some(span), Some(first), _) => {
                let after = self.add(first, span)?;
                self.whole_day(after.yesterday().map_err(|_| self.beyond())?, false)
            }
            (Some(span), None, Counting::Instant) => self.same_time_of_day(span),
            (Some(span), None, _) => self.whole_day(self.add(day_zero, span)?, false),
        }
    }

    /// The first day of the term, for the ways of counting that move it.
    fn begin(&self, counting: Counting) -> Result<Option<Date>, TimeError> {
        let day = self.event().date();
        let first = match counting {
            Counting::Instant | Counting::Days => return Ok(None),
            Counting::FromNextYear => self.add(day.first_of_year(), 1.year()),
            Counting::FromNextMonth => self.add(day.first_of_month(), 1.month()),
        };
        first.map(Some)
    }

    fn working_days_after(&self, day: Date, calendar: &Calendar) -> Result<Ending, TimeError> {
        debug_assert_eq!(self.period.unit(), Unit::WorkingDay, "every other unit has a length");
        let amount = self.period.amount();
        let last = calendar.nth_working_day_after(day, amount).map_err(|_| self.beyond())?;
        self.whole_day(last.date, last.provisional)
    }

    fn same_time_of_day(&self, span: Span) -> Result<Ending, TimeError> {
        let there = self.event().checked_add(span).map_err(|_| self.beyond())?;
        let (at, provisional) = (there.timestamp(), false);
        Ok(Ending { end: End { at, provisional }, last: Some(there.date()) })
    }

    fn whole_day(&self, last: Date, provisional: bool) -> Result<Ending, TimeError> {
        let at = self.close_of(last)?;
        Ok(Ending { end: End { at, provisional }, last: Some(last) })
    }

    /// 24:00 of `day`.
    fn close_of(&self, day: Date) -> Result<Timestamp, TimeError> {
        self.start_of(day.tomorrow().map_err(|_| self.beyond())?)
    }

    /// The first instant of `day`; where clocks skip midnight, the first that exists.
    fn start_of(&self, day: Date) -> Result<Timestamp, TimeError> {
        let midnight = DateTime::from_parts(day, Time::midnight());
        self.zone.to_timestamp(midnight).map_err(|_| self.beyond())
    }

    fn add(&self, day: Date, span: Span) -> Result<Date, TimeError> {
        day.checked_add(span).map_err(|_| self.beyond())
    }

    fn event(&self) -> jiff::Zoned {
        self.from.to_zoned(self.zone.clone())
    }

    fn beyond(&self) -> TimeError {
        TimeError::EndOutOfRange { from: self.from, period: *self.period }
    }
}
