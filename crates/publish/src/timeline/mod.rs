//! A policy's timeline for people: as a table, for spreadsheets, and as a picture.
//!
//! Promises: every line of `policy::timeline` stands in exactly one row; nothing is computed here but places on an axis.
//! What has no wording in the language asked for is shown in another one, or by its name: a table for the author hides nothing.

mod axis;
mod cells;
mod names;
mod svg;
mod text;
mod view;
mod words;

pub use svg::{STYLE, picture};
pub use text::{csv, markdown, table};
pub use view::{Bar, Group, Kind, Row, View, view};

use jiff::tz::TimeZone;
use policy::rows::Language;

/// What people call `event`.
#[must_use]
pub fn event_label(policy: &policy::Policy, event: &policy::Name, options: &Options) -> String {
    names::Names::new(&policy.document, options).event(event)
}

/// How a timeline is shown.
#[derive(Debug, Clone)]
pub struct Options {
    /// The language of its labels.
    pub language: Language,
    /// The zone of its instants.
    pub zone: TimeZone,
    /// A row for each line, records included; otherwise what has the same fate shares a row.
    pub all: bool,
}
