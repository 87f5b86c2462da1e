//! Reading the question: which event, and when.

use crate::end::RECORD_CREATED;
use crate::name::Name;
use crate::policy::Policy;
use crate::read::nearest;
use jiff::{Timestamp, civil::Date, civil::DateTime, tz::TimeZone};

/// An event that the policy does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no event is called `{event}`; {}known: {}", suggestion(near.as_ref()), list(known))]
pub struct UnknownEvent {
    /// As it was written.
    pub event: String,
    /// The event that was probably meant.
    pub near: Option<Name>,
    /// Every event that the policy can speak of.
    pub known: Vec<Name>,
}

/// A text that is neither a day nor an instant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is neither a day such as 2026-05-20, nor a day and time such as 2026-05-20T10:00, \
     nor an instant such as 2026-05-20T10:00:00+08:00"
)]
pub struct NoInstant(pub String);

fn suggestion(near: Option<&Name>) -> String {
    near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default()
}

fn list(known: &[Name]) -> String {
    known.iter().map(Name::as_str).collect::<Vec<_>>().join(", ")
}

/// The events that `policy` can speak of: the engine's own and those it declares, in order.
#[must_use]
pub fn events(policy: &Policy) -> Vec<Name> {
    let own = crate::EVENTS.iter().map(|event| Name::from(*event));
    let mut events: Vec<Name> = own.chain(policy.document.events.keys().cloned()).collect();
    debug_assert!(events.iter().any(|event| *event == RECORD_CREATED), "every record has a beginning");
    events.sort();
    events.dedup();
    events
}

/// The event called `name`.
///
/// # Errors
/// [`UnknownEvent`] with all that are known, and the nearest.
pub fn event(policy: &Policy, name: &str) -> Result<Name, UnknownEvent> {
    let known = events(policy);
    if let Some(found) = known.iter().find(|event| event.as_str() == name) {
        return Ok(found.clone());
    }
    let near = nearest(name, known.iter().map(Name::as_str)).map(Name::from);
    Err(UnknownEvent { event: name.to_owned(), near, known })
}

/// The instant that `text` names: a day (its first instant) or a day and time in `zone`, or an instant with its offset.
///
/// # Errors
/// [`NoInstant`] if it is none of these.
pub fn instant(text: &str, zone: &TimeZone) -> Result<Timestamp, NoInstant> {
    let text = text.trim();
    let instant = || text.parse::<Timestamp>().ok();
    let day = || text.parse::<Date>().ok().filter(|_| !text.contains(['T', ' '])).map(DateTime::from);
    let time = || text.parse::<DateTime>().ok();
    let local = || day().or_else(time).and_then(|there| zone.to_timestamp(there).ok());
    instant().or_else(local).ok_or_else(|| NoInstant(text.to_owned()))
}
