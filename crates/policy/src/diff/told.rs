//! Which change is told under which kind of change of the policy: the row of `[change.*]` that speaks of it.

use super::consent::Ask;
use super::length;
use super::{Change, Presence};
use crate::Name;
use crate::rows::{ChangeNotice, Document, path};
use crate::time::Period;
use jiff::civil::Date;
use serde::Serialize;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// The kind of a change that is not material.
const WORDING: &str = "wording";

/// What a new version has in any case: by themselves they are nothing that people are told.
const HEADER: [&str; 3] = ["version", "updated", "effective"];

/// What people are told under one row of `[change.*]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The row.
    pub under: Name,
    /// Whose row it is: `old` for the version in force, `new` where the version to come promises more.
    pub of: &'static str,
    /// The promises that changed and of which it speaks.
    pub about: Vec<Name>,
    /// How long before, in the words of the policy file; nothing where its setting is not declared.
    pub before: Option<String>,
    /// Over which channels.
    pub channels: Vec<Name>,
    /// The last day on which it may be told, so that the new version can bind when it says.
    pub tell_by: Option<Date>,
    /// Whether it says that consent is asked again.
    pub asks_again: bool,
    /// The purposes for which consent is asked because of these promises.
    pub asks: Vec<Name>,
}

/// A row of one of the versions with what falls under it.
pub(super) struct Share<'a> {
    pub(super) name: &'a Name,
    pub(super) of: &'static str,
    pub(super) row: &'a ChangeNotice,
    pub(super) before: Option<Period>,
    about: BTreeSet<&'a Name>,
}

impl Share<'_> {
    /// As it is reported.
    pub(super) fn told(&self, asks: &[Ask], tell_by: Option<Date>) -> Told {
        let because = |ask: &&Ask| ask.because.iter().any(|one| self.about.contains(&one.promise));
        Told {
            under: path("change", self.name),
            of: self.of,
            about: self.about.iter().copied().cloned().collect(),
            before: self.before.map(|period| period.to_string()),
            channels: self.row.channels.clone(),
            tell_by,
            asks_again: self.row.asks_again,
            asks: asks.iter().filter(because).map(|ask| ask.purpose.clone()).collect(),
        }
    }
}

/// What each row is about, those of the version in force first; and what no row of either version speaks of.
///
/// A change is announced under the policy in force. A row of the new one stands beside it for what it promises more of: a longer time,
/// or another channel.
pub(super) fn shares<'a>(
    old: &'a Document,
    new: &'a Document,
    changes: &'a [Change],
) -> (Vec<Share<'a>>, Vec<&'a Name>) {
    let mut by_row: BTreeMap<(bool, &Name), Share<'a>> = BTreeMap::new();
    let mut unsaid = Vec::new();
    for change in changes.iter().filter(|change| is_told(change)) {
        let rows = |document: &'a Document, of| {
            speaking(document, change).into_iter().map(move |(name, row)| {
                let before = crate::check::fixed(document, &row.before);
                Share { name, of, row, before, about: BTreeSet::new() }
            })
        };
        let kept: Vec<Share<'a>> = rows(old, "old").collect();
        let more: Vec<Share<'a>> = rows(new, "new").filter(|share| promises_more(share, &kept)).collect();
        if kept.is_empty() && more.is_empty() {
            unsaid.push(&change.path);
        }
        for share in kept.into_iter().chain(more) {
            let key = (share.of == "new", share.name);
            by_row.entry(key).or_insert(share).about.insert(&change.path);
        }
    }
    (by_row.into_values().collect(), unsaid)
}

/// Whether it is more than the days and the number of the version.
fn is_told(change: &Change) -> bool {
    let header = || change.fields.iter().all(|field| HEADER.contains(&field.key.as_str()));
    change.path != "policy" || change.presence != Presence::Kept || !header()
}

fn promises_more(share: &Share<'_>, kept: &[Share<'_>]) -> bool {
    let longest = kept.iter().filter_map(|known| known.before).reduce(longer);
    let later = share.before.is_some_and(|before| longest.is_none_or(|longest| longer(longest, before) != longest));
    let reaches = |channel: &Name| kept.iter().any(|known| known.row.channels.contains(channel));
    later || kept.is_empty() || !share.row.channels.iter().all(reaches)
}

/// The longer of two periods; the first if both are as long.
pub(super) fn longer(one: Period, other: Period) -> Period {
    let ordering = length::compare(other, one).unwrap_or_else(|| other.approximate().cmp(&one.approximate()));
    if ordering == Ordering::Greater { other } else { one }
}

type Row<'a> = (&'a Name, &'a ChangeNotice);

/// The rows of `document` that speak of `change`: of each kind of which it is.
pub(super) fn speaking<'a>(document: &'a Document, change: &Change) -> Vec<Row<'a>> {
    let kinds: BTreeSet<&str> = change.material.iter().map(|reason| reason.kind).collect();
    let rows: BTreeMap<&Name, &ChangeNotice> = if kinds.is_empty() {
        rows_of(document, WORDING).into_iter().collect()
    } else {
        kinds.into_iter().flat_map(|kind| rows_of(document, kind)).collect()
    };
    rows.into_iter().collect()
}

/// The rows that speak of `kind`: those that name it; else those that name no kind at all, and so speak of every one.
///
/// Of a material kind that no row speaks of in either way, those speak that name most kinds among the rows that ask again, or among all
/// if none does: what is not listed is not told in a smaller way than what is. Of words that no row speaks of nothing was promised.
pub(super) fn rows_of<'a>(document: &'a Document, kind: &str) -> Vec<Row<'a>> {
    let all: Vec<Row<'a>> = document.changes.iter().collect();
    let material = kind != WORDING;
    let chosen = |wanted: &dyn Fn(&ChangeNotice) -> bool| -> Vec<Row<'a>> {
        all.iter().copied().filter(|(_, row)| wanted(row)).collect()
    };
    let general = |row: &ChangeNotice| row.kinds.is_empty();
    let mut ways = vec![
        chosen(&|row| row.kinds.iter().any(|named| *named == kind)),
        chosen(&|row| general(row) && row.asks_again == material),
    ];
    if material {
        ways.extend([broadest(chosen(&|row| row.asks_again)), broadest(all.clone())]);
    } else {
        ways.push(chosen(&general));
    }
    ways.into_iter().find(|rows| !rows.is_empty()).unwrap_or_default()
}

/// Those of `rows` that name most kinds; one that names none speaks of all.
fn broadest(rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    let width = |row: &ChangeNotice| if row.kinds.is_empty() { usize::MAX } else { row.kinds.len() };
    let most = rows.iter().map(|(_, row)| width(row)).max();
    rows.into_iter().filter(|(_, row)| Some(width(row)) == most).collect()
}
