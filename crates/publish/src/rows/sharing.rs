//! Who gets data, and what may be sent to people.

use super::{Said, by_form, each};
use crate::paragraph::Paragraph;
use crate::phrases::{Kind, Shared, patterns as p};
use crate::rich::{Piece, Rich};
use crate::writer::Writer;
use policy::Name;
use policy::rows::{Inside, Recipient};

pub(crate) fn recipients(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "recipient",
        &w.document.recipients,
        |row| &row.keys,
        |path, row| {
            let cells = vec![company(w, &path, row), receives(w, row), place(w, &path, row), terms(w, &path, row)];
            Paragraph::row(path, cells)
        },
    )
}

fn receives(w: &Writer<'_>, row: &Recipient) -> Rich {
    let mut said = by_form(w, Kind::Given, &row.receives);
    said.extend(w.say_of(p::RECIPIENT_FOR, "purposes", w.purposes(&row.purposes)));
    w.run(said)
}

fn place(w: &Writer<'_>, path: &Name, row: &Recipient) -> Rich {
    let connector = row.connector.as_ref().map(|name| w.word(Shared::Connector, name)).unwrap_or_default();
    let said = Said::of(w, path)
        .say(p::RECIPIENT_COUNTRY, "country", w.word(Shared::Country, &row.country))
        .text(p::RECIPIENT_SCENE, "scene", "scene", row.scene.as_ref())
        .note("method", row.method.as_ref())
        .remark(p::RECIPIENT_BASIS, "basis", "transfer-basis", row.transfer_basis.as_ref())
        .say(p::RECIPIENT_PEOPLE, "people", w.count(row.people))
        .say(p::RECIPIENT_CONNECTOR, "connector", connector);
    w.run(said.sentences())
}

fn terms(w: &Writer<'_>, path: &Name, row: &Recipient) -> Rich {
    let url = row.policy_url.as_ref().map(|url| Rich::of(Piece::url(url))).unwrap_or_default();
    let said = Said::of(w, path)
        .say(p::RECIPIENT_ROLE, "role", w.word(Kind::Stance, row.role.as_str()))
        .also(row.inside.iter().map(|inside| environment(w, inside)).collect())
        .say(p::RECIPIENT_AGREEMENT, "agreement", w.labels("agreement", &row.agreement))
        .within(p::RECIPIENT_ERASES, row.erases_within.as_ref())
        .remark(p::RECIPIENT_KEEPS, "law", "keeps-by-law", row.keeps_by_law.as_ref())
        .remark(p::RECIPIENT_END, "what", "contract-end", row.contract_end.as_ref())
        .flag(row.minors, p::RECIPIENT_MINORS)
        .note("note", row.note.as_ref())
        .say(p::RECIPIENT_URL, "url", url);
    w.run(said.sentences())
}

fn environment(w: &Writer<'_>, row: &Inside) -> Rich {
    let slots = [("role", w.actor(&row.by)), ("period", w.length(&row.lasts)), ("people", w.count(Some(row.people)))];
    w.say(p::RECIPIENT_INSIDE, &slots)
}

/// Who it is, by every name that it has.
fn company(w: &Writer<'_>, path: &Name, row: &Recipient) -> Rich {
    let kind = row.kind.as_ref().map(|kind| w.kind(Shared::Recipient, kind)).unwrap_or_default();
    let more = Said::of(w, path)
        .say(p::RECIPIENT_KIND, "kind", kind)
        .text(p::RECIPIENT_PRODUCT, "product", "product", row.product.as_ref())
        .text(p::RECIPIENT_LEGAL, "name", "legal-name", row.legal_name.as_ref())
        .text(p::RECIPIENT_CONTACT, "contact", "contact", row.contact.as_ref())
        .texts(p::RECIPIENT_BEHIND, "names", "behind", &row.behind)
        .sentences();
    let name = w.text(path, "name", &row.name);
    if more.is_empty() { name } else { w.run([w.sentence(name)].into_iter().chain(more).collect()) }
}

pub(crate) fn agreements(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "agreement",
        &w.document.agreements,
        |row| &row.keys,
        |path, row| {
            let remind = row.remind.as_ref().map(|period| w.say(p::AGREEMENT_REMIND, &[("period", w.length(period))]));
            let terms = w.series(row.terms.iter().map(|term| w.word(Shared::Term, term)).collect());
            let terms = w.say_of(p::AGREEMENT_TERMS, "terms", terms);
            let lead = w.text(&path, "label", &row.label);
            Paragraph::prose(w, path, lead, terms.into_iter().chain(remind).collect())
        },
    )
}

pub(crate) fn grounds(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "ground",
        &w.document.grounds,
        |row| &row.keys,
        |path, row| {
            let approved = row.approved_by.as_ref().map(|role| w.actor(role)).unwrap_or_default();
            let only = row.only_for.as_ref().map(|purpose| w.label("purpose", purpose)).unwrap_or_default();
            Said::of(w, &path)
                .say(p::GROUND_ALLOWS, "acts", w.words(Shared::Allows, &row.allows))
                .say(p::GROUND_COVERS, "items", w.all_held(&row.covers))
                .text(p::GROUND_LAW, "law", "law", row.law.as_ref())
                .say(p::GROUND_NEEDS, "needs", w.words(Shared::Fact, &row.needs))
                .say(p::GROUND_APPROVED, "role", approved)
                .say(p::GROUND_ONLY, "purpose", only)
                .period(p::GROUND_LASTS, row.lasts.as_ref())
                .every(p::GROUND_REVIEW, row.review.as_ref())
                .remark(p::GROUND_LIMIT, "limit", "limit", row.limit.as_ref())
                .about(&row.label)
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
                [("purpose", w.label("purpose", &row.purpose)), ("channels", w.words(Shared::Channel, &row.channels))];
            let stop = w.remark(&path, "stop", row.stop.as_ref());
            let mut said = vec![w.say(p::MESSAGE_PURPOSE, &slots)];
            said.extend(stop.map(|stop| w.say(p::MESSAGE_STOP, &[("stop", stop)])));
            let lead = w.text(&path, "label", &row.label);
            Paragraph::prose(w, path, lead, said)
        },
    )
}
