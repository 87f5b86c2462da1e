//! The mirror is trusted by a restore only as far as it proves itself.
//!
//! What people decided since the backup is read from the mirror, so whoever can alter it could turn their will
//! around. Before anything is replayed the mirrored logs are verified, every body is held against its commitment,
//! and the rows are held against the logs and against the count in the key store.
//!
//! # Limits
//!
//! Rows that were mirrored and cut off, together with logs and a key store that were set back to the same moment,
//! are not noticed: an outside witness of the product log is what shows that.

use crate::engine::Engine;
use crate::error::Error;
use crate::shell::hex;
use ledger::LogReader;
use life::reference::Cell;
use policy::Name;
use std::collections::BTreeMap;
use store::EntryRow;

/// The name under which the key store keeps how many entries of a cell's log were mirrored.
pub(crate) fn head_name(cell: Cell) -> String {
    format!("mirrored {cell}")
}

impl Engine {
    /// The mirror's entries that the restored store does not have, proven.
    ///
    /// # Errors
    /// [`Error::Heads`] with what is wrong; nothing was changed.
    pub(crate) fn trusted_entries(&self) -> Result<BTreeMap<Cell, Vec<EntryRow>>, Error> {
        let mut trusted = BTreeMap::new();
        let products: BTreeMap<Cell, Name> =
            self.mirror.products()?.into_iter().map(|(cell, product)| (cell, Name::from(product))).collect();
        for product in self.products()? {
            self.verify_mirrored(&product)?;
        }
        let heads: BTreeMap<Cell, u64> =
            self.store.load_heads()?.into_iter().map(|(cell, _, size)| (cell, size)).collect();
        let cells: std::collections::BTreeSet<Cell> = products.keys().chain(heads.keys()).copied().collect();
        for cell in cells {
            let Some(product) = products.get(&cell).cloned().or(self.store.product_of(cell)?) else { continue };
            let from = heads.get(&cell).copied().unwrap_or(0);
            trusted.insert(cell, self.trusted_of(&product, cell, from)?);
        }
        Ok(trusted)
    }

    fn verify_mirrored(&self, product: &Name) -> Result<(), Error> {
        let folder = self.mirrored_folder(product);
        if !folder.exists() {
            return Ok(());
        }
        let report = verify::verify_folder(&folder, Some(&self.verifier_key(product)?));
        if report.is_sound() {
            return Ok(());
        }
        let what = report.problems.first().map(ToString::to_string).unwrap_or_default();
        Err(altered(&format!("the mirrored log of `{product}` does not verify: {what}")))
    }

    fn trusted_of(&self, product: &Name, cell: Cell, from: u64) -> Result<Vec<EntryRow>, Error> {
        let folder = self.mirrored_folder(product).join("cells").join(hex(cell.as_bytes()));
        let log = if folder.exists() { Some(LogReader::open(&folder)?) } else { None };
        let logged = log.as_ref().map_or(0, |log| log.checkpoint().size());
        let counted = self.vault.head(&head_name(cell))?.unwrap_or(0);
        let mut entries = Vec::new();
        let mut next = from;
        loop {
            let batch = self.mirror.entries(cell, next, 4096)?;
            let Some(last) = batch.last().map(|entry| entry.seq) else { break };
            for entry in batch {
                self.prove(cell, &entry, next, log.as_ref().filter(|_| next < logged))?;
                next += 1;
                entries.push(entry);
            }
            next = last + 1;
        }
        if next < logged.max(counted) {
            let missing = logged.max(counted);
            return Err(altered(&format!("cell {cell} has {next} entries in the mirror, and had {missing}")));
        }
        Ok(entries)
    }

    /// The row is the next one, its body is what the commitment says, and the log commits to it.
    fn prove(&self, cell: Cell, entry: &EntryRow, seq: u64, log: Option<&LogReader>) -> Result<(), Error> {
        let at = |what: &str| altered(&format!("cell {cell}, entry {seq}: {what}"));
        if entry.seq != seq {
            return Err(at("the row is missing"));
        }
        match &entry.body {
            Some((salt, body)) if verify::verify_body(&entry.leaf, salt, body).is_ok() => {}
            Some(_) => return Err(at("the body is not what was committed to")),
            None if entry.until.is_some_and(|until| until <= self.now()) => {}
            None => return Err(at("the body is missing before its time is over")),
        }
        match log {
            Some(log) if log.leaf(seq)?.as_slice() != entry.leaf => Err(at("the log commits to another")),
            _ => Ok(()),
        }
    }
}

fn altered(what: &str) -> Error {
    Error::Heads(format!(
        "the ledger's mirror cannot be trusted, nothing was restored: {what}; put back an unaltered copy of the mirror"
    ))
}
