//! How far a purpose reaches: which data, to whom, for how long.

use crate::paragraph::{Paragraph, Parts};
use crate::phrases::{forms as f, patterns as p};
use crate::rich::Rich;
use crate::rows::{published, retention};
use crate::writer::Writer;
use policy::rows::{Data, Purpose, Recipient};
use policy::{Name, Policy};
use std::collections::{BTreeMap, BTreeSet};

/// The data items about a person that `purpose` collects or reads.
pub(crate) fn items<'p>(policy: &'p Policy, purpose: &Purpose) -> BTreeMap<&'p Name, &'p Data> {
    let document = &policy.document;
    let held = purpose.collects.iter().filter_map(|record| document.records.get(record)).flat_map(|row| &row.holds);
    let all = held.chain(purpose.reads.keys());
    all.filter_map(|item| document.data.get_key_value(item)).filter(|(_, row)| is_personal(row)).collect()
}

/// Whether it is about a person, and published.
pub(crate) const fn is_personal(row: &Data) -> bool {
    row.class.is_some() && !row.keys.unpublished
}

/// Who gets data for `purpose`.
pub(crate) fn recipients<'p>(policy: &'p Policy, purpose: &Name) -> Vec<(&'p Name, &'p Recipient)> {
    let all = published(&policy.document.recipients, |row| &row.keys);
    all.into_iter().filter(|(_, row)| row.purposes.contains(purpose)).collect()
}

/// Whether data leaves for `recipient` the countries where the policy says that it stays; if it says none, the
/// controller's country.
pub(crate) fn is_abroad(policy: &Policy, recipient: &Recipient) -> bool {
    let document = &policy.document;
    let stays = document.transfer.as_ref().map(|row| row.stays_in.as_slice()).unwrap_or_default();
    if stays.is_empty() {
        return document.controller.as_ref().is_some_and(|controller| controller.country != recipient.country);
    }
    !stays.contains(&recipient.country)
}

/// What the document says about each retention rule, in its order and without what it covers.
pub(crate) fn rules(w: &Writer<'_>) -> Vec<(Name, Rich)> {
    let said = |paragraph: Paragraph| {
        let rule = paragraph.path.strip_prefix("retention.").map(Name::from)?;
        match paragraph.parts {
            Parts::Prose { body, .. } => Some((rule, body)),
            Parts::Row(_) => None,
        }
    };
    retention::retention(w).into_iter().filter_map(said).collect()
}

/// Which of some records and items each retention rule covers: rule, then record, then items.
pub(crate) type Covered<'p> = BTreeMap<&'p Name, BTreeMap<&'p Name, Vec<&'p Name>>>;

/// The retention rules that cover `items` in any of `records`.
pub(crate) fn rules_of<'p>(
    policy: &'p Policy,
    records: impl IntoIterator<Item = &'p Name>,
    items: &BTreeSet<&'p Name>,
) -> Covered<'p> {
    let mut found = Covered::new();
    for (record, row) in records.into_iter().filter_map(|record| policy.document.records.get_key_value(record)) {
        for item in row.holds.iter().filter(|item| items.contains(item)) {
            for end in policy.ends_of(record, item) {
                found.entry(&end.rule).or_default().entry(record).or_default().push(item);
            }
        }
    }
    found
}

/// The retention rules that cover what `purpose` collects; for one that only reads, what it reads, wherever it stands.
pub(crate) fn rules_of_purpose<'p>(policy: &'p Policy, purpose: &'p Purpose) -> Covered<'p> {
    let items = items(policy, purpose).into_keys().collect();
    if purpose.collects.is_empty() {
        rules_of(policy, policy.document.records.keys(), &items)
    } else {
        rules_of(policy, &purpose.collects, &items)
    }
}

/// How long what is `covered` is kept: each rule with what it covers, where there is more than one.
pub(crate) fn long(w: &Writer<'_>, policy: &Policy, covered: &Covered<'_>, items: &BTreeSet<&Name>) -> Rich {
    let said = rules(w).into_iter().filter_map(|(rule, said)| {
        let records = covered.get(&rule)?;
        let what = w.list(records.iter().map(|(record, of)| part(w, policy, record, of, items)).collect());
        Some(if covered.len() == 1 { said } else { w.say(f::RULE, &[("what", what.capital()), ("rule", said)]) })
    });
    w.run(said.collect())
}

/// A record by its name; with the items in brackets where only some of those asked for are meant.
fn part(w: &Writer<'_>, policy: &Policy, record: &Name, of: &[&Name], items: &BTreeSet<&Name>) -> Rich {
    let label = w.label("record", record);
    let holds = policy.document.records.get(record).map(|row| row.holds.as_slice()).unwrap_or_default();
    if of.len() == holds.iter().filter(|item| items.contains(item)).count() {
        return label;
    }
    w.say(p::ITEM_OF, &[("record", label), ("items", w.labels("data", of.iter().copied()))])
}
