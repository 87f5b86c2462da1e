//! Credentials of calling services, and answers kept for idempotency keys.

use super::apply::micros;
use super::load::instant;
use super::{Store, StoreError};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

/// A credential of a calling service, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CredentialRow {
    /// Its public id.
    pub id: String,
    /// The service's name.
    pub label: String,
    /// SHA-256 of the secret.
    pub hash: [u8; 32],
    /// JSON: products, cells and roles that it may speak for.
    pub grants: String,
}

/// A credential as it is listed: without anything of its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedCredential {
    /// Its public id.
    pub id: String,
    /// The service's name.
    pub label: String,
    /// JSON: products, cells and roles that it may speak for.
    pub grants: String,
    /// When it was issued.
    pub created_at: Timestamp,
    /// When it was revoked, if it was.
    pub revoked_at: Option<Timestamp>,
}

/// An idempotency key with its outcome; status 0 while the act is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    /// Whose key.
    pub credential: String,
    /// SHA-256 of the caller's key.
    pub key: String,
    /// Keyed hash of the body.
    pub body_hash: [u8; 32],
    /// The HTTP status.
    pub status: u16,
    /// The outcome's code and references.
    pub answer: String,
    /// Kept until then.
    pub until: Timestamp,
}

impl Store {
    /// Stores a credential.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn add_credential(&self, row: CredentialRow, now: Timestamp) -> Result<(), StoreError> {
        self.alone(move |connection| {
            let sql = "INSERT INTO credential (id, label, hash, grants, created_at) VALUES (?1, ?2, ?3, ?4, ?5)";
            connection.execute(sql, params![row.id, row.label, row.hash, row.grants, micros(now)])?;
            Ok(())
        })
    }

    /// Revokes a credential; answers whether it was there.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn revoke_credential(&self, id: &str, now: Timestamp) -> Result<bool, StoreError> {
        let id = id.to_owned();
        self.alone(move |connection| {
            let sql = "UPDATE credential SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL";
            Ok(connection.execute(sql, params![id, micros(now)])? == 1)
        })
    }

    /// The credential `id`, unless it is revoked.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn lookup_credential(&self, id: &str) -> Result<Option<CredentialRow>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT id, label, hash, grants FROM credential WHERE id = ?1 AND revoked_at IS NULL";
            let found = connection
                .prepare_cached(sql)?
                .query_row([id], |row| {
                    Ok(CredentialRow { id: row.get(0)?, label: row.get(1)?, hash: row.get(2)?, grants: row.get(3)? })
                })
                .optional()?;
            Ok(found)
        })
    }

    /// Every credential that was issued, the oldest first; those that were revoked, too.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn list_credentials(&self) -> Result<Vec<ListedCredential>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT id, label, grants, created_at, revoked_at FROM credential ORDER BY created_at, id";
            let mut select = connection.prepare_cached(sql)?;
            let mut rows = select.query([])?;
            let mut listed = Vec::new();
            while let Some(row) = rows.next()? {
                let revoked_at: Option<i64> = row.get(4)?;
                listed.push(ListedCredential {
                    id: row.get(0)?,
                    label: row.get(1)?,
                    grants: row.get(2)?,
                    created_at: instant(row.get(3)?)?,
                    revoked_at: revoked_at.map(instant).transpose()?,
                });
            }
            Ok(listed)
        })
    }

    /// The kept answer to an idempotency key: the body's keyed hash, status, answer.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn lookup_answer(
        &self,
        credential: &str,
        key: &str,
        now: Timestamp,
    ) -> Result<Option<([u8; 32], u16, String)>, StoreError> {
        self.read(|connection| {
            let sql =
                "SELECT body_hash, status, answer FROM idempotency WHERE credential = ?1 AND key = ?2 AND until > ?3";
            let found = connection
                .prepare_cached(sql)?
                .query_row(params![credential, key, micros(now)], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                .optional()?;
            Ok(found)
        })
    }

    /// Claims an idempotency key, or keeps its answer; keys whose time is over go. Answers whether the claim
    /// was new.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn keep_answer(&self, kept: KeptAnswer, now: Timestamp) -> Result<bool, StoreError> {
        let KeptAnswer { credential, key, body_hash, status, answer, until } = kept;
        self.alone(move |connection| {
            connection.execute("DELETE FROM idempotency WHERE until <= ?1", params![micros(now)])?;
            let sql = "INSERT INTO idempotency (credential, key, body_hash, status, answer, until)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (credential, key)
                       DO UPDATE SET body_hash = ?3, status = ?4, answer = ?5, until = ?6 WHERE status = 0 AND ?4 <> 0";
            let row = params![credential, key, body_hash, status, answer, micros(until)];
            Ok(connection.execute(sql, row)? == 1)
        })
    }

    /// Gives up every claim whose act is under way: for who has just started, nothing is.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn release_claims(&self) -> Result<(), StoreError> {
        self.alone(move |connection| {
            connection.execute("DELETE FROM idempotency WHERE status = 0", [])?;
            Ok(())
        })
    }

    /// Gives up the claim of an idempotency key whose act had no outcome; a kept answer stays.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn release_answer(&self, credential: &str, key: &str) -> Result<(), StoreError> {
        let (credential, key) = (credential.to_owned(), key.to_owned());
        self.alone(move |connection| {
            let sql = "DELETE FROM idempotency WHERE credential = ?1 AND key = ?2 AND status = 0";
            connection.execute(sql, params![credential, key])?;
            Ok(())
        })
    }
}
