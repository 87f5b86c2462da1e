//! Which policy, whose, where to write, and the numbers that can be set.

use super::{Said, each};
use crate::paragraph::Paragraph;
use crate::phrases::{Kind, Shared, patterns as p};
use crate::rich::{Piece, Rich};
use crate::writer::Writer;
use policy::Name;
use policy::rows::Header;

pub(crate) fn policy(w: &Writer<'_>) -> Vec<Paragraph> {
    let write = |row: &Header| {
        let zone = w.word(Kind::Zone, &row.time_zone);
        let mut said = vec![name(w, row), w.sentence(w.text("policy", "about", &row.about)), dates(w, row)];
        said.extend(languages(w, row));
        said.extend(w.say_of(p::POLICY_RULES, "rules", w.words(Kind::Rules, &row.rules)));
        said.push(w.say(p::POLICY_ZONE, &[("zone", zone)]));
        said.push(w.say(p::POLICY_AUDIENCE, &[("audience", w.word(Kind::Audience, row.audience.as_str()))]));
        let accepted = row.accepted_by.map(|how| w.word(Kind::Acceptance, how.as_str())).unwrap_or_default();
        let more = Said::of(w, &Name::from("policy"))
            .note("scope", row.scope.as_ref())
            .say(p::POLICY_ACCEPTED, "how", accepted)
            .text(p::POLICY_TERMS, "terms", "terms", row.terms.as_ref())
            .say(p::POLICY_PEOPLE, "people", w.count(row.people));
        said.extend(more.sentences());
        Paragraph::prose(w, Name::from("policy"), Rich::default(), said)
    };
    w.document.policy.iter().map(write).collect()
}

fn name(w: &Writer<'_>, row: &Header) -> Rich {
    let slots = [
        ("name", w.text("policy", "name", &row.name)),
        ("version", Rich::text(row.version.as_str())),
        ("id", Rich::code(row.id.as_str())),
    ];
    w.say(p::POLICY_NAME, &slots)
}

/// In which languages it is published, and which of them prevails.
fn languages(w: &Writer<'_>, row: &Header) -> Option<Rich> {
    let all: Vec<_> = row.languages.iter().map(|language| w.word(Kind::Tongue, language.as_str())).collect();
    let first = all.first().cloned()?;
    Some(match all.len() {
        1 => w.say(p::POLICY_LANGUAGE, &[("language", first)]),
        _ => w.say(p::POLICY_LANGUAGES, &[("languages", w.list(all)), ("first", first)]),
    })
}

fn dates(w: &Writer<'_>, row: &Header) -> Rich {
    let updated = date(w, row.updated.year(), row.updated.month(), row.updated.day());
    let effective = date(w, row.effective.year(), row.effective.month(), row.effective.day());
    w.say(p::POLICY_DATES, &[("updated", updated), ("effective", effective)])
}

/// `17 May 2026`, `2026 年 5 月 17 日`.
pub(crate) fn date(w: &Writer<'_>, year: i16, month: i8, day: i8) -> Rich {
    let month = w.word(Kind::Month, &month.to_string());
    let (year, day) = (Rich::text(year.to_string()), Rich::text(day.to_string()));
    w.say(p::DATE, &[("year", year), ("month", month), ("day", day)])
}

pub(crate) fn controller(w: &Writer<'_>) -> Vec<Paragraph> {
    let write = |row: &policy::rows::Controller| {
        let name = w.text("controller", "name", &row.name);
        let address = w.text("controller", "address", &row.address);
        let plain = |value: &Option<String>| value.as_ref().map(|value| Rich::text(value.as_str())).unwrap_or_default();
        let path = Name::from("controller");
        let said = Said::of(w, &path)
            .say(p::CONTROLLER, "name", name)
            .texts(p::CONTROLLER_ALSO, "names", "also-called", &row.also_called)
            .say(p::CONTROLLER_ADDRESS, "address", address)
            .say(p::CONTROLLER_POSTCODE, "code", plain(&row.postcode))
            .say(p::CONTROLLER_SEAT, "country", w.word(Shared::Country, &row.country))
            .say(p::CONTROLLER_REGISTRATION, "number", plain(&row.registration))
            .say(p::CONTROLLER_PHONE, "phone", plain(&row.phone))
            .text(p::CONTROLLER_REPRESENTATIVE, "who", "representative", row.representative.as_ref())
            .text(p::CONTROLLER_REPRESENTATIVE_EU, "who", "representative-eu", row.representative_eu.as_ref())
            .texts(p::CONTROLLER_JOINT, "who", "joint", &row.joint)
            .remark(p::CONTROLLER_ARRANGEMENT, "what", "arrangement", row.arrangement.as_ref())
            .sentences();
        Paragraph::prose(w, path, Rich::default(), said)
    };
    w.document.controller.iter().map(write).collect()
}

pub(crate) fn contacts(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "contact",
        &w.document.contacts,
        |row| &row.keys,
        |path, row| {
            let email = row.email.as_ref().map(|email| Rich::of(Piece::Mail(email.clone()))).unwrap_or_default();
            let phone = row.phone.as_ref().map(|phone| Rich::text(phone.as_str())).unwrap_or_default();
            let by = row.by.as_ref().map(|role| w.actor(role)).unwrap_or_default();
            Said::of(w, &path)
                .say(p::CONTACT_MAIL, "email", email)
                .say(p::CONTACT_PHONE, "phone", phone)
                .text(p::CONTACT_POST, "post", "post", row.post.as_ref())
                .text(p::CONTACT_PAGE, "page", "page", row.page.as_ref())
                .say(p::CONTACT_FOR, "matters", w.words(Shared::Matter, &row.purposes))
                .say(p::CONTACT_BY, "role", by)
                .within(p::CONTACT_WITHIN, row.within.as_ref())
                .about(&row.label)
        },
    )
}

pub(crate) fn settings(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "setting",
        &w.document.settings,
        |row| &row.keys,
        |path, row| {
            let mut said = vec![w.say(p::SETTING_DEFAULT, &[("period", w.length(&row.default))])];
            said.extend(row.max.as_ref().map(|max| w.say(p::SETTING_MAX, &[("period", w.length(max))])));
            let lead = w.text(&path, "label", &row.label);
            Paragraph::prose(w, path, lead, said)
        },
    )
}
