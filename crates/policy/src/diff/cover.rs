//! How long each value is kept, before and after: rules are weighed by what they cover, not by how they list it.

use super::effect::{self, Effect};
use super::row::Comparison;
use crate::Name;
use crate::rows::{Document, Facts};
use std::collections::{BTreeMap, BTreeSet};

/// A data item in a record.
pub(super) type Value = (Name, Name);

/// The retention rules of every value of a policy.
pub(super) fn rules_by_value(document: &Document) -> BTreeMap<Value, BTreeSet<Name>> {
    let mut by_cover: BTreeMap<&str, BTreeSet<Name>> = BTreeMap::new();
    for (rule, row) in &document.retention {
        for cover in &row.covers {
            by_cover.entry(cover).or_default().insert(rule.clone());
        }
    }
    let mut by_value = BTreeMap::new();
    for (record, row) in &document.records {
        for item in &row.holds {
            // The most specific wins.
            let both = format!("{record}.{item}");
            let covers = [both.as_str(), record.as_str(), item.as_str()];
            let rules = covers.into_iter().find_map(|cover| by_cover.get(cover)).cloned().unwrap_or_default();
            by_value.insert((record.clone(), item.clone()), rules);
        }
    }
    by_value
}

/// The retention of both policies.
pub(super) struct Coverage {
    old: BTreeMap<Value, BTreeSet<Name>>,
    new: BTreeMap<Value, BTreeSet<Name>>,
}

impl Coverage {
    pub(super) fn of(old: &Document, new: &Document) -> Self {
        Self { old: rules_by_value(old), new: rules_by_value(new) }
    }

    /// What it comes to for each retention rule that some values are covered by no more, or newly.
    pub(super) fn by_rule(&self, ends: &Ends<'_>) -> BTreeMap<Name, Effect> {
        let mut by_rule: BTreeMap<Name, Effect> = BTreeMap::new();
        let values: BTreeSet<&Value> = self.old.keys().chain(self.new.keys()).collect();
        for value in values {
            let none = BTreeSet::new();
            let (old, new) = (self.old.get(value).unwrap_or(&none), self.new.get(value).unwrap_or(&none));
            let Some(effect) = of_sets(old, new, ends) else {
                continue;
            };
            for rule in old.symmetric_difference(new) {
                by_rule.entry(rule.clone()).and_modify(|known| *known = known.and(effect)).or_insert(effect);
            }
        }
        by_rule
    }

    /// What it comes to for `value`, which both policies hold, and the rules by which; `changed` says what became of a rule itself.
    pub(super) fn of_value(
        &self,
        value: &Value,
        ends: &Ends<'_>,
        changed: &BTreeMap<Name, Effect>,
    ) -> Option<(Effect, BTreeSet<Name>)> {
        let (old, new) = (self.old.get(value)?, self.new.get(value)?);
        let kept = old.intersection(new).filter_map(|rule| Some((rule.clone(), *changed.get(rule)?)));
        let (mut rules, effects): (BTreeSet<Name>, Vec<Effect>) = kept.unzip();
        rules.extend(old.symmetric_difference(new).cloned());
        Some((effect::all(effects.into_iter().chain(of_sets(old, new, ends)))?, rules))
    }

    /// Whether the new policy holds `value` and the old one did not.
    pub(super) fn is_new(&self, value: &Value) -> bool {
        self.new.contains_key(value) && !self.old.contains_key(value)
    }
}

/// The keys of a rule that say how long.
pub(super) fn says_how_long(key: &str) -> bool {
    !["covers", "basis", "note", "criterion", "label"].contains(&key)
}

/// The ends of the rules of both policies.
pub(super) struct Ends<'a> {
    pub(super) comparison: &'a Comparison<'a>,
    pub(super) old: &'a BTreeMap<Name, Facts>,
    pub(super) new: &'a BTreeMap<Name, Facts>,
}

impl Ends<'_> {
    /// The effect of `new` taking the place of `old`.
    fn instead(&self, old: &Name, new: &Name) -> Effect {
        let end = |all: &BTreeMap<Name, Facts>, rule: &Name| {
            let facts = all.get(&crate::rows::path("retention", rule))?;
            Some(facts.iter().filter(|(key, _)| says_how_long(key)).cloned().collect::<Facts>())
        };
        let (Some(before), Some(after)) = (end(self.old, old), end(self.new, new)) else {
            return Effect::Changed;
        };
        let found = self.comparison.row(&crate::rows::path("retention", new), &before, &after);
        effect::all(found.iter().map(|found| found.field.effect)).unwrap_or(Effect::Reworded)
    }
}

/// The effect of one set of rules becoming another; a value is kept until the last of its rules lets it go.
fn of_sets(old: &BTreeSet<Name>, new: &BTreeSet<Name>, ends: &Ends<'_>) -> Option<Effect> {
    let (gone, come): (Vec<_>, Vec<_>) = (old.difference(new).collect(), new.difference(old).collect());
    match (gone.as_slice(), come.as_slice()) {
        ([], []) => None,
        ([], _) => Some(Effect::Widened),
        (_, []) => Some(Effect::Narrowed),
        ([gone], [come]) => Some(ends.instead(gone, come)),
        _ => Some(Effect::Changed),
    }
}
