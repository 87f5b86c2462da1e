//! Why data is processed, and by whom.

use super::{Said, by_form, each};
use crate::paragraph::Paragraph;
use crate::phrases::{Kind, Shared, patterns as p};
use crate::rich::Rich;
use crate::writer::Writer;
use policy::Name;
use policy::rows::Purpose;

pub(crate) fn roles(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "role",
        &w.document.roles,
        |row| &row.keys,
        |path, row| {
            let mut said = vec![w.say(p::ROLE_OF, &[("what", w.word(Kind::Acts, row.of.as_str()))])];
            said.extend(w.say_if(row.administers, p::ROLE_ADMINISTERS));
            said.extend(row.cleared.map(|grade| w.say(p::ROLE_CLEARED, &[("grade", w.count(Some(grade)))])));
            let lead = w.text(&path, "label", &row.label);
            Paragraph::prose(w, path, lead, said)
        },
    )
}

pub(crate) fn purposes(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "purpose",
        &w.document.purposes,
        |row| &row.keys,
        |path, row| {
            let mut said = conditions(w, row);
            said.extend(w.say_of(p::PURPOSE_COLLECTS, "records", w.labels("record", &row.collects)));
            said.extend(by_form(w, Kind::Read, &row.reads));
            let actors = w.list(row.by.iter().map(|name| w.actor(name)).collect());
            said.extend(w.say_of(p::PURPOSE_BY, "actors", actors));
            said.extend(consequences(w, &path, row));
            let lead = w.text(&path, "label", &row.label);
            Paragraph::prose(w, path, lead, said)
        },
    )
}

/// What must hold before it is done.
fn conditions(w: &Writer<'_>, row: &Purpose) -> Vec<Rich> {
    let one = |phrase, slot, words: Option<Rich>| words.and_then(|words| w.say_of(phrase, slot, words));
    let function = w.word(Kind::Function, row.function.as_str());
    let consent = row.consent.map(|kind| w.word(Kind::Consent, kind.as_str()));
    let permission = row.permission.as_ref().map(|name| w.word(Shared::Permission, name));
    let during = row.during.as_ref().map(|name| w.label("activity", name));
    let occasions = w.words(Shared::Occasion, &row.occasions);
    let said = [
        one(p::PURPOSE_FUNCTION, "function", Some(function)),
        one(p::PURPOSE_BASIS, "basis", Some(w.word(Kind::Basis, row.basis.as_str()))),
        one(p::PURPOSE_CONSENT, "kind", consent),
        one(p::PURPOSE_PERMISSION, "permission", permission),
        one(p::PURPOSE_DURING, "activity", during),
        one(p::PURPOSE_OCCASIONS, "occasions", Some(occasions)),
        one(p::PURPOSE_PLATFORMS, "platforms", Some(w.labels("platform", &row.platforms))),
    ];
    said.into_iter().flatten().collect()
}

/// What it means for the person.
fn consequences(w: &Writer<'_>, path: &Name, row: &Purpose) -> Vec<Rich> {
    let ends = w.series(row.ends.iter().map(|event| w.event(event)).collect());
    Said::of(w, path)
        .flag(row.opens_account, p::PURPOSE_OPENS)
        .flag(row.outlives_account, p::PURPOSE_OUTLIVES)
        .say(p::PURPOSE_ENDS, "events", ends)
        .remark(p::PURPOSE_METHOD, "method", "method", row.method.as_ref())
        .text(p::PURPOSE_LAW, "law", "law", row.law.as_ref())
        .text(p::PURPOSE_EACH, "place", "each", row.each.as_ref())
        .remark(p::PURPOSE_IMPACT, "impact", "impact", row.impact.as_ref())
        .remark(p::PURPOSE_WITHOUT, "without", "without", row.without.as_ref())
        .sentences()
}
