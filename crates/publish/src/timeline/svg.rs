//! The timeline as a picture: no script, no font from elsewhere, light and dark, readable on a telephone.

use super::Options;
use super::axis::{Axis, Tick};
use super::names::Names;
use super::text::wrap;
use super::view::{Kind, Row, View};
use super::words as w;
use askama::Template;
use jiff::Timestamp;
use policy::Policy;

/// The picture's style sheet, as it stands in its `<style>`: for a server that names its hash in a content policy.
pub const STYLE: &str = include_str!("../../templates/timeline.css");

/// The width of the picture. *Units*: its own; letters are about 12 high.
const WIDTH: f64 = 400.0;
const MARGIN: f64 = 14.0;
/// Places of a terminal that fit into a line: a letter takes one, a Chinese character two.
const LINE: usize = 53;
/// Bold letters are wider.
const LINE_BOLD: usize = 49;
const LINE_TITLE: usize = 42;
const LEADING: f64 = 16.0;

#[derive(Template)]
#[template(path = "timeline.svg")]
struct Picture<'a> {
    style: Option<&'static str>,
    language: &'static str,
    width: f64,
    height: f64,
    title: &'a str,
    title_lines: Vec<Line>,
    about: &'a str,
    description: &'static str,
    axis: Vec<Place>,
    axis_top: f64,
    axis_foot: f64,
    groups: Vec<Head>,
    bars: Vec<Drawn>,
    legend: Vec<Key>,
    notes: Vec<Line>,
}

/// A line of text.
struct Line {
    y: f64,
    text: String,
}

/// A labelled place of the axis.
struct Place {
    x: f64,
    label: String,
    anchor: &'static str,
}

/// The head of a group.
struct Head {
    y: f64,
    text: &'static str,
}

/// One bar with what stands above it.
struct Drawn {
    /// What it is and what becomes of it, for those who do not see it.
    title: String,
    description: String,
    link: String,
    what: Vec<Line>,
    until: Vec<Line>,
    promise: Line,
    top: f64,
    class: &'static str,
    left: f64,
    width: f64,
    hatched: Option<(f64, f64)>,
    /// What is left in copies after the end.
    copies: Option<(f64, f64)>,
    /// Where an end that rests on an unknown calendar, or no end, shows.
    provisional: Option<f64>,
    open: Option<f64>,
}

/// An entry of the legend.
struct Key {
    x: f64,
    y: f64,
    class: &'static str,
    text: &'static str,
}

impl Picture<'_> {
    fn axis_label(&self) -> f64 {
        self.axis_top - 6.0
    }

    /// The event's own line is short: it would run through the first letter of every text.
    fn foot(&self, first: &bool) -> f64 {
        if *first { self.axis_top + 8.0 } else { self.axis_foot }
    }
}

/// `view` as SVG. Each bar leads to its promise at `base` followed by `#` and the promise's path.
///
/// With `alone`, the picture carries its own [`STYLE`]; a page that holds it has that once in its head.
#[must_use]
pub fn picture(policy: &Policy, view: &View, options: &Options, base: &str, alone: bool) -> String {
    let names = Names::new(&policy.document, options);
    let title_lines = lines(&view.title, LINE_TITLE, 26.0, 20.0);
    let about = title_lines.last().map_or(26.0, |line| line.y) + 18.0;
    let legend = legend(&names, view, about + 20.0);
    let axis_top = legend.last().map_or(about, |key| key.y) + 34.0;
    let axis = Axis::of(&lengths(view), MARGIN, WIDTH - MARGIN - 12.0);
    let (groups, bars, end) = rows(&names, &axis, view, base, axis_top);
    let notes = notes(view, end + 26.0);
    let picture = Picture {
        style: alone.then_some(STYLE),
        language: options.language.as_str(),
        width: WIDTH,
        height: (notes.last().map_or(end, |line| line.y) + 16.0).round(),
        title: &view.title,
        title_lines,
        about: &view.about,
        description: names.word(w::PICTURE),
        axis: axis.ticks(&names, 50.0).into_iter().map(place).collect(),
        axis_top,
        axis_foot: end + 4.0,
        groups,
        bars,
        legend,
        notes,
    };
    // Rendering into a string fails only if a `Display` does, and none here can.
    picture.render().unwrap_or_default()
}

fn place(tick: Tick) -> Place {
    let anchor = if tick.x <= MARGIN + 1.0 {
        "start"
    } else if tick.x > WIDTH - MARGIN - 26.0 {
        "end"
    } else {
        "middle"
    };
    Place { x: tick.x, label: tick.label, anchor }
}

fn lines(text: &str, width: usize, y: f64, leading: f64) -> Vec<Line> {
    placed(wrap(text, width), y, leading)
}

/// Texts below each other, the first at `y`.
fn placed(texts: Vec<String>, y: f64, leading: f64) -> Vec<Line> {
    let mut at = y - leading;
    let line = |text| {
        at += leading;
        Line { y: at, text }
    };
    texts.into_iter().map(line).collect()
}

/// How long each bar is. *Units*: seconds.
fn lengths(view: &View) -> Vec<f64> {
    let rows = view.groups.iter().flat_map(|group| &group.rows);
    let ends = rows.flat_map(|row| [row.bar.end, row.bar.gone, row.bar.restricted]).flatten();
    ends.map(|end| length(view.at, end)).collect()
}

