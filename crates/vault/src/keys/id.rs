//! What a key is called; bound to it wherever it is wrapped.

use crate::layout::Fields;
use crate::{Suite, wrap};
use jiff::civil::Date;
use life::reference::{Cell, Holder};
use policy::Name;
use std::fmt;

/// What is destroyed to end values: one of the two halves that lock a keyslot, or the key over all
/// halves of a rule.
///
/// Destroying either half ends every keyslot that it locks. What was destroyed never comes back: its
/// id stays as a tombstone, and drawing it again is [`crate::KeyError::Destroyed`].
///
/// Source: design section 1.4.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HalfId {
    /// A person's (or tenant's) half for one rule: an erasure destroys it.
    Holder {
        /// The cell.
        cell: Cell,
        /// Whose it is.
        holder: Holder,
        /// The retention rule.
        rule: Name,
    },
    /// A day's half for one rule: a term that runs out destroys it.
    Term {
        /// The cell.
        cell: Cell,
        /// The retention rule.
        rule: Name,
        /// The rule's edition: a changed term is another edition.
        edition: u32,
        /// The day that the term counts from, in the policy's zone.
        day: Date,
    },
    /// The key that every half of one rule in one cell is wrapped under: a rule that is over for
    /// everybody destroys it, and with this one key every half of it, of all holders and terms. None
    /// can be drawn again. Rows of the halves stay behind as bytes that nothing opens.
    Rule {
        /// The cell.
        cell: Cell,
        /// The retention rule.
        rule: Name,
    },
}

impl fmt::Display for HalfId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Holder { cell, holder, rule } => write!(f, "{cell}/{holder}/{rule}"),
            Self::Term { cell, rule, edition, day } => write!(f, "{cell}/{rule}/{edition}/{day}"),
            Self::Rule { cell, rule } => write!(f, "{cell}/{rule}"),
        }
    }
}

/// Any key in table `key`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum KeyId {
    /// Wraps the cell's rule keys and its source.
    Cell(Cell),
    /// What the cell's indexes, codes and stand-ins are derived from. It outlives the cell's key, which may
    /// be rotated; the suite is the one that the cell's stand-ins are made with, for good.
    Source(Cell, Suite),
    /// Locks keyslots, or wraps the halves that do.
    Half(HalfId),
}

/// The columns that name a key.
///
/// Shape: `kind` is 1 cell, 2 rule, 3 holder half, 4 term half, 5 source; what a kind has not is empty or 0.
pub(crate) struct Columns<'a> {
    pub(crate) kind: u8,
    pub(crate) cell: &'a [u8],
    pub(crate) holder: &'a [u8],
    pub(crate) rule: &'a str,
    pub(crate) edition: u32,
    pub(crate) day: String,
}

impl KeyId {
    /// The key that this one is wrapped under; the cell's is wrapped under the root key.
    pub(crate) fn parent(&self) -> Option<Self> {
        match self {
            Self::Cell(_) => None,
            Self::Source(cell, _) | Self::Half(HalfId::Rule { cell, .. }) => Some(Self::Cell(*cell)),
            Self::Half(HalfId::Holder { cell, rule, .. } | HalfId::Term { cell, rule, .. }) => {
                Some(Self::Half(HalfId::Rule { cell: *cell, rule: rule.clone() }))
            }
        }
    }

    /// Whether the key ends with this half: it is the half, or is wrapped under it.
    pub(crate) fn ends_with(&self, half: &HalfId) -> bool {
        match (self, half) {
            (Self::Cell(_) | Self::Source(..), _) => false,
            (
                Self::Half(HalfId::Holder { cell, rule, .. } | HalfId::Term { cell, rule, .. }),
                HalfId::Rule { cell: ended_cell, rule: ended },
            ) => cell == ended_cell && rule == ended,
            (Self::Half(own), _) => own == half,
        }
    }

    /// The row's name.
    pub(crate) fn columns(&self) -> Columns<'_> {
        let (kind, cell, holder, rule, edition, day): (_, _, &[u8], _, _, _) = match self {
            Self::Cell(cell) => (1, cell, &[], "", 0, String::new()),
            Self::Source(cell, suite) => (5, cell, &[], "", u32::from(suite.byte()), String::new()),
            Self::Half(HalfId::Rule { cell, rule }) => (2, cell, &[], rule.as_str(), 0, String::new()),
            Self::Half(HalfId::Holder { cell, holder, rule }) => {
                (3, cell, holder.as_bytes(), rule.as_str(), 0, String::new())
            }
            Self::Half(HalfId::Term { cell, rule, edition, day }) => {
                (4, cell, &[], rule.as_str(), *edition, day.to_string())
            }
        };
        Columns { kind, cell: cell.as_bytes(), holder, rule, edition, day }
    }

    /// What is authenticated with the wrapped key: its kind and every column, length-prefixed.
    pub(crate) fn bound(&self, suite: Suite) -> Fields {
        let columns = self.columns();
        wrap::id("yinuo key", suite)
            .with(&[columns.kind])
            .with(columns.cell)
            .with(columns.holder)
            .with(columns.rule.as_bytes())
            .with(&columns.edition.to_be_bytes())
            .with(columns.day.as_bytes())
    }
}
