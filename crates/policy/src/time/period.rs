//! A length of time as a policy states it.

use std::cmp::Ordering;
use std::fmt;

use jiff::{SignedDuration, Span, Timestamp, tz::TimeZone};

use super::{Calendar, Counting, TimeError, Unit, ends_at};

/// A length of time as a policy states it: an amount of one unit, or "at once".
///
/// *Shape*: written `7 days`, `15 working days`, `72 hours`, `at once`. Zero of any unit is `at once`, and is not written otherwise.
/// *Units*: see [`Unit`]; at most 200 years, so that no promise outlives what arithmetic can carry
/// (73,050 days, 49,600 working days, and so on: [`Unit::most`]).
///
/// Two periods are equal when they are written alike: `7 days` is not `1 week`. Which is longer can depend
/// on where it begins (`30 days`, `1 month`), so there is no order but [`Period::cmp_from`].
///
/// ```
/// use policy::time::{Period, Unit};
///
/// let period: Period = "24 h".parse()?;
/// assert_eq!((period.amount(), period.unit()), (24, Unit::Hour));
/// assert_eq!(period.to_string(), "24 hours");
/// assert_eq!("at once".parse::<Period>()?, Period::AT_ONCE);
/// # Ok::<(), policy::time::PeriodError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    amount: u64,
    unit: Unit,
}

impl Period {
    /// No time at all: what is promised happens with the event itself. *Shape*: amount 0, unit `Day`.
    pub const AT_ONCE: Self = Self { amount: 0, unit: Unit::Day };

    /// `amount` of `unit`; nothing if that is longer than 200 years. Zero of any unit is [`Self::AT_ONCE`].
    #[must_use]
    pub const fn new(amount: u64, unit: Unit) -> Option<Self> {
        if amount == 0 {
            Some(Self::AT_ONCE)
        } else if amount > unit.most() {
            None
        } else {
            Some(Self { amount, unit })
        }
    }

    /// How many of [`Self::unit`].
    #[must_use]
    pub const fn amount(&self) -> u64 {
        self.amount
    }

    /// What is counted; `Day` for [`Self::AT_ONCE`].
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.unit
    }

    /// True of zero of anything.
    #[must_use]
    pub const fn is_at_once(&self) -> bool {
        self.amount == 0
    }

    /// About how long it is.
    ///
    /// *Units*: exact for hours and shorter; else by the mean Gregorian year of 365.2425 days and 248 working
    /// days a year. Good for choosing and for warnings; never for a due date.
    #[must_use]
    pub fn approximate(&self) -> SignedDuration {
        // The bound of 200 years keeps the product far inside `i64`; saturation is never reached.
        let seconds = self.amount.saturating_mul(self.unit.mean_seconds());
        SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX))
    }

    /// Which of two periods ends later when both begin at `reference` and are counted from the instant.
    ///
    /// *Errors*: [`TimeError`] if either ends outside the years that can be counted.
    ///
    /// ```
    /// # use policy::time::{Calendar, Period};
    /// # use jiff::tz::TimeZone;
    /// # use std::cmp::Ordering::{Greater, Less};
    /// let (days, month): (Period, Period) = ("30 days".parse()?, "1 month".parse()?);
    /// let (zone, calendar) = (TimeZone::UTC, Calendar::official());
    /// // The same two, begun in January and in February.
    /// assert_eq!(days.cmp_from(&month, "2026-01-10T00:00Z".parse()?, &zone, &calendar)?, Less);
    /// assert_eq!(days.cmp_from(&month, "2026-02-10T00:00Z".parse()?, &zone, &calendar)?, Greater);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn cmp_from(
        &self,
        other: &Self,
        reference: Timestamp,
        zone: &TimeZone,
        calendar: &Calendar,
    ) -> Result<Ordering, TimeError> {
        let end = |period| ends_at(reference, period, Counting::Instant, zone, calendar);
        Ok(end(self)?.at.cmp(&end(other)?.at))
    }

    /// True if it is shorter than `other` by mean lengths ([`Self::approximate`]).
    ///
    /// For limits that a check holds a promise against, where no event gives a beginning. `1 year` and
    /// `12 months` are alike; `30 days` is shorter than `1 month`.
    #[must_use]
    pub fn shorter_than(&self, other: &Self) -> bool {
        self.approximate() < other.approximate()
    }

    /// Its length if it is exact (hours and shorter, or at once).
    pub(super) fn exact(&self) -> Option<SignedDuration> {
        (self.unit.is_exact() || self.is_at_once()).then(|| self.approximate())
    }

    /// Its length in units of the calendar; nothing for exact periods and for working days.
    pub(super) fn span(&self) -> Option<Span> {
        let amount = i64::try_from(self.amount).ok()?;
        let span = match self.unit {
            Unit::Day => Span::new().try_days(amount),
            Unit::Week => Span::new().try_weeks(amount),
            Unit::Month => Span::new().try_months(amount),
            Unit::Year => Span::new().try_years(amount),
            Unit::Second | Unit::Minute | Unit::Hour | Unit::WorkingDay => return None,
        };
        span.ok()
    }
}

impl fmt::Display for Period {
    /// As the policy writes it, in English: `at once`, `1 day`, `15 working days`. Parses back to itself.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_at_once() {
            return f.pad("at once");
        }
        f.pad(&format!("{} {}", self.amount, self.unit.name(self.amount)))
    }
}
