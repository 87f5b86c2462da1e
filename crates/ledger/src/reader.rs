use std::cell::RefCell;
use std::path::{Path, PathBuf};

use tlog_tiles::{Hash, HashReader, prove_record, prove_tree, split_stored_hash_index, tree_hash};

use crate::edge::{decode, fold};
use crate::folder::Folder;
use crate::log::CHECKPOINT;
use crate::path::{Kind, WIDTH, count, path, width};
use crate::{Checkpoint, Error};

/// Reads a log folder: leaves, roots and proofs, each from a handful of files.
///
/// It trusts the folder and checks no signature; `verify` does.
#[derive(Debug)]
pub struct LogReader {
    folder: Folder,
    checkpoint: Checkpoint,
}

impl LogReader {
    /// Opens the log at the size that its checkpoint has now.
    ///
    /// Errors: [`Error::Damaged`] without a readable checkpoint; [`Error::Io`].
    pub fn open(dir: &Path) -> Result<LogReader, Error> {
        let folder = Folder::at(dir);
        let bytes = folder.read(CHECKPOINT)?.unwrap_or_default();
        let checkpoint = std::str::from_utf8(&bytes).ok().and_then(Checkpoint::parse);
        let checkpoint = checkpoint.ok_or_else(|| Error::damaged(&dir.join(CHECKPOINT), "a signed checkpoint"))?;
        Ok(LogReader { folder, checkpoint })
    }

    /// The checkpoint that it was opened at.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The data of the leaf at `index`.
    ///
    /// Errors: [`Error::OutOfRange`], [`Error::Damaged`], [`Error::Io`].
    pub fn leaf(&self, index: u64) -> Result<Vec<u8>, Error> {
        self.within(index.saturating_add(1))?;
        self.tiles().entry(Kind::Entries, index)
    }

    /// In a product log, the cell's signed checkpoint that entry `index` commits to.
    ///
    /// Errors: as [`leaf`](LogReader::leaf).
    pub fn note(&self, index: u64) -> Result<String, Error> {
        self.within(index.saturating_add(1))?;
        let place = self.folder.root().join(path(Kind::Notes, index / WIDTH, WIDTH));
        let note = self.tiles().entry(Kind::Notes, index)?;
        String::from_utf8(note).map_err(|_| Error::damaged(&place, "notes in UTF-8"))
    }

    /// RFC 6962 root of the first `size` entries.
    ///
    /// Errors: as [`leaf`](LogReader::leaf).
    pub fn root(&self, size: u64) -> Result<[u8; 32], Error> {
        self.within(size)?;
        self.tiles().run(|tiles| tree_hash(size, tiles)).map(|hash| hash.0)
    }

    /// The audit path, leaf upward, by which anybody computes the root at `size` from the leaf at `index`.
    ///
    /// Errors: as [`leaf`](LogReader::leaf). Source: RFC 6962 section 2.1.1.
    pub fn prove_inclusion(&self, index: u64, size: u64) -> Result<Vec<[u8; 32]>, Error> {
        self.within(size)?;
        if index >= size {
            return Err(Error::OutOfRange { asked: index, size });
        }
        self.tiles().run(|tiles| prove_record(size, index, tiles)).map(bare)
    }

    /// The hashes that show the log at `old` entries to be a prefix of the log at `new`; empty where either is trivial
    /// (`old` is 0 or equals `new`).
    ///
    /// Errors: as [`leaf`](LogReader::leaf). Source: RFC 6962 section 2.1.2.
    pub fn prove_consistency(&self, old: u64, new: u64) -> Result<Vec<[u8; 32]>, Error> {
        self.within(new)?;
        if old > new {
            return Err(Error::OutOfRange { asked: old, size: new });
        }
        if old == 0 {
            return Ok(Vec::new());
        }
        self.tiles().run(|tiles| prove_tree(new, old, tiles)).map(bare)
    }

    fn tiles(&self) -> Tiles<'_> {
        Tiles::new(&self.folder, self.checkpoint.size())
    }

    fn within(&self, asked: u64) -> Result<(), Error> {
        let size = self.checkpoint.size();
        if asked > size { Err(Error::OutOfRange { asked, size }) } else { Ok(()) }
    }
}

fn bare(hashes: Vec<Hash>) -> Vec<[u8; 32]> {
    hashes.into_iter().map(|hash| hash.0).collect()
}

