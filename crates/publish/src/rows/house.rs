//! Which policy, whose, where to write, and the numbers that can be set.

use super::each;
use crate::paragraph::Paragraph;
use crate::phrases::{Kind, patterns as p};
use crate::rich::{Piece, Rich};
use crate::writer::Writer;
use policy::Name;
use policy::rows::Header;

pub(crate) fn policy(w: &Writer<'_>) -> Vec<Paragraph> {
    let write = |row: &Header| {
        let zone = Rich::text(row.time_zone.as_str());
        let mut said = vec![name(w, row), w.sentence(w.text("policy", "about", &row.about)), dates(w, row)];
        let languages = row.languages.iter().map(|language| w.word(Kind::Tongue, language.as_str())).collect();
        said.extend(w.say_of(p::POLICY_LANGUAGES, "languages", w.list(languages)));
        said.extend(w.say_of(p::POLICY_RULES, "rules", w.words(Kind::Rules, &row.rules)));
        said.push(w.say(p::POLICY_ZONE, &[("zone", zone)]));
        said.push(w.say(p::POLICY_AUDIENCE, &[("audience", w.word(Kind::Audience, row.audience.as_str()))]));
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
        let said = vec![
            w.say(p::CONTROLLER, &[("name", name)]),
            w.say(p::CONTROLLER_ADDRESS, &[("address", address)]),
            w.say(p::CONTROLLER_SEAT, &[("country", w.word(Kind::Country, &row.country))]),
        ];
        Paragraph::prose(w, Name::from("controller"), Rich::default(), said)
    };
    w.document.controller.iter().map(write).collect()
}

pub(crate) fn contacts(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "contact",
        &w.document.contacts,
        |row| &row.keys,
        |path, row| {
            let email = Rich::of(Piece::Mail(row.email.clone()));
            let mut said = vec![w.say(p::CONTACT_MAIL, &[("email", email)])];
            said.extend(w.say_of(p::CONTACT_FOR, "matters", w.words(Kind::Matter, &row.purposes)));
            let lead = w.text(&path, "label", &row.label);
            Paragraph::prose(w, path, lead, said)
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
