//! Grants: who of the company's people may read what, and until when.

use super::apply::{json, micros};
use super::load::instant;
use super::{Connection, Store, StoreError, duties, factors};
use life::access::{GrantChange, GrantFact, GrantFile, OnFile};
use life::reference::{Cell, Grant, Subject};
use policy::Name;
use rusqlite::{Row, params};

/// Applies a change of the grants; answers how many rows it moved.
pub(super) fn set(connection: &Connection, product: &str, change: &GrantChange) -> Result<usize, StoreError> {
    Ok(match change {
        GrantChange::Give { grant, file } => {
            let sql =
                "INSERT INTO access_grant (product, grant_id, person, role, purposes, items, need, tenant, from_at,
                       until_at, rev) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 1)
                       ON CONFLICT (product, grant_id) DO UPDATE SET rev = rev + 1";
            let (from, until) = (micros(file.from), micros(file.until));
            let tenant = file.tenant.map(|tenant| *tenant.as_bytes());
            let (purposes, items) = (json(&file.purposes)?, json(&file.items)?);
            let (grant, person, role) = (grant.as_bytes(), file.person.as_bytes(), file.role.as_str());
            let row = params![product, grant, person, role, purposes, items, file.need, tenant, from, until];
            connection.prepare_cached(sql)?.execute(row)?
        }
        GrantChange::End { person, role, at } => {
            let sql = "UPDATE access_grant SET ended_at = ?4, rev = rev + 1 WHERE product = ?1 AND person = ?2
                       AND (?3 IS NULL OR role = ?3) AND (ended_at IS NULL OR ended_at > ?4)";
            let row = params![product, person.as_bytes(), role.as_ref().map(Name::as_str), micros(*at)];
            connection.prepare_cached(sql)?.execute(row)?;
            // Who has none left has lost nothing.
            1
        }
        // Its revision stays: two reads at once rest on the same grant.
        GrantChange::Use { grant, at } => {
            let sql = "UPDATE access_grant SET used_at = max(coalesce(used_at, ?3), ?3)
                       WHERE product = ?1 AND grant_id = ?2";
            connection.prepare_cached(sql)?.execute(params![product, grant.as_bytes(), micros(*at)])?
        }
    })
}

const GRANT: &str = "SELECT grant_id, person, role, purposes, items, need, tenant, from_at, until_at, used_at, ended_at
                     FROM access_grant WHERE product = ?1";

fn grant(row: &Row<'_>) -> Result<GrantFact, StoreError> {
    let names =
        |text: String| serde_json::from_str::<Vec<Name>>(&text).map_err(|fault| StoreError::Form(fault.to_string()));
    let file = GrantFile {
        person: Subject::from_bytes(row.get(1)?),
        role: Name::from(row.get::<_, String>(2)?),
        purposes: names(row.get(3)?)?,
        items: names(row.get(4)?)?,
        need: row.get(5)?,
        tenant: row.get::<_, Option<[u8; 16]>>(6)?.map(Cell::from_bytes),
        from: instant(row.get(7)?)?,
        until: instant(row.get(8)?)?,
    };
    let at = |at: Option<i64>| at.map(instant).transpose();
    Ok(GrantFact {
        grant: Grant::from_bytes(row.get(0)?),
        file,
        used_at: at(row.get(9)?)?,
        ended_at: at(row.get(10)?)?,
    })
}

/// What is on file of a person: her grants, her second factor, and what was proved of her in the product's own cell.
pub(super) fn load_on_file(
    connection: &Connection,
    product: &Name,
    own: Cell,
    person: Subject,
) -> Result<OnFile, StoreError> {
    let mut select = connection.prepare_cached(&format!("{GRANT} AND person = ?2"))?;
    let mut rows = select.query(params![product.as_str(), person.as_bytes()])?;
    let mut grants = Vec::new();
    while let Some(row) = rows.next()? {
        grants.push(grant(row)?);
    }
    let proofs = duties::proofs_of(connection, own, person)?;
    Ok(OnFile { grants, proofs, factor: factors::load(connection, product, person)? })
}

/// Moves whenever a grant is given or ended to the person, something is proved of her, or becomes of her second
/// factor.
pub(super) fn revision(connection: &Connection, product: &Name, own: Cell, person: Subject) -> Result<u64, StoreError> {
    let sql = "SELECT coalesce((SELECT sum(rev) FROM access_grant WHERE product = ?1 AND person = ?3), 0)
               + (SELECT count(*) FROM proof WHERE cell = ?2 AND person = ?3 AND person <> x'')";
    let row = params![product.as_str(), own.as_bytes(), person.as_bytes()];
    let found: i64 = connection.prepare_cached(sql)?.query_row(row, |row| row.get(0))?;
    Ok(found.unsigned_abs().saturating_add(factors::revision(connection, product, person)?))
}

impl Store {
    /// Every grant of a product, those included that have ended.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn list_grants(&self, product: &Name) -> Result<Vec<GrantFact>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached(&format!("{GRANT} ORDER BY from_at, grant_id"))?;
            let mut rows = select.query([product.as_str()])?;
            let mut grants = Vec::new();
            while let Some(row) = rows.next()? {
                grants.push(grant(row)?);
            }
            Ok(grants)
        })
    }
}
