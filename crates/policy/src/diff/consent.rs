//! Whose consent must be asked again: of the purposes that widened, and of no other.

use super::cover::{Coverage, Ends, says_how_long};
use super::effect::{self, Effect};
use super::{Change, Presence};
use crate::Name;
use crate::rows::{Basis, Document, Purpose, path};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A purpose for which consent is asked, again or for the first time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ask {
    /// The purpose's path.
    pub purpose: Name,
    /// The kind of consent that the new policy wants: `general`, `separate`, `written` or `guardian`.
    pub consent: &'static str,
    /// Whether the old policy did not ask for it: the purpose is new, or rested on something else.
    pub first: bool,
    /// What widened, each with the promise that says it.
    pub because: Vec<Because>,
}

/// One thing for which consent is asked again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Because {
    /// The promise that widened.
    pub promise: Name,
    /// What widened, in the words of the policy file.
    pub what: String,
}

fn because(promise: &Name, what: impl Into<String>) -> Because {
    Because { promise: promise.clone(), what: what.into() }
}

/// What widened in each purpose that did, in the order of names; what is new is said to be that alone.
pub(super) type Widened = BTreeMap<Name, BTreeSet<Because>>;

/// Every purpose that came or widened.
pub(super) fn widened_purposes(
    old: &Document,
    new: &Document,
    changes: &BTreeMap<Name, Change>,
    coverage: &Coverage,
    ends: &Ends<'_>,
) -> Widened {
    let recipients = recipients_by_purpose(old, new, changes);
    let rules = rules(changes);
    let of = |(name, row): (&Name, &Purpose)| {
        let path = path("purpose", name);
        let first = is_first(old, name, row);
        let mut because: BTreeSet<Because> = match old.purposes.get(name) {
            None => BTreeSet::from([because(&path, "new")]),
            Some(_) if first => BTreeSet::from([because(&path, "rests on consent from now on")]),
            Some(_) => own(&path, changes).into_iter().collect(),
        };
        because.extend(recipients.get(name).into_iter().flatten().cloned());
        if !first {
            because.extend(activity(row, changes));
            because.extend(items(new, row, changes));
            because.extend(values(new, row, coverage, ends, &rules));
        }
        (!because.is_empty()).then(|| (name.clone(), because))
    };
    new.purposes.iter().filter_map(of).collect()
}

/// Whether the old policy did not ask for it what the new one asks for: the purpose is new, or consent is.
fn is_first(old: &Document, name: &Name, row: &Purpose) -> bool {
    old.purposes.get(name).is_none_or(|before| row.basis == Basis::Consent && before.basis != Basis::Consent)
}

/// Every purpose whose consent must be asked, in the order of names.
pub(super) fn asks(old: &Document, new: &Document, widened: &Widened) -> Vec<Ask> {
    let asked = widened.iter().filter_map(|(name, because)| {
        let row = new.purposes.get(name).filter(|row| row.basis == Basis::Consent)?;
        let consent = row.consent.map_or("general", crate::rows::ConsentKind::as_str);
        let (first, because) = (is_first(old, name, row), because.iter().cloned().collect());
        Some(Ask { purpose: path("purpose", name), consent, first, because })
    });
    asked.collect()
}

/// What widened in the row at `path` itself.
fn own(path: &Name, changes: &BTreeMap<Name, Change>) -> Vec<Because> {
    let widened = changes.get(path).into_iter().flat_map(widened);
    widened.map(|(key, what)| because(path, format!("{key}: {what}"))).collect()
}

/// What widened in the activity within which alone the purpose collects.
fn activity(purpose: &Purpose, changes: &BTreeMap<Name, Change>) -> Vec<Because> {
    let during = purpose.during.as_ref().filter(|_| !purpose.collects.is_empty());
    during.map(|activity| own(&path("activity", activity), changes)).unwrap_or_default()
}

/// The keys of a data item that say which kind of data it is.
const KIND_OF_DATA: [&str; 2] = ["label", "class"];

