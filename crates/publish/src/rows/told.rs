//! What people are told besides, where, and what the company's people must do.

use super::{Said, each};
use crate::paragraph::Paragraph;
use crate::phrases::{Shared, patterns as p};
use crate::rich::{Piece, Rich};
use crate::writer::Writer;
use policy::rows::Per;

pub(crate) fn platforms(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "platform",
        &w.document.platforms,
        |row| &row.keys,
        |path, row| {
            let url = row.url.as_ref().map(|url| Rich::of(Piece::url(url))).unwrap_or_default();
            Said::of(w, &path)
                .say(p::PLATFORM_KIND, "kind", w.kind(Shared::Platform, &row.kind))
                .say(p::PLATFORM_URL, "url", url)
                .flag(row.foreign, p::PLATFORM_FOREIGN)
                .note("note", row.note.as_ref())
                .about(&row.label)
        },
    )
}

pub(crate) fn statements(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "statement",
        &w.document.statements,
        |row| &row.keys,
        |path, row| {
            let beside = row.beside.iter().map(|promise| w.promise(promise)).collect();
            Said::of(w, &path)
                .say(p::STATEMENT_TOPIC, "topic", w.kind(Shared::Topic, &row.topic))
                .say(p::STATEMENT_BESIDE, "promises", w.list(beside))
                .about(&row.label)
        },
    )
}

pub(crate) fn duties(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "duty",
        &w.document.duties,
        |row| &row.keys,
        |path, row| {
            let owner = row.owner.as_ref().map(|role| w.actor(role)).unwrap_or_default();
            Said::of(w, &path)
                .every(p::DUTY_EVERY, row.every.as_ref())
                .say(p::DUTY_OWNER, "role", owner)
                .text(p::DUTY_EVIDENCE, "evidence", "evidence", row.evidence.as_ref())
                .texts(p::DUTY_EACH, "things", "each", &row.each.values().cloned().collect::<Vec<_>>())
                .flag(row.per == Some(Per::Person), p::DUTY_PERSONS)
                .flag(row.per == Some(Per::Entry), p::DUTY_ENTRIES)
                .say(p::DUTY_NEEDS, "facts", w.words(Shared::Fact, &row.needs))
                .say(p::DUTY_ONE_OF, "facts", w.words(Shared::Fact, &row.one_of))
                .text(p::DUTY_LAW, "law", "law", row.law.as_ref())
                .about(&row.label)
        },
    )
}

pub(crate) fn refusals(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "refusal",
        &w.document.refusals,
        |row| &row.keys,
        |path, row| {
            Said::of(w, &path)
                .say(p::REFUSAL_OF, "rights", w.labels("right", &row.of))
                .say(p::REFUSAL_NEEDS, "needs", w.words(Shared::Fact, &row.needs))
                .text(p::REFUSAL_LAW, "law", "law", row.law.as_ref())
                .about(&row.label)
        },
    )
}

pub(crate) fn suppressions(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "suppression",
        &w.document.suppressions,
        |row| &row.keys,
        |path, row| {
            let kept = w.say(p::SUPPRESSION_FROM, &[("period", w.length(&row.exactly)), ("event", w.event(&row.from))]);
            let mut said = Said::of(w, &path).say(p::SUPPRESSION_OF, "item", w.label("data", &row.of)).sentences();
            said.push(kept);
            let lead = w.text(&path, "label", &row.label);
            Paragraph::prose(w, path, lead, said)
        },
    )
}
