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
use std::collections::{BTreeMap, BTreeSet};
use store::EntryRow;

/// What of the mirror can be believed.
#[derive(Debug, Default)]
pub(crate) struct Trusted {
    /// The entries that the restored store does not have, proven, by cell.
    pub entries: BTreeMap<Cell, Vec<EntryRow>>,
    /// The products whose newest entries are lost, and what says so.
    pub lost: BTreeMap<Name, String>,
}

impl Engine {
    /// The mirror's entries that the restored store does not have, as far as they are proven.
    ///
    /// Of a log that does not verify nothing is believed; of one whose newest rows are missing, what is before them.
    ///
    /// # Errors
    /// [`Error::Heads`] with what is wrong, unless `accept_loss`; nothing was changed.
    pub(crate) fn trusted_entries(&self, accept_loss: bool) -> Result<Trusted, Error> {
        let mut trusted = Trusted::default();
        let mirrored: BTreeMap<Cell, Name> =
            self.mirror.products()?.into_iter().map(|(cell, product)| (cell, Name::from(product))).collect();
        let products: BTreeSet<Name> = mirrored.values().cloned().chain(self.products()?).collect();
        for product in products {
            if let Some(what) = self.verify_mirrored(&product)? {
                trusted.lost.insert(product, what);
            }
        }
        let unbelieved: BTreeSet<Name> = trusted.lost.keys().cloned().collect();
        let heads: BTreeMap<Cell, u64> =
            self.store.load_heads()?.into_iter().map(|(cell, _, size)| (cell, size)).collect();
        let cells: BTreeSet<Cell> = mirrored.keys().chain(heads.keys()).copied().collect();
        for cell in cells {
            let Some(product) = mirrored.get(&cell).cloned().or(self.store.product_of(cell)?) else { continue };
            if unbelieved.contains(&product) {
                continue;
            }
            let from = heads.get(&cell).copied().unwrap_or(0);
            let (entries, missing) = self.trusted_of(&product, cell, from)?;
            trusted.entries.insert(cell, entries);
            if let Some(what) = missing {
                trusted.lost.entry(product).or_insert(what);
            }
        }
        match trusted.lost.values().next() {
            Some(what) if !accept_loss => Err(altered(what)),
            _ => Ok(trusted),
        }
    }

    /// What is wrong with the product's mirrored log, if anything.
    fn verify_mirrored(&self, product: &Name) -> Result<Option<String>, Error> {
        let folder = self.mirrored_folder(product);
        if !folder.exists() {
            return Ok(None);
        }
        let report = verify::verify_folder(&folder, Some(&self.verifier_key(product)?));
        if report.is_sound() {
            return Ok(None);
        }
        let what = report.problems.first().map(ToString::to_string).unwrap_or_default();
        Ok(Some(format!("the mirrored log of `{product}` does not verify: {what}")))
    }

    /// The proven entries of a cell from number `from` on, and what is amiss where they end too early.
    fn trusted_of(&self, product: &Name, cell: Cell, from: u64) -> Result<(Vec<EntryRow>, Option<String>), Error> {
        if let Some(what) = self.forked(cell, from)? {
            return Ok((Vec::new(), Some(what)));
        }
        let folder = self.mirrored_folder(product).join("cells").join(hex(cell.as_bytes()));
        let log = if folder.exists() { Some(LogReader::open(&folder)?) } else { None };
        let logged = log.as_ref().map_or(0, |log| log.checkpoint().size());
        let counted = self.vault.head(&self.head_name(cell))?.unwrap_or(0);
        let mut entries = Vec::new();
        let mut next = from;
        loop {
            let batch = self.mirror.entries(cell, next, 4096)?;
            if batch.is_empty() {
                break;
            }
            for entry in batch {
                if let Some(what) = self.disproved(&entry, next, log.as_ref().filter(|_| next < logged))? {
                    return Ok((entries, Some(format!("cell {cell}, entry {next}: {what}"))));
                }
                next += 1;
                entries.push(entry);
            }
        }
        let had = logged.max(counted);
        let missing =
            (next < had).then(|| format!("cell {cell} had {had} entries, and the backup and the mirror have {next}"));
        Ok((entries, missing))
    }

    /// What is amiss where the backup's entries are not those that the mirror begins with: it is of a log that was given
    /// up since, or of another installation.
    fn forked(&self, cell: Cell, from: u64) -> Result<Option<String>, Error> {
        let both = from.min(self.mirror.size(cell)?);
        let Some(last) = both.checked_sub(1) else { return Ok(None) };
        let mirrored = self.mirror.entries(cell, last, 1)?;
        let same = mirrored.first().map(|entry| entry.leaf) == self.store.leaf(cell, last)?;
        Ok((!same).then(|| format!("cell {cell}, entry {last}: the backup is not of the log that is mirrored")))
    }

    /// What speaks against a row: it is not the next one, its body is not what the commitment says, or the log commits to
    /// another.
    fn disproved(&self, entry: &EntryRow, seq: u64, log: Option<&LogReader>) -> Result<Option<&'static str>, Error> {
        if entry.seq != seq {
            return Ok(Some("the row is missing"));
        }
        match &entry.body {
            Some((salt, body)) if verify::verify_body(&entry.leaf, salt, body).is_ok() => {}
            Some(_) => return Ok(Some("the body is not what was committed to")),
            None if entry.until.is_some_and(|until| until <= self.now()) => {}
            None => return Ok(Some("the body is missing before its time is over")),
        }
        match log {
            Some(log) if log.leaf(seq)?.as_slice() != entry.leaf => Ok(Some("the log commits to another")),
            _ => Ok(None),
        }
    }
}

fn altered(what: &str) -> Error {
    Error::Heads(format!(
        "the ledger's mirror cannot be trusted, nothing was restored: {what}; put back an unaltered copy of the mirror, \
         or restore with --accept-ledger-loss if there is none"
    ))
}
