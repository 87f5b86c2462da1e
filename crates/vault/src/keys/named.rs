//! A product's own secrets, and how far others had come.

use super::Vault;
use crate::{KeyError, Secret, Suite, wrap};
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
        let id = wrap::id("yinuo named secret", Suite::default()).with(product.as_bytes()).with(name.as_bytes());
        let writer = self.writer();
        let stored: Option<Vec<u8>> = writer
            .query_row("SELECT wrapped FROM secret WHERE product = ?1 AND name = ?2", [product.as_str(), name], |row| {
                row.get(0)
            })
            .optional()?;
        if let Some(wrapped) = stored {
            let secret = self.root.unwrap(id.as_bytes(), &wrapped)?;
            return secret.ok_or(KeyError::Corrupt("a named secret"));
        }
        let secret = Secret::draw()?;
        let wrapped = self.root.wrap(id.as_bytes(), &secret)?;
        writer.execute(
            "INSERT INTO secret (product, name, wrapped) VALUES (?1, ?2, ?3)",
            params![product.as_str(), name, wrapped],
        )?;
        Ok(secret)
    }

    /// Notes how far a log or table has come; a head never falls. On disk when this returns.
    ///
    /// Shape: at most 2^63 - 1; what is above counts as that.
    ///
    /// # Errors
    /// The key store's.
    pub fn set_head(&self, name: &str, value: u64) -> Result<(), KeyError> {
        self.writer()
            .prepare_cached(
                "INSERT INTO head (name, value) VALUES (?1, ?2)
                 ON CONFLICT DO UPDATE SET value = max(value, excluded.value)",
            )?
            .execute(params![name, i64::try_from(value).unwrap_or(i64::MAX)])?;
        Ok(())
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
