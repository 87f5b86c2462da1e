//! Secrets that the root key wraps: cells' keys, products' secrets, backup keys.

use super::Vault;
use crate::layout::Fields;
use crate::{KeyError, Secret, Suite, wrap};
use jiff::Timestamp;
use life::reference::Cell;
use policy::Name;
use rusqlite::{Connection, OptionalExtension, params};

/// What a secret under the root key is for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Rooted {
    /// Nothing: it tells a wrong root key.
    Check,
    /// A cell's key.
    Cell(Cell),
    /// A product's own secret of this name.
    Named(Name, String),
    /// A backup's key.
    Backup(Name),
    /// The public half of the recovery key, so that nobody puts another in its place.
    Recovery,
}

/// A secret as it is stored: under which root key, wrapped, and sealed to the recovery key where there is one.
#[derive(Debug, Clone)]
pub(crate) struct RootedRow {
    pub(crate) root: u32,
    pub(crate) wrapped: Vec<u8>,
    pub(crate) escrow: Option<Vec<u8>>,
}

impl Rooted {
    /// The columns that name it.
    pub(super) fn columns(&self) -> (u8, &str, String) {
        match self {
            Self::Check => (0, "", String::new()),
            Self::Cell(cell) => (1, "", cell.to_string()),
            Self::Named(product, name) => (2, product.as_str(), name.clone()),
            Self::Backup(id) => (3, "", id.to_string()),
            Self::Recovery => (4, "", String::new()),
        }
    }

    /// What is authenticated with it.
    pub(super) fn bound(&self) -> Fields {
        let (kind, product, name) = self.columns();
        bound(kind, product, &name)
    }
}

/// What is authenticated with a secret of these columns.
pub(super) fn bound(kind: u8, product: &str, name: &str) -> Fields {
    wrap::id("yinuo rooted", Suite::default()).with(&[kind]).with(product.as_bytes()).with(name.as_bytes())
}

impl Vault {
    /// Wraps a secret under the root key in force.
    pub(super) fn wrap_rooted(&self, id: &Rooted, secret: &Secret) -> Result<RootedRow, KeyError> {
        let (root, bound) = (self.root_number(), id.bound());
        let wrapped = self.root.wrap(root, bound.as_bytes(), secret)?;
        let escrow = self.recovery().map(|key| key.seal(bound.as_bytes(), secret)).transpose()?;
        Ok(RootedRow { root, wrapped, escrow })
    }

    /// The secret of this id, unless there is none.
    pub(super) fn unwrap_rooted(&self, connection: &Connection, id: &Rooted) -> Result<Option<Secret>, KeyError> {
        let Some((root, wrapped)) = load(connection, id)? else { return Ok(None) };
        let secret = self.root.unwrap(root, id.bound().as_bytes(), &wrapped)?;
        secret.map(Some).ok_or(KeyError::Corrupt("a key under the root key"))
    }
}

/// A secret as it is stored: under which root key, and wrapped.
pub(super) fn load(connection: &Connection, id: &Rooted) -> Result<Option<(u32, Vec<u8>)>, KeyError> {
    let (kind, product, name) = id.columns();
    let row = connection
        .prepare_cached("SELECT root, wrapped FROM rooted WHERE kind = ?1 AND product = ?2 AND name = ?3")?
        .query_row(params![kind, product, name], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(row)
}

/// Adds a secret; tells whether there was none.
pub(super) fn insert(
    begun: &Connection,
    id: &Rooted,
    row: &RootedRow,
    (drawn_at, until): (Option<Timestamp>, Option<Timestamp>),
) -> Result<bool, KeyError> {
    let (kind, product, name) = id.columns();
    let added = begun
        .prepare_cached(
            "INSERT INTO rooted (kind, product, name, root, wrapped, escrow, drawn_at, until)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            kind,
            product,
            name,
            row.root,
            row.wrapped,
            row.escrow,
            drawn_at.map(Timestamp::as_microsecond),
            until.map(Timestamp::as_microsecond)
        ])?;
    Ok(added > 0)
}
