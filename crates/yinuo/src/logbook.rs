//! The logbook: tiles and signed checkpoints derived from the ledger's rows, and the mirror of both.

use crate::engine::Engine;
use crate::error::Error;
use crate::shell::hex;
use crate::watch::Step;
use ledger::{Product, Signer};
use life::reference::Cell;
use policy::Name;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Mutex;

/// Where the logs lie.
#[derive(Debug)]
pub(crate) struct Logbook {
    folder: PathBuf,
    mirror: PathBuf,
    // One writer at a time: checkpoints follow one another. It knows of which products every log was mirrored since
    // the start; from then on it mirrors what grows.
    turn: Mutex<BTreeSet<Name>>,
}

impl Logbook {
    pub(crate) const fn new(folder: PathBuf, mirror: PathBuf) -> Self {
        Self { folder, mirror, turn: Mutex::new(BTreeSet::new()) }
    }
}

/// Entries derived at once.
const BATCH: u32 = 4096;

impl Engine {
    /// The name of a product's log: its own for the first, with a number behind it once one was given up. No product has
    /// such a name.
    fn log_name(&self, product: &Name) -> String {
        if self.log <= 1 { product.to_string() } else { format!("{product}--{}", self.log) }
    }

    /// The name under which the key store keeps how many entries of a cell's log were mirrored.
    pub(crate) fn head_name(&self, cell: Cell) -> String {
        if self.log <= 1 { format!("mirrored {cell}") } else { format!("mirrored {} {cell}", self.log) }
    }

    /// The folder of a product's logs.
    #[must_use]
    pub fn ledger_folder(&self, product: &Name) -> PathBuf {
        self.logbook.folder.join(self.log_name(product))
    }

    /// The folder of a product's mirrored logs.
    pub(crate) fn mirrored_folder(&self, product: &Name) -> PathBuf {
        self.logbook.mirror.join(self.log_name(product))
    }

    pub(crate) fn signer(&self, product: &Name) -> Result<Signer, Error> {
        let secret = if self.log <= 1 { "ledger".to_owned() } else { format!("ledger {}", self.log) };
        let seed = self.vault.named_secret(product, &secret)?;
        Ok(Signer::from_seed(&format!("yinuo/{}", self.log_name(product)), seed.expose())?)
    }

    /// The key that verifies the product's checkpoints.
    ///
    /// # Errors
    /// [`Error::Vault`] if the key store fails.
    pub fn verifier_key(&self, product: &Name) -> Result<String, Error> {
        Ok(self.signer(product)?.vkey().to_owned())
    }

    /// Derives tiles and checkpoints of every log of the product that has grown, and mirrors them.
    ///
    /// # Errors
    /// [`Error::Ledger`] if a folder holds another log than the rows give.
    pub fn write_up(&self, product: &Name) -> Result<(), Error> {
        let mut mirrored = self.logbook.turn.lock().map_err(|_| Error::Conflict)?;
        let cells = self.store.load_cells(product)?;
        let grown: Vec<(Cell, u64)> = self
            .store
            .load_heads()?
            .into_iter()
            .filter(|(cell, published, size)| published < size && cells.contains(cell))
            .map(|(cell, published, _)| (cell, published))
            .collect();
        std::fs::create_dir_all(&self.logbook.folder).map_err(store::StoreError::from)?;
        let folder = Product::open(&self.logbook.folder, &self.log_name(product), &self.signer(product)?)?;
        let mut log = folder.log()?;
        for (cell, published) in &grown {
            let mut writer = folder.cell(&hex(cell.as_bytes()))?;
            let mut from = (*published).min(writer.size());
            let mut note = None;
            loop {
                let entries = self.store.load_entries(*cell, from, BATCH)?;
                let leaves: Vec<[u8; 33]> = entries.iter().map(|entry| entry.leaf).collect();
                if leaves.is_empty() {
                    break;
                }
                note = Some(writer.publish(from, &leaves)?.note().to_owned());
                from += leaves.len() as u64;
                self.mirror_cell(product, *cell)?;
            }
            if let Some(note) = note {
                self.config.watch.tell(Step::TilesWritten);
                self.store.note_published(product, *cell, from, note)?;
                self.config.watch.tell(Step::Published);
            }
        }
        let notes = self.store.load_witness(product, log.size())?;
        if !notes.is_empty() {
            let notes: Vec<&str> = notes.iter().map(String::as_str).collect();
            log.append(&notes)?;
        }
        let (from, to) = (self.ledger_folder(product), self.mirrored_folder(product));
        store::make_private(&self.logbook.mirror).map_err(store::StoreError::from)?;
        // Until it is mirrored again nothing is known of it: not after a start, not after a fault.
        if !mirrored.remove(product) {
            ledger::mirror(&from, &to)?;
        } else if !grown.is_empty() || !notes.is_empty() {
            let names: Vec<String> = grown.iter().map(|(cell, _)| hex(cell.as_bytes())).collect();
            ledger::mirror_grown(&from, &to, &names)?;
        }
        mirrored.insert(product.clone());
        Ok(())
    }

