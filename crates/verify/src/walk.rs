//! One log, walked from its first entry to its last, in memory that does not grow with it.

use crate::body::commitment;
use crate::differ::{Finding, Mismatch, classify};
use crate::disk;
use crate::layout::{Kind, LEVELS, Name, WIDTH, covers};
use crate::merkle::{Hash, Tree, leaf_hash};
use crate::place::Place;
use crate::report::{Code, Report};

/// Bytes of an entry: version byte and SHA-256.
const ENTRY_BYTES: u64 = 33;
/// Bytes of an entry bundle at most. Some room, so that one entry too many is named and not just too large.
const BUNDLE_BYTES_MAX: u64 = 2 * WIDTH * (2 + ENTRY_BYTES);
/// Disagreements remembered at most; more say nothing new.
const MISMATCHES_MAX: usize = 1024;

/// A hash of level 1 or above that the entries do not give.
#[derive(Clone, Copy, Debug)]
struct TileMismatch {
    level: u32,
    number: u64,
}

/// How far a log has been walked.
#[derive(Debug)]
pub(crate) struct Walk {
    pub(crate) place: Place,
    /// Entries to walk: what the log's checkpoint states.
    pub(crate) size: u64,
    tree: Tree,
    /// The files in use; dropped whenever the walk pauses.
    bundle: Option<(u64, Vec<Vec<u8>>)>,
    tiles: Vec<Option<(u64, Option<Vec<Hash>>)>>,
    mismatches: Vec<Mismatch>,
    tile_mismatches: Vec<TileMismatch>,
    /// A file is missing or malformed: what comes after cannot be hashed.
    broken: bool,
    /// Largest size at which the root was the one recorded.
    agreed: u64,
    /// Sizes between which the root went another way than was signed.
    disagreed: Option<(u64, u64)>,
    /// What was done is named already.
    named: bool,
}

impl Walk {
    pub(crate) fn new(place: Place, size: u64) -> Walk {
        Walk {
            place,
            size,
            tree: Tree::default(),
            bundle: None,
            tiles: Vec::new(),
            mismatches: Vec::new(),
            tile_mismatches: Vec::new(),
            broken: false,
            agreed: 0,
            disagreed: None,
            named: false,
        }
    }

    /// Entries hashed so far.
    pub(crate) fn count(&self) -> u64 {
        self.tree.count()
    }

    /// Walks until `to` entries are hashed, and says whether it got there.
    pub(crate) fn advance(&mut self, to: u64, report: &mut Report, visit: &mut dyn FnMut(u64, &[u8])) -> bool {
        while !self.broken && self.count() < to.min(self.size) {
            let index = self.count();
            match self.entry(index, report) {
                Some(entry) => {
                    visit(index, &entry);
                    self.push(index, &entry, report);
                }
                None => self.broken = true,
            }
        }
        !self.broken && self.count() == to
    }

    /// Lets go of the files in use: many logs are walked in turns.
    pub(crate) fn pause(&mut self) {
        self.bundle = None;
        self.tiles = Vec::new();
    }

    /// Holds the root of the entries walked so far to one that was signed at this size.
    pub(crate) fn hold_to(&mut self, root: &Hash) {
        if self.tree.root() == *root {
            self.agreed = self.count();
        } else if self.disagreed.is_none() {
            self.disagreed = Some((self.agreed, self.count()));
        }
    }

    /// Walks to the end, holds the root to the checkpoint's, and names what disagreed.
    pub(crate) fn finish(&mut self, root: &Hash, report: &mut Report, visit: &mut dyn FnMut(u64, &[u8])) {
        let whole = self.advance(self.size, report, visit);
        if whole {
            self.hold_to(root);
        }
        let entries_hold = whole && self.tree.root() == *root;
        let explained = self.named || !(self.mismatches.is_empty() && self.tile_mismatches.is_empty());
        if let Some(between) = self.disagreed.filter(|_| entries_hold || !explained) {
            let detail = "entries and tiles give another root than was signed or witnessed at this size";
            report.add(self.place.problem(Code::Forked, "checkpoint", Some(between), detail));
        }
        self.name_mismatches(entries_hold, report);
        self.pause();
    }

    /// Entry `index`, if its bundle is as it must be.
    fn entry(&mut self, index: u64, report: &mut Report) -> Option<Vec<u8>> {
        let number = index / WIDTH;
        if self.bundle.as_ref().is_none_or(|(loaded, _)| *loaded != number) {
            self.bundle = Some((number, self.load_bundle(number, report)?));
        }
        let (_, entries) = self.bundle.as_ref()?;
        entries.get(usize::try_from(index % WIDTH).ok()?).cloned()
    }

