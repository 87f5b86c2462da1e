//! Published versions and the cells of a product.

use super::apply::{Logged, append, micros};
use super::load::instant;
use super::{Store, StoreError};
use jiff::Timestamp;
use life::Entry;
use life::reference::Cell;
use policy::Name;
use rusqlite::{OptionalExtension, params};

/// A published version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// The version's id.
    pub version: String,
    /// SHA-256 of the canonical form.
    pub hash: String,
    /// The policy file.
    pub source: Vec<u8>,
    /// In force from.
    pub effective_at: Timestamp,
    /// Put here.
    pub published_at: Timestamp,
}

/// The most cells whose product is kept in memory.
const CELLS_KNOWN_MAX: usize = 100_000;

impl Store {
    /// Publishes a version, with its ledger entry in the product's own cell. The same text again is no change.
    ///
    /// # Errors
    /// [`StoreError::VersionTaken`] for a different text under a version that is published.
    pub fn publish_version(
        &self,
        product: &Name,
        row: VersionRow,
        cell: Cell,
        entry: Entry,
        salt: [u8; 32],
    ) -> Result<bool, StoreError> {
        let product = product.clone();
        self.alone(move |connection| {
            let sql = "SELECT hash FROM version WHERE product = ?1 AND version = ?2";
            let found: Option<String> =
                connection.query_row(sql, params![product.as_str(), row.version], |row| row.get(0)).optional()?;
            match found {
                Some(hash) if hash == row.hash => return Ok(false),
                Some(_) => return Err(StoreError::VersionTaken(row.version)),
                None => {}
            }
            let sql = "INSERT INTO version (product, version, hash, source, effective_at, published_at)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            let (effective, now) = (micros(row.effective_at), micros(row.published_at));
            connection.execute(sql, params![product.as_str(), row.version, row.hash, row.source, effective, now])?;
            append(connection, cell, &entry, &salt, &Logged::of(&entry, &salt)?)?;
            Ok(true)
        })
    }

    /// Every published version of a product, the earliest in force first.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_versions(&self, product: &Name) -> Result<Vec<VersionRow>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT version, hash, source, effective_at, published_at FROM version WHERE product = ?1
                       ORDER BY effective_at, published_at";
            let mut select = connection.prepare_cached(sql)?;
            let mut versions = Vec::new();
            let mut rows = select.query([product.as_str()])?;
            while let Some(row) = rows.next()? {
                let (version, hash, source) = (row.get(0)?, row.get(1)?, row.get(2)?);
                let (effective_at, published_at) = (instant(row.get(3)?)?, instant(row.get(4)?)?);
                versions.push(VersionRow { version, hash, source, effective_at, published_at });
            }
            Ok(versions)
        })
    }

    /// The texts that lie plain in the database by design: every published version of every product, and the schema.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_published(&self) -> Result<Vec<Vec<u8>>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT source FROM version UNION ALL SELECT CAST(sql AS BLOB) FROM sqlite_schema WHERE sql IS NOT NULL";
            let mut select = connection.prepare(sql)?;
            let texts = select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            Ok(texts)
        })
    }

    /// Makes sure that a product's own cell is there.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn ensure_own_cell(&self, product: &Name, cell: Cell) -> Result<(), StoreError> {
        let product = product.clone();
        self.alone(move |connection| {
            let sql = "INSERT OR IGNORE INTO cell (cell, product, state, state_at, rev) VALUES (?1, ?2, 'own', 0, 1)";
            connection.execute(sql, params![cell.as_bytes(), product.as_str()])?;
            Ok(())
        })
    }

    /// Whether there is such a cell.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn cell_exists(&self, cell: Cell) -> Result<bool, StoreError> {
        Ok(self.product_of(cell)?.is_some())
    }

    /// The product that a cell belongs to, if there is such a cell.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn product_of(&self, cell: Cell) -> Result<Option<Name>, StoreError> {
        let known = self.products.read().ok().and_then(|known| known.get(&cell).cloned());
        if known.is_some() {
            return Ok(known);
        }
        let found = self.read(|connection| {
            let mut select = connection.prepare_cached("SELECT product FROM cell WHERE cell = ?1")?;
            let found: Option<String> = select.query_row([cell.as_bytes()], |row| row.get(0)).optional()?;
            Ok(found.map(Name::from))
        })?;
        // A cell never goes and never changes hands: what is found once holds.
        if let (Some(product), Ok(mut known)) = (&found, self.products.write())
            && known.len() < CELLS_KNOWN_MAX
        {
            known.insert(cell, product.clone());
        }
        Ok(found)
    }

    /// Every product with a published version.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_products(&self) -> Result<Vec<Name>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached("SELECT DISTINCT product FROM version ORDER BY product")?;
            let rows: Result<Vec<String>, _> = select.query_map([], |row| row.get(0))?.collect();
            Ok(rows?.into_iter().map(Name::from).collect())
        })
    }

    /// Every cell of a product.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_cells(&self, product: &Name) -> Result<Vec<Cell>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached("SELECT cell FROM cell WHERE product = ?1 ORDER BY cell")?;
            let cells: Result<Vec<[u8; 16]>, _> = select.query_map([product.as_str()], |row| row.get(0))?.collect();
            Ok(cells?.into_iter().map(Cell::from_bytes).collect())
        })
    }
}