/// What became another kind of data among the items that the purpose collects or reads.
fn items(new: &Document, purpose: &Purpose, changes: &BTreeMap<Name, Change>) -> Vec<Because> {
    let records = purpose.collects.iter().filter_map(|record| new.records.get(record));
    let items: BTreeSet<&Name> = records.flat_map(|row| &row.holds).chain(purpose.reads.keys()).collect();
    let changed = items.into_iter().filter_map(|item| changes.get(&path("data", item)));
    let of = |change: &Change| -> Vec<Because> {
        let kinds = widened(change).filter(|(key, _)| KIND_OF_DATA.contains(key));
        kinds.map(|(key, what)| because(&change.path, format!("{key}: {what}"))).collect()
    };
    changed.flat_map(of).collect()
}

/// The keys that widened, each with what came; what is not material asks nobody.
fn widened(change: &Change) -> impl Iterator<Item = (&str, String)> {
    let fields = change.fields.iter().filter(|field| field.effect.may_widen() && field.kind.is_some());
    fields.map(|field| {
        let what = if field.added.is_empty() {
            format!("{} → {}", or_none(&field.old), or_none(&field.new))
        } else {
            field.added.join(", ")
        };
        (field.key.as_str(), what)
    })
}

fn or_none(said: &str) -> &str {
    if said.is_empty() { "none" } else { said }
}

/// Keys of a recipient that say for what it gets data, and are about those purposes only that came.
const FOR: &str = "for";

/// For each purpose, the recipients of its data that widened.
fn recipients_by_purpose(
    old: &Document,
    new: &Document,
    changes: &BTreeMap<Name, Change>,
) -> BTreeMap<Name, Vec<Because>> {
    let mut by_purpose: BTreeMap<Name, Vec<Because>> = BTreeMap::new();
    for (name, row) in &new.recipients {
        let path = path("recipient", name);
        let Some(change) = changes.get(&path).filter(|change| change.effect.may_widen()) else {
            continue;
        };
        let before: &[Name] = old.recipients.get(name).map_or(&[], |row| &row.purposes);
        let rest: Vec<String> =
            widened(change).filter(|(key, _)| *key != FOR).map(|(key, what)| format!("{key}: {what}")).collect();
        for purpose in &row.purposes {
            let what = if change.presence == Presence::Added || !before.contains(purpose) {
                vec!["receives its data".to_owned()]
            } else {
                rest.clone()
            };
            by_purpose.entry(purpose.clone()).or_default().extend(what.into_iter().map(|what| because(&path, what)));
        }
    }
    by_purpose
}

/// What became of each retention rule's end, without what it covers.
fn rules(changes: &BTreeMap<Name, Change>) -> BTreeMap<Name, Effect> {
    let rule = |(path, change): (&Name, &Change)| {
        let name = path.strip_prefix("retention.")?;
        let fields = change.fields.iter().filter(|field| says_how_long(&field.key)).map(|field| field.effect);
        Some((Name::from(name), effect::all(fields)?))
    };
    changes.iter().filter_map(rule).collect()
}

/// What the purpose collects anew, and what it collects that is kept longer.
fn values(
    new: &Document,
    purpose: &Purpose,
    coverage: &Coverage,
    ends: &Ends<'_>,
    rules: &BTreeMap<Name, Effect>,
) -> Vec<Because> {
    let mut found = Vec::new();
    let mut kept: BTreeMap<(Name, &str), Vec<String>> = BTreeMap::new();
    for record in &purpose.collects {
        for item in new.records.get(record).map_or(&[][..], |row| &row.holds) {
            let value = (record.clone(), item.clone());
            if coverage.is_new(&value) {
                let sensitive = new.data.get(item).is_some_and(|row| row.sensitive);
                let kind = if sensitive { "sensitive, " } else { "" };
                found.push(because(&path("record", record), format!("collects {kind}`{item}`")));
                continue;
            }
            let (how, by) = match coverage.of_value(&value, ends, rules) {
                Some((Effect::Widened, by)) => ("longer", by),
                Some((Effect::Changed, by)) => ("otherwise", by),
                _ => continue,
            };
            for rule in by {
                kept.entry((path("retention", &rule), how)).or_default().push(format!("`{record}.{item}`"));
            }
        }
    }
    found.extend(
        kept.into_iter().map(|((rule, how), values)| because(&rule, format!("keeps {} {how}", values.join(", ")))),
    );
    found
}