fn length(from: Timestamp, to: Timestamp) -> f64 {
    to.duration_since(from).as_secs_f64()
}

fn rows(names: &Names<'_>, axis: &Axis, view: &View, base: &str, top: f64) -> (Vec<Head>, Vec<Drawn>, f64) {
    let (mut heads, mut bars, mut y) = (Vec::new(), Vec::new(), top + 6.0);
    for group in &view.groups {
        y += 26.0;
        heads.push(Head { y, text: group.title });
        for row in &group.rows {
            let mut said = wrap(&row.until, LINE);
            said.extend(row.bar.gone.map(|at| names.say(w::LAST_COPY, &[("instant", &names.instant(at))])));
            let bar = drawn(axis, view.at, row, &said, base, y + 22.0);
            y = bar.top + 14.0;
            bars.push(bar);
        }
    }
    (heads, bars, y)
}

/// The row with its first line at `y`; `said` stands below what it is about.
fn drawn(axis: &Axis, at: Timestamp, row: &Row, said: &[String], base: &str, y: f64) -> Drawn {
    let what = lines(&row.what, LINE_BOLD, y, LEADING);
    let below = what.last().map_or(y, |line| line.y) + LEADING;
    // The path stands at the right end of the last line, unless there is no room for it.
    let mut until = placed(said.to_vec(), below, LEADING);
    let last = until.last().map_or(below, |line| line.y);
    let taken = until.last().map_or(0, |line| places(&line.text));
    let beside = taken.saturating_add(places(&row.promise)).saturating_add(3) <= LINE;
    let promise = Line { y: if beside { last } else { last + LEADING }, text: row.promise.to_string() };
    until.retain(|line| !line.text.is_empty());
    let (top, left, right) = (promise.y + 7.0, axis.x(0.0), WIDTH - MARGIN);
    let x = |instant| axis.x(length(at, instant));
    let end = row.bar.end.map(x);
    let readable = row.bar.restricted.map(x).or(end).unwrap_or(right - 8.0);
    let marked = row.bar.kind == Kind::Mark;
    Drawn {
        title: format!("{}: {}", row.what, row.until),
        description: format!("{} · {} · {} · {}", row.gone, row.how, row.then, row.promise),
        link: format!("{base}#{}", row.promise),
        what,
        until,
        top,
        class: match row.bar.kind {
            Kind::Ends => "ends",
            Kind::Untouched => "untouched",
            Kind::Elsewhere => "elsewhere",
            Kind::Mark if end.is_some() => "stops",
            Kind::Mark => "untouched",
        },
        left,
        width: if marked && end.is_some() { 3.0 } else { (readable - left).max(3.0) },
        hatched: row.bar.restricted.and(end).map(|end| (readable, (end - readable).max(3.0))),
        copies: row.bar.end.zip(row.bar.gone).filter(|(end, gone)| end < gone).map(|(end, gone)| {
            let (end, gone) = (x(end), x(gone));
            (end, (gone - end).max(1.5))
        }),
        provisional: end.filter(|_| row.bar.provisional),
        open: (end.is_none()).then_some(right - 8.0),
        promise,
    }
}

/// Places of a terminal.
fn places(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// Only what the picture shows.
fn legend(names: &Names<'_>, view: &View, y: f64) -> Vec<Key> {
    let bars = || view.groups.iter().flat_map(|group| &group.rows).map(|row| row.bar);
    let has = |kind: Kind| bars().any(|bar| bar.kind == kind);
    let all = [
        (has(Kind::Ends), "ends", w::LEGEND_READABLE),
        (bars().any(|bar| bar.restricted.is_some()), "restricted", w::LEGEND_RESTRICTED),
        (bars().any(|bar| bar.end < bar.gone), "copies", w::LEGEND_COPIES),
        (has(Kind::Untouched), "untouched", w::LEGEND_UNTOUCHED),
        (has(Kind::Elsewhere), "elsewhere", w::LEGEND_ELSEWHERE),
        (bars().any(|bar| bar.provisional), "provisional", w::LEGEND_PROVISIONAL),
    ];
    let (mut x, mut y) = (MARGIN, y);
    let mut keys = Vec::new();
    for (_, class, phrase) in all.into_iter().filter(|(shown, ..)| *shown) {
        let text = names.word(phrase);
        // A letter takes about half the height of the text; the box and the gaps take the rest.
        let needed = f64::from(u32::try_from(places(text)).unwrap_or(u32::MAX)) * 6.0 + 40.0;
        if x + needed > WIDTH && x > MARGIN {
            (x, y) = (MARGIN, y + 20.0);
        }
        keys.push(Key { x, y, class, text });
        x += needed;
    }
    keys
}

fn notes(view: &View, y: f64) -> Vec<Line> {
    let mut notes = Vec::new();
    let mut at = y;
    for note in &view.notes {
        let wrapped = lines(note, LINE + 7, at, 14.0);
        at = wrapped.last().map_or(at, |line| line.y) + 18.0;
        notes.extend(wrapped);
    }
    notes
}
