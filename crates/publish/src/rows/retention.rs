//! From which event, how long, then what.

use super::{Said, each};
use crate::paragraph::Paragraph;
use crate::phrases::{Kind, patterns as p};
use crate::rich::Rich;
use crate::writer::Writer;
use policy::Name;
use policy::rows::{Retention, Sooner};

pub(crate) fn retention(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "retention",
        &w.document.retention,
        |row| &row.keys,
        |path, row| {
            let lead = w.list(covered(w, &row.covers));
            let mut said = own_end(w, row);
            said.extend(w.say_of(p::RETENTION_NEEDED, "purposes", w.labels("purpose", &row.needed_for)));
            said.extend(sooner(w, row));
            said.extend(duty(w, &path, row));
            let found = row.found_by.as_ref().map(|name| w.label("criterion", name)).unwrap_or_default();
            let into = row.into.as_ref().map(|set| w.label("derived", set)).unwrap_or_default();
            let unless = row.unless.as_ref().map(|event| w.event(event)).unwrap_or_default();
            let more = Said::of(w, &path)
                .say(p::RETENTION_UNLESS, "event", unless)
                .say(p::RETENTION_EXTENDS, "activities", w.labels("activity", &row.extends))
                .period(p::RETENTION_LONGER, row.longer_by.as_ref())
                .say(p::RETENTION_INTO, "set", into)
                .remark(p::RETENTION_CRITERION, "criterion", "criterion", row.criterion.as_ref())
                .say(p::RETENTION_FOUND, "criterion", found)
                .note("note", row.note.as_ref());
            said.extend(more.sentences());
            Paragraph::prose(w, path, lead, said)
        },
    )
}

/// Data items, records, or `record.item`; neighbours of one record are told together.
fn covered(w: &Writer<'_>, covers: &[Name]) -> Vec<Rich> {
    let record_of = |cover: &Name| cover.split_once('.').map(|(record, _)| Name::from(record));
    let same = |one: &Name, other: &Name| record_of(one).is_some() && record_of(one) == record_of(other);
    let told = |group: &[Name]| match group.first().and_then(record_of) {
        Some(record) => {
            let items = group
                .iter()
                .filter_map(|cover| cover.split_once('.'))
                .map(|(_, item)| w.label("data", &Name::from(item)));
            w.say(p::ITEM_OF, &[("record", w.label("record", &record)), ("items", w.list(items.collect()))])
        }
        None => w.all_held(group),
    };
    covers.chunk_by(same).map(told).collect()
}

fn own_end(w: &Writer<'_>, row: &Retention) -> Vec<Rich> {
    let counted = row.counted.map(|way| w.say(p::COUNTED, &[("counted", w.word(Kind::Counted, way.words()))]));
    let end = w.word(Kind::End, row.then.as_str());
    let say = |phrase, length| {
        let (period, counted) = (w.length(length), counted.clone().unwrap_or_default());
        w.say(phrase, &[("period", period), ("event", w.event(&row.from)), ("counted", counted), ("end", end.clone())])
    };
    let bound = |length| if w.is_at_once(length) { p::RETENTION_AT_ONCE } else { p::RETENTION_WITHIN };
    let within = row.within.as_ref().map(|length| say(bound(length), length));
    let exactly = row.exactly.as_ref().map(|length| say(p::RETENTION_FOR, length));
    within.into_iter().chain(exactly).collect()
}

/// The ends that may come before its own.
fn sooner(w: &Writer<'_>, row: &Retention) -> Option<Rich> {
    let ends: Vec<_> = row.sooner.iter().map(|end| earlier(w, end)).collect();
    let phrase = if ends.len() == 1 { p::RETENTION_SOONER_ONE } else { p::RETENTION_SOONER };
    let said = [("ends", w.series(ends)), ("end", w.word(Kind::End, row.then.as_str()))];
    (!row.sooner.is_empty()).then(|| w.say(phrase, &said))
}

fn earlier(w: &Writer<'_>, end: &Sooner) -> Rich {
    let unless = end.unless.as_ref().map(|event| w.say(p::UNLESS, &[("event", w.event(event))])).unwrap_or_default();
    let say = |phrase, length| {
        w.say(phrase, &[("period", w.length(length)), ("event", w.event(&end.from)), ("unless", unless.clone())])
    };
    let bound = |length| if w.is_at_once(length) { p::SOONER_AT_ONCE } else { p::SOONER_WITHIN };
    let within = end.within.as_ref().map(|length| say(bound(length), length));
    let exactly = end.exactly.as_ref().map(|length| say(p::SOONER_FOR, length));
    w.series(within.into_iter().chain(exactly).collect())
}

/// What a law has to do with it.
fn duty(w: &Writer<'_>, path: &Name, row: &Retention) -> Vec<Rich> {
    let basis = row.basis.as_ref().map(|basis| w.text(path, "basis", basis)).unwrap_or_default();
    let survives = w.either(row.survives.iter().map(|event| w.event(event)).collect());
    let only = row.only_for.as_ref().map(|purpose| w.label("purpose", purpose)).unwrap_or_default();
    let said = [
        w.say_of(p::RETENTION_BASIS, "basis", basis),
        w.say_of(p::RETENTION_SURVIVES, "events", survives),
        w.say_of(p::RETENTION_ONLY, "purpose", only),
    ];
    said.into_iter().flatten().collect()
}

pub(crate) fn criteria(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "criterion",
        &w.document.criteria,
        |row| &row.keys,
        |path, row| {
            let lead = w.text(&path, "label", &row.label);
            Paragraph::prose(w, path, lead, Vec::new())
        },
    )
}

pub(crate) fn events(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "event",
        &w.document.events,
        |row| &row.keys,
        |path, row| {
            let said = w.say(p::EVENT_OF, &[("whom", w.word(Kind::Scope, row.of.as_str()))]);
            let lead = w.text(&path, "label", &row.label);
            Paragraph::prose(w, path, lead, vec![said])
        },
    )
}

pub(crate) fn logs(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "log",
        &w.document.logs,
        |row| &row.keys,
        |path, row| {
            let acts = w.say_of(p::LOG_OF, "acts", w.words(Kind::Act, &row.of));
            let kept = w.say(p::LOG_FOR, &[("period", w.length(&row.exactly))]);
            let lead = w.text(&path, "label", &row.label);
            Paragraph::prose(w, path, lead, acts.into_iter().chain([kept]).collect())
        },
    )
}
