//! Rows in groups: what has the same fate shares a row.

use super::names::Names;
use super::words as w;
use super::{Options, cells};
use crate::phrases::Phrase;
use jiff::Timestamp;
use policy::{Line, Name, Outcome, Policy, Timeline, What};

/// A timeline in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// What it is about: the events.
    pub title: String,
    /// Of which policy, in which zone.
    pub about: String,
    /// The columns' heads, in the order of [`Row::cells`].
    pub columns: [&'static str; 6],
    /// What belongs together.
    pub groups: Vec<Group>,
    /// What the words mean.
    pub notes: Vec<String>,
    /// When the first event happens: where every bar begins.
    pub at: Timestamp,
}

/// Rows that belong together; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they have in common.
    pub title: &'static str,
    /// The rows.
    pub rows: Vec<Row>,
}

/// What becomes of some things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The things.
    pub what: String,
    /// Until when they can be read.
    pub until: String,
    /// By when the last copy is gone.
    pub gone: String,
    /// How that is counted.
    pub how: String,
    /// What then.
    pub then: String,
    /// The promise behind it.
    pub promise: Name,
    /// The one purpose for which they are kept once nothing else keeps them.
    pub only_for: Option<String>,
    /// The law that wants them kept.
    pub basis: Option<String>,
    /// The row in the picture.
    pub bar: Bar,
}

/// A row in the picture: how long, and in which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// In which way.
    pub kind: Kind,
    /// The end, where it can be told.
    pub end: Option<Timestamp>,
    /// By when the last copy is gone, where that can be told.
    pub gone: Option<Timestamp>,
    /// From when it is kept for one duty only.
    pub restricted: Option<Timestamp>,
    /// Whether the end rests on a calendar that is not known.
    pub provisional: bool,
}

/// What a bar shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An end that the event sets.
    Ends,
    /// Something that the event does not touch.
    Untouched,
    /// Something held by others.
    Elsewhere,
    /// Something that stops at once, or goes on without a copy.
    Mark,
}

impl Row {
    /// The cells of the table, in the order of [`View::columns`].
    #[must_use]
    pub fn cells(&self) -> [&str; 6] {
        [&self.what, &self.until, &self.gone, &self.how, &self.then, self.promise.as_str()]
    }
}

/// The groups in their order, each with its title.
const GROUPS: [Phrase; 6] =
    [w::GROUP_ENDS, w::GROUP_DUTY, w::GROUP_UNTOUCHED, w::GROUP_LOGS, w::GROUP_COPIES, w::GROUP_MESSAGES];

/// The place in [`GROUPS`] of what `line` speaks of.
const fn group_of(line: &Line) -> usize {
    match (&line.what, &line.outcome) {
        (What::Log { .. } | What::Backup | What::Suppression { .. }, _) => 3,
        (What::Copy { .. }, _) => 4,
        (What::Message { .. } | What::Cookie { .. }, _) => 5,
        (_, Outcome::Expires(_)) if line.restricted.is_some() => 1,
        (_, Outcome::Ends(_)) => 0,
        _ => 2,
    }
}

pub(super) fn bar(line: &Line) -> Bar {
    let ending = line.outcome.ending();
    let kind = match &line.outcome {
        Outcome::Ends(_) => Kind::Ends,
        Outcome::Expires(_) if line.restricted.is_some() => Kind::Ends,
        Outcome::Expires(_) | Outcome::Stays { .. } | Outcome::CalledOff { .. } => Kind::Untouched,
        Outcome::Sent { .. } => Kind::Elsewhere,
        Outcome::Stops { .. } | Outcome::GoesOn { .. } => Kind::Mark,
    };
    Bar {
        kind,
        end: match &line.outcome {
            Outcome::Stops { at } => Some(*at),
            _ => ending.map(|ending| ending.at),
        },
        gone: ending.and_then(|ending| ending.gone),
        restricted: line.restricted,
        provisional: ending.is_some_and(|ending| ending.provisional.is_some()),
    }
}

/// `timeline` in words, grouped by what becomes of things.
#[must_use]
pub fn view(policy: &Policy, timeline: &Timeline, options: &Options) -> View {
    let names = Names::new(&policy.document, options);
    let groups = GROUPS.iter().enumerate().filter_map(|(place, title)| {
        let lines: Vec<&Line> = timeline.lines.iter().filter(|line| group_of(line) == place).collect();
        let rows = if options.all { one_each(&names, &lines) } else { by_fate(&names, &lines) };
        (!rows.is_empty()).then(|| Group { title: names.word(*title), rows })
    });
    View {
        title: title(&names, timeline),
        about: about(&names, policy),
        columns: [w::COLUMN_WHAT, w::COLUMN_UNTIL, w::COLUMN_GONE, w::COLUMN_HOW, w::COLUMN_THEN, w::COLUMN_PROMISE]
            .map(|column| names.word(column)),
        groups: groups.collect(),
        notes: notes(&names, timeline),
        at: timeline.at,
    }
}

