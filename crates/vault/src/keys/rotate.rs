//! Rotation: fresh root keys and cells' keys, while everything goes on.
//!
//! A key that wraps others is drawn anew and what it wrapped is wrapped under the new one; no half, no content
//! key and no value is touched. Each step can be interrupted: what is done is told from what is not by the
//! number of the root key that stands in each row, and by a place that is written in the same commit.

use super::rooted::{self, Rooted, RootedRow, bound};
use super::schema::{forget_meta, meta, set_meta};
use super::{KeyId, Vault};
use crate::{HalfId, KeyError, Secret, wrap};
use jiff::Timestamp;
use life::reference::Cell;
use policy::Name;
use rusqlite::{Connection, params};

/// Rows of one commit.
const BATCH: u32 = 128;

/// A durable step of a rotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RotationStep {
    /// The new root key is in its place; the key store does not know of it.
    Drawn,
    /// The key store knows that a rotation is under way: what is drawn from now on is under the new one.
    Begun,
    /// So many of so many keys are under the new one.
    Wrapped {
        /// How many.
        done: u64,
        /// Of how many.
        of: u64,
    },
    /// The new one alone is in force; the old one is still in its place.
    Finished,
    /// The old one is destroyed.
    Destroyed,
}

impl Vault {
    /// Draws a fresh root key, wraps every key under it anew and destroys the one before; tells how many rows
    /// were written. A rotation that was interrupted goes on.
    ///
    /// Rows: one for each cell, each secret of a product and each backup key, however many people there are.
    ///
    /// # Errors
    /// The key store's, at any step; what was done stays done.
    pub fn rotate_root(&self, told: &mut dyn FnMut(RotationStep)) -> Result<u64, KeyError> {
        let to = self.begin_root(told)?;
        let mut rows = 0;
        loop {
            let mut files = self.files();
            let (batch, left) = under_another(files.first(), to)?;
            if batch.is_empty() {
                drop(files);
                // What was drawn before the rotation began may have come since.
                if self.finish_root(to, told)? {
                    return Ok(rows);
                }
                continue;
            }
            let anew: Vec<(Found, Vec<u8>)> = batch
                .into_iter()
                .map(|found| {
                    let bound = bound(found.kind, &found.product, &found.name);
                    let secret = self.root.unwrap(found.root, bound.as_bytes(), &found.wrapped)?;
                    let secret = secret.ok_or(KeyError::Corrupt("a key under the root key"))?;
                    let wrapped = self.root.wrap(to, bound.as_bytes(), &secret)?;
                    Ok((found, wrapped))
                })
                .collect::<Result<_, KeyError>>()?;
            files.write(|begun| {
                anew.iter().try_for_each(|(found, wrapped)| {
                    let sql =
                        "UPDATE rooted SET root = ?4, wrapped = ?5 WHERE kind = ?1 AND product = ?2 AND name = ?3";
                    let row = params![found.kind, found.product, found.name, to, wrapped];
                    begun.prepare_cached(sql)?.execute(row)?;
                    Ok(())
                })
            })?;
            rows += anew.len() as u64;
            drop(files);
            told(RotationStep::Wrapped { done: rows, of: rows + left });
        }
    }

    /// The number of the new root key, which is there and known.
    fn begin_root(&self, told: &mut dyn FnMut(RotationStep)) -> Result<u32, KeyError> {
        let mut files = self.files();
        if let Some(to) = meta(files.first(), "root-next")? {
            return Ok(to);
        }
        let from = meta::<u32>(files.first(), "root")?.ok_or(KeyError::Corrupt("the number of the root key"))?;
        let to = from.saturating_add(1);
        self.root.draw(to)?;
        told(RotationStep::Drawn);
        files.write(|begun| set_meta(begun, "root-next", to))?;
        self.set_root_number(to);
        told(RotationStep::Begun);
        Ok(to)
    }

