use std::path::Path;

use crate::commitment::BODY;
use crate::edge::{Edge, Entry, TileFile};
use crate::folder::{Folder, Placed};
use crate::path::{Kind, WIDTH, count, path};
use crate::reader::{LogReader, Tiles};
use crate::{Checkpoint, Error, Leaf, Origin, Signer};

/// File of a log folder that holds its newest signed checkpoint.
pub(crate) const CHECKPOINT: &str = "checkpoint";

/// The one writer of one log folder.
///
/// Between calls it keeps the right edge of the tree in memory (at most some 50 KiB). After an error it may be used
/// again: what it holds changes only when a checkpoint is durable.
#[derive(Debug)]
pub struct LogWriter {
    pub(crate) folder: Folder,
    origin: Origin,
    signer: Signer,
    edge: Edge,
    head: Option<Checkpoint>,
    with_notes: bool,
}

impl LogWriter {
    /// Opens the cell log in `dir`, which need not exist yet.
    ///
    /// Errors: [`Error::WrongKey`] if `signer` is not named after the origin's product or did not sign what is there;
    /// [`Error::Damaged`] if the edge of the tree does not give the checkpoint's root; [`Error::Io`].
    pub fn open(dir: &Path, origin: &Origin, signer: &Signer) -> Result<LogWriter, Error> {
        LogWriter::open_kind(dir, origin, signer, false)
    }

    pub(crate) fn open_kind(
        dir: &Path,
        origin: &Origin,
        signer: &Signer,
        with_notes: bool,
    ) -> Result<LogWriter, Error> {
        let mut folder = Folder::at(dir);
        let wrong_key = || Error::WrongKey { place: dir.to_owned() };
        if signer.name() != origin.key_name() {
            return Err(wrong_key());
        }
        let mut head = None;
        if let Some(bytes) = folder.read(CHECKPOINT)? {
            let note = String::from_utf8_lossy(&bytes);
            let found = Checkpoint::open(&note, signer).ok_or_else(wrong_key)?;
            if found.origin() != origin {
                return Err(Error::damaged(&dir.join(CHECKPOINT), "a checkpoint of this log"));
            }
            // Its writer may have been stopped between the rename and the durable point.
            folder.settle(CHECKPOINT)?;
            head = Some(found);
        }
        let edge = load_edge(&folder, head.as_ref(), with_notes)?;
        sweep(&mut folder, edge.size.saturating_sub(WIDTH), edge.size, with_notes)?;
        Ok(LogWriter { folder, origin: origin.clone(), signer: signer.clone(), edge, head, with_notes })
    }

    /// Which log this is.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Entries published.
    pub fn size(&self) -> u64 {
        self.edge.size
    }

    /// The newest checkpoint; `None` before the first [`publish`](LogWriter::publish).
    pub fn head(&self) -> Option<&Checkpoint> {
        self.head.as_ref()
    }

    /// Proofs and leaves of what is published.
    ///
    /// Errors: as [`LogReader::open`].
    pub fn reader(&self) -> Result<LogReader, Error> {
        LogReader::open(self.folder.root())
    }

    /// Publishes the run of leaves that begins at index `start` and returns the checkpoint that covers its end.
    ///
    /// Repeatable: leaves that are published already are compared, the others are appended, and a call that adds nothing
    /// writes nothing. Order on disk: bundles and tiles, each written beside, synced and renamed; the checkpoint last,
    /// which is the durable point; then superseded partial files go. Files of a run that was stopped before its
    /// checkpoint are taken up by the next call.
    ///
    /// Errors: [`Error::Forked`] if the run ends before the published end, or differs from what is published or was
    /// being published; [`Error::Gap`]; [`Error::BadEntry`] for a leaf that is no [`Commitment`](crate::Commitment);
    /// [`Error::Io`].
    pub fn publish(&mut self, start: u64, leaves: &[Leaf]) -> Result<Checkpoint, Error> {
        if let Some(at) = leaves.iter().position(|leaf| leaf.first() != Some(&BODY)) {
            return Err(Error::BadEntry { index: start + at as u64, expected: "commitment" });
        }
        let entries: Vec<Entry<'_>> = leaves.iter().map(|leaf| Entry { leaf: *leaf, note: None }).collect();
        self.publish_entries(start, &entries)
    }

