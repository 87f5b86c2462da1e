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
    /// How much longer, for those who agreed to it: counted from the end of `period`.
    pub longer: Option<Period>,
    /// Whether it is an upper bound (`within`) rather than exact (`for`).
    pub within: bool,
    /// How it is counted.
    pub counted: Counting,
    /// The event that calls it off in time.
    pub unless: Option<Name>,
    /// The one purpose whose consent, permission or activity the event is about; every one, where none is named.
    pub of: Option<Name>,
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
        let mut end = time::ends_at(from, &self.period, self.counted, zone, calendar)?.at;
        if let Some(longer) = &self.longer {
            end = time::ends_at(end, longer, Counting::Instant, zone, calendar)?.at;
        }
        let sweep = if self.within { time::sweep_at(end, time::lead(&self.period)).max(from) } else { end };
        Ok(Due { end, sweep })
    }
}

/// From when an end keeps a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begins {
    /// From its capture.
    AtCapture,
    /// From an event of the record: what a law wants kept from then on.
    On(Name),
    /// As long as the person agrees to a longer time.
    Agreed,
    /// As long as an activity of this kind is open on the record.
    During(Name),
}

/// One end of data: a retention rule, or a part of one that has keys of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// The promise, `retention.<row>`.
    pub promise: Name,
    /// The row.
    pub row: Name,
    /// The name under which its keys are kept: `row`, `row/purpose`, `row/longer`, `row/open`, `row/restricted`; from its
    /// second edition on followed by `@` and the edition.
    pub rule: Name,
    /// Which edition: it changes with event, period or coverage.
    pub edition: u32,
    /// Since when this edition is in force; `None` for the first.
    pub since: Option<Timestamp>,
    /// From when it keeps a value.
    pub begins: Begins,
    /// Its ends, whichever comes first; the first is the rule's own.
    pub legs: Vec<Leg>,
    /// What then.
    pub then: Then,
    /// The anonymised set into which it goes then, if into one.
    pub into: Option<Name>,
    /// The one purpose that may still read it once nothing else keeps it.
    pub only_for: Option<Name>,
    /// The purpose that needs it: it keeps the value for this one alone.
    pub needed_for: Option<Name>,
    /// Whether a law wants it: then it is a floor that no wish shortens.
    pub legal: bool,
}

/// The event that every record has.
pub const RECORD_CREATED: &str = "record.created";

/// In `from`: the last of the purposes in `needed-for` needs it no more.
pub const PURPOSE_ENDED: &str = "purpose.ended";

impl End {
    /// When it ends by itself what was created at `created_at`: the earliest of the legs that count from there, if any
    /// does. Known at sealing.
    #[must_use]
    pub fn term(&self, created_at: Timestamp, zone: &TimeZone, calendar: &Calendar) -> Option<Due> {
        let legs = self.legs.iter().filter(|leg| leg.from == RECORD_CREATED);
        legs.filter_map(|leg| leg.due(created_at, zone, calendar).ok()).min_by_key(|due| due.end)
    }

    /// The legs that `event` sets going.
    pub fn legs_from<'a>(&'a self, event: &'a str) -> impl Iterator<Item = &'a Leg> {
        self.legs.iter().filter(move |leg| leg.from == event)
    }

    /// Whether a value under it is kept for one purpose alone.
    #[must_use]
    pub fn kept_for(&self) -> Option<&Name> {
        self.needed_for.as_ref().or(self.only_for.as_ref())
    }

    /// The same end in a later edition, with keys of its own.
    #[must_use]
    pub(crate) fn in_edition(mut self, edition: u32, since: Option<Timestamp>) -> Self {
        let stem = self.rule.split('@').next().unwrap_or_default();
        self.rule = if edition == 1 { Name::from(stem) } else { Name::from(format!("{stem}@{edition}")) };
        (self.edition, self.since) = (edition, since);
        self
    }

    /// The name of its keys without the edition.
    #[must_use]
    pub fn stem(&self) -> &str {
        self.rule.split('@').next().unwrap_or_default()
    }

    /// Whether it ends the same values in the same way as `other`.
    pub(crate) fn states_as(&self, other: &Self) -> bool {
        let bare = |end: &Self| (end.legs.clone(), end.begins.clone(), end.then, end.only_for.clone(), end.legal);
        bare(self) == bare(other)
    }
}