    /// Ends the rotation, unless something is still under another root key.
    fn finish_root(&self, to: u32, told: &mut dyn FnMut(RotationStep)) -> Result<bool, KeyError> {
        let mut files = self.files();
        // What was drawn before the rotation began and is not in the key store yet would come too late. Keys are
        // drawn and unwrapped under the reader's lock: nobody is about to use the old root key while it goes.
        let _no_reader = self.reader();
        self.flush_unread(&mut files)?;
        if !under_another(files.first(), to)?.0.is_empty() {
            return Ok(false);
        }
        files.write(|begun| {
            set_meta(begun, "root", to)?;
            forget_meta(begun, "root-next")
        })?;
        told(RotationStep::Finished);
        files.truncate()?;
        self.destroy_old_roots(to)?;
        told(RotationStep::Destroyed);
        Ok(true)
    }

    /// Root keys before the one in force go: a rotation that was interrupted at its end left one.
    pub(super) fn destroy_old_roots(&self, in_force: u32) -> Result<(), KeyError> {
        self.root.numbers()?.into_iter().filter(|number| *number < in_force).try_for_each(|old| self.root.destroy(old))
    }

    /// Draws fresh keys for all cells, or for one, and wraps what is under them anew; tells how many rows were
    /// written. One that was interrupted goes on after the last cell that was done.
    ///
    /// Rows: for each cell its key, its source, and one for each retention rule, however many people there are.
    ///
    /// # Errors
    /// The key store's; what was done stays done.
    pub fn rotate_cells(
        &self,
        now: Timestamp,
        only: Option<Cell>,
        told: &mut dyn FnMut(RotationStep),
    ) -> Result<u64, KeyError> {
        if let Some(cell) = only {
            let rows = self.rotate_cell(now, cell, None)?;
            self.files().truncate()?;
            return Ok(rows);
        }
        let (mut rows, mut done) = (0, 0);
        loop {
            let (next, left) = self.next_cell()?;
            let Some(cell) = next else { break };
            rows += self.rotate_cell(now, cell, Some(&cell.to_string()))?;
            done += 1;
            told(RotationStep::Wrapped { done, of: done + left });
        }
        let mut files = self.files();
        files.write(|begun| forget_meta(begun, "cells-after"))?;
        told(RotationStep::Finished);
        files.truncate()?;
        Ok(rows)
    }

    /// The next cell whose key is to be rotated, and how many come after it.
    fn next_cell(&self) -> Result<(Option<Cell>, u64), KeyError> {
        let files = self.files();
        let after: String = meta(files.first(), "cells-after")?.unwrap_or_default();
        let sql = "SELECT name, (SELECT count(*) FROM rooted WHERE kind = 1 AND name > ?1) FROM rooted
                   WHERE kind = 1 AND name > ?1 ORDER BY name LIMIT 1";
        let mut select = files.first().prepare_cached(sql)?;
        let mut found = select.query([&after])?;
        let Some(row) = found.next()? else { return Ok((None, 0)) };
        let name: String = row.get(0)?;
        let cell = name.parse().map_err(|_| KeyError::Corrupt("a cell's name"))?;
        Ok((Some(cell), row.get::<_, i64>(1)?.unsigned_abs().saturating_sub(1)))
    }

    fn rotate_cell(&self, now: Timestamp, cell: Cell, place: Option<&str>) -> Result<u64, KeyError> {
        let mut files = self.files();
        let _no_reader = self.reader();
        self.flush_unread(&mut files)?;
        let id = Rooted::Cell(cell);
        let old = self.unwrap_rooted(files.first(), &id)?.ok_or(KeyError::Corrupt("a cell's key"))?;
        let fresh = Secret::draw()?;
        let row = self.wrap_rooted(&id, &fresh)?;
        let children = rewrapped(files.first(), cell, (&old, &fresh))?;
        files.write(|begun| {
            replace(begun, &id, &row, now)?;
            for (child, wrapped) in &children {
                let columns = child.columns();
                let sql = "UPDATE key SET wrapped = ?7
                           WHERE kind = ?1 AND cell = ?2 AND holder = ?3 AND rule = ?4 AND edition = ?5 AND day = ?6";
                let row = params![
                    columns.kind,
                    columns.cell,
                    columns.holder,
                    columns.rule,
                    columns.edition,
                    columns.day,
                    wrapped
                ];
                begun.prepare_cached(sql)?.execute(row)?;
            }
            place.map_or(Ok(()), |place| set_meta(begun, "cells-after", place))
        })?;
        self.memory().forget(&KeyId::Cell(cell));
        Ok(1 + children.len() as u64)
    }

