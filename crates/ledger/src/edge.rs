//! The right edge of a log: the little that must be known to append to it.

use tlog_tiles::{EMPTY_HASH, Hash, node_hash, record_hash};

use crate::Leaf;
use crate::path::{Kind, WIDTH, count};

/// One file of a log as it is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TileFile {
    pub(crate) kind: Kind,
    pub(crate) number: u64,
    /// Items in it, 1 to 256.
    pub(crate) width: u64,
    pub(crate) bytes: Vec<u8>,
}

/// One entry to append: its leaf and, in a product log, the note that the leaf commits to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) leaf: Leaf,
    pub(crate) note: Option<&'a str>,
}

/// The unfinished tile of each level and the unfinished bundles.
///
/// Invariant: `levels[l]` has `size / 256^l mod 256` hashes; `entries` and `notes` hold `size mod 256` items.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edge {
    pub(crate) size: u64,
    pub(crate) levels: Vec<Vec<Hash>>,
    pub(crate) entries: Vec<u8>,
    pub(crate) notes: Vec<u8>,
}

impl Edge {
    /// Appends one entry; files that it completes go to `full`.
    pub(crate) fn push(&mut self, entry: Entry<'_>, full: &mut Vec<TileFile>) {
        self.size += 1;
        encode(&entry.leaf, &mut self.entries);
        encode(entry.note.unwrap_or_default().as_bytes(), &mut self.notes);
        self.carry(record_hash(&entry.leaf), full);
        if self.size.is_multiple_of(WIDTH) {
            let number = self.size / WIDTH - 1;
            let entries = std::mem::take(&mut self.entries);
            full.push(TileFile { kind: Kind::Entries, number, width: WIDTH, bytes: entries });
            let notes = std::mem::take(&mut self.notes);
            full.extend(entry.note.map(|_| TileFile { kind: Kind::Notes, number, width: WIDTH, bytes: notes }));
        }
    }

    /// Adds a leaf hash, and at each level that it fills one hash to the level above.
    fn carry(&mut self, leaf: Hash, full: &mut Vec<TileFile>) {
        let mut rising = Some(leaf);
        let mut level = 0;
        while let Some(hash) = rising.take() {
            if self.levels.len() == level as usize {
                self.levels.push(Vec::new());
            }
            let Some(tile) = self.levels.get_mut(level as usize) else {
                return;
            };
            tile.push(hash);
            if tile.len() as u64 == WIDTH {
                rising = Some(fold(tile));
                let number = count(self.size, level) / WIDTH - 1;
                full.push(TileFile { kind: Kind::Hashes(level), number, width: WIDTH, bytes: concat(tile) });
                tile.clear();
            }
            level += 1;
        }
    }

    /// The unfinished files as they stand; `with_notes` in a product log.
    pub(crate) fn partials(&self, with_notes: bool) -> Vec<TileFile> {
        let mut files = Vec::new();
        let (number, width) = (self.size / WIDTH, self.size % WIDTH);
        if width > 0 {
            files.push(TileFile { kind: Kind::Entries, number, width, bytes: self.entries.clone() });
        }
        if width > 0 && with_notes {
            files.push(TileFile { kind: Kind::Notes, number, width, bytes: self.notes.clone() });
        }
        for (level, tile) in (0..).zip(&self.levels).filter(|(_, tile)| !tile.is_empty()) {
            let number = count(self.size, level) / WIDTH;
            files.push(TileFile { kind: Kind::Hashes(level), number, width: tile.len() as u64, bytes: concat(tile) });
        }
        files
    }

    /// RFC 6962 root.
    ///
    /// A level's hashes with what hangs to the right of them are a tree over items of one height: the last item may be
    /// incomplete, and RFC 6962 splits at the largest power of two below the count, so it is never split from the left.
    pub(crate) fn root(&self) -> Hash {
        let mut right = None;
        for tile in &self.levels {
            let items: Vec<Hash> = tile.iter().copied().chain(right).collect();
            if !items.is_empty() {
                right = Some(fold(&items));
            }
        }
        right.unwrap_or(EMPTY_HASH)
    }
}

/// The RFC 6962 root over items that are hashes already.
pub(crate) fn fold(items: &[Hash]) -> Hash {
    match items {
        [] => EMPTY_HASH,
        [only] => *only,
        _ => {
            let half = items.len().next_power_of_two() / 2;
            let (left, right) = items.split_at(half);
            node_hash(fold(left), fold(right))
        }
    }
}

/// Appends an item to a bundle: uint16 big-endian length, bytes. Callers keep items below 64 KiB.
pub(crate) fn encode(item: &[u8], bundle: &mut Vec<u8>) {
    let length = u16::try_from(item.len()).unwrap_or(u16::MAX);
    bundle.extend_from_slice(&length.to_be_bytes());
    bundle.extend(item.iter().take(usize::from(length)));
}

/// The items of a bundle, or `None` if it does not end where an item ends.
pub(crate) fn decode(mut bundle: &[u8]) -> Option<Vec<&[u8]>> {
    let mut items = Vec::new();
    while !bundle.is_empty() {
        let (length, rest) = bundle.split_first_chunk::<2>()?;
        let (item, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        items.push(item);
        bundle = rest;
    }
    Some(items)
}

fn concat(tile: &[Hash]) -> Vec<u8> {
    tile.iter().flat_map(|hash| hash.0).collect()
}
