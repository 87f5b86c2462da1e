//! The notice that a person reads when a purpose asks for something of its own.

use super::reach::{is_abroad, items, long, recipients, rules_of_purpose};
use super::sheet::Block;
use crate::paragraph::Parts;
use crate::phrases::{Kind, Phrase, Shared, forms as f, patterns as p};
use crate::rich::Rich;
use crate::rows::{by_form, people, published};
use crate::writer::Writer;
use policy::rows::{Basis, ConsentKind, Purpose, Recipient, path};
use policy::{Name, Policy};

/// Whether the purpose called `name` needs a notice of its own: sensitive data (PIPL 30), a device permission, a consent
/// that is not the general one (PIPL 14, 29, 31), or a recipient abroad (PIPL 39).
#[must_use]
pub fn needs_notice(policy: &Policy, name: &Name) -> bool {
    let Some(row) = policy.document.purposes.get(name).filter(|row| !row.keys.unpublished) else {
        return false;
    };
    let asks = row.permission.is_some() || row.consent.is_some_and(|kind| kind != ConsentKind::General);
    let sensitive = || items(policy, row).values().any(|item| item.sensitive);
    asks || sensitive() || recipients(policy, name).iter().any(|(_, one)| is_abroad(policy, one))
}

/// The notice of the purpose called `one`, or of every purpose that needs one.
pub(super) fn blocks(w: &Writer<'_>, policy: &Policy, one: Option<&Name>) -> Vec<Block> {
    let all = published(&policy.document.purposes, |row| &row.keys);
    let wanted = all.into_iter().filter(|(name, _)| one.map_or_else(|| needs_notice(policy, name), |one| *name == one));
    let blocks = wanted.flat_map(|(name, row)| {
        let of = path("purpose", name);
        let heading = Block::Heading { id: of.to_string(), text: w.text(&of, "label", &row.label) };
        [heading, Block::Facts(facts(w, policy, name, row))]
    });
    blocks.collect()
}

fn facts(w: &Writer<'_>, policy: &Policy, name: &Name, row: &Purpose) -> Vec<(&'static str, Rich)> {
    let of = path("purpose", name);
    let asked = row.consent.map(|kind| w.sentence(w.word(Kind::Consent, kind.as_str())).capital());
    let permission = row.permission.as_ref().map(|name| w.sentence(w.word(Shared::Permission, name)).capital());
    let choice = row.consent.map(|kind| w.say(buttons(kind), &[]));
    let said: [(Phrase, Option<Rich>); 13] = [
        (f::NOTICE_PURPOSE, Some(w.sentence(w.text(&of, "label", &row.label)))),
        (f::NOTICE_DATA, Some(what(w, policy, row))),
        (f::NOTICE_METHOD, w.remark(&of, "method", row.method.as_ref())),
        (f::NOTICE_NECESSITY, Some(necessity(w, policy, row))),
        (f::NOTICE_IMPACT, w.remark(&of, "impact", row.impact.as_ref())),
        (f::NOTICE_PERMISSION, permission),
        (f::NOTICE_RECIPIENTS, Some(who(w, policy, name, false))),
        (f::NOTICE_ABROAD, Some(who(w, policy, name, true))),
        (f::NOTICE_LONG, Some(kept(w, policy, row))),
        (f::NOTICE_WITHOUT, w.remark(&of, "without", row.without.as_ref())),
        (f::NOTICE_WITHDRAW, Some(withdraw(w, row))),
        (f::NOTICE_ASKED, asked),
        (f::NOTICE_CHOICE, choice),
    ];
    let said = said.into_iter().filter_map(|(title, text)| Some((title.in_language(w.language), text?)));
    said.filter(|(_, text)| !text.is_empty()).collect()
}

/// A consent that is given by accepting the policy is chosen with the policy, and never for one purpose alone.
const fn buttons(kind: ConsentKind) -> Phrase {
    match kind {
        ConsentKind::General => f::NOTICE_WITH_POLICY,
        ConsentKind::Separate | ConsentKind::Written | ConsentKind::Guardian => f::NOTICE_BUTTONS,
    }
}

fn what(w: &Writer<'_>, policy: &Policy, row: &Purpose) -> Rich {
    let items = items(policy, row);
    w.sentence(w.labels("data", items.keys().copied()))
}

/// Why each of its sensitive items is needed.
fn necessity(w: &Writer<'_>, policy: &Policy, row: &Purpose) -> Rich {
    let needed = items(policy, row);
    let why =
        needed.iter().filter_map(|(name, item)| w.remark(&path("data", name), "necessity", item.necessity.as_ref()));
    w.run(why.collect())
}

/// The recipients at home, or those abroad with how to exercise rights against them.
fn who(w: &Writer<'_>, policy: &Policy, purpose: &Name, abroad: bool) -> Rich {
    let all = recipients(policy, purpose);
    if all.is_empty() && !abroad {
        return w.say(f::NOTICE_NOBODY, &[]);
    }
    let wanted = all.into_iter().filter(|(_, row)| is_abroad(policy, row) == abroad);
    w.run(wanted.map(|(name, row)| one_of(w, policy, name, row, abroad)).collect())
}

fn one_of(w: &Writer<'_>, policy: &Policy, name: &Name, row: &Recipient, abroad: bool) -> Rich {
    let of = path("recipient", name);
    let called = Rich::link(of.clone(), w.text(&of, "name", &row.name).plain());
    let place = w.word(Shared::Country, &row.country);
    let mut said = vec![w.sentence(called.clone()), w.say(p::RECIPIENT_COUNTRY, &[("country", place)])];
    said.extend(by_form(w, Kind::Given, &row.receives));
    said.extend(w.remark(&of, "method", row.method.as_ref()));
    if abroad {
        said.extend(w.remark(&of, "transfer-basis", row.transfer_basis.as_ref()));
        said.extend(against(w, policy, &of, called, row));
    }
    w.run(said)
}

fn against(w: &Writer<'_>, policy: &Policy, of: &Name, called: Rich, row: &Recipient) -> Option<Rich> {
    if let Some(contact) = &row.contact {
        return Some(w.say(f::NOTICE_AGAINST, &[("recipient", called), ("contact", w.text(of, "contact", contact))]));
    }
    let contacts = published(&policy.document.contacts, |row| &row.keys);
    let desk = contacts.into_iter().find(|(_, row)| row.purposes.iter().any(|matter| matter == "rights"))?;
    Some(w.say(f::NOTICE_AGAINST_US, &[("recipient", called), ("contact", w.contact(desk.0))]))
}

fn kept(w: &Writer<'_>, policy: &Policy, row: &Purpose) -> Rich {
    let items = items(policy, row).into_keys().collect();
    long(w, policy, &rules_of_purpose(policy, row), &items)
}

/// Only what rests on consent can be withdrawn.
fn withdraw(w: &Writer<'_>, row: &Purpose) -> Rich {
    let right = people::rights(w).into_iter().find(|paragraph| paragraph.path == *"right.withdraw");
    let right = right.filter(|_| row.basis == Basis::Consent).and_then(|paragraph| match paragraph.parts {
        Parts::Prose { body, .. } => Some(body),
        Parts::Row(_) => None,
    });
    let system = w.say_if(row.permission.is_some(), f::NOTICE_SYSTEM);
    w.run(right.into_iter().chain(system).collect())
}