    fn load_bundle(&mut self, number: u64, report: &mut Report) -> Option<Vec<Vec<u8>>> {
        let name = Kind::Entries.file(number, self.size);
        let file = name.path();
        let bytes = match disk::read(&self.place.dir, &file, BUNDLE_BYTES_MAX) {
            Ok(bytes) => bytes,
            Err(fault) => {
                report.add(self.place.problem(fault.code(), &file, Some(name.span()), fault.says()));
                return None;
            }
        };
        let Some(entries) = disk::bundle(&bytes, 2 * WIDTH as usize) else {
            let detail = "this is not a run of length-prefixed entries";
            report.add(self.place.problem(Code::BadBundle, &file, Some(name.span()), detail));
            return None;
        };
        if let Some(at) = entries.iter().position(|entry| commitment(entry, self.place.version).is_none()) {
            let at = number.saturating_mul(WIDTH).saturating_add(at as u64);
            let detail = "this entry is no commitment of the version that this log holds";
            report.add(self.place.problem(Code::BadEntry, &file, Some((at, at.saturating_add(1))), detail));
            return None;
        }
        if entries.len() as u64 != name.width {
            self.miscounted(&name, &entries, report);
            return None;
        }
        Some(entries.into_iter().map(<[u8]>::to_vec).collect())
    }

    /// A bundle with too few or too many entries: where the first went or came, as its tile tells.
    fn miscounted(&mut self, name: &Name, entries: &[&[u8]], report: &mut Report) {
        let stored = self.place.tile(&Kind::Hashes(0).file(name.number, self.size), report).unwrap_or_default();
        let agree = entries.iter().zip(&stored).take_while(|(entry, stored)| leaf_hash(entry) == **stored).count();
        let here = name.number.saturating_mul(WIDTH).saturating_add(agree as u64);
        let short = (entries.len() as u64) < name.width;
        let code = if short { Code::Dropped } else { Code::Inserted };
        // Entries of earlier bundles that moved the same way already say where it began.
        let moved = |one: &Finding| one.code == code || one.to == here;
        let at = match classify(&self.mismatches).as_slice() {
            [one] if moved(one) => one.from,
            _ => here,
        };
        self.mismatches.retain(|one| one.index < at);
        self.tile_mismatches.retain(|one| covers(one.level, one.number, 1).1 <= at);
        let detail = format!("the bundle holds {} entries instead of {}", entries.len(), name.width);
        report.add(self.place.problem(code, &name.path(), Some((at, at.saturating_add(1))), detail));
        self.named = true;
    }

    fn push(&mut self, index: u64, entry: &[u8], report: &mut Report) {
        let mut complete = Vec::new();
        self.tree.push(leaf_hash(entry), |height, number, hash| {
            if height % 8 == 0 {
                complete.push((height / 8, number, *hash));
            }
        });
        for (level, number, computed) in complete {
            let Some(stored) = self.stored(level, number, report) else {
                continue;
            };
            if stored == computed {
                continue;
            }
            if level == 0 && self.mismatches.len() < MISMATCHES_MAX {
                self.mismatches.push(Mismatch { index, computed, stored });
            } else if level > 0 && self.tile_mismatches.len() < MISMATCHES_MAX {
                self.tile_mismatches.push(TileMismatch { level, number });
            }
        }
    }

    /// The hash that the tiles store for the complete subtree `number` of `level`.
    fn stored(&mut self, level: u32, number: u64, report: &mut Report) -> Option<Hash> {
        let tile = number / WIDTH;
        let at = usize::try_from(number % WIDTH).ok()?;
        let slot = usize::try_from(level.min(LEVELS)).ok()?;
        if self.tiles.len() <= slot {
            self.tiles.resize(slot + 1, None);
        }
        if self.tiles.get(slot)?.as_ref().is_none_or(|(loaded, _)| *loaded != tile) {
            let name = Kind::Hashes(level).file(tile, self.size);
            let hashes = self.place.tile(&name, report);
            *self.tiles.get_mut(slot)? = Some((tile, hashes));
        }
        self.tiles.get(slot)?.as_ref()?.1.as_ref()?.get(at).copied()
    }

    /// If the entries give the signed root, the tiles are wrong; else the entries are.
    fn name_mismatches(&mut self, entries_hold: bool, report: &mut Report) {
        let (low, high) = (std::mem::take(&mut self.mismatches), std::mem::take(&mut self.tile_mismatches));
        if entries_hold {
            let mut files: Vec<(u32, u64)> = low.iter().map(|one| (0, one.index / WIDTH)).collect();
            files.extend(high.iter().map(|one| (one.level, one.number / WIDTH)));
            files.dedup();
            for (level, number) in files {
                let name = Kind::Hashes(level).file(number, self.size);
                let detail = "the tile is not what the entries give, and they give the signed root";
                report.add(self.place.problem(Code::BadTile, &name.path(), Some(name.span()), detail));
            }
            return;
        }
        for found in classify(&low) {
            let file = Kind::Entries.file(found.from / WIDTH, self.size).path();
            let detail = "these entries do not hash to what the level-0 tile holds";
            report.add(self.place.problem(found.code, &file, Some((found.from, found.to)), detail));
        }
        let mut named: Vec<(u64, u64)> = low.iter().map(|one| (one.index, one.index.saturating_add(1))).collect();
        for one in high {
            let covered = covers(one.level, one.number, 1);
            if named.iter().any(|(from, to)| *from < covered.1 && covered.0 < *to) {
                continue;
            }
            named.push(covered);
            let file = Kind::Hashes(one.level).file(one.number / WIDTH, self.size).path();
            let detail = "these entries and their level-0 tile do not give the hash stored above them";
            report.add(self.place.problem(Code::Changed, &file, Some(covered), detail));
        }
    }
}
