//! Who gets data, and what may be sent to people.

use super::{by_form, each};
use crate::paragraph::Paragraph;
use crate::phrases::{Kind, patterns as p};
use crate::rich::{Piece, Rich};
use crate::writer::Writer;
use policy::Name;
use policy::rows::Recipient;

pub(crate) fn recipients(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "recipient",
        &w.document.recipients,
        |row| &row.keys,
        |path, row| {
            let name = w.text(&path, "name", &row.name);
            let cells = vec![name, receives(w, row), place(w, &path, row), terms(w, &path, row)];
            Paragraph::row(path, cells)
        },
    )
}

fn receives(w: &Writer<'_>, row: &Recipient) -> Rich {
    let mut said = by_form(w, &row.receives);
    said.extend(w.say_of(
        p::RECIPIENT_FOR,
        "purposes",
        w.series(row.purposes.iter().map(|name| w.label("purpose", name)).collect()),
    ));
    w.run(said)
}

fn place(w: &Writer<'_>, path: &Name, row: &Recipient) -> Rich {
    let basis = w.remark(path, "transfer-basis", row.transfer_basis.as_ref());
    let connector = row.connector.as_ref().map(|name| Rich::code(name.as_str()));
    let said = [
        w.say_of(p::RECIPIENT_COUNTRY, "country", w.word(Kind::Country, &row.country)),
        w.remark(path, "method", row.method.as_ref()),
        basis.map(|basis| w.say(p::RECIPIENT_BASIS, &[("basis", basis)])),
        connector.map(|connector| w.say(p::RECIPIENT_CONNECTOR, &[("connector", connector)])),
    ];
    w.run(said.into_iter().flatten().collect())
}

fn terms(w: &Writer<'_>, path: &Name, row: &Recipient) -> Rich {
    let agreement = row.agreement.as_ref().map(|name| w.label("agreement", name));
    let url = row.policy_url.as_ref().map(|url| Rich::of(Piece::url(url)));
    let said = [
        w.say_of(p::RECIPIENT_ROLE, "role", w.word(Kind::Stance, row.role.as_str())),
        agreement.map(|agreement| w.say(p::RECIPIENT_AGREEMENT, &[("agreement", agreement)])),
        w.remark(path, "note", row.note.as_ref()),
        url.map(|url| w.say(p::RECIPIENT_URL, &[("url", url)])),
    ];
    w.run(said.into_iter().flatten().collect())
}

pub(crate) fn agreements(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "agreement",
        &w.document.agreements,
        |row| &row.keys,
        |path, row| {
            let remind = row.remind.as_ref().map(|period| w.say(p::AGREEMENT_REMIND, &[("period", w.length(period))]));
            let terms = w.say_of(p::AGREEMENT_TERMS, "terms", w.words(Kind::Term, &row.terms));
            let lead = w.text(&path, "label", &row.label);
            Paragraph::prose(w, path, lead, terms.into_iter().chain(remind).collect())
        },
    )
}

pub(crate) fn circumstances(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "circumstance",
        &w.document.circumstances,
        |row| &row.keys,
        |path, row| {
            let approved =
                row.approved_by.as_ref().map(|role| w.say(p::CIRCUMSTANCE_APPROVED, &[("role", w.actor(role))]));
            let lasts = row.lasts.as_ref().map(|period| w.say(p::CIRCUMSTANCE_LASTS, &[("period", w.length(period))]));
            let needs = w.say_of(p::CIRCUMSTANCE_NEEDS, "needs", w.words(Kind::Fact, &row.needs));
            let lead = w.text(&path, "label", &row.label);
            Paragraph::prose(w, path, lead, [needs, approved, lasts].into_iter().flatten().collect())
        },
    )
}

pub(crate) fn messages(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "message",
        &w.document.messages,
        |row| &row.keys,
        |path, row| {
            let slots =
                [("purpose", w.label("purpose", &row.purpose)), ("channels", w.words(Kind::Channel, &row.channels))];
            let stop = w.remark(&path, "stop", row.stop.as_ref());
            let mut said = vec![w.say(p::MESSAGE_PURPOSE, &slots)];
            said.extend(stop.map(|stop| w.say(p::MESSAGE_STOP, &[("stop", stop)])));
            let lead = w.text(&path, "label", &row.label);
            Paragraph::prose(w, path, lead, said)
        },
    )
}
