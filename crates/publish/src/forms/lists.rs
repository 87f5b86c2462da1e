//! The lists of the 2019 app rules and NDSR art. 21: what is collected, and who else gets it.

use super::reach::{is_personal, long, rules_of};
use super::sheet::Block;
use crate::paragraph::{Paragraph, Parts};
use crate::phrases::{forms as f, titles as t};
use crate::rich::Rich;
use crate::rows::{data, decided, published, sharing};
use crate::writer::Writer;
use policy::rows::{Data, path};
use policy::{Name, Policy};
use std::collections::BTreeSet;

/// Every kind of data about a person, with its purposes, retention and recipients; then the cookies.
pub(super) fn data(w: &Writer<'_>, policy: &Policy) -> Vec<Block> {
    let all = published(&policy.document.data, |row| &row.keys);
    let rows = all.into_iter().filter(|(_, row)| is_personal(row)).map(|(name, row)| line(w, policy, name, row));
    let columns = [t::COLUMN_DATA, t::COLUMN_KIND, f::COLUMN_PURPOSES, f::COLUMN_LONG, f::COLUMN_GIVEN];
    let mut blocks = vec![Block::table(w, t::DATA, &columns, rows.collect())];
    let cookies: Vec<_> = decided::cookies(w).into_iter().map(|cookie| said(w, cookie)).collect();
    if !cookies.is_empty() {
        blocks.extend([Block::heading(w, "cookie", t::COOKIES), Block::Lines(cookies)]);
    }
    blocks
}

fn line(w: &Writer<'_>, policy: &Policy, name: &Name, row: &Data) -> Vec<Rich> {
    let document = &policy.document;
    let of = path("data", name);
    let kind = data::kind(w, row);
    let records: Vec<_> =
        document.records.iter().filter(|(_, row)| row.holds.contains(name)).map(|(name, _)| name).collect();
    let uses = published(&document.purposes, |row| &row.keys).into_iter().filter(|(_, purpose)| {
        purpose.reads.contains_key(name) || purpose.collects.iter().any(|record| records.contains(&record))
    });
    let purposes = w.series(uses.map(|(purpose, _)| w.label("purpose", purpose)).collect());
    let items = BTreeSet::from([name]);
    let long = long(w, policy, &rules_of(policy, records, &items), &items);
    let given = published(&document.recipients, |row| &row.keys).into_iter();
    let given = given.filter(|(_, row)| row.receives.contains_key(name)).map(|(recipient, row)| {
        let of = path("recipient", recipient);
        Rich::link(of.clone(), w.text(&of, "name", &row.name).plain())
    });
    let given = w.list(given.collect());
    let given = if given.is_empty() { w.say(f::NONE, &[]) } else { given };
    vec![w.text(&of, "label", &row.label), kind, purposes, long, given]
}

/// Everybody else who gets data, with every field that the document gives of them.
pub(super) fn recipients(w: &Writer<'_>) -> Vec<Block> {
    let rows = sharing::recipients(w).into_iter().filter_map(|paragraph| match paragraph.parts {
        Parts::Row(cells) => Some(cells),
        Parts::Prose { .. } => None,
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return vec![Block::Lines(vec![w.say(f::NONE, &[])])];
    }
    vec![Block::table(w, t::RECIPIENTS, t::RECIPIENT_COLUMNS, rows)]
}

fn said(w: &Writer<'_>, paragraph: Paragraph) -> Rich {
    match paragraph.parts {
        Parts::Prose { lead, body } => w.run(vec![lead, body]),
        Parts::Row(cells) => w.run(cells),
    }
}
