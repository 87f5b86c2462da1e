//! What becomes of one row: key by key, and rows within rows.

use super::compare::{self, Sides, differences};
use super::effect::Effect;
use super::length;
use super::matter::{Matter, Reason};
use super::say::{say, say_length};
use super::settings::Settings;
use super::way::{Rule, Turn, Way};
use super::ways;
use crate::Name;
use crate::rows::{Fact, Facts, Length};
use serde::Serialize;
use std::collections::BTreeMap;

/// What became of one key of a promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// The key; in a row within a row, both: `sooner[account.cancelled].within`.
    pub key: String,
    /// Which way it goes.
    pub effect: Effect,
    /// What stood there, in the words of the policy file; empty if nothing. A setting is shown with its value.
    pub old: String,
    /// What stands there now.
    pub new: String,
    /// For lists and forms: what came.
    pub added: Vec<String>,
    /// For lists and forms: what went.
    pub removed: Vec<String>,
    /// Which kind of material change it is; nothing if it is not material.
    pub kind: Option<&'static str>,
}

/// A change of a key, and why it is material if it is.
pub(super) struct Found {
    pub(super) field: FieldChange,
    pub(super) reason: Option<Reason>,
}

impl Found {
    /// `field`, which has to do with `matter`.
    fn of(mut field: FieldChange, matter: Option<Matter>) -> Self {
        let reason = matter.and_then(|matter| matter.reason(field.effect));
        field.kind = reason.map(|reason| reason.kind);
        Self { field, reason }
    }
}

/// Compares the rows of two policies.
pub(super) struct Comparison<'a> {
    pub(super) sides: Sides<'a>,
    pub(super) settings: Settings,
    /// What the change of `covers` of each retention rule comes to.
    pub(super) covers: BTreeMap<Name, Effect>,
}

