//! The summary that is shown before the first use.

use super::reach::is_abroad;
use super::sheet::Block;
use crate::phrases::{Phrase, Shared, forms as f};
use crate::rich::Rich;
use crate::rows::published;
use crate::writer::Writer;
use policy::rows::{ConsentKind, Function, Purpose, path};
use policy::{Name, Policy};
use std::collections::BTreeSet;

pub(super) fn blocks(w: &Writer<'_>, policy: &Policy) -> Vec<Block> {
    let mut lines = who(w, policy);
    lines.extend(what(w, policy));
    lines.extend(others(w, policy));
    let minors = policy.document.minors.as_ref().map(|row| w.sentence(w.text("minors", "label", &row.label)));
    lines.extend(minors.map(|what| w.say(f::SHORT_MINORS, &[("what", what)])));
    let choice = choice(w, policy);
    [(f::SHORT_WHAT, lines), (f::SHORT_RIGHTS, rights(w, policy)), (f::SHORT_CHOICE, choice)]
        .into_iter()
        .enumerate()
        .filter(|(_, (_, lines))| !lines.is_empty())
        .flat_map(|(at, (title, lines))| [Block::heading(w, &format!("part-{}", at + 1), title), Block::Lines(lines)])
        .collect()
}

fn who(w: &Writer<'_>, policy: &Policy) -> Vec<Rich> {
    let contact = published(&policy.document.contacts, |row| &row.keys).into_iter().next();
    let controller = policy.document.controller.as_ref();
    let said = controller.zip(contact).map(|(controller, (contact, _))| {
        let name = w.text("controller", "name", &controller.name);
        w.say(f::SHORT_WHO, &[("controller", name), ("contact", w.contact(contact))])
    });
    said.into_iter().collect()
}

fn purposes(w: &Writer<'_>, policy: &Policy, wanted: impl Fn(&Purpose) -> bool) -> Rich {
    let all = published(&policy.document.purposes, |row| &row.keys);
    w.series(all.into_iter().filter(|(_, row)| wanted(row)).map(|(name, _)| w.label("purpose", name)).collect())
}

fn what(w: &Writer<'_>, policy: &Policy) -> Vec<Rich> {
    let document = &policy.document;
    let permissions: BTreeSet<&Name> = document.purposes.values().filter_map(|row| row.permission.as_ref()).collect();
    let sensitive = published(&document.data, |row| &row.keys).into_iter().filter(|(_, row)| row.sensitive);
    let sensitive = w.list(sensitive.map(|(name, _)| w.label("data", name)).collect());
    let of = |function| purposes(w, policy, move |row| row.function == function);
    let said = [
        w.say_of(f::SHORT_BASIC, "purposes", of(Function::Basic)),
        w.say_of(f::SHORT_ADDITIONAL, "purposes", of(Function::Additional)),
        w.say_of(f::SHORT_PERMISSIONS, "permissions", w.words(Shared::Permission, permissions)),
        w.say_of(f::SHORT_SENSITIVE, "items", sensitive),
    ];
    said.into_iter().flatten().collect()
}

fn others(w: &Writer<'_>, policy: &Policy) -> Vec<Rich> {
    let all = published(&policy.document.recipients, |row| &row.keys);
    let (abroad, home): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, row)| is_abroad(policy, row));
    let name = |(name, row): &(&Name, &policy::rows::Recipient)| {
        let of = path("recipient", name);
        Rich::link(of.clone(), w.text(&of, "name", &row.name).plain())
    };
    let home = w.list(home.iter().map(name).collect());
    let placed = abroad.iter().map(|one| w.aside(name(one), w.word(Shared::Country, &one.1.country)));
    let placed = w.list(placed.collect());
    let abroad = if placed.is_empty() {
        w.say(f::SHORT_AT_HOME, &[])
    } else {
        w.say(f::SHORT_ABROAD, &[("recipients", placed)])
    };
    w.say_of(f::SHORT_OTHERS, "recipients", home).into_iter().chain([abroad]).collect()
}

/// One line for each right.
fn rights(w: &Writer<'_>, policy: &Policy) -> Vec<Rich> {
    let all = published(&policy.document.rights, |row| &row.keys);
    let line = |(name, row): (&Name, &policy::rows::Right)| {
        let of = path("right", name);
        let label = Rich::link(of.clone(), w.text(&of, "label", &row.label).plain());
        w.say(f::SHORT_RIGHT, &[("right", label), ("within", w.within(&row.within))]).capital()
    };
    all.into_iter().map(line).collect()
}

/// What each button means: the one consent that is asked here covers nothing that needs a consent of its own.
fn choice(w: &Writer<'_>, policy: &Policy) -> Vec<Rich> {
    let agreed = purposes(w, policy, |row| row.consent == Some(ConsentKind::General));
    let own = |row: &Purpose| row.consent.is_some_and(|kind| kind != ConsentKind::General);
    let later = policy.document.purposes.values().any(own);
    let line = |said: bool, phrase: Phrase| w.say_if(said, phrase);
    let declined = line(!agreed.is_empty(), f::SHORT_DECLINE);
    let said = [w.say_of(f::SHORT_AGREE, "purposes", agreed), declined, line(later, f::SHORT_LATER)];
    said.into_iter().flatten().collect()
}
