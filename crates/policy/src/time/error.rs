//! What can go wrong while counting: only that the answer lies outside the calendar.

use jiff::{Timestamp, civil::Date};

use super::Period;

/// An end or a day that cannot be represented.
///
/// *Units*: representable are the days from -9999-01-01 to 9999-12-31. Within the bound of
/// [`Period`] (200 years) this is reached only by events that are themselves thousands of years away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum TimeError {
    /// The period would end outside the representable years.
    #[error("`{period}` from {from} ends outside the years that can be counted")]
    EndOutOfRange {
        /// The event that the period was counted from.
        from: Timestamp,
        /// The period.
        period: Period,
    },
    /// No such working day before the last representable day.
    #[error("the calendar ends before the working day looked for after {after}")]
    DayOutOfRange {
        /// The day the search began at.
        after: Date,
    },
}

impl TimeError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::EndOutOfRange { .. } => "time/end-out-of-range",
            Self::DayOutOfRange { .. } => "time/day-out-of-range",
        }
    }
}
