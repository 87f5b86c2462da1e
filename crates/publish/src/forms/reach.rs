//! How far a purpose reaches: which data, to whom, for how long.

use crate::paragraph::{Paragraph, Parts};
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

/// Whether data leaves the controller's country for `recipient`.
pub(crate) fn is_abroad(policy: &Policy, recipient: &Recipient) -> bool {
    policy.document.controller.as_ref().is_some_and(|controller| controller.country != recipient.country)
}

/// What the document says about a retention rule.
pub(crate) struct Rule {
    /// What it covers.
    pub(crate) lead: Rich,
    /// How long, and what then.
    pub(crate) body: Rich,
}

/// What the document says about each retention rule, by its name.
pub(crate) fn rules(w: &Writer<'_>) -> BTreeMap<Name, Rule> {
    let said = |paragraph: Paragraph| {
        let rule = paragraph.path.strip_prefix("retention.").map(Name::from)?;
        match paragraph.parts {
            Parts::Prose { lead, body } => Some((rule, Rule { lead, body })),
            Parts::Row(_) => None,
        }
    };
    retention::retention(w).into_iter().filter_map(said).collect()
}

/// The retention rules that cover `items` in any of `records`, each once.
pub(crate) fn rules_of<'p>(
    policy: &'p Policy,
    records: impl IntoIterator<Item = &'p Name>,
    items: &BTreeSet<&Name>,
) -> BTreeSet<&'p Name> {
    let mut found = BTreeSet::new();
    for record in records {
        let holds = policy.document.records.get(record).map(|row| row.holds.as_slice()).unwrap_or_default();
        for item in holds.iter().filter(|item| items.contains(item)) {
            found.extend(policy.ends_of(record, item).map(|end| &end.rule));
        }
    }
    found
}

/// The retention rules that cover what `purpose` collects; for one that only reads, what covers it wherever it stands.
pub(crate) fn rules_of_purpose<'p>(policy: &'p Policy, purpose: &'p Purpose) -> BTreeSet<&'p Name> {
    let items = items(policy, purpose).into_keys().collect();
    if purpose.collects.is_empty() {
        rules_of(policy, policy.document.records.keys(), &items)
    } else {
        rules_of(policy, &purpose.collects, &items)
    }
}
