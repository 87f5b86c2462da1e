//! Counting time: periods, the four ways of counting them, and the official working-day calendar.
//!
//! A policy writes a period as words (`"10 years"`, `"15 working days"`) and, where it matters, how it is
//! counted (`counted = "from next year"`). This module turns the two into one instant:
//!
//! ```
//! use jiff::{Timestamp, tz::TimeZone};
//! use policy::time::{Calendar, Counting, Period, ends_at};
//!
//! let invoice: Timestamp = "2026-05-20T09:30:00+08:00".parse()?;
//! let period: Period = "10 years".parse()?;
//! let counting: Counting = "from next year".parse()?;
//! let shanghai = TimeZone::get("Asia/Shanghai")?;
//! let end = ends_at(invoice, &period, counting, &shanghai, &Calendar::official())?;
//! assert_eq!(end.at, "2037-01-01T00:00:00+08:00".parse()?);
//! assert!(!end.provisional);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Promises: pure (no clock, file or random source), and no input makes it panic; an end outside the years
//! that can be represented is a [`TimeError`]. Does not promise: a certain date in a year whose official
//! calendar is not loaded. Such a date is still given, marked `provisional`.
//!
//! An end is *exclusive*: 24:00 of a day is the first instant of the next one, and at that instant the
//! period is over.
//!
//! Source: Civil Code of the PRC, articles 200 to 204; design section 3, "Counting time".

mod calendar;
mod counting;
mod ends;
mod error;
mod lead;
mod period;
mod period_text;
mod unit;

#[cfg(test)]
mod tests;

pub use calendar::{BYTES_MAX as CALENDAR_BYTES_MAX, Calendar, FIXED_DAYS_OFF, WorkingDay};
pub use counting::{Counting, CountingError};
pub use ends::{End, deadline_at, ends_at};
pub use error::TimeError;
pub use lead::{LEAD_MAX, lead, lead_at_most, sweep_at};
pub use period::Period;
pub use period_text::{PeriodError, PeriodFault};
pub use unit::Unit;
