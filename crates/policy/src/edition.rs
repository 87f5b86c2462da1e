//! Editions: what a later version changes of a rule, and what earlier versions promised of values that still lie there.

use crate::end::End;
use crate::name::Name;
use crate::policy::Policy;
use std::collections::{BTreeMap, BTreeSet};

/// What a row covers: records and items.
type Covered<'p> = BTreeSet<(&'p Name, &'p Name)>;

/// An end of an earlier version, under which values were captured that still lie there.
#[derive(Debug, Clone)]
pub(crate) struct Former {
    /// What it says now: what was promised, and what the same rule promises since.
    pub(crate) end: End,
    /// What may lie under it: records and items.
    covers: BTreeSet<(Name, Name)>,
    /// What other rules cover now: by record and item the rules under which it goes on.
    moved: BTreeMap<Name, BTreeMap<Name, Vec<Name>>>,
}

impl Policy {
    /// This version as it follows `earlier`: a rule whose event, period or coverage has changed gets a new edition, with keys
    /// of its own, and what was captured before stays under the edition of its time.
    ///
    /// What is narrower now narrows the earlier edition with it: each of its ends comes at the earlier of the two. What is
    /// wider now leaves it as it was; the later edition is for what is captured from then on, for what a law wants kept, and
    /// for who agrees.
    ///
    /// What lies under a rule that covers it no more, and is covered by others now, goes on under both together: each such pair
    /// is an end of its own.
    ///
    /// A ground on which data is held goes on for what is held on it, whatever becomes of its row.
    #[must_use]
    pub fn following(mut self, earlier: &Self) -> Self {
        let since = self.effective_at();
        let editions: Vec<(u32, bool)> = self.ends.iter().map(|end| edition(&self, end, earlier)).collect();
        let numbered = std::mem::take(&mut self.ends).into_iter().zip(editions);
        self.ends = numbered
            .map(|(end, (edition, changed))| {
                let before = earlier.ends.iter().find(|other| other.stem() == end.stem());
                let since = if changed { since } else { before.and_then(|before| before.since) };
                end.in_edition(edition, since)
            })
            .collect();
        self.former = self.formers(earlier);
        let grounds = earlier.former_grounds.iter().chain(&earlier.document.grounds).filter(|(_, row)| row.keeps());
        self.former_grounds = grounds.map(|(name, row)| (name.clone(), row.clone())).collect();
        self
    }

    /// The records whose ends this version changes: what lies there from before it is looked at again once it is in force.
    #[must_use]
    pub fn changed_records(&self) -> BTreeSet<&Name> {
        let since = self.effective_at();
        let changed = |end: &&End| end.since.is_some() && end.since == since;
        let rows: BTreeSet<&Name> = self.ends.iter().filter(changed).map(|end| &end.row).collect();
        let changed = rows.into_iter().flat_map(|row| covered(self, row)).map(|(record, _)| record);
        changed.chain(self.former.iter().flat_map(|former| former.moved.keys())).collect()
    }

    /// The ends under which `item` of `record` goes on that lies under `rule`, of an earlier version, and is covered by others
    /// now. None where it stays under that rule.
    pub fn moved(&self, rule: &str, record: &str, item: &str) -> impl Iterator<Item = &End> {
        let former = self.former.iter().find(|former| former.end.rule == rule);
        let rules = former.and_then(|former| former.moved.get(record)?.get(item));
        rules.into_iter().flatten().filter_map(|rule| self.end(rule))
    }

    /// The ends of `earlier` and of the versions before it that are no ends of this version.
    fn formers(&self, earlier: &Self) -> Vec<Former> {
        let own = earlier.ends.iter().map(|end| (end, under(earlier, end)));
        let before = earlier.former.iter().map(|former| (&former.end, former.covers.clone()));
        let over = own.chain(before).filter(|(end, _)| !self.ends.iter().any(|own| own.rule == end.rule));
        let (mut formers, mut pairs) = (Vec::new(), BTreeMap::<Name, Former>::new());
        for (end, covers) in over {
            let mut moved = BTreeMap::<Name, BTreeMap<Name, Vec<Name>>>::new();
            for (record, item) in &covers {
                for both in follow_on(self, end, record, item) {
                    moved.entry(record.clone()).or_default().entry(item.clone()).or_default().push(both.rule.clone());
                    let pair = pairs.entry(both.rule.clone()).or_insert_with(|| Former::of(both));
                    pair.covers.insert((record.clone(), item.clone()));
                }
            }
            formers.push(Former { end: narrowed(end, &self.ends), covers, moved });
        }
        // A pair that an earlier version has made already is there.
        let known: BTreeSet<Name> = formers.iter().map(|former| former.end.rule.clone()).collect();
        formers.extend(pairs.into_values().filter(|pair| !known.contains(&pair.end.rule)));
        formers
    }
}