    pub(crate) fn publish_entries(&mut self, start: u64, entries: &[Entry<'_>]) -> Result<Checkpoint, Error> {
        let new = self.compare(start, entries)?;
        if let (Some(head), []) = (&self.head, new) {
            return Ok(head.clone());
        }
        let (mut edge, mut files) = (self.edge.clone(), Vec::new());
        for entry in new {
            edge.push(*entry, &mut files);
        }
        files.extend(edge.partials(self.with_notes));
        for file in &files {
            self.place(file, edge.size)?;
        }
        self.folder.sync()?;
        let head = Checkpoint::sign(&self.origin, edge.size, edge.root().0, &self.signer)?;
        self.folder.replace(CHECKPOINT, head.note().as_bytes())?;
        // Durable from here on; what follows only tidies and is repeated by the next `open`.
        let grown_from = self.edge.size;
        self.edge = edge;
        self.head = Some(head.clone());
        sweep(&mut self.folder, grown_from, head.size(), self.with_notes)?;
        Ok(head)
    }

    /// Holds the run to what is published, without writing: for a caller that compares its rows in batches.
    ///
    /// Errors: [`Error::Forked`] naming the first bundle that differs; [`Error::Gap`] if the run goes past the end.
    pub fn confirm(&self, start: u64, leaves: &[Leaf]) -> Result<(), Error> {
        let end = start.saturating_add(leaves.len() as u64);
        if end > self.size() {
            return Err(Error::Gap { published: self.size(), start: end });
        }
        let leaves: Vec<&Leaf> = leaves.iter().collect();
        self.compare_published(start, &leaves)
    }

    /// Compares the part of the run that is published and returns the rest.
    fn compare<'a, 'b>(&self, start: u64, entries: &'a [Entry<'b>]) -> Result<&'a [Entry<'b>], Error> {
        let (published, end) = (self.size(), start.saturating_add(entries.len() as u64));
        if start > published {
            return Err(Error::Gap { published, start });
        }
        if end < published {
            return Err(Error::Forked { place: self.folder.root().to_owned(), published, offered: end });
        }
        let (old, new) = entries.split_at(usize::try_from(published - start).unwrap_or(entries.len()));
        let leaves: Vec<&Leaf> = old.iter().map(|entry| &entry.leaf).collect();
        self.compare_published(start, &leaves)?;
        Ok(new)
    }

    fn compare_published(&self, start: u64, leaves: &[&Leaf]) -> Result<(), Error> {
        let tiles = Tiles::new(&self.folder, self.size());
        for (index, leaf) in (start..).zip(leaves) {
            if tiles.entry(Kind::Entries, index)? != leaf.as_slice() {
                let (number, offered) = (index / WIDTH, start + leaves.len() as u64);
                let place = self.folder.root().join(path(Kind::Entries, number, WIDTH));
                return Err(Error::Forked { place, published: self.size(), offered });
            }
        }
        Ok(())
    }

    fn place(&mut self, file: &TileFile, offered: u64) -> Result<(), Error> {
        let name = path(file.kind, file.number, file.width);
        match self.folder.place(&name, &file.bytes)? {
            Placed::Stands => Ok(()),
            // Not under a checkpoint yet, but written from rows that had been committed: they have changed since.
            Placed::Differs => {
                Err(Error::Forked { place: self.folder.root().join(name), published: self.edge.size, offered })
            }
        }
    }
}

/// Reads the unfinished tiles and bundles, and holds them to the checkpoint's root.
fn load_edge(folder: &Folder, head: Option<&Checkpoint>, with_notes: bool) -> Result<Edge, Error> {
    let Some(head) = head else {
        return Ok(Edge::default());
    };
    let size = head.size();
    let tiles = Tiles::new(folder, size);
    let mut edge = Edge { size, ..Edge::default() };
    let mut level = 0;
    while count(size, level) > 0 {
        let hashes = count(size, level);
        let whole = hashes.is_multiple_of(WIDTH);
        let unfinished = if whole { Vec::new() } else { tiles.hashes(level, hashes / WIDTH)? };
        edge.levels.push(unfinished);
        level += 1;
    }
    if size % WIDTH > 0 {
        edge.entries = tiles.bundle(Kind::Entries, size / WIDTH)?;
        if with_notes {
            edge.notes = tiles.bundle(Kind::Notes, size / WIDTH)?;
        }
    }
    if edge.root().0 != *head.root() {
        return Err(Error::damaged(&folder.root().join(CHECKPOINT), "the root that the tiles give"));
    }
    Ok(edge)
}

/// Removes partial files that the checkpoint at `to` supersedes, of those tiles that were unfinished at `from` or later.
///
/// Of a run longer than a tile whose writer was stopped right here, the oldest partials stay: looking for them would be
/// a scan, and the verifier holds them to what followed.
pub(crate) fn sweep(folder: &mut Folder, from: u64, to: u64, with_notes: bool) -> Result<(), Error> {
    let bundles = with_notes.then_some(Kind::Notes).into_iter().chain([Kind::Entries]);
    let levels =
        (0..8).map(Kind::Hashes).take_while(|kind| matches!(kind, Kind::Hashes(level) if count(to, *level) > 0));
    for kind in bundles.chain(levels) {
        let level = if let Kind::Hashes(level) = kind { level } else { 0 };
        let (first, last) = (count(from, level) / WIDTH, count(to, level) / WIDTH);
        // A tile that no checkpoint ever left unfinished has no partials; only both ends can.
        for number in if first == last { vec![last] } else { vec![first, last] } {
            let width = count(to, level).saturating_sub(number * WIDTH).min(WIDTH);
            let keep = (width < WIDTH && width > 0).then_some(width);
            folder.remove_partials(&path(kind, number, WIDTH), keep)?;
        }
    }
    Ok(())
}
