//! What people are told and can demand.

use super::each;
use crate::paragraph::Paragraph;
use crate::phrases::{Kind, patterns as p};
use crate::rich::Rich;
use crate::writer::Writer;
use policy::Name;
use policy::read::Text;
use policy::rows::{ChangeNotice, Incident, Length, Minors};

pub(crate) fn minors(w: &Writer<'_>) -> Vec<Paragraph> {
    let write = |row: &Minors| {
        let age = Rich::text(row.under.to_string());
        let offered = if row.offered { p::MINORS_OFFERED } else { p::MINORS_REFUSED };
        let found = [("effect", w.word(Kind::Discovery, row.on_discovery.as_str())), ("within", w.within(&row.within))];
        let mut said = vec![
            w.sentence(w.text("minors", "label", &row.label)),
            w.say(offered, &[("age", age)]),
            w.say(p::MINORS_FOUND, &found),
            w.say(p::MINORS_CONTACT, &[("contact", w.contact(&row.contact))]),
        ];
        said.extend(w.remark("minors", "customer-data", row.customer_data.as_ref()));
        Paragraph::prose(w, Name::from("minors"), Rich::default(), said)
    };
    w.document.minors.iter().map(write).collect()
}

pub(crate) fn incident(w: &Writer<'_>) -> Vec<Paragraph> {
    let write = |row: &Incident| {
        let notify = [("within", w.within(&row.notify_within)), ("channels", w.words(Kind::Channel, &row.channels))];
        let mut said = vec![w.say(p::INCIDENT_NOTIFY, &notify)];
        let content = w.series(w.texts("incident", "content", &row.content));
        said.extend(w.say_of(p::INCIDENT_CONTENT, "content", content));
        let authorities = w.series(w.texts("incident", "authorities", &row.authorities));
        said.extend(w.say_of(p::INCIDENT_AUTHORITIES, "authorities", authorities));
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
            let mut said = vec![w.say(p::RIGHT_WITHIN, &[("within", w.within(&row.within))])];
            let channels = row.channels.iter().map(|channel| desk(w, &path, channel)).collect();
            said.extend(w.say_of(p::RIGHT_CHANNELS, "channels", w.series(channels)));
            let lead = w.text(&path, "label", &row.label);
            Paragraph::prose(w, path, lead, said)
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
            let mut said = vec![w.say(p::NOTICE_WHEN, &[("when", w.word(Kind::When, &row.when))])];
            said.extend(w.say_of(p::NOTICE_PURPOSES, "purposes", w.series(purposes(w, &row.purposes))));
            let lead = w.text(&path, "label", &row.label);
            Paragraph::prose(w, path, lead, said)
        },
    )
}

fn purposes(w: &Writer<'_>, names: &[Name]) -> Vec<Rich> {
    names.iter().map(|name| w.label("purpose", name)).collect()
}

pub(crate) fn changes(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "change",
        &w.document.changes,
        |row| &row.keys,
        |path, row| {
            let again = if row.asks_again { p::CHANGE_ASKS } else { p::CHANGE_ASKS_NOT };
            let lead = w.text(&path, "label", &row.label);
            Paragraph::prose(w, path, lead, vec![announced(w, row), w.say(again, &[])])
        },
    )
}

fn announced(w: &Writer<'_>, row: &ChangeNotice) -> Rich {
    let channels = w.words(Kind::Channel, &row.channels);
    match &row.before {
        Length::Fixed(period) if period.is_at_once() => w.say(p::CHANGE_BEFORE_AT_ONCE, &[("channels", channels)]),
        before => w.say(p::CHANGE_BEFORE, &[("period", w.length(before)), ("channels", channels)]),
    }
}
