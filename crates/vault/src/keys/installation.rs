//! Whose keys these are: the installation's own number.

use super::Vault;
use super::schema::{meta, set_meta};
use crate::KeyError;

/// The setting of the key store that holds it.
const INSTALLATION: &str = "installation";

impl Vault {
    /// The installation's number, unless none was kept yet.
    ///
    /// # Errors
    /// The key store's.
    pub fn installation(&self) -> Result<Option<String>, KeyError> {
        meta(&self.reader(), INSTALLATION)
    }

    /// Keeps `number` as the installation's, unless it has one; tells the one it has. On disk when this returns.
    ///
    /// # Errors
    /// The key store's.
    pub fn keep_installation(&self, number: &str) -> Result<String, KeyError> {
        let mut files = self.files();
        if let Some(kept) = meta(files.first(), INSTALLATION)? {
            return Ok(kept);
        }
        files.write(|begun| set_meta(begun, INSTALLATION, number))?;
        Ok(number.to_owned())
    }
}
