//! The register of duties and offices.

use super::apply::micros;
use super::load::instant;
use super::{Connection, Store, StoreError};
use life::Change;
use life::duty::{Office, Proof, Register};
use life::reference::{Cell, Subject};
use policy::Name;
use rusqlite::params;

/// Applies a change of the register; answers how many rows it moved.
pub(super) fn set(connection: &Connection, cell: Cell, change: &Change) -> Result<usize, StoreError> {
    Ok(match change {
        Change::Prove { duty, done_at, review_at, digest, at } => {
            // The same again is the same proof.
            let sql = "INSERT INTO proof (cell, duty, done_at, entered_at, review_at, digest)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (cell, duty, done_at, entered_at)
                       DO UPDATE SET review_at = ?5, digest = ?6";
            let (done, entered, review) = (micros(*done_at), micros(*at), review_at.map(micros));
            let row = params![cell.as_bytes(), duty.as_str(), done, entered, review, digest];
            connection.prepare_cached(sql)?.execute(row)?
        }
        Change::Appoint { role, holder, from, until } => {
            let sql = "INSERT INTO office (cell, role, holder, from_at, until_at) VALUES (?1, ?2, ?3, ?4, ?5)
                       ON CONFLICT (cell, role, holder, from_at) DO UPDATE SET until_at = ?5";
            let (from, until) = (micros(*from), until.map(micros));
            let row = params![cell.as_bytes(), role.as_str(), holder.as_bytes(), from, until];
            connection.prepare_cached(sql)?.execute(row)?
        }
        _ => return Err(StoreError::Form("not a change of the register".into())),
    })
}

impl Store {
    /// Every proof of a duty, and every time in an office, that was entered in a cell.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_register(&self, cell: Cell) -> Result<Register, StoreError> {
        self.read(|connection| {
            let mut register = Register::default();
            let sql = "SELECT duty, done_at, entered_at, review_at, digest FROM proof WHERE cell = ?1";
            let mut select = connection.prepare_cached(sql)?;
            let mut rows = select.query([cell.as_bytes()])?;
            while let Some(row) = rows.next()? {
                register.proofs.push(Proof {
                    duty: Name::from(row.get::<_, String>(0)?),
                    done_at: instant(row.get(1)?)?,
                    entered_at: instant(row.get(2)?)?,
                    review_at: row.get::<_, Option<i64>>(3)?.map(instant).transpose()?,
                    digest: row.get(4)?,
                });
            }
            let sql = "SELECT role, holder, from_at, until_at FROM office WHERE cell = ?1";
            let mut select = connection.prepare_cached(sql)?;
            let mut rows = select.query([cell.as_bytes()])?;
            while let Some(row) = rows.next()? {
                register.offices.push(Office {
                    role: Name::from(row.get::<_, String>(0)?),
                    holder: Subject::from_bytes(row.get(1)?),
                    from: instant(row.get(2)?)?,
                    until: row.get::<_, Option<i64>>(3)?.map(instant).transpose()?,
                });
            }
            Ok(register)
        })
    }
}
