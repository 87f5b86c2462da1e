//! The blind index: a value can be looked up without being readable.

use crate::reduce::cell_key;
use crate::{KeyError, OpenError, StoredRecord, Suite, Vault, normal};
use jiff::Timestamp;
use life::reference::{Cell, Record};
use life::{Opening, Permit, Personal};
use policy::Name;

/// Where a value is looked up.
#[derive(Debug, Clone, Copy)]
pub struct Lookup<'a> {
    /// The suite: equal values under two suites do not match.
    pub suite: Suite,
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
    /// Shape: 32 bytes; HMAC by the suite's hash with a key derived from the cell's for product and field. Normal
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
        self.lookup_digest(now, lookup, value)
    }

    /// The blind index of what a permit lists, in its order: for a restore, since backups leave the
    /// index out.
    ///
    /// Opens each value and gives its digest only, as [`Vault::digest_for_lookup`] would of the clear
    /// value, by the record's suite, the value's shape and under the field that `field_of` names (`record.item`). The form
    /// that the permit gives a value does not matter, for the value leaves in none. All or nothing.
    ///
    /// # Errors
    /// As [`Vault::open`].
    pub fn reindex(
        &self,
        permit: Permit,
        now: Timestamp,
        product: &Name,
        stored: &[StoredRecord],
        field_of: impl Fn(&StoredRecord, &Name) -> String,
    ) -> Result<Vec<(Record, Name, [u8; 32])>, OpenError> {
        self.reindex_listed(permit.openings(), now, (product, stored), field_of)
    }

    pub(crate) fn reindex_listed(
        &self,
        openings: &[Opening],
        now: Timestamp,
        (product, stored): (&Name, &[StoredRecord]),
        field_of: impl Fn(&StoredRecord, &Name) -> String,
    ) -> Result<Vec<(Record, Name, [u8; 32])>, OpenError> {
        self.each_clear(openings, now, (product, stored), |(opening, record, value), mut clear| {
            let field = field_of(record, &opening.item);
            let lookup = Lookup {
                suite: record.suite(),
                product,
                cell: record.cell,
                field: &field,
                shape: value.shape.as_ref(),
            };
            let clear = Personal::new(std::mem::take(&mut *clear));
            let digest = self.lookup_digest(now, lookup, &clear)?;
            Ok((opening.record, opening.item.clone(), digest))
        })
    }

    fn lookup_digest(&self, now: Timestamp, lookup: Lookup<'_>, value: &Personal) -> Result<[u8; 32], KeyError> {
        let key = cell_key(self, now, (lookup.cell, lookup.suite), &["index", lookup.product, lookup.field])?;
        let shape = lookup.shape.map_or("", Name::as_str);
        lookup.suite.hmac(&key, &[&normal::normalised(shape, value)])
    }
}
