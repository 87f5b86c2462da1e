//! The proof that opening sealed data was decided.

use crate::reference::Record;
use jiff::Timestamp;
use policy::{Form, Name};

/// One value that may be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The record.
    pub record: Record,
    /// The data item in it.
    pub item: Name,
    /// The form in which the value may leave the vault.
    pub form: Form,
    /// The retention rules whose keyslots may open it; none other may be tried.
    pub rules: Vec<Name>,
}

/// Leave to open the listed values, for one purpose, at one instant.
///
/// Only a decision of this crate makes one; the vault takes it by value, so it opens once.
///
/// ```compile_fail
/// let forged = life::Permit { purpose: "any".into(), at: jiff::Timestamp::UNIX_EPOCH, openings: vec![] };
/// ```
/// ```compile_fail
/// fn twice(permit: life::Permit) -> (life::Permit, life::Permit) { (permit.clone(), permit) }
/// ```
#[derive(Debug, PartialEq, Eq)]
#[must_use = "a permit that opens nothing was decided for nothing"]
pub struct Permit {
    purpose: Name,
    at: Timestamp,
    openings: Vec<Opening>,
    names: Vec<Opening>,
}

impl Permit {
    pub(crate) const fn new(purpose: Name, at: Timestamp, openings: Vec<Opening>) -> Self {
        Self { purpose, at, openings, names: Vec::new() }
    }

    /// With names that are hidden in free text.
    pub(crate) fn hiding(self, names: Vec<Opening>) -> Self {
        Self { names, ..self }
    }

    /// The one purpose.
    #[must_use]
    pub const fn purpose(&self) -> &Name {
        &self.purpose
    }

    /// The one instant.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        self.at
    }

    /// What may be opened.
    #[must_use]
    pub fn openings(&self) -> &[Opening] {
        &self.openings
    }

    /// Names that are opened only to be hidden where they stand in free text: they leave in no form.
    #[must_use]
    pub fn names(&self) -> &[Opening] {
        &self.names
    }
}
