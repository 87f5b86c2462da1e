//! What can go wrong, by who has to act. No variant carries a value or a key.

use crate::HalfId;
use life::reference::Record;
use policy::{Form, Name};
use std::path::{Path, PathBuf};

/// What to do where a file of the key store is damaged.
fn instead(whole: Option<&Path>) -> String {
    match whole {
        Some(whole) => format!(
            "{} is whole: stop the server, move the damaged `keys.db` away with its `-wal` and `-shm`, and start again; it is \
             made anew from the whole one",
            whole.display()
        ),
        None => "there is no whole one beside it: put back a copy of `keys.db`".to_owned(),
    }
}

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
    /// There was a key store, and it is not where it was: nothing was made in its place.
    #[error(
        "there is no key store (`keys.db`) in {folder}, nor in a mirror; put it back, or set `keys.mirror` to the folder that has it"
    )]
    Lost {
        /// The key folder.
        folder: PathBuf,
    },
    /// A file of the key store cannot be read as a whole.
    #[error("the key store {path} is damaged; {}", instead(.whole.as_deref()))]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The other one, if it is whole.
        whole: Option<PathBuf>,
    },
    /// The mirror of the key store cannot be written or read: nothing new is locked, and a destruction is due,
    /// not done.
    #[error("the mirror of the key store: {0}")]
    Mirror(String),
    /// File and mirror were written apart from each other: the operator says which is right.
    #[error(
        "the key store ({folder} writes) and its mirror ({mirror} writes) have gone different ways; keep the one that is \
         right, move the other's `keys.db` away, and start again"
    )]
    Unequal {
        /// Writes that the key folder's file has seen.
        folder: u64,
        /// Writes that the mirror's has seen.
        mirror: u64,
    },
    /// The key store is behind what was seen of it, or another one: destroyed keys could be in it again.
    #[error(
        "the key store was set back or exchanged: it has seen {found} writes, and was seen after {seen}; put back the newest \
         `keys.db`, or start from its mirror"
    )]
    SetBack {
        /// Writes when it was last seen.
        seen: u64,
        /// Writes now.
        found: u64,
    },
    /// No recovery key was ever made.
    #[error("no recovery shares were ever made of this key store")]
    NoRecovery,
    /// A share of the recovery key cannot be used.
    #[error("{0}")]
    Share(ShareFault),
    /// Two people do not agree.
    #[error("{0}")]
    Person(PersonFault),
    /// The token that holds the root key failed.
    #[error("PKCS#11: {0}")]
    Token(String),
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
    #[error(
        "is missing; put back the one this key store was made with, or run `yinuo keys recover` with the recovery shares"
    )]
    Missing,
    /// It is locked, and no passphrase was given.
    #[error("is locked by a passphrase, and none is configured (`keys.passphrase`)")]
    Locked,
    /// It is not locked, though a passphrase was given.
    #[error("is not locked, though a passphrase is configured; the manual's page on keys says how to lock it")]
    NotLocked,
    /// Another passphrase opens it.
    #[error("does not open with this passphrase")]
    Passphrase,
    /// It is not what was written.
    #[error("is damaged")]
    Broken,
    /// The folder and its mirror hold different keys under one number.
    #[error("differs from the one in the other folder; keep the right one and move the other away")]
    Differs,
    /// A root key is 32 bytes, no more and no fewer.
    #[error("has {0} bytes where 32 are expected")]
    Size(u64),
    /// Somebody but its owner can read it.
    #[error("can be read or written by others; set its mode to 600")]
    Exposed,
}

/// What is the matter with shares of the recovery key. Numbers count the shares as they were given, from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShareFault {
    /// Too few needed, or more needed than there are.
    #[error("expected at least 2 shares needed and no more than there are, found {needed} of {of}")]
    Split {
        /// How many would be needed.
        needed: u8,
        /// Of how many.
        of: u8,
    },
    /// The checksum does not fit.
    #[error("share {number}: a character is wrong or missing (its checksum does not fit); compare it with the paper")]
    Mistyped {
        /// Which.
        number: usize,
    },
    /// Sound, and of something else.
    #[error("share {number}: is no recovery share")]
    NotAShare {
        /// Which.
        number: usize,
    },
    /// Of a later version.
    #[error("share {number}: was made by a later version of this program")]
    Newer {
        /// Which.
        number: usize,
    },
    /// Of an earlier or a foreign export.
    #[error(
        "share {number}: belongs to export {its}; the key store's last export is {ours}, and only its shares open it"
    )]
    OtherExport {
        /// Which.
        number: usize,
        /// The export on the share.
        its: String,
        /// The export that counts.
        ours: String,
    },
    /// The same share twice.
    #[error("shares {first} and {second} are the same one")]
    Twice {
        /// The one.
        first: usize,
        /// The other.
        second: usize,
    },
    /// Not enough.
    #[error("{needed} shares are needed, {given} given")]
    TooFew {
        /// How many are needed.
        needed: u8,
        /// How many were given.
        given: usize,
    },
    /// Together they make no key of this key store.
    #[error("the shares do not make the recovery key of this key store: one of them was altered")]
    NotThisKey,
}

/// What is the matter with somebody's leave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PersonFault {
    /// The name is taken.
    #[error("`{0}` is enrolled already")]
    Taken(String),
    /// Nobody of this name.
    #[error("nobody is enrolled as `{0}`")]
    Unknown(String),
    /// Another passphrase.
    #[error("this is not the passphrase of `{0}`")]
    Wrong(String),
    /// Fewer than two agree.
    #[error("this takes two of the people who are enrolled; {0} agreed")]
    TwoNeeded(usize),
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