impl Comparison<'_> {
    /// Everything that changed between two rows of the promise `path`.
    pub(super) fn row(&self, path: &Name, old: &Facts, new: &Facts) -> Vec<Found> {
        let mut found = Vec::new();
        let table = path.split('.').next().unwrap_or(path);
        self.keys(path, table, "", (old, new), &mut found);
        found
    }

    fn keys(&self, path: &Name, table: &str, prefix: &str, (old, new): (&Facts, &Facts), found: &mut Vec<Found>) {
        let end = self.moved_end(table, prefix, old, new);
        let skip: &[&str] = match table {
            _ if end.is_some() => &["within", "for"],
            // What goes when the browser closes needs no other end.
            "cookie" if stated(old, "session") != stated(new, "session") => &["life"],
            _ => &[],
        };
        // Both are rows of one type, so their keys stand in the same order.
        let pairs = old.iter().zip(new).filter(|((key, _), _)| !skip.contains(key));
        for ((key, old), (_, new)) in pairs {
            match (old, new) {
                (Fact::Row(old), Fact::Row(new)) => {
                    let (inner, prefix) = (format!("{table}.{key}"), format!("{prefix}{key}."));
                    self.keys(path, &inner, &prefix, (old, new), found);
                }
                (Fact::List(befores), Fact::List(afters)) if holds_rows(befores) || holds_rows(afters) => {
                    self.lists_of_rows(path, table, (prefix, key), (befores, afters), found);
                }
                _ => found.extend(self.key(path, table, (prefix, key), (old, new))),
            }
        }
        found.extend(end);
    }

    fn key(&self, path: &Name, table: &str, (prefix, key): (&str, &str), facts: (&Fact, &Fact)) -> Option<Found> {
        let rule = self.settings.rule(path, key).or_else(|| ways::listed(table, key));
        let rule = rule.unwrap_or_else(|| ways::by_kind(facts.0, facts.1));
        let effect = match (table, key) {
            ("retention", "covers") if facts.0 != facts.1 => Some(self.covers_effect(path)),
            ("record", "optional") => self.optional_effect(path, rule, facts),
            _ => compare::effect(rule.way, facts.0, facts.1, self.sides),
        }?;
        Some(self.found(format!("{prefix}{key}"), rule.matter, effect, facts))
    }

    fn found(&self, key: String, matter: Option<Matter>, effect: Effect, (old, new): (&Fact, &Fact)) -> Found {
        let (added, removed) = differences(old, new, self.sides);
        let (old, new) = (say(old, self.sides.old), say(new, self.sides.new));
        let field = FieldChange { key, effect, old, new, added, removed, kind: None };
        Found::of(field, matter)
    }

    fn covers_effect(&self, path: &Name) -> Effect {
        let rule = path.split_once('.').map_or(path.as_str(), |(_, rule)| rule);
        // Where no value gains or loses a rule, the same is covered in other words.
        self.covers.get(rule).copied().unwrap_or(Effect::Reworded)
    }

    /// That something new may be missing is not less than there was: only what both records hold is weighed.
    fn optional_effect(&self, path: &Name, rule: Rule, (old, new): (&Fact, &Fact)) -> Option<Effect> {
        let record = path.split_once('.').map_or(path.as_str(), |(_, record)| record);
        let held = |document: &crate::rows::Document, item: &Name| {
            document.records.get(record).is_some_and(|row| row.holds.contains(item))
        };
        let in_both = |fact: &Fact| match fact {
            Fact::Name(item) => held(self.sides.old, item) && held(self.sides.new, item),
            _ => true,
        };
        let kept = |fact: &Fact| match fact {
            Fact::List(list) => Fact::List(list.iter().filter(|one| in_both(one)).cloned().collect()),
            other => other.clone(),
        };
        let weighed = compare::effect(rule.way, &kept(old), &kept(new), self.sides);
        weighed.or_else(|| (old != new).then_some(Effect::Reworded))
    }

    /// Rows of a list are the same where their first keys say the same; the others came or went.
    fn lists_of_rows(
        &self,
        path: &Name,
        table: &str,
        (prefix, key): (&str, &str),
        (old, new): (&[Fact], &[Fact]),
        found: &mut Vec<Found>,
    ) {
        let (old_rows, new_rows) = (by_identity(old), by_identity(new));
        let inner = format!("{table}.{key}");
        for (identity, before) in &old_rows {
            if let Some(after) = new_rows.get(identity) {
                let prefix = format!("{prefix}{key}[{}].", identity.0);
                self.keys(path, &inner, &prefix, (before, after), found);
            }
        }
        let only = |these: &BTreeMap<Identity, &Facts>, those: &BTreeMap<Identity, &Facts>| {
            let rows = these.iter().filter(|(identity, _)| !those.contains_key(*identity));
            Fact::List(rows.map(|(_, facts)| Fact::Row((*facts).clone())).collect())
        };
        let (gone, come) = (only(&old_rows, &new_rows), only(&new_rows, &old_rows));
        found.extend(self.key(path, table, (prefix, key), (&gone, &come)));
    }

    /// A rule that said `within` and now says `for`, or the other way round: one end, told in another way.
    fn moved_end(&self, table: &str, prefix: &str, old: &Facts, new: &Facts) -> Option<Found> {
        let is_rule = matches!(table, "retention" | "retention.sooner");
        let (old, new) = is_rule.then_some((only_end(old)?, only_end(new)?))?;
        if old.0 == new.0 {
            return None;
        }
        let reach = length::reach(self.sides.old, old.1).zip(length::reach(self.sides.new, new.1));
        // To keep exactly as long is more than to be gone by then.
        let equal = if new.0 == "for" { Effect::Widened } else { Effect::Narrowed };
        let effect = reach.map_or(Effect::Changed, |(old, new)| length::effect(&old, &new).unwrap_or(equal));
        let field = FieldChange {
            key: format!("{prefix}{}", new.0),
            effect,
            old: format!("{} {}", old.0, say_length(old.1, self.sides.old)),
            new: format!("{} {}", new.0, say_length(new.1, self.sides.new)),
            added: Vec::new(),
            removed: Vec::new(),
            kind: None,
        };
        Some(Found::of(field, Some(Matter::Retention)))
    }
}

/// What `key` states.
fn stated<'f>(facts: &'f Facts, key: &str) -> Option<&'f Fact> {
    facts.iter().find(|(known, _)| *known == key).map(|(_, fact)| fact)
}

/// The one end of a rule with its key; nothing where it has none or two.
fn only_end(facts: &Facts) -> Option<(&'static str, &Length)> {
    let mut ends = facts.iter().filter_map(|(key, fact)| match fact {
        Fact::Length(length) if ["within", "for"].contains(key) => Some((*key, length)),
        _ => None,
    });
    let end = ends.next()?;
    ends.next().is_none().then_some(end)
}

fn holds_rows(list: &[Fact]) -> bool {
    list.iter().any(|fact| matches!(fact, Fact::Row(_)))
}

/// What the first key of a row says, and how often it was said before.
type Identity = (String, usize);

fn by_identity(list: &[Fact]) -> BTreeMap<Identity, &Facts> {
    let mut said: BTreeMap<String, usize> = BTreeMap::new();
    let rows = list.iter().filter_map(|fact| match fact {
        Fact::Row(facts) => Some(facts),
        _ => None,
    });
    let identified = rows.map(|facts| {
        let empty = crate::rows::Document::default();
        let first = facts.first().map_or_else(String::new, |(_, fact)| say(fact, &empty));
        let before = said.entry(first.clone()).or_default();
        *before += 1;
        ((first, *before), facts)
    });
    identified.collect()
}

/// Whether `way` weighs lengths, and which way.
pub(super) const fn turn_of(way: Way) -> Option<Turn> {
    match way {
        Way::Amount(turn, _) => Some(turn),
        _ => None,
    }
}