    /// Whether a rotation was begun and did not end: of the root key, of cells' keys.
    ///
    /// # Errors
    /// The key store's.
    pub fn rotations_open(&self) -> Result<(bool, bool), KeyError> {
        open_in(self.files().first())
    }
}

pub(super) fn open_in(connection: &Connection) -> Result<(bool, bool), KeyError> {
    let root: Option<u32> = meta(connection, "root-next")?;
    let cells: Option<String> = meta(connection, "cells-after")?;
    Ok((root.is_some(), cells.is_some()))
}

/// A row of the table of secrets under the root key.
struct Found {
    kind: u8,
    product: String,
    name: String,
    root: u32,
    wrapped: Vec<u8>,
}

/// Some secrets that are not under the root key `to`, and how many are left after them.
fn under_another(connection: &Connection, to: u32) -> Result<(Vec<Found>, u64), KeyError> {
    let sql =
        "SELECT kind, product, name, root, wrapped FROM rooted WHERE root <> ?1 ORDER BY kind, product, name LIMIT ?2";
    let mut select = connection.prepare_cached(sql)?;
    let found = select.query_map(params![to, BATCH], |row| {
        Ok(Found {
            kind: row.get(0)?,
            product: row.get(1)?,
            name: row.get(2)?,
            root: row.get(3)?,
            wrapped: row.get(4)?,
        })
    })?;
    let found = found.collect::<Result<Vec<_>, _>>()?;
    let all: i64 =
        connection.prepare_cached("SELECT count(*) FROM rooted WHERE root <> ?1")?.query_row([to], |row| row.get(0))?;
    let left = all.unsigned_abs().saturating_sub(found.len() as u64);
    Ok((found, left))
}

/// The keys right under a cell's, out of the old one and into the new one, each under its suite.
fn rewrapped(
    connection: &Connection,
    cell: Cell,
    (old, fresh): (&Secret, &Secret),
) -> Result<Vec<(KeyId, Vec<u8>)>, KeyError> {
    let sql = "SELECT kind, rule, edition, wrapped FROM key WHERE kind IN (2, 5) AND cell = ?1";
    let mut select = connection.prepare_cached(sql)?;
    let mut rows = select.query([cell.as_bytes()])?;
    let mut anew = Vec::new();
    while let Some(row) = rows.next()? {
        let corrupt = || KeyError::Corrupt("a wrapped key");
        let id = match row.get::<_, u8>(0)? {
            2 => KeyId::Half(HalfId::Rule { cell, rule: Name::from(row.get::<_, String>(1)?) }),
            _ => KeyId::Source(cell, crate::Suite::of_byte(row.get(2)?).ok_or_else(corrupt)?),
        };
        let wrapped: Vec<u8> = row.get(3)?;
        let suite = wrap::suite_of(&wrapped).ok_or_else(corrupt)?;
        let secret = super::draw::unwrap_under(old, &id, &wrapped)?.ok_or_else(corrupt)?;
        let cipher = wrap::wrapping(suite, fresh)?;
        anew.push((id.clone(), wrap::wrap(suite, &cipher, id.bound(suite).as_bytes(), &secret)?.to_vec()));
    }
    Ok(anew)
}

fn replace(begun: &Connection, id: &Rooted, row: &RootedRow, now: Timestamp) -> Result<(), KeyError> {
    let (kind, product, name) = id.columns();
    let sql = "DELETE FROM rooted WHERE kind = ?1 AND product = ?2 AND name = ?3";
    begun.prepare_cached(sql)?.execute(params![kind, product, name])?;
    rooted::insert(begun, id, row, (Some(now), None)).map(|_| ())
}
