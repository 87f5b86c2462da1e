//! The third primitive: when and how does data end?

use crate::name::Name;
use crate::rows::Then;
use crate::time::{self, Calendar, Counting, Period, TimeError};
use jiff::{Timestamp, tz::TimeZone};

/// How long from an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leg {
    /// The event.
    pub from: Name,
    /// How long.
    pub period: Period,
    /// Whether it is an upper bound (`within`) rather than exact (`for`).
    pub within: bool,
    /// How it is counted.
    pub counted: Counting,
    /// The event that calls it off in time.
    pub unless: Option<Name>,
}

/// The instants of a leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The value is refused from here on, and the last copy is gone.
    pub end: Timestamp,
    /// The sweep begins here: before `end` for an upper bound, at `end` for an exact one.
    pub sweep: Timestamp,
}

impl Leg {
    /// When data ends whose event was at `from`.
    ///
    /// # Errors
    /// [`TimeError`] if the end cannot be represented.
    pub fn due(&self, from: Timestamp, zone: &TimeZone, calendar: &Calendar) -> Result<Due, TimeError> {
        let end = time::ends_at(from, &self.period, self.counted, zone, calendar)?.at;
        let sweep = if self.within { time::sweep_at(end, time::lead(&self.period)).max(from) } else { end };
        Ok(Due { end, sweep })
    }
}

/// A retention rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// The promise, `retention.<rule>`.
    pub promise: Name,
    /// The rule's name, under which its keys are kept.
    pub rule: Name,
    /// Which edition of the rule: it changes with its event, period or coverage.
    pub edition: u32,
    /// Its ends, whichever comes first; the first is the rule's own.
    pub legs: Vec<Leg>,
    /// What then.
    pub then: Then,
    /// The one purpose that may still read it once nothing else keeps it.
    pub only_for: Option<Name>,
    /// Whether a law wants it: then it is a floor that no wish shortens.
    pub legal: bool,
}

/// The event that every record has.
pub const RECORD_CREATED: &str = "record.created";

impl End {
    /// The leg that counts from the record's own beginning, if there is one: its end is known at sealing.
    #[must_use]
    pub fn term(&self) -> Option<&Leg> {
        self.legs.iter().find(|leg| leg.from == RECORD_CREATED)
    }

    /// The legs that `event` sets going.
    pub fn legs_from<'a>(&'a self, event: &'a str) -> impl Iterator<Item = &'a Leg> {
        self.legs.iter().filter(move |leg| leg.from == event)
    }
}
