//! Editions: what a later version changes of a rule, and what earlier versions promised of values that still lie there.

use crate::end::End;
use crate::name::Name;
use crate::policy::Policy;
use std::collections::BTreeSet;

/// What a row covers: records and items.
type Covered<'p> = BTreeSet<(&'p Name, &'p Name)>;

impl Policy {
    /// This version as it follows `earlier`: a rule whose event, period or coverage has changed gets a new edition, with keys
    /// of its own, and what was captured before stays under the edition of its time.
    ///
    /// What is narrower now narrows the earlier edition with it: each of its ends comes at the earlier of the two. What is
    /// wider now leaves it as it was; the later edition is for what is captured from then on, for what a law wants kept, and
    /// for who agrees.
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
        let over = earlier.every_end().filter(|end| !self.ends.iter().any(|own| own.rule == end.rule));
        self.former = over.map(|end| narrowed(end, &self.ends)).collect();
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
        rows.into_iter().flat_map(|row| covered(self, row)).map(|(record, _)| record).collect()
    }
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
