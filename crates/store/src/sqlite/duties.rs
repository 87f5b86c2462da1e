//! The register of duties and offices.

use super::apply::{json, micros};
use super::load::instant;
use super::{Connection, Store, StoreError};
use life::Change;
use life::duty::{About, Called, Office, Proof, Register};
use life::reference::{Cell, Subject};
use policy::Name;
use rusqlite::{Row, params};

/// Applies a change of the register; answers how many rows it moved.
pub(super) fn set(connection: &Connection, cell: Cell, change: &Change) -> Result<usize, StoreError> {
    Ok(match change {
        Change::Prove(Proof { duty, about, done_at, entered_at, review_at, digest, facts }) => {
            // The same again is the same proof.
            let sql = "INSERT INTO proof (cell, duty, thing, person, done_at, entered_at, review_at, digest, facts)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                       ON CONFLICT (cell, duty, thing, person, done_at, entered_at)
                       DO UPDATE SET review_at = ?7, digest = ?8, facts = ?9";
            let (thing, person) = columns(about);
            let (done, entered, review) = (micros(*done_at), micros(*entered_at), review_at.map(micros));
            let (cell, duty, facts) = (cell.as_bytes(), duty.as_str(), json(facts)?);
            let row = params![cell, duty, thing, person, done, entered, review, digest, facts];
            connection.prepare_cached(sql)?.execute(row)?
        }
        Change::Call(Called { duty, about, since, at }) => {
            let sql = "INSERT INTO called (cell, duty, thing, person, at, since) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                       ON CONFLICT (cell, duty, thing, person, at) DO UPDATE SET since = ?6";
            let (thing, person) = columns(about);
            let row = params![cell.as_bytes(), duty.as_str(), thing, person, micros(*at), since.map(micros)];
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

/// What a duty is done for, as its two columns.
fn columns(about: &About) -> (&str, &[u8]) {
    match about {
        About::Whole => ("", &[]),
        About::Thing(thing) => (thing.as_str(), &[]),
        About::Person(person) => ("", person.as_bytes()),
    }
}

fn about(thing: String, person: &[u8]) -> Result<About, StoreError> {
    Ok(match (thing.is_empty(), person.is_empty()) {
        (true, true) => About::Whole,
        (false, _) => About::Thing(Name::from(thing)),
        (true, false) => {
            let bytes = person.try_into().map_err(|_| StoreError::Form("not a reference".into()))?;
            About::Person(Subject::from_bytes(bytes))
        }
    })
}

const PROOF: &str = "SELECT duty, thing, person, done_at, entered_at, review_at, digest, facts FROM proof";

fn proof(row: &Row<'_>) -> Result<Proof, StoreError> {
    let facts: String = row.get(7)?;
    Ok(Proof {
        duty: Name::from(row.get::<_, String>(0)?),
        about: about(row.get(1)?, &row.get::<_, Vec<u8>>(2)?)?,
        done_at: instant(row.get(3)?)?,
        entered_at: instant(row.get(4)?)?,
        review_at: row.get::<_, Option<i64>>(5)?.map(instant).transpose()?,
        digest: row.get(6)?,
        facts: serde_json::from_str(&facts).map_err(|fault| StoreError::Form(fault.to_string()))?,
    })
}

/// What was proved of a person.
pub(super) fn proofs_of(connection: &Connection, cell: Cell, person: Subject) -> Result<Vec<Proof>, StoreError> {
    let sql = format!("{PROOF} WHERE cell = ?1 AND person = ?2 AND person <> x''");
    let mut select = connection.prepare_cached(&sql)?;
    let mut rows = select.query(params![cell.as_bytes(), person.as_bytes()])?;
    let mut proofs = Vec::new();
    while let Some(row) = rows.next()? {
        proofs.push(proof(row)?);
    }
    Ok(proofs)
}

impl Store {
    /// Every proof of a duty, every call for one, and every time in an office, that was entered in a cell.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_register(&self, cell: Cell) -> Result<Register, StoreError> {
        self.read(|connection| {
            let mut register = Register::default();
            let mut select = connection.prepare_cached(&format!("{PROOF} WHERE cell = ?1"))?;
            let mut rows = select.query([cell.as_bytes()])?;
            while let Some(row) = rows.next()? {
                register.proofs.push(proof(row)?);
            }
            let sql = "SELECT duty, thing, person, at, since FROM called WHERE cell = ?1";
            let mut select = connection.prepare_cached(sql)?;
            let mut rows = select.query([cell.as_bytes()])?;
            while let Some(row) = rows.next()? {
                register.called.push(Called {
                    duty: Name::from(row.get::<_, String>(0)?),
                    about: about(row.get(1)?, &row.get::<_, Vec<u8>>(2)?)?,
                    at: instant(row.get(3)?)?,
                    since: row.get::<_, Option<i64>>(4)?.map(instant).transpose()?,
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
