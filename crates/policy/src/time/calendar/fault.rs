//! What can be wrong with a calendar file.

use std::ops::Range;

use jiff::civil::Date;

/// One thing wrong with a calendar file, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{fault}")]
pub struct CalendarError {
    /// The wrong part. *Units*: bytes from the start of the file.
    pub range: Range<usize>,
    /// What is wrong there.
    pub fault: CalendarFault,
}

/// What is wrong in a calendar file. For whoever runs the product to mend.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CalendarFault {
    /// It is not TOML, or a key is unknown, missing or of the wrong kind.
    #[error("the calendar cannot be read: {message}")]
    Unreadable {
        /// What the reader of TOML says.
        message: String,
    },
    /// The year is none of the calendar's.
    #[error("`{found}` is not a year: expected 1 to 9998")]
    NotAYear {
        /// The number.
        found: i64,
    },
    /// The year stands twice in the file.
    #[error("the year {year} is given twice")]
    YearTwice {
        /// The year.
        year: i16,
    },
    /// The year is known already, and the file does not say that it replaces it.
    #[error("the year {year} is known already: write `replaces = true` if this notice replaces it")]
    YearKnown {
        /// The year.
        year: i16,
    },
    /// The source is empty.
    #[error("the year {year} names no source")]
    NoSource {
        /// The year.
        year: i16,
    },
    /// No day off is listed, which no notice has ever said.
    #[error("the year {year} lists no days off")]
    NothingOff {
        /// The year.
        year: i16,
    },
    /// A value with a time of day, or a time of day alone, or a day that no month has.
    #[error("expected a date such as `2026-10-01`, found `{found}`")]
    NotADate {
        /// What was written.
        found: String,
    },
    /// The date belongs into the table of another year.
    #[error("{date} lies outside {year}: it belongs into the calendar of its own year")]
    OutsideYear {
        /// The date.
        date: Date,
        /// The year it is listed under.
        year: i16,
    },
    /// The range ends before it begins.
    #[error("the days off run backwards, from {from} to {to}")]
    Reversed {
        /// The first day.
        from: Date,
        /// The last day, earlier.
        to: Date,
    },
    /// The date stands twice among the days off, or twice among the days made up for.
    #[error("{date} is listed twice")]
    DateTwice {
        /// The date.
        date: Date,
    },
    /// The date is both off and at work.
    #[error("{date} is listed as off and as a day at work")]
    OffAndWork {
        /// The date.
        date: Date,
    },
    /// A made-up day that is at work anyway.
    #[error("{date} is a {}: only a Saturday or a Sunday can be made up for", name(*date))]
    NotAWeekend {
        /// The date.
        date: Date,
    },
}

impl CalendarFault {
    /// The stable code of this fault.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "calendar/unreadable",
            Self::NotAYear { .. } => "calendar/not-a-year",
            Self::YearTwice { .. } => "calendar/year-twice",
            Self::YearKnown { .. } => "calendar/year-known",
            Self::NoSource { .. } => "calendar/no-source",
            Self::NothingOff { .. } => "calendar/nothing-off",
            Self::NotADate { .. } => "calendar/not-a-date",
            Self::OutsideYear { .. } => "calendar/outside-year",
            Self::Reversed { .. } => "calendar/reversed",
            Self::DateTwice { .. } => "calendar/date-twice",
            Self::OffAndWork { .. } => "calendar/off-and-work",
            Self::NotAWeekend { .. } => "calendar/not-a-weekend",
        }
    }
}

fn name(date: Date) -> String {
    format!("{:?}", date.weekday())
}
