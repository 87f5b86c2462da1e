//! People's second factors.

use super::apply::micros;
use super::load::instant;
use super::{Connection, Store, StoreError};
use life::guard::factor::{Matched, bit};
use life::guard::{FactorChange, FactorFact};
use life::reference::{Factor, Subject};
use policy::Name;
use rusqlite::{OptionalExtension, params};

/// Applies a change; answers how many rows it moved.
pub(super) fn set(connection: &Connection, product: &str, change: &FactorChange) -> Result<usize, StoreError> {
    Ok(match change {
        FactorChange::Enrol { person, factor, at } => {
            let sql = "INSERT INTO second_factor (product, person, factor, enrolled_at, used, misses, confirmed, rev)
                       VALUES (?1, ?2, ?3, ?4, 0, 0, 0, 1) ON CONFLICT (product, person) DO UPDATE SET factor = ?3,
                       enrolled_at = ?4, step = NULL, used = 0, misses = 0, missed_at = NULL, open_until = NULL,
                       confirmed = 0, rev = rev + 1";
            let row = params![product, person.as_bytes(), factor.as_bytes(), micros(*at)];
            connection.prepare_cached(sql)?.execute(row)?
        }
        FactorChange::Pass { person, matched, until } => {
            let (step, used) = match matched {
                Matched::Step(step) => (Some(i64::try_from(*step).unwrap_or(i64::MAX)), 0),
                Matched::Recovery(number) => (None, bit(*number)),
            };
            let sql =
                "UPDATE second_factor SET step = coalesce(?3, step), used = used | ?4, open_until = ?5, misses = 0,
                       missed_at = NULL, confirmed = 1, rev = rev + 1 WHERE product = ?1 AND person = ?2";
            let row = params![product, person.as_bytes(), step, used, micros(*until)];
            connection.prepare_cached(sql)?.execute(row)?
        }
        FactorChange::Miss { person, misses, at } => {
            let sql = "UPDATE second_factor SET misses = ?3, missed_at = ?4, rev = rev + 1
                       WHERE product = ?1 AND person = ?2";
            connection.prepare_cached(sql)?.execute(params![product, person.as_bytes(), misses, micros(*at)])?
        }
        FactorChange::Reset { person, .. } => {
            let sql = "UPDATE second_factor SET factor = NULL, open_until = NULL, rev = rev + 1
                       WHERE product = ?1 AND person = ?2";
            connection.prepare_cached(sql)?.execute(params![product, person.as_bytes()])?
        }
    })
}

/// A person's second factor, unless she has none or it was reset.
pub(super) fn load(connection: &Connection, product: &Name, person: Subject) -> Result<Option<FactorFact>, StoreError> {
    let sql = "SELECT factor, enrolled_at, confirmed, step, used, misses, missed_at, open_until FROM second_factor
               WHERE product = ?1 AND person = ?2 AND factor IS NOT NULL";
    let mut select = connection.prepare_cached(sql)?;
    let mut rows = select.query(params![product.as_str(), person.as_bytes()])?;
    let at = |at: Option<i64>| at.map(instant).transpose();
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(FactorFact {
        factor: Factor::from_bytes(row.get(0)?),
        enrolled_at: instant(row.get(1)?)?,
        confirmed: row.get(2)?,
        step: row.get::<_, Option<i64>>(3)?.map(i64::unsigned_abs),
        used: row.get(4)?,
        misses: row.get(5)?,
        missed_at: at(row.get(6)?)?,
        open_until: at(row.get(7)?)?,
    }))
}

/// Moves whenever something becomes of the person's second factor.
pub(super) fn revision(connection: &Connection, product: &Name, person: Subject) -> Result<u64, StoreError> {
    let sql = "SELECT rev FROM second_factor WHERE product = ?1 AND person = ?2";
    let row = params![product.as_str(), person.as_bytes()];
    let found: Option<i64> = connection.prepare_cached(sql)?.query_row(row, |row| row.get(0)).optional()?;
    Ok(found.unwrap_or(0).unsigned_abs())
}

impl Store {
    /// A person's second factor, unless she has none or it was reset.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn factor_of(&self, product: &Name, person: Subject) -> Result<Option<FactorFact>, StoreError> {
        self.read(|connection| load(connection, product, person))
    }
}
