//! The proof that a release is on durable record.

use life::reference::{Cell, Reference};
use policy::{Form, Name};

/// Leave to send the listed fields to one recipient, once.
///
/// Only `apply` makes one, after the commit of its ledger entry; `connect` takes it by value.
///
/// ```compile_fail
/// fn twice(receipt: store::Receipt) -> (store::Receipt, store::Receipt) { (receipt.clone(), receipt) }
/// ```
#[derive(Debug, PartialEq, Eq)]
#[must_use = "a receipt that is dropped was a release that never left"]
pub struct Receipt {
    id: Reference,
    cell: Cell,
    entry: u64,
    recipient: Name,
    fields: Vec<(Name, Form)>,
}

impl Receipt {
    /// The receipt's own reference; vendors that know an idempotency key get this.
    #[must_use]
    pub const fn id(&self) -> Reference {
        self.id
    }

    /// The cell and the number of the ledger entry that grounds the release.
    #[must_use]
    pub const fn entry(&self) -> (Cell, u64) {
        (self.cell, self.entry)
    }

    /// The one recipient.
    #[must_use]
    pub const fn recipient(&self) -> &Name {
        &self.recipient
    }

    /// The fields that may leave, and in which form.
    #[must_use]
    pub fn fields(&self) -> &[(Name, Form)] {
        &self.fields
    }

    #[allow(dead_code, reason = "called by `apply`")]
    pub(crate) const fn new(id: Reference, cell: Cell, entry: u64, recipient: Name, fields: Vec<(Name, Form)>) -> Self {
        Self { id, cell, entry, recipient, fields }
    }
}
