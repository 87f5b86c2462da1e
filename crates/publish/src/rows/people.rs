//! What people are told and can demand.

use super::{Said, each};
use crate::paragraph::Paragraph;
use crate::phrases::{Kind, Shared, patterns as p};
use crate::rich::Rich;
use crate::writer::Writer;
use policy::Name;
use policy::read::Text;
use policy::rows::{Answering, Awaited, ChangeNotice, Incident, Minors};

pub(crate) fn minors(w: &Writer<'_>) -> Vec<Paragraph> {
    let write = |row: &Minors| {
        let age = Rich::text(row.under.to_string());
        let offered = if row.offered { p::MINORS_OFFERED } else { p::MINORS_REFUSED };
        let effect = w.word(Kind::Discovery, row.on_discovery.as_str());
        let mut said = vec![
            w.sentence(w.text("minors", "label", &row.label)),
            w.say(offered, &[("age", age)]),
            w.say(p::MINORS_FOUND, &[("effect", effect)]),
            w.say(p::MINORS_GONE, &[("within", w.within(&row.within))]),
            w.say(p::MINORS_CONTACT, &[("contact", w.contact(&row.contact))]),
        ];
        let marked = row.marked.map(|form| w.word(Kind::Shown, form.as_str())).unwrap_or_default();
        let more = Said::of(w, &Name::from("minors"))
            .remark(p::MINORS_ASKED, "asked", "asked", row.asked.as_ref())
            .remark(p::MINORS_GUARDIAN, "guardian", "guardian", row.guardian.as_ref())
            .remark(p::MINORS_RULES, "rules", "rules", row.rules.as_ref())
            .remark(p::MINORS_OLDER, "older", "older", row.older.as_ref())
            .note("customer-data", row.customer_data.as_ref())
            .say(p::MINORS_MARKED, "form", marked);
        said.extend(more.sentences());
        Paragraph::prose(w, Name::from("minors"), Rich::default(), said)
    };
    w.document.minors.iter().map(write).collect()
}

pub(crate) fn incident(w: &Writer<'_>) -> Vec<Paragraph> {
    let write =
        |row: &Incident| {
            let notify =
                [("within", w.within(&row.notify_within)), ("channels", w.words(Shared::Channel, &row.channels))];
            let mut said = vec![w.say(p::INCIDENT_NOTIFY, &notify)];
            let content = w.series(w.texts("incident", "content", &row.content));
            said.extend(w.say_of(p::INCIDENT_CONTENT, "content", content));
            let authorities = w.series(w.texts("incident", "authorities", &row.authorities));
            said.extend(w.say_of(p::INCIDENT_AUTHORITIES, "authorities", authorities));
            let more = Said::of(w, &Name::from("incident"))
                .within(p::INCIDENT_REPORT, row.report_within.as_ref())
                .remark(p::INCIDENT_ANNOUNCED, "announced", "announced", row.announced.as_ref());
            said.extend(more.sentences());
            Paragraph::prose(w, Name::from("incident"), Rich::default(), said)
        };
    w.document.incident.iter().map(write).collect()
}

pub(crate) fn rights(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "right",
        &w.document.rights,
        |row| &row.keys,
        |path, row| {
            let channels = row.channels.iter().map(|channel| desk(w, &path, channel)).collect();
            let actors = w.list(row.by.iter().map(|name| w.actor(name)).collect());
            let from = row.from.map(|start| w.word(Kind::Start, start.as_str())).unwrap_or_default();
            Said::of(w, &path)
                .within(p::RIGHT_WITHIN, Some(&row.within))
                .say(p::RIGHT_FROM, "start", from)
                .say(p::RIGHT_CHANNELS, "channels", w.series(channels))
                .say(p::RIGHT_ONLY_ON, "platforms", w.labels("platform", &row.only_on))
                .also(row.second_factor.then(|| w.say(p::RIGHT_FACTOR, &[])).into_iter().collect())
                .remark(p::RIGHT_IDENTITY, "identity", "identity", row.identity.as_ref())
                .say(p::RIGHT_BY, "actors", actors)
                .remark(p::RIGHT_FEE, "fee", "fee", row.fee.as_ref())
                .remark(p::RIGHT_OTHERS, "others", "others", row.others.as_ref())
                .remark(p::RIGHT_EFFECT, "effect", "effect", row.effect.as_ref())
                .remark(p::RIGHT_REMEDY, "remedy", "remedy", row.remedy.as_ref())
                .about(&row.label)
        },
    )
}

/// `contact.name` leads to that desk; anything else is a place in words.
fn desk(w: &Writer<'_>, path: &Name, channel: &Text) -> Rich {
    let words = w.text(path, "channels", channel);
    let contact = words.plain().strip_prefix("contact.").map(Name::from);
    contact.filter(|name| w.document.contacts.contains_key(name)).map_or(words, |name| w.contact(&name))
}

pub(crate) fn notices(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "notice",
        &w.document.notices,
        |row| &row.keys,
        |path, row| {
            let mut said = vec![w.say(p::NOTICE_WHEN, &[("when", w.word(Shared::When, &row.when))])];
            said.extend(w.say_of(p::NOTICE_PURPOSES, "purposes", w.purposes(&row.purposes)));
            said.extend(row.awaits.map(|awaited| awaits(w, awaited, row.by.unwrap_or(Answering::Subject))));
            let lead = w.text(&path, "label", &row.label);
            Paragraph::prose(w, path, lead, said)
        },
    )
}

/// What the purposes wait for.
fn awaits(w: &Writer<'_>, awaited: Awaited, by: Answering) -> Rich {
    let phrase = match awaited {
        Awaited::Shown => p::NOTICE_SHOWN,
        Awaited::Accepted => p::NOTICE_ACCEPTED,
    };
    w.say(phrase, &[("who", w.word(Kind::Who, by.as_str()))])
}

pub(crate) fn changes(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "change",
        &w.document.changes,
        |row| &row.keys,
        |path, row| {
            let again = if row.asks_again { p::CHANGE_ASKS } else { p::CHANGE_ASKS_NOT };
            let kinds = w.say_of(p::CHANGE_KINDS, "kinds", w.words(Shared::Change, &row.kinds));
            let keeps = w.say_if(row.keeps_rights, p::CHANGE_KEEPS);
            let said = kinds.into_iter().chain([announced(w, row), w.say(again, &[])]).chain(keeps).collect();
            let lead = w.text(&path, "label", &row.label);
            Paragraph::prose(w, path, lead, said)
        },
    )
}

fn announced(w: &Writer<'_>, row: &ChangeNotice) -> Rich {
    let channels = w.words(Shared::Channel, &row.channels);
    let phrase = if w.is_at_once(&row.before) { p::CHANGE_BEFORE_AT_ONCE } else { p::CHANGE_BEFORE };
    w.say(phrase, &[("period", w.length(&row.before)), ("channels", channels)])
}
