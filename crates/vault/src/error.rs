//! What can go wrong, by who has to act. No variant carries a value or a key.

use crate::HalfId;
use life::reference::Record;
use policy::{Form, Name};
use std::path::PathBuf;

/// The key store could not do it.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The half was destroyed and never comes back: decide again.
    #[error("the key {0} was destroyed and never comes back")]
    Destroyed(HalfId),
    /// Somebody outside this process reads the key store: the rows are gone, their bytes may not be.
    /// The destruction is due, not done; do it again.
    #[error("the key store is being read elsewhere: the destruction is due, not done")]
    Busy,
    /// A backup key of this id exists already.
    #[error("a backup key `{0}` exists already")]
    BackupKeyExists(Name),
    /// The root key file cannot be used as it is: the operator's to put right.
    #[error("root key {path}: {fault}")]
    Root {
        /// The file.
        path: PathBuf,
        /// What is the matter with it.
        fault: RootFault,
    },
    /// The root key is not the one that this key store was made with.
    #[error("this key store was made with another root key")]
    WrongRoot,
    /// Something in the key store is not what was put there.
    #[error("{0} in the key store fails its authentication")]
    Corrupt(&'static str),
    /// The key store was written by a later version of this software.
    #[error("the key store has schema {found}; this version knows {known}")]
    Newer {
        /// The number found.
        found: i64,
        /// The latest number known here.
        known: i64,
    },
    /// SQLite does not grant what destruction rests on.
    #[error("SQLite does not grant `{0}`")]
    Setting(&'static str),
    /// The operating system failed.
    #[error("key folder: {0}")]
    Folder(#[from] std::io::Error),
    /// SQLite failed.
    #[error("key store: {0}")]
    Store(#[from] rusqlite::Error),
    /// The random source or a cipher of the cryptographic library failed.
    #[error("the cryptographic library failed")]
    Primitive,
}

/// What is the matter with a root key file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RootFault {
    /// There is a key store but no root key.
    #[error("is missing; put back the file this key store was made with")]
    Missing,
    /// A root key is 32 bytes, no more and no fewer.
    #[error("has {0} bytes where 32 are expected")]
    Size(u64),
    /// Somebody but its owner can read it.
    #[error("can be read or written by others; set its mode to 600")]
    Exposed,
}

/// A record could not be sealed; nothing of it was kept.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// A group without any rule: its values would never end.
    #[error("group {0} has no retention rule to be locked for")]
    NoRule(usize),
    /// An item stands twice in one record.
    #[error("data item {0:?} stands twice in one record")]
    Repeated(Name),
    /// More groups than the stored form can number, or a value above 2^32 bytes.
    #[error("the record is larger than its stored form allows")]
    TooLarge,
    /// The hash function refused, as it does for a password above 2^32 bytes.
    #[error("data item {0:?} could not be hashed")]
    Hashing(Name),
    /// The keys.
    #[error(transparent)]
    Keys(#[from] KeyError),
}

/// A value was not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// What is stored is not what was sealed: changed, moved, put back or dropped. An incident.
    #[error("record {record}{} was tampered with", at(.item.as_ref()))]
    Tampered {
        /// The record.
        record: Record,
        /// The data item, where it can be told.
        item: Option<Name>,
    },
    /// Every keyslot that the permit allows has ended: the value is erased for this purpose.
    #[error("record {record}, {item:?}: every permitted keyslot has ended")]
    NoKey {
        /// The record.
        record: Record,
        /// The data item.
        item: Name,
    },
    /// The permit names a value that was not handed in: decide again.
    #[error("record {record} holds no {item:?}")]
    Absent {
        /// The record.
        record: Record,
        /// The data item.
        item: Name,
    },
    /// The value never leaves the vault in this form: a hashed one in none, any one as `aggregate`.
    #[error("record {record}, {item:?}: does not leave the vault as {}", .form.as_str())]
    Form {
        /// The record.
        record: Record,
        /// The data item.
        item: Name,
        /// The form asked for.
        form: Form,
    },
    /// `matches` takes a permit for exactly one value.
    #[error("a comparison needs a permit for one value, not for {0}")]
    NotOne(usize),
    /// Sealed by a later version of this software, or under a suite that is not built in.
    #[error("record {record}, {item:?}: sealed in a form unknown to this version")]
    Unknown {
        /// The record.
        record: Record,
        /// The data item.
        item: Name,
    },
    /// The keys.
    #[error(transparent)]
    Keys(#[from] KeyError),
}

fn at(item: Option<&Name>) -> String {
    item.map(|item| format!(", {item:?},")).unwrap_or_default()
}