fn one_each(names: &Names<'_>, lines: &[&Line]) -> Vec<Row> {
    lines.iter().map(|line| cells::row(names, line, names.what(&line.what))).collect()
}

/// A record's own line says nothing that its values' lines do not: it is left out.
fn by_fate(names: &Names<'_>, lines: &[&Line]) -> Vec<Row> {
    let mut fates: Vec<Vec<&Line>> = Vec::new();
    for line in lines.iter().filter(|line| !matches!(line.what, What::Record { .. })) {
        match fates.iter_mut().find(|fate| fate.first().is_some_and(|first| alike(first, line))) {
            Some(fate) => fate.push(line),
            None => fates.push(vec![line]),
        }
    }
    let row = |fate: Vec<&Line>| fate.first().map(|first| cells::row(names, first, together(names, &fate)));
    fates.into_iter().filter_map(row).collect()
}

/// Whether the same becomes of both, for the same reason.
fn alike(one: &Line, other: &Line) -> bool {
    one.promise == other.promise
        && one.outcome == other.outcome
        && one.restricted == other.restricted
        && std::mem::discriminant(&one.what) == std::mem::discriminant(&other.what)
}

/// Things with one fate, those of one record or recipient together.
fn together(names: &Names<'_>, fate: &[&Line]) -> String {
    let owner = |line: &Line| match &line.what {
        What::Item { record, .. } => Some(record.clone()),
        What::Copy { recipient, .. } => Some(recipient.clone()),
        _ => None,
    };
    let told = fate.chunk_by(|one, other| owner(one).is_some() && owner(one) == owner(other)).map(|chunk| {
        let items: Vec<_> = chunk.iter().filter_map(|line| item(line)).map(|item| names.item(item)).collect();
        match chunk.first().map(|line| &line.what) {
            Some(What::Item { record, .. }) if is_whole(names, record, items.len()) => names.record(record),
            Some(What::Item { record, .. }) => {
                names.say(w::ITEMS_OF, &[("record", &names.record(record)), ("items", &names.list(&items))])
            }
            Some(What::Copy { recipient, .. }) => {
                names.say(w::ITEMS_OF, &[("record", &names.recipient(recipient)), ("items", &names.list(&items))])
            }
            Some(what) => names.what(what),
            None => String::new(),
        }
    });
    names.list(&told.collect::<Vec<_>>())
}

const fn item(line: &Line) -> Option<&Name> {
    match &line.what {
        What::Item { item, .. } | What::Copy { item, .. } => Some(item),
        _ => None,
    }
}

fn is_whole(names: &Names<'_>, record: &Name, items: usize) -> bool {
    names.document.records.get(record).is_some_and(|row| row.holds.len() == items)
}

fn title(names: &Names<'_>, timeline: &Timeline) -> String {
    let events = timeline.events.iter().map(|happening| {
        let (event, instant) = (names.event(&happening.event), names.instant(happening.at));
        names.say(w::EVENT_AT, &[("event", &event), ("instant", &instant)])
    });
    let events = events.collect::<Vec<_>>().join(names.word(crate::phrases::patterns::SEMICOLON));
    names.say(w::TITLE, &[("events", &events)])
}

fn about(names: &Names<'_>, policy: &Policy) -> String {
    let name = policy.document.policy.as_ref().map(|header| names.text(&header.name)).unwrap_or_default();
    let zone = names.options.zone.iana_name().unwrap_or("UTC");
    names.say(w::ABOUT, &[("name", &name), ("version", &policy.version), ("zone", zone)])
}

fn notes(names: &Names<'_>, timeline: &Timeline) -> Vec<String> {
    let endings = || timeline.lines.iter().filter_map(|line| line.outcome.ending());
    let mut notes = Vec::new();
    if !timeline.lines.iter().any(|line| matches!(line.outcome, Outcome::Ends(_))) {
        notes.push(names.word(w::NOTE_EMPTY).to_owned());
    }
    let mut years: Vec<i16> = endings().filter_map(|ending| ending.provisional).collect();
    years.sort_unstable();
    years.dedup();
    notes.extend(years.iter().map(|year| names.say(w::NOTE_PROVISIONAL, &[("year", &year.to_string())])));
    if timeline.lines.iter().any(|line| matches!(line.outcome, Outcome::Expires(_))) {
        notes.push(names.word(w::NOTE_LATEST).to_owned());
    }
    if endings().any(|ending| ending.within) {
        notes.push(names.word(w::NOTE_WITHIN).to_owned());
    }
    notes
}
