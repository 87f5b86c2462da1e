//! The groups of a statistic with noise are not closed: an item has no list of values, or a list that can never be counted.
//!
//! Why: a group that shows only when somebody is in it tells of that person whatever the noise. So every value that is counted
//! is listed, each once and as it shows, whether or not anybody has it.
//!
//! Fails:
//!
//! ```toml
//! [derived.fees]
//! label = "How many members pay which fee"
//! from = ["fee", "nickname"]
//! by = "aggregate"
//! bands = { fee = 10 }
//! how = { nickname = "as-is" }
//! groups = { fee = ["0-10", "11-20", "0-10"], heart-rate = ["80"] }
//! noise = { epsilon = "0.5", budget = "2", per = "1 year" }
//! for = ["membership"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [derived.fees]
//! label = "How many members pay which fee"
//! from = ["fee"]
//! by = "aggregate"
//! bands = { fee = 10 }
//! groups = { fee = ["0-10", "10-20"] }
//! noise = { epsilon = "0.5", budget = "2", per = "1 year" }
//! for = ["membership"]
//! ```
//!
//! Mend: list under `groups` each value of each item that comes into the set, as it shows: a band of 10 as `0-10`, a month as
//! `2026-05`; together at most 1,000 groups.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::name::Name;
use crate::rows::{Derived, Shown, Way};
use std::collections::BTreeSet;

/// The most groups of one statistic.
const GROUPS_MAX: usize = 1000;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.derived.iter().filter(|(_, row)| row.noise.is_some()) {
        let mut push = |span, headline: String, help: &str| {
            found.push(found.at(span, format!("in `derived.{name}`, {headline}")).help(help));
        };
        let items = context.document.items_from(row);
        for item in items.iter().filter(|item| row.groups.get(**item).is_none_or(Vec::is_empty)) {
            let headline = format!("no values of `{item}` are listed that are counted");
            push(row.keys.at("groups"), headline, "list them under `groups`");
        }
        for (item, values) in &row.groups {
            let at = |_: &str| row.keys.word("groups", item);
            let Some(way) = row.way(item).filter(|_| items.contains(item)) else {
                push(at(item), format!("`groups` lists values of `{item}`, which is not in it"), "take it out");
                continue;
            };
            let mut seen = BTreeSet::new();
            for value in values {
                if !seen.insert(value) {
                    push(at(value), format!("`{value}` of `{item}` is counted twice"), "take one of them out");
                }
                if !can_show(way, value) {
                    push(at(value), format!("`{item}` never shows as `{value}`"), "write it as it shows");
                }
            }
        }
        let all = row.groups.values().map(Vec::len).fold(1_usize, usize::saturating_mul);
        if all > GROUPS_MAX {
            push(row.keys.at("groups"), format!("{all} groups are counted"), "list fewer values");
        }
    }
}

/// Whether a value shows in its way as it is listed.
fn can_show(way: Way, value: &str) -> bool {
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    match way {
        Way::Band(width) => band(value).is_some_and(|(from, to)| {
            let width = i64::from(width.max(1));
            from.rem_euclid(width) == 0 && from.checked_add(width) == Some(to)
        }),
        Way::Shown(Shown::Year) => digits(value, 4),
        Way::Shown(Shown::Month) => format!("{value}-01").parse::<jiff::civil::Date>().is_ok() && value.len() == 7,
        Way::Shown(Shown::Day) => value.parse::<jiff::civil::Date>().is_ok() && value.len() == 10,
        Way::Shown(_) => !value.is_empty() && value.trim() == value,
    }
}

/// `-10-0`: from the one up to the other.
fn band(value: &str) -> Option<(i64, i64)> {
    let (at, _) = value.char_indices().skip(1).find(|(_, letter)| *letter == '-')?;
    let (from, to) = value.split_at_checked(at)?;
    Some((from.parse().ok()?, to.strip_prefix('-')?.parse().ok()?))
}

impl crate::rows::Document {
    /// The items that come into a derived set.
    fn items_from<'d>(&'d self, row: &'d Derived) -> BTreeSet<&'d Name> {
        let held = row.from.iter().flat_map(|from| match self.records.get(from) {
            Some(record) => record.holds.iter().collect::<Vec<_>>(),
            None => vec![from],
        });
        held.filter(|item| row.way(item).is_some()).collect()
    }
}
