use std::fs;
use std::path::{Path, PathBuf};

use crate::commitment::of_note;
use crate::edge::Entry;
use crate::folder::{Folder, Placed};
use crate::{Checkpoint, Error, LogReader, LogWriter, Origin, Signer};

/// File of a product folder that holds the verifier key.
pub(crate) const VKEY: &str = "vkey";
/// Folder of a product folder that holds the cells' logs.
pub(crate) const CELLS: &str = "cells";

/// The folder `<root>/<product>`: the product log and the logs of its cells, under one key.
#[derive(Debug)]
pub struct Product {
    dir: PathBuf,
    name: String,
    signer: Signer,
}

impl Product {
    /// Opens or begins the folder of `product` under `root`, and leaves the verifier key in it.
    ///
    /// Errors: [`Error::BadName`]; [`Error::WrongKey`] if the folder belongs to another key, or `signer` is not named
    /// `yinuo/<product>`; [`Error::Io`].
    pub fn open(root: &Path, product: &str, signer: &Signer) -> Result<Product, Error> {
        let dir = root.join(product);
        let named = Origin::product(product)?.key_name() == signer.name();
        let mut folder = Folder::at(&dir);
        let line = format!("{}\n", signer.vkey());
        if !named || folder.place(VKEY, line.as_bytes())? == Placed::Differs {
            return Err(Error::WrongKey { place: dir });
        }
        folder.sync()?;
        Ok(Product { dir, name: product.to_owned(), signer: signer.clone() })
    }

    /// The product's folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Opens the log of one cell, which need not exist yet.
    ///
    /// Errors: [`Error::BadName`]; as [`LogWriter::open`].
    pub fn cell(&self, cell: &str) -> Result<LogWriter, Error> {
        let origin = Origin::cell(&self.name, cell)?;
        LogWriter::open(&self.dir.join(CELLS).join(cell), &origin, &self.signer)
    }

    /// The cells that have a log, in order of name.
    ///
    /// Errors: [`Error::Io`].
    pub fn cells(&self) -> Result<Vec<String>, Error> {
        cells(&self.dir)
    }

    /// Opens the product log.
    ///
    /// Errors: as [`LogWriter::open`].
    pub fn log(&self) -> Result<ProductLog, Error> {
        let origin = Origin::product(&self.name)?;
        let log = LogWriter::open_kind(&self.dir, &origin, &self.signer, true)?;
        Ok(ProductLog { log, signer: self.signer.clone() })
    }
}

/// The writer of the log that witnesses follow: its entries are the cells' checkpoints.
///
/// Shape: entry `i` is `0x02 ‖ SHA-256(note i)`; the note itself, a cell's signed checkpoint, stands in `notes/`, bundled
/// and numbered as the entries are. So a copied folder alone says which cell had which size and root when, and a cell
/// log that was cut short or rewritten later shows, whatever became of its own checkpoint.
///
/// The same checkpoint may be entered twice (after a stop between a cell's checkpoint and this log, when in doubt enter
/// it again); a cell's sizes never fall.
#[derive(Debug)]
pub struct ProductLog {
    pub(crate) log: LogWriter,
    signer: Signer,
}

impl ProductLog {
    /// Entries published.
    pub fn size(&self) -> u64 {
        self.log.size()
    }

    /// The newest checkpoint: what witnesses are given. `None` before the first publication.
    pub fn head(&self) -> Option<&Checkpoint> {
        self.log.head()
    }

    /// Proofs, leaves and notes of what is published.
    ///
    /// Errors: as [`LogReader::open`].
    pub fn reader(&self) -> Result<LogReader, Error> {
        self.log.reader()
    }

    /// Publishes the run of notes that begins at index `start`; repeatable as [`LogWriter::publish`] is.
    ///
    /// Errors: [`Error::BadEntry`] for a note that is not a checkpoint of one of this product's cells under this key;
    /// otherwise as [`LogWriter::publish`].
    pub fn publish(&mut self, start: u64, notes: &[&str]) -> Result<Checkpoint, Error> {
        for (index, note) in (start..).zip(notes) {
            let cell = Checkpoint::open(note, &self.signer).map(|checkpoint| checkpoint.origin().clone());
            let ours =
                cell.is_some_and(|origin| origin.cell_part().is_some() && origin.key_name() == self.signer.name());
            if !ours {
                return Err(Error::BadEntry { index, expected: "signed checkpoint of a cell of this product" });
            }
        }
        let entries: Vec<Entry<'_>> =
            notes.iter().map(|note| Entry { leaf: of_note(note), note: Some(note) }).collect();
        self.log.publish_entries(start, &entries)
    }

    /// Publishes `notes` after what is there.
    ///
    /// Errors: as [`publish`](ProductLog::publish).
    pub fn append(&mut self, notes: &[&str]) -> Result<Checkpoint, Error> {
        self.publish(self.size(), notes)
    }
}

/// The cell folders of a product folder, in order of name; what is not named like a cell is passed over.
pub(crate) fn cells(product: &Path) -> Result<Vec<String>, Error> {
    let dir = product.join(CELLS);
    if !dir.exists() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for found in fs::read_dir(&dir).map_err(|cause| Error::io(&dir, cause))? {
        let name = found.map_err(|cause| Error::io(&dir, cause))?.file_name();
        names.extend(name.to_str().filter(|name| Origin::cell("any", name).is_ok()).map(str::to_owned));
    }
    names.sort();
    Ok(names)
}
