use std::path::{Path, PathBuf};

/// Why the ledger did not do what was asked; [`Error::code`] is stable.
///
/// Shape: every variant that has a place names it. All of them are for the operator: nothing in here is caused by the
/// person asking or by the policy's author.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What was handed in is not a continuation of what is published; the log is left as it was.
    #[error("{place} would be rewritten: published up to {published}, offered up to {offered}")]
    Forked {
        /// File or log that disagrees.
        place: PathBuf,
        /// Entries published.
        published: u64,
        /// Entries that the caller's run ends at.
        offered: u64,
    },
    /// The run begins after the end of the log.
    #[error("entries from {start} leave a gap: {published} are published")]
    Gap {
        /// Entries published.
        published: u64,
        /// Index of the first entry offered.
        start: u64,
    },
    /// A mirror is longer than what it should be copied from.
    #[error("mirror {place} holds {mirrored} entries, its source only {source_size}")]
    WouldShrink {
        /// The mirror.
        place: PathBuf,
        /// Entries in the mirror.
        mirrored: u64,
        /// Entries in the source.
        source_size: u64,
    },
    /// A published file is absent or does not agree with the checkpoint.
    #[error("{place} is damaged: {what}")]
    Damaged {
        /// The file.
        place: PathBuf,
        /// What was expected of it.
        what: &'static str,
    },
    /// The key is not the one that this log is signed with.
    #[error("{place} is signed with another key")]
    WrongKey {
        /// The log.
        place: PathBuf,
    },
    /// A product, cell or key name outside its alphabet.
    #[error("`{name}` is no {expected}")]
    BadName {
        /// The name given.
        name: String,
        /// What it should have been.
        expected: &'static str,
    },
    /// A leaf of a cell log is not a commitment, or a note for the product log is not a signed checkpoint of a cell.
    #[error("entry {index} is no {expected}")]
    BadEntry {
        /// Its index in the log.
        index: u64,
        /// What it should have been.
        expected: &'static str,
    },
    /// An index or size beyond the log.
    #[error("{asked} is beyond the log's {size} entries")]
    OutOfRange {
        /// Index or size asked for.
        asked: u64,
        /// Entries in the log.
        size: u64,
    },
    /// The disk refused.
    #[error("{place}: {cause}")]
    Io {
        /// The file or folder.
        place: PathBuf,
        /// The system's word for it.
        #[source]
        cause: std::io::Error,
    },
}

impl Error {
    /// The stable code of this error, as the catalogue spells it.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Forked { .. } => "forked",
            Error::Gap { .. } => "gap",
            Error::WouldShrink { .. } => "would-shrink",
            Error::Damaged { .. } => "damaged",
            Error::WrongKey { .. } => "wrong-key",
            Error::BadName { .. } => "bad-name",
            Error::BadEntry { .. } => "bad-entry",
            Error::OutOfRange { .. } => "out-of-range",
            Error::Io { .. } => "io",
        }
    }

    pub(crate) fn io(place: &Path, cause: std::io::Error) -> Error {
        Error::Io { place: place.to_owned(), cause }
    }

    pub(crate) fn damaged(place: &Path, what: &'static str) -> Error {
        Error::Damaged { place: place.to_owned(), what }
    }
}
