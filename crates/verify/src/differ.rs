//! Telling apart what was done to entries, from where they disagree with the level-0 hash tiles.

use crate::merkle::Hash;
use crate::report::Code;

/// An entry whose hash is not the one that the level-0 tile stores at its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mismatch {
    pub(crate) index: u64,
    pub(crate) computed: Hash,
    pub(crate) stored: Hash,
}

/// One thing that was done, to the entries from the first to before the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) code: Code,
    pub(crate) from: u64,
    pub(crate) to: u64,
}

/// What was done to make these entries disagree.
///
/// The same hashes in another order: reordered. Each entry where its successor was: dropped at the first. Each where
/// its predecessor was: inserted at the first. Anything else: changed, run by run.
pub(crate) fn classify(mismatches: &[Mismatch]) -> Vec<Finding> {
    let (Some(first), Some(last)) = (mismatches.first(), mismatches.last()) else {
        return Vec::new();
    };
    let whole = |code| vec![Finding { code, from: first.index, to: last.index.saturating_add(1) }];
    let at_first = |code| vec![Finding { code, from: first.index, to: first.index.saturating_add(1) }];
    if mismatches.len() < 2 {
        return whole(Code::Changed);
    }
    if sorted(mismatches, |one| one.computed) == sorted(mismatches, |one| one.stored) {
        return whole(Code::Reordered);
    }
    if neighbours(mismatches, |before, after| before.computed == after.stored) {
        return at_first(Code::Dropped);
    }
    if neighbours(mismatches, |before, after| before.stored == after.computed) {
        return at_first(Code::Inserted);
    }
    runs(mismatches)
}

fn sorted(mismatches: &[Mismatch], of: impl Fn(&Mismatch) -> Hash) -> Vec<Hash> {
    let mut hashes: Vec<Hash> = mismatches.iter().map(of).collect();
    hashes.sort_unstable();
    hashes
}

fn neighbours(mismatches: &[Mismatch], hold: impl Fn(&Mismatch, &Mismatch) -> bool) -> bool {
    mismatches.iter().zip(mismatches.iter().skip(1)).all(|(before, after)| hold(before, after))
}

fn runs(mismatches: &[Mismatch]) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for Mismatch { index, .. } in mismatches {
        let to = index.saturating_add(1);
        match found.last_mut() {
            Some(run) if run.to == *index => run.to = to,
            _ => found.push(Finding { code: Code::Changed, from: *index, to }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Entries by number; the tile as it was, the log as it is.
    fn compare(was: &[u8], is: &[u8]) -> Vec<(Code, u64, u64)> {
        let mismatches: Vec<Mismatch> = (0..)
            .zip(was.iter().zip(is))
            .filter(|(_, (was, is))| was != is)
            .map(|(index, (was, is))| Mismatch { index, computed: [*is; 32], stored: [*was; 32] })
            .collect();
        classify(&mismatches).iter().map(|found| (found.code, found.from, found.to)).collect()
    }

    #[test]
    fn each_deed_has_its_name() {
        assert_eq!(compare(&[1, 2, 3], &[1, 2, 3]), []);
        assert_eq!(compare(&[1, 2, 3, 4], &[1, 9, 3, 4]), [(Code::Changed, 1, 2)]);
        assert_eq!(compare(&[1, 2, 3, 4, 5], &[9, 8, 3, 4, 7]), [(Code::Changed, 0, 2), (Code::Changed, 4, 5)]);
        assert_eq!(compare(&[1, 2, 3, 4], &[1, 3, 2, 4]), [(Code::Reordered, 1, 3)]);
        assert_eq!(compare(&[1, 2, 3, 4, 5], &[1, 5, 3, 4, 2]), [(Code::Reordered, 1, 5)]);
        assert_eq!(compare(&[1, 2, 3, 4, 5], &[1, 3, 4, 5]), [(Code::Dropped, 1, 2)]);
        assert_eq!(compare(&[1, 2, 3, 4], &[1, 9, 2, 3, 4]), [(Code::Inserted, 1, 2)]);
    }
}
