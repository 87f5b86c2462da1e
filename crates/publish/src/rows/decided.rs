//! Cookies, decisions made by software, and what is worked out of data.

use super::{Said, each};
use crate::paragraph::Paragraph;
use crate::phrases::{Kind, patterns as p};
use crate::rich::Rich;
use crate::writer::Writer;
use policy::Name;
use policy::rows::{Derived, Length, Shown};
use std::collections::BTreeMap;

pub(crate) fn cookies(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "cookie",
        &w.document.cookies,
        |row| &row.keys,
        |path, row| {
            let names = row.names.iter().map(|name| Rich::code(name.as_str())).collect();
            Said::of(w, &path)
                .say(p::COOKIE_KIND, "kind", w.word(Kind::Cookie, row.kind.as_str()))
                .say(p::COOKIE_NAMES, "names", w.list(names))
                .text(p::COOKIE_BY, "who", "by", row.by.as_ref())
                .say(p::COOKIE_RECIPIENT, "recipient", w.labels("recipient", &row.recipient))
                .say(p::COOKIE_PURPOSE, "purpose", w.labels("purpose", &row.purpose))
                .period(p::COOKIE_LIFE, row.life.as_ref())
                .flag(row.session, p::COOKIE_SESSION)
                .remark(p::COOKIE_WITHOUT, "without", "without", row.without.as_ref())
                .about(&row.label)
        },
    )
}

pub(crate) fn automated(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "automated",
        &w.document.automated,
        |row| &row.keys,
        |path, row| {
            let appeal = row.appeal.as_ref().map(|name| w.contact(name)).unwrap_or_default();
            Said::of(w, &path)
                .say(p::AUTOMATED_PURPOSE, "purpose", w.label("purpose", &row.purpose))
                .say(p::AUTOMATED_USES, "items", w.labels("data", &row.uses))
                .remark(p::AUTOMATED_LOGIC, "logic", "logic", row.logic.as_ref())
                .remark(p::AUTOMATED_EFFECT, "effect", "effect", row.effect.as_ref())
                .flag(row.major, p::AUTOMATED_MAJOR)
                .remark(p::AUTOMATED_OPT_OUT, "how", "opt-out", row.opt_out.as_ref())
                .say(p::AUTOMATED_APPEAL, "contact", appeal)
                .within(p::AUTOMATED_WITHIN, row.within.as_ref())
                .about(&row.label)
        },
    )
}

/// What becomes of each value: by the way in which it shows, then by bands.
fn shown(w: &Writer<'_>, row: &Derived) -> Vec<Rich> {
    let mut ways: BTreeMap<Shown, Vec<&Name>> = BTreeMap::new();
    row.how.iter().for_each(|(item, way)| ways.entry(*way).or_default().push(item));
    let mut widths: BTreeMap<u32, Vec<&Name>> = BTreeMap::new();
    row.bands.iter().for_each(|(item, width)| widths.entry(*width).or_default().push(item));
    let way = |(way, items): (Shown, Vec<&Name>)| {
        let form = w.word(Kind::Way, way.as_str());
        w.say(p::DERIVED_SHOWS, &[("form", form), ("items", w.labels("data", items))])
    };
    let band = |(width, items): (u32, Vec<&Name>)| {
        w.say(p::DERIVED_BANDS, &[("width", w.count(Some(width))), ("items", w.labels("data", items))])
    };
    ways.into_iter().map(way).chain(widths.into_iter().map(band)).collect()
}

/// Which groups are counted, and how their numbers are blurred.
fn blurred(w: &Writer<'_>, row: &Derived) -> Vec<Rich> {
    let Some(noise) = &row.noise else { return Vec::new() };
    let values = |values: &[String]| w.list(values.iter().map(Rich::text).collect());
    let groups = row
        .groups
        .iter()
        .map(|(item, listed)| w.say(p::DERIVED_GROUPS, &[("item", w.label("data", item)), ("values", values(listed))]));
    let (epsilon, budget) = (Rich::text(noise.epsilon.to_string()), Rich::text(noise.budget.to_string()));
    let once = w.say(p::DERIVED_NOISE, &[("epsilon", epsilon), ("times", w.times(noise.at_most()))]);
    let per = w.length(&Length::Fixed(noise.per));
    groups.chain([once, w.say(p::DERIVED_BUDGET, &[("per", per), ("budget", budget)])]).collect()
}

pub(crate) fn derived(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "derived",
        &w.document.derived,
        |row| &row.keys,
        |path, row| {
            let group = w.count(row.group);
            Said::of(w, &path)
                .say(p::DERIVED_FROM, "from", w.all_held(&row.from))
                .say(p::DERIVED_BY, "how", w.word(Kind::Transform, row.by.as_str()))
                .also(shown(w, row))
                .also(blurred(w, row))
                .say(p::DERIVED_GROUP, "count", group)
                .texts(p::DERIVED_COUNTS, "functions", "counts", &row.counts.values().cloned().collect::<Vec<_>>())
                .within(p::DERIVED_WITHIN, row.within.map(Length::Fixed).as_ref())
                .say(p::DERIVED_FOR, "purposes", w.purposes(&row.purposes))
                .note("note", row.note.as_ref())
                .about(&row.label)
        },
    )
}

pub(crate) fn sources(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "source",
        &w.document.sources,
        |row| &row.keys,
        |path, row| {
            Said::of(w, &path)
                .say(p::SOURCE_GIVES, "items", w.labels("data", &row.gives))
                .say(p::SOURCE_FOR, "purposes", w.purposes(&row.purposes))
                .remark(p::SOURCE_CONDITION, "condition", "condition", row.condition.as_ref())
                .within(p::SOURCE_TOLD, row.told_within.as_ref())
                .about(&row.label)
        },
    )
}
