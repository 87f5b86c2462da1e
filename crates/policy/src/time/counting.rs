//! The ways of counting a period from an event.

use std::fmt;
use std::str::FromStr;

use super::Unit;

/// How a period is counted from its event: the rule's `counted`.
///
/// *Source*: Civil Code articles 201 to 204; for terms that begin with a year, article 14 of the
/// Measures for accounting archives (kept from the first day after the accounting year ends).
///
/// Working days are no fifth way: a period whose unit is [`Unit::WorkingDay`] is always counted in them.
/// Seconds, minutes and hours run from the stated moment under every way but the last two, which move the
/// beginning. A period of nothing (`at once`) ends where it begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Counting {
    /// From the instant of the event: same time of day in the policy's zone, clamped to the month's end.
    ///
    /// Because of the clamp a later event can end up to a day earlier: six months from 29 August noon end on
    /// 28 February noon, those from 31 August 10:00 on 28 February 10:00.
    #[default]
    Instant,
    /// The event's day is not counted; ends at 24:00 of the last day.
    Days,
    /// Begins with the first instant of the calendar year after the event.
    FromNextYear,
    /// Begins with the first instant of the calendar month after the event.
    FromNextMonth,
}

impl Counting {
    /// Every way, the default first.
    pub const ALL: [Self; 4] = [Self::Instant, Self::Days, Self::FromNextYear, Self::FromNextMonth];

    /// The words of the policy. `from the instant` may be written but need not be.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Instant => "from the instant",
            Self::Days => "days",
            Self::FromNextYear => "from next year",
            Self::FromNextMonth => "from next month",
        }
    }

    /// Whether this way of counting changes anything for periods of `unit`.
    ///
    /// `days` says nothing about `72 hours`, which run from the moment, nor about working days, which are
    /// counted so anyway; a check can call such a line idle.
    #[must_use]
    pub const fn matters_for(self, unit: Unit) -> bool {
        match self {
            Self::Instant => false,
            Self::Days => !unit.is_exact() && !matches!(unit, Unit::WorkingDay),
            Self::FromNextYear | Self::FromNextMonth => true,
        }
    }
}

impl fmt::Display for Counting {
    /// The words of the policy; parse back to itself.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.words())
    }
}

/// A `counted` that names no way of counting.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("`{found}` is no way of counting: expected {}", expected(*near))]
pub struct CountingError {
    /// What was written.
    pub found: String,
    /// The way that was probably meant.
    pub near: Option<Counting>,
}

impl CountingError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "counted/unknown"
    }
}

fn expected(near: Option<Counting>) -> String {
    match near {
        Some(way) => format!("`{way}`"),
        None => "`days`, `from next year` or `from next month`".to_owned(),
    }
}

impl FromStr for Counting {
    type Err = CountingError;

    /// Reads the words of the policy, in lower case; spaces around and between do not matter.
    fn from_str(text: &str) -> Result<Self, CountingError> {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let exact = Self::ALL.into_iter().find(|way| way.words() == words);
        exact.ok_or_else(|| {
            let lower = words.to_lowercase();
            let slips = |way: &Self| strsim::damerau_levenshtein(way.words(), &lower);
            let near = Self::ALL.into_iter().min_by_key(slips).filter(|way| slips(way) <= 2);
            CountingError { found: words, near }
        })
    }
}
