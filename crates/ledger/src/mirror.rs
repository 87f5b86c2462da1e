//! Copies of a growing log that are valid logs themselves at every instant.

use std::path::Path;

use crate::folder::{Folder, Placed};
use crate::log::{CHECKPOINT, sweep};
use crate::path::{Kind, WIDTH, count, width};
use crate::product::{CELLS, VKEY, cells};
use crate::reader::Tiles;
use crate::{Checkpoint, Error, LogReader};

/// How often a copy starts again because the source grew and dropped a partial file meanwhile.
const ATTEMPTS_MAX: u32 = 8;

/// Brings the copy of a product folder in `to` up to the one in `from`.
///
/// Repeatable and resumable: what is there is compared, what has grown is copied. The product log's tiles come first, then the
/// cells, then the product's checkpoint, so that it never speaks of entries that the copy has not got; each log's
/// checkpoint comes after its tiles. A cell log without a checkpoint yet is passed over.
///
/// Errors: [`Error::WouldShrink`] if any log of the copy is longer than its source; [`Error::Forked`] if one is not a prefix
/// of its source; [`Error::WrongKey`] if the copy is of another key; [`Error::Damaged`] if the source's tiles do not give
/// its checkpoint's root; [`Error::Io`].
pub fn mirror(from: &Path, to: &Path) -> Result<(), Error> {
    keep_key(from, to)?;
    for cell in cells(to)? {
        refuse_lost_source(&from.join(CELLS).join(&cell), &to.join(CELLS).join(&cell))?;
    }
    mirror_grown(from, to, &cells(from)?)
}

/// As [`mirror`], of the product's log and the logs of `grown` alone: it costs what has grown, not what is there.
///
/// Errors: as [`mirror`].
pub fn mirror_grown(from: &Path, to: &Path, grown: &[String]) -> Result<(), Error> {
    keep_key(from, to)?;
    let product = stage(from, to, true)?;
    if product.is_none() {
        refuse_lost_source(from, to)?;
    }
    for cell in grown {
        let (source, copy) = (from.join(CELLS).join(cell), to.join(CELLS).join(cell));
        if source.join(CHECKPOINT).exists() {
            mirror_log(&source, &copy)?;
        }
    }
    product.map_or(Ok(()), |staged| finish(to, &staged, true))
}

/// A copy is of one key, for good.
fn keep_key(from: &Path, to: &Path) -> Result<(), Error> {
    match Folder::at(from).read(VKEY)? {
        Some(vkey) if Folder::at(to).place(VKEY, &vkey)? == Placed::Differs => {
            Err(Error::WrongKey { place: to.to_owned() })
        }
        _ => Ok(()),
    }
}

/// Brings the copy of one cell's log in `to` up to the one in `from`.
///
/// Errors: as [`mirror`].
pub fn mirror_log(from: &Path, to: &Path) -> Result<(), Error> {
    match stage(from, to, false)? {
        Some(staged) => finish(to, &staged, false),
        None => refuse_lost_source(from, to),
    }
}

/// Everything of a log is in the copy but this checkpoint.
struct Staged {
    head: Checkpoint,
    /// Size of the copy before.
    copied: u64,
}

fn finish(to: &Path, staged: &Staged, with_notes: bool) -> Result<(), Error> {
    let mut copy = Folder::at(to);
    if copy.read(CHECKPOINT)?.as_deref() == Some(staged.head.note().as_bytes()) {
        copy.settle(CHECKPOINT)?;
    } else {
        copy.replace(CHECKPOINT, staged.head.note().as_bytes())?;
    }
    sweep(&mut copy, staged.copied, staged.head.size(), with_notes)
}

/// A source without checkpoint is a log of nothing: a copy of something must not follow it.
fn refuse_lost_source(from: &Path, to: &Path) -> Result<(), Error> {
    let there = |dir: &Path| dir.join(CHECKPOINT).exists();
    if there(from) || !there(to) {
        return Ok(());
    }
    let mirrored = LogReader::open(to)?.checkpoint().size();
    Err(Error::WouldShrink { place: to.to_owned(), mirrored, source_size: 0 })
}

/// Copies everything but the checkpoint, which it hands back; `None` where the source has none.
fn stage(from: &Path, to: &Path, with_notes: bool) -> Result<Option<Staged>, Error> {
    if !from.join(CHECKPOINT).exists() {
        return Ok(None);
    }
    let mut attempt = 1;
    loop {
        let source = LogReader::open(from)?;
        match copy_tiles(from, to, &source, with_notes) {
            Ok(copied) => {
                return Ok(Some(Staged { head: source.checkpoint().clone(), copied }));
            }
            Err(Error::Damaged { .. }) if attempt < ATTEMPTS_MAX && moved(from, &source)? => attempt += 1,
            Err(error) => return Err(error),
        }
    }
}

fn moved(from: &Path, since: &LogReader) -> Result<bool, Error> {
    Ok(LogReader::open(from)?.checkpoint() != since.checkpoint())
}

fn copy_tiles(from: &Path, to: &Path, source: &LogReader, with_notes: bool) -> Result<u64, Error> {
    let (size, root) = (source.checkpoint().size(), *source.checkpoint().root());
    let copied = copied_size(to, source)?;
    let (folder, mut copy) = (Folder::at(from), Folder::at(to));
    let tiles = Tiles::new(&folder, size);
    let bundles = with_notes.then_some(Kind::Notes).into_iter().chain([Kind::Entries]);
    let levels = (0..8).map(Kind::Hashes);
    for kind in bundles.chain(levels) {
        let level = if let Kind::Hashes(level) = kind { level } else { 0 };
        let mut number = count(copied, level) / WIDTH;
        while width(count(size, level), number) > 0 {
            let name = tiles.name(kind, number);
            let place = from.join(&name);
            let bytes = folder.read(&name)?.ok_or_else(|| Error::damaged(&place, "a file that is there"))?;
            if copy.place(&name, &bytes)? == Placed::Differs {
                return Err(Error::Forked { place: to.join(name), published: copied, offered: size });
            }
            number += 1;
        }
    }
    copy.sync()?;
    let staged = Tiles::new(&copy, size).run(|tiles| tlog_tiles::tree_hash(size, tiles))?;
    if staged.0 == root {
        Ok(copied)
    } else {
        Err(Error::damaged(&from.join(CHECKPOINT), "the root that the tiles give"))
    }
}

/// How much of the source the copy has under a checkpoint, which must be a prefix of it.
fn copied_size(to: &Path, source: &LogReader) -> Result<u64, Error> {
    if !to.join(CHECKPOINT).exists() {
        return Ok(0);
    }
    let (copy, head) = (LogReader::open(to)?, source.checkpoint());
    let mirrored = copy.checkpoint().size();
    if copy.checkpoint().origin() != head.origin() {
        return Err(Error::Forked { place: to.to_owned(), published: mirrored, offered: head.size() });
    }
    if mirrored > head.size() {
        return Err(Error::WouldShrink { place: to.to_owned(), mirrored, source_size: head.size() });
    }
    if source.root(mirrored)? != *copy.checkpoint().root() {
        return Err(Error::Forked { place: to.to_owned(), published: mirrored, offered: head.size() });
    }
    Ok(mirrored)
}