/// The files of a log of a known size, each read once while it is in use.
pub(crate) struct Tiles<'a> {
    folder: &'a Folder,
    size: u64,
    /// The bundle read last: runs of entries ask for the same one again.
    last: RefCell<Option<(Kind, u64, Vec<u8>)>>,
    /// `HashReader` cannot carry our errors, so the first is kept here.
    failed: RefCell<Option<Error>>,
}

impl<'a> Tiles<'a> {
    pub(crate) fn new(folder: &'a Folder, size: u64) -> Tiles<'a> {
        Tiles { folder, size, last: RefCell::new(None), failed: RefCell::new(None) }
    }

    /// Name of the file `number` of `kind` as it stands at this size.
    pub(crate) fn name(&self, kind: Kind, number: u64) -> String {
        let level = if let Kind::Hashes(level) = kind { level } else { 0 };
        path(kind, number, width(count(self.size, level), number))
    }

    fn read(&self, kind: Kind, number: u64) -> Result<(PathBuf, Vec<u8>), Error> {
        let name = self.name(kind, number);
        let place = self.folder.root().join(&name);
        let bytes = self.folder.read(&name)?.ok_or_else(|| Error::damaged(&place, "a file that is there"))?;
        Ok((place, bytes))
    }

    /// The hashes of tile `number` of `level`.
    pub(crate) fn hashes(&self, level: u32, number: u64) -> Result<Vec<Hash>, Error> {
        let (place, bytes) = self.read(Kind::Hashes(level), number)?;
        let (hashes, rest) = bytes.as_chunks::<32>();
        if !rest.is_empty() || hashes.len() as u64 != width(count(self.size, level), number) {
            return Err(Error::damaged(&place, "as many hashes as its name says"));
        }
        Ok(hashes.iter().map(|hash| Hash(*hash)).collect())
    }

    /// The bytes of bundle `number`.
    pub(crate) fn bundle(&self, kind: Kind, number: u64) -> Result<Vec<u8>, Error> {
        let (place, bytes) = self.read(kind, number)?;
        let items = decode(&bytes).map(|items| items.len() as u64);
        if items != Some(width(self.size, number)) {
            return Err(Error::damaged(&place, "as many entries as its name says"));
        }
        Ok(bytes)
    }

    /// Entry (or note) `index`.
    pub(crate) fn entry(&self, kind: Kind, index: u64) -> Result<Vec<u8>, Error> {
        let mut last = self.last.borrow_mut();
        let bundle = match last.take() {
            Some((of, number, bytes)) if of == kind && number == index / WIDTH => bytes,
            _ => self.bundle(kind, index / WIDTH)?,
        };
        let at = usize::try_from(index % WIDTH).unwrap_or(usize::MAX);
        let entry = decode(&bundle).and_then(|items| items.get(at).map(|item| item.to_vec()));
        *last = Some((kind, index / WIDTH, bundle));
        let place = || self.folder.root().join(self.name(kind, index / WIDTH));
        entry.ok_or_else(|| Error::damaged(&place(), "as many entries as its name says"))
    }

    /// Runs one of `tlog_tiles`' computations over these tiles.
    pub(crate) fn run<T>(&self, compute: impl FnOnce(&Self) -> Result<T, tlog_tiles::Error>) -> Result<T, Error> {
        compute(self).map_err(|_| {
            let failed = self.failed.borrow_mut().take();
            failed.unwrap_or_else(|| Error::damaged(self.folder.root(), "tiles that a proof can be made of"))
        })
    }

    /// The hash of the complete subtree `number` of height `height`.
    fn node(&self, height: u8, number: u64) -> Result<Hash, Error> {
        let (level, inner) = (u32::from(height / 8), u32::from(height % 8));
        let first = number << inner;
        let hashes = self.hashes(level, first / WIDTH)?;
        let from = usize::try_from(first % WIDTH).unwrap_or(usize::MAX);
        let under = hashes.get(from..from.saturating_add(1 << inner));
        under.map(fold).ok_or_else(|| Error::damaged(self.folder.root(), "tiles wide enough for a proof"))
    }
}

impl HashReader for Tiles<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, tlog_tiles::Error> {
        let read = |index: &u64| {
            let (height, number) = split_stored_hash_index(*index);
            self.node(height, number)
        };
        indexes.iter().map(read).collect::<Result<_, _>>().map_err(|error| {
            *self.failed.borrow_mut() = Some(error);
            tlog_tiles::Error::IndexesNotInTree
        })
    }
}
