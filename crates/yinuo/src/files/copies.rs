//! Copies of files that lie outside the database, beside the backups.
//!
//! A file never changes, so that one copy serves every backup; it is what lies in its place, sealed, and goes when the file
//! does: erasure reaches it at once, and no backup has to be waited for. After a restore it stays for the newer backups that
//! hold it.

use super::place::thing;
use crate::engine::Engine;
use crate::error::Error;
use aws_lc_rs::digest::{Context, SHA256};
use life::reference::{Cell, Reference};
use places::{Place, PlaceError};
use std::io::{Read, Write};
use std::ops::ControlFlow;
use store::FileRow;

/// So many rows are loaded at once.
const BATCH: u32 = 256;

impl Engine {
    /// Copies what has no copy yet beside the backups. `told` is told of each, and may break it off.
    pub(crate) fn copy_files(&self, told: &mut dyn FnMut(u64) -> ControlFlow<()>) -> Result<ControlFlow<()>, Error> {
        self.files.mark_again()?;
        let (mut done, mut after) = (0, None);
        loop {
            let rows = self.store.load_uncopied_files(after, BATCH)?;
            let Some(last) = rows.last() else { return Ok(ControlFlow::Continue(())) };
            after = Some((last.cell, last.file));
            for row in rows {
                if told(done).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
                self.copy_file(&row)?;
                done += 1;
            }
        }
    }

    fn copy_file(&self, row: &FileRow) -> Result<(), Error> {
        let thing = thing(row.cell, row.file);
        let digest = match copy(self.files.of(&row.place)?, self.files.copies()?, &thing) {
            Err(PlaceError::Absent { .. }) => {
                // It ended meanwhile; or it is lost, and no backup is late for that: the doctor says so.
                tracing::warn!(file = %row.file, "a file is not in its place, and in no backup");
                return Ok(());
            }
            copied => copied?,
        };
        if !self.store.note_copied(row.cell, row.file, Some(digest))? {
            // It ended while it was copied.
            self.files.copies()?.remove(&thing)?;
        }
        Ok(())
    }

    /// Every kept file outside the database, in batches.
    pub(crate) fn each_outside(&self, each: &mut dyn FnMut(FileRow) -> Result<(), Error>) -> Result<(), Error> {
        let mut after: Option<(Cell, Reference)> = None;
        loop {
            let rows = self.store.load_files_outside(after, BATCH)?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = Some((last.cell, last.file));
            rows.into_iter().try_for_each(&mut *each)?;
        }
    }

    /// After a restore of `backup`: what is not in its place any more is put there again from its copy, and what no row and no
    /// newer backup is of is removed. Tells how many came back, and how many are lost.
    pub(crate) fn bring_files_back(&self, backup: Option<Reference>) -> Result<(u64, u64), Error> {
        let (mut back, mut lost) = (0, 0);
        self.each_outside(&mut |row| {
            let (place, thing) = (self.files.of(&row.place)?, thing(row.cell, row.file));
            // Whatever the backup knew of copies: what has none is copied with the next one.
            if self.files.copies()?.size(&thing)?.is_none() {
                self.store.note_copied(row.cell, row.file, None)?;
            }
            if place.size(&thing)?.is_some() {
                return Ok(());
            }
            match copy(self.files.copies()?, place, &thing) {
                Ok(digest) => {
                    self.store.note_copied(row.cell, row.file, Some(digest))?;
                    back += 1;
                }
                Err(PlaceError::Absent { .. }) => lost += 1,
                Err(fault) => return Err(fault.into()),
            }
            Ok(())
        })?;
        self.remove_unknown(backup)?;
        Ok((back, lost))
    }

    /// What is wrong with the copy of a file, held against what was noted when it was made.
    pub(crate) fn amiss_with_copy(&self, row: &FileRow) -> Result<Option<String>, Error> {
        let noted = self.store.lookup_file_row(row.cell, row.file)?.and_then(|row| row.copied);
        let found = match self.files.copies()?.read(&thing(row.cell, row.file)) {
            Err(PlaceError::Absent { .. }) => {
                return Ok(Some(format!("file {} has no copy beside the backups", row.file)));
            }
            opened => digest_of(&mut opened?, &mut std::io::sink())?,
        };
        let differs = noted.is_some_and(|noted| noted != found);
        Ok(differs.then(|| format!("the copy of file {} is not what was copied: its digest differs", row.file)))
    }
}

/// Copies a thing from one place to another under the same name.
fn copy(from: &Place, to: &Place, thing: &str) -> Result<[u8; 32], PlaceError> {
    let mut reading = from.read(thing)?;
    let mut writing = to.write(thing)?;
    let digest = digest_of(&mut reading, &mut writing)?;
    writing.finish()?;
    Ok(digest)
}

/// Passes everything on, and gives the SHA-256 of it.
fn digest_of(from: &mut dyn Read, to: &mut dyn Write) -> Result<[u8; 32], PlaceError> {
    let (mut context, mut bytes) = (Context::new(&SHA256), vec![0; 64 * 1024]);
    loop {
        let read = from.read(&mut bytes)?;
        if read == 0 {
            break;
        }
        let some = bytes.get(..read).unwrap_or_default();
        context.update(some);
        to.write_all(some)?;
    }
    Ok(context.finish().as_ref().try_into().unwrap_or_default())
}
