//! What is held, in which records, within what; and what never is.

use super::each;
use crate::paragraph::Paragraph;
use crate::phrases::{Kind, Shared, patterns as p};
use crate::rich::Rich;
use crate::writer::Writer;
use policy::Name;
use policy::rows::{Activity, Data, DrawnCode, Keep, Length, Never, RecordRow};

pub(crate) fn data(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "data",
        &w.document.data,
        |row| &row.keys,
        |path, row| {
            let cells = vec![w.text(&path, "label", &row.label), kind(w, row), kept(w, row), more(w, &path, row)];
            Paragraph::row(path, cells)
        },
    )
}

/// Of which class it is, and whether it is sensitive.
pub(crate) fn kind(w: &Writer<'_>, row: &Data) -> Rich {
    let class = row.class.as_ref().map(|class| w.kind(Shared::Class, class)).filter(|class| !class.is_empty());
    let sensitive = w.say_if(row.sensitive, p::SENSITIVE);
    w.run(class.map(|class| w.sentence(class)).into_iter().chain(sensitive).collect())
}

fn kept(w: &Writer<'_>, row: &Data) -> Rich {
    let way = w.word(Kind::Kept, row.keep.unwrap_or(Keep::Sealed).as_str());
    let found = row.find.as_ref().map(|find| w.say(p::FIND, &[("how", w.word(Kind::Find, find))]));
    w.run([w.say(p::KEEP, &[("kept", way)])].into_iter().chain(found).collect())
}

fn more(w: &Writer<'_>, path: &Name, row: &Data) -> Rich {
    let necessity = w.remark(path, "necessity", row.necessity.as_ref());
    // What is hashed is never shown, not even in part.
    let checked = if row.keep == Some(Keep::Hashed) { p::SHAPE } else { p::SHAPE_MASKED };
    let shape = row.shape.as_ref().map(|shape| w.say(checked, &[("shape", w.word(Kind::Shape, shape))]));
    let drawn = row.drawn.as_ref().map(|drawn| draws(w, drawn));
    let former = row.former.as_ref().map(|word| w.say(p::FORMER, &[("word", w.text(path, "former", word))]));
    let harms = w.say_of(p::HARMS, "harms", w.words(Shared::Harm, &row.harms));
    let kinds = row.kinds.iter().map(|kind| w.word(Kind::File, kind.as_str())).collect();
    let kinds = w.say_of(p::FILE_KINDS, "kinds", w.list(kinds));
    let most = row.at_most.map(|most| w.say(p::FILE_AT_MOST, &[("size", Rich::text(most.to_string()))]));
    w.run(necessity.into_iter().chain(harms).chain(shape).chain(kinds).chain(most).chain(former).chain(drawn).collect())
}

fn draws(w: &Writer<'_>, row: &DrawnCode) -> Rich {
    let number = |count: u32| Rich::text(count.to_string());
    let slots = [
        ("digits", number(row.digits)),
        ("uses", w.times(row.uses)),
        ("tries", number(row.tries)),
        ("draws", number(row.draws)),
        ("window", w.length(&Length::Fixed(row.window))),
    ];
    w.say(p::DRAWN, &slots)
}

pub(crate) fn records(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "record",
        &w.document.records,
        |row| &row.keys,
        |path, row| {
            let label = w.text(&path, "label", &row.label);
            let holds = w.labels("data", &row.holds);
            let cells = vec![label, holds, w.word(Kind::Who, row.holder.as_str()), record_details(w, row)];
            Paragraph::row(path, cells)
        },
    )
}

fn record_details(w: &Writer<'_>, row: &RecordRow) -> Rich {
    let said = [
        w.say_of(p::RECORD_CATEGORY, "category", w.kind(Shared::Category, &row.category)),
        w.say_of(p::RECORD_OPTIONAL, "items", w.labels("data", &row.optional)),
        w.say_of(p::RECORD_DERIVED, "records", w.labels("record", &row.derived_from)),
        w.say_if(row.single, p::RECORD_SINGLE),
    ];
    w.run(said.into_iter().flatten().collect())
}

pub(crate) fn never(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "never",
        &w.document.never,
        |row| &row.keys,
        |path, row| {
            let lead = w.text(&path, "label", &row.label);
            Paragraph::prose(w, path, lead, refusals(w, row))
        },
    )
}

fn refusals(w: &Writer<'_>, row: &Never) -> Vec<Rich> {
    // Field names are shown as they are: they are what a program would send.
    let names = row.names.iter().map(|name| Rich::code(name.as_str())).collect();
    let said = [
        w.say_of(p::NEVER_CLASSES, "classes", w.words(Shared::Class, &row.classes)),
        w.say_of(p::NEVER_NAMES, "names", w.list(names)),
        w.say_of(p::NEVER_PURPOSES, "purposes", w.words(Kind::Use, &row.purposes)),
        w.say_of(p::NEVER_ITEMS, "items", w.labels("data", &row.items)),
        w.say_of(p::NEVER_ORIGINS, "origins", w.words(Kind::Origin, &row.origins)),
        w.say_if(row.batches, p::NEVER_BATCHES),
    ];
    said.into_iter().flatten().collect()
}

pub(crate) fn activities(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "activity",
        &w.document.activities,
        |row| &row.keys,
        |path, row| {
            let lead = w.text(&path, "label", &row.label);
            Paragraph::prose(w, path, lead, bounds(w, row))
        },
    )
}

fn bounds(w: &Writer<'_>, row: &Activity) -> Vec<Rich> {
    let taken = |(item, count): (&Name, &u32)| {
        w.say(p::COUNT_OF, &[("count", Rich::text(count.to_string())), ("item", w.label("data", item))])
    };
    let takes = w.list(row.takes.iter().map(taken).collect());
    let closes =
        row.closes_after.map(|after| w.say(p::ACTIVITY_CLOSES, &[("period", w.length(&Length::Fixed(after)))]));
    let opened = w.say_of(p::ACTIVITY_OPENED, "who", w.word(Kind::Who, row.opened_by.as_str()));
    [opened, w.say_of(p::ACTIVITY_TAKES, "items", takes), closes].into_iter().flatten().collect()
}