    /// Takes the mirrored logs over: a log is never continued from an older head.
    pub(crate) fn restore_logs(&self) -> Result<(), Error> {
        for product in self.products()? {
            let mirrored = self.mirrored_folder(&product);
            if !mirrored.exists() {
                // The logs went with the data, and the backup has every row: they come out as they were.
                self.store.publish_again(&product, false)?;
                continue;
            }
            std::fs::create_dir_all(&self.logbook.folder).map_err(store::StoreError::from)?;
            ledger::mirror(&mirrored, &self.ledger_folder(&product))?;
            let log = Product::open(&self.logbook.folder, &self.log_name(&product), &self.signer(&product)?)?.log()?;
            let reader = log.reader()?;
            let notes = (0..log.size()).map(|at| Ok(reader.note(at)?)).collect::<Result<Vec<String>, Error>>()?;
            let known = self.store.load_witness(&product, 0)?;
            // New logs take rows over, and so a backup of before fits them; its notes are those of the old ones.
            let given_up = known.iter().zip(&notes).any(|(known, note)| known != note) || notes.is_empty();
            if given_up {
                self.store.publish_again(&product, true)?;
            }
            let from = if given_up { 0 } else { known.len() };
            self.store.restore_witness(&product, from as u64, notes.into_iter().skip(from).collect())?;
        }
        Ok(())
    }

    /// Brings the mirror of a cell's rows up to the store's. What of it went without a half of its own is listed beside the
    /// keys first: whatever is in the mirror is on the list.
    pub(crate) fn mirror_cell(&self, product: &Name, cell: Cell) -> Result<(), Error> {
        loop {
            let from = self.mirror.size(cell)?;
            let entries = self.store.load_entries(cell, from, BATCH)?;
            if entries.is_empty() {
                return Ok(());
            }
            self.list_erased(product, cell, &entries)?;
            self.mirror.add(product, cell, &entries, crate::engine::seen(self.vault.stamp()))?;
            let mirrored = entries.last().map_or(from, |entry| entry.seq + 1);
            self.vault.set_head(&self.head_name(cell), mirrored)?;
            self.config.watch.tell(Step::Mirrored);
        }
    }

    /// Verifies the product's logs, and that the rows of the store are what the logs commit to.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails. What is wrong with the logs is in the report.
    pub fn verify_ledger(&self, product: &Name) -> Result<Verified, Error> {
        self.write_up(product)?;
        let key = self.verifier_key(product)?;
        let mut rows_amiss = Vec::new();
        let mut leaves = std::collections::HashMap::new();
        let options = verify::Options { trusted_vkey: Some(&key), previous_checkpoint: None };
        let report = verify::verify_with(&self.ledger_folder(product), &options, &mut |seen| {
            leaves.insert((seen.cell.to_owned(), seen.index), seen.leaf.to_vec());
        });
        for cell in self.store.load_cells(product)? {
            self.reconcile(cell, &leaves, &mut rows_amiss)?;
        }
        Ok(Verified { report, rows_amiss })
    }

    fn reconcile(
        &self,
        cell: Cell,
        leaves: &std::collections::HashMap<(String, u64), Vec<u8>>,
        amiss: &mut Vec<String>,
    ) -> Result<(), Error> {
        let name = hex(cell.as_bytes());
        let missing = |from: u64, to: u64| match to.saturating_sub(from) {
            0 => None,
            1 => Some(format!("cell {name}, entry {from}: the row is missing")),
            _ => Some(format!("cell {name}, entries {from} to {}: the rows are missing", to - 1)),
        };
        let mut next = 0;
        loop {
            let entries = self.store.load_entries(cell, next, BATCH)?;
            if entries.is_empty() {
                amiss.extend(missing(next, self.log_size(cell)?));
                return Ok(());
            }
            for entry in &entries {
                amiss.extend(missing(next, entry.seq));
                next = entry.seq + 1;
                let logged = leaves.get(&(name.clone(), entry.seq));
                if logged.is_none_or(|leaf| leaf.as_slice() != entry.leaf) {
                    amiss.push(format!("cell {name}, entry {}: the row is not what the log commits to", entry.seq));
                }
                if let Some((salt, body)) = &entry.body
                    && verify::verify_body(&entry.leaf, salt, body).is_err()
                {
                    amiss.push(format!("cell {name}, entry {}: the body was changed", entry.seq));
                }
            }
        }
    }
}

/// The number of the logs, as the key store has it.
pub(crate) fn number(vault: &vault::Vault) -> Result<u64, Error> {
    Ok(vault.head("log")?.unwrap_or(1).max(1))
}

/// What a verification found.
#[derive(Debug)]
pub struct Verified {
    /// Of the folder alone.
    pub report: verify::Report,
    /// Rows of the store that are not what the logs commit to.
    pub rows_amiss: Vec<String>,
}

impl Verified {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.report.is_sound() && self.rows_amiss.is_empty()
    }
}
