//! A product's own secrets, and how far others had come.

use super::Vault;
use super::rooted::{self, Rooted};
use crate::{KeyError, Secret};
use policy::Name;
use rusqlite::{OptionalExtension, params};

impl Vault {
    /// A product's secret of this name, drawn on first use; durable when this returns.
    ///
    /// Shape: 32 random bytes, the same ever after.
    ///
    /// # Errors
    /// The key store's.
    pub fn named_secret(&self, product: &Name, name: &str) -> Result<Secret, KeyError> {
        let id = Rooted::Named(product.clone(), name.to_owned());
        let mut files = self.files();
        if let Some(secret) = self.unwrap_rooted(files.first(), &id)? {
            return Ok(secret);
        }
        let secret = Secret::draw()?;
        let row = self.wrap_rooted(&id, &secret)?;
        files.write(|begun| rooted::insert(begun, &id, &row, (None, None)))?;
        Ok(secret)
    }

    /// A product's secret of this name, unless none was drawn or it was destroyed.
    ///
    /// # Errors
    /// The key store's.
    pub(crate) fn known_secret(&self, product: &Name, name: &str) -> Result<Option<Secret>, KeyError> {
        self.unwrap_rooted(&self.reader(), &Rooted::Named(product.clone(), name.to_owned()))
    }

    /// Destroys a product's secret of this name.
    ///
    /// # Errors
    /// As [`Vault::destroy_backup_key`].
    pub(crate) fn destroy_named(&self, product: &Name, name: &str) -> Result<(), KeyError> {
        let mut files = self.files();
        let _no_reader = self.reader();
        let sql = "DELETE FROM rooted WHERE kind = 2 AND product = ?1 AND name = ?2";
        files.write(|begun| Ok(begun.execute(sql, params![product.as_str(), name])?))?;
        files.truncate()
    }

    /// Notes how far a log or table has come; a head never falls. On disk when this returns.
    ///
    /// Shape: at most 2^63 - 1; what is above counts as that.
    ///
    /// # Errors
    /// The key store's.
    pub fn set_head(&self, name: &str, value: u64) -> Result<(), KeyError> {
        let value = i64::try_from(value).unwrap_or(i64::MAX);
        self.files().write(|begun| {
            let sql = "INSERT INTO head (name, value) VALUES (?1, ?2)
                       ON CONFLICT DO UPDATE SET value = max(value, excluded.value)";
            begun.prepare_cached(sql)?.execute(params![name, value])?;
            Ok(())
        })
    }

    /// How far a log or table had come when last noted: a start that finds less has lost something.
    ///
    /// # Errors
    /// The key store's.
    pub fn head(&self, name: &str) -> Result<Option<u64>, KeyError> {
        let value: Option<i64> = self
            .reader()
            .prepare_cached("SELECT value FROM head WHERE name = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()?;
        Ok(value.map(i64::unsigned_abs))
    }
}
