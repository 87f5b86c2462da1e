//! Which way a setting counts: the way of the keys that rest on it.

use super::matter::Matter;
use super::row::turn_of;
use super::way::{Absent, Rule, Turn, Way};
use super::ways;
use crate::Name;
use crate::rows::{Fact, Facts, Length};
use std::collections::BTreeMap;

/// For each setting that a promise rests on, how it counts there.
#[derive(Default)]
pub(super) struct Settings {
    rules: BTreeMap<Name, Rule>,
}

impl Settings {
    /// From the facts of every promise of both policies.
    pub(super) fn of<'a>(promises: impl Iterator<Item = (&'a Name, &'a Facts)>) -> Self {
        let mut settings = Self::default();
        for (path, facts) in promises.filter(|(path, _)| !path.starts_with("setting.")) {
            settings.add(path.split('.').next().unwrap_or(path), facts);
        }
        settings
    }

    fn add(&mut self, table: &str, facts: &Facts) {
        for (key, fact) in facts {
            match fact {
                Fact::Length(Length::Setting(name)) => self.rest(name, ways::listed(table, key)),
                Fact::Row(facts) => self.add(&format!("{table}.{key}"), facts),
                Fact::List(list) => {
                    let inner = format!("{table}.{key}");
                    for fact in list {
                        match fact {
                            Fact::Row(facts) => self.add(&inner, facts),
                            Fact::Length(Length::Setting(name)) => self.rest(name, ways::listed(table, key)),
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Something rests on `name` under `rule`; where two rest on it in opposite ways, neither can be said.
    fn rest(&mut self, name: &Name, rule: Option<Rule>) {
        let rule = rule.unwrap_or(Rule { way: Way::Neutral, matter: Some(Matter::Unsorted) });
        self.rules
            .entry(name.clone())
            .and_modify(|known| {
                if turn_of(known.way) != turn_of(rule.way) {
                    known.way = Way::Neutral;
                }
                known.matter = known.matter.or(rule.matter);
            })
            .or_insert(rule);
    }

    /// The rule of `key` of the promise `path`, if that is a setting.
    pub(super) fn rule(&self, path: &str, key: &str) -> Option<Rule> {
        let name = path.strip_prefix("setting.")?;
        if !["default", "max"].contains(&key) {
            return None;
        }
        let Some(rule) = self.rules.get(name) else {
            return Some(Rule { way: Way::Neutral, matter: None });
        };
        let absent = if key == "max" { Absent::Endless } else { Absent::None };
        let way = turn_of(rule.way).map_or(Way::Neutral, |turn: Turn| Way::Amount(turn, absent));
        Some(Rule { way, matter: rule.matter })
    }
}
