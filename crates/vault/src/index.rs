//! The blind index: a value can be looked up without being readable.

use crate::reduce::cell_key;
use crate::{KeyError, Vault, normal};
use aws_lc_rs::hmac;
use jiff::Timestamp;
use life::Personal;
use life::reference::Cell;
use policy::Name;

/// Where a value is looked up.
#[derive(Debug, Clone, Copy)]
pub struct Lookup<'a> {
    /// The product: the id of its policy.
    pub product: &'a Name,
    /// The cell.
    pub cell: Cell,
    /// The searchable field, `record.item`: equal values of different fields never match.
    pub field: &'a str,
    /// The value's shape, which decides its normal form.
    pub shape: Option<&'a Name>,
}

impl Vault {
    /// The keyed hash of a value's normal form, to store beside the record and to look it up by.
    ///
    /// Shape: 32 bytes; HMAC-SHA256 with a key derived from the cell's for product and field. Normal
    /// form: NFKC, trimmed; by shape lower case, digits only, without the country code.
    ///
    /// The first one of a cell draws its key: call [`Vault::flush`] before the index is committed.
    /// Not provided: hiding that two records of one cell and field hold equal values.
    ///
    /// # Errors
    /// The key store's.
    pub fn digest_for_lookup(
        &self,
        now: Timestamp,
        lookup: Lookup<'_>,
        value: &Personal,
    ) -> Result<[u8; 32], KeyError> {
        let key = cell_key(self, now, lookup.cell, &["index", lookup.product, lookup.field])?;
        let shape = lookup.shape.map_or("", Name::as_str);
        let tag = hmac::sign(&key, &normal::normalised(shape, value));
        let mut digest = [0; 32];
        digest.copy_from_slice(tag.as_ref());
        Ok(digest)
    }
}