impl Former {
    const fn of(end: End) -> Self {
        Self { end, covers: BTreeSet::new(), moved: BTreeMap::new() }
    }
}

/// What an end of `policy` covers: records and items.
fn under(policy: &Policy, end: &End) -> BTreeSet<(Name, Name)> {
    let groups = policy.covers.iter().flat_map(|(record, groups)| groups.iter().map(move |group| (record, group)));
    let of_end = groups.filter(|(_, group)| policy.every_end_in(group).any(|own| own.rule == end.rule));
    of_end.flat_map(|(record, group)| group.items.iter().map(|item| (record.clone(), item.clone()))).collect()
}

/// The ends under which `item` of `record` goes on that lies under `former`: none where the same rule covers it still, or
/// where none does. Of several the last one keeps it, as of all its rules.
fn follow_on(policy: &Policy, former: &End, record: &str, item: &str) -> Vec<End> {
    let now: Vec<&End> = policy.every_end_of(record, item).filter(|now| now.begins == former.begins).collect();
    if now.iter().any(|now| now.stem() == former.stem()) {
        return Vec::new();
    }
    // Like goes on under like: what one purpose needs under what it needs, what a law wants under nothing but a law.
    let like = |now: &&&End| now.legal == former.legal;
    let same = |now: &&&End| like(now) && now.needed_for == former.needed_for;
    let some = |wanted: &dyn Fn(&&&End) -> bool| now.iter().filter(wanted).copied().collect::<Vec<&End>>();
    let any = |_: &&&End| !former.legal;
    let found = [some(&same), some(&like), some(&any)].into_iter().find(|found| !found.is_empty()).unwrap_or_default();
    let both: Vec<End> = found.into_iter().map(|now| joined(former, now)).collect();
    let other = |both: &End| both.row != former.row || both.legs != former.legs || both.kept_for() != former.kept_for();
    if both.iter().all(other) { both } else { Vec::new() }
}

/// An end that comes at the earlier of two: what was promised, and what another rule promises now. It is the one of the
/// rule that stands in the document now.
fn joined(former: &End, now: &End) -> End {
    let mut both = former.clone();
    both.legs.extend(now.legs.iter().filter(|leg| !former.legs.contains(leg)).cloned());
    both.only_for = both.only_for.or_else(|| now.only_for.clone());
    both.needed_for = both.needed_for.or_else(|| now.needed_for.clone());
    (both.promise, both.row) = (now.promise.clone(), now.row.clone());
    both.rule = Name::from(format!("{}&{}", former.rule, now.rule));
    both
}

/// The edition of `end` in `policy`, and whether it is a new one.
fn edition(policy: &Policy, end: &End, earlier: &Policy) -> (u32, bool) {
    let same = |other: &&End| other.stem() == end.stem();
    match earlier.ends.iter().find(same) {
        Some(before) if before.states_as(end) && covered(policy, &end.row) == covered(earlier, &end.row) => {
            (before.edition, false)
        }
        _ => {
            let last = earlier.every_end().filter(same).map(|end| end.edition).max();
            (last.map_or(1, |last| last + 1), true)
        }
    }
}

/// An end of an earlier version, with the ends that the same rule has now besides.
fn narrowed(former: &End, now: &[End]) -> End {
    let mut end = former.clone();
    if let Some(now) = now.iter().find(|now| now.stem() == former.stem()) {
        end.legs.extend(now.legs.iter().filter(|leg| !former.legs.contains(leg)).cloned());
        end.only_for = end.only_for.or_else(|| now.only_for.clone());
    }
    end
}

fn covered<'p>(policy: &'p Policy, row: &Name) -> Covered<'p> {
    let groups = policy.covers.iter().flat_map(|(record, groups)| groups.iter().map(move |group| (record, group)));
    let of_row = groups.filter(|(_, group)| policy.every_end_in(group).any(|end| end.row == *row));
    of_row.flat_map(|(record, group)| group.items.iter().map(move |item| (record, item))).collect()
}
