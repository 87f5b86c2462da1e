//! What can go wrong in the store, by who has to act.

/// A fault of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Something that the decision rested on has moved: decide again.
    #[error("a row that the decision rested on has moved")]
    Moved,
    /// Another process holds the data folder.
    #[error("the data folder is held by another process: {0}")]
    Held(String),
    /// The folder was written by a newer version.
    #[error("the data folder has a newer form than this program knows")]
    Newer,
    /// A different text under a version that is already published.
    #[error("version `{0}` is already published with another text")]
    VersionTaken(String),
    /// The disk is full.
    #[error("the disk is full; nothing was written")]
    DiskFull,
    /// The database said no.
    #[error("the database failed: {0}")]
    Database(#[from] rusqlite::Error),
    /// A file could not be read or written.
    #[error("a file could not be read or written: {0}")]
    File(#[from] std::io::Error),
    /// A stored form could not be read.
    #[error("a stored form could not be read: {0}")]
    Form(String),
    /// Keys could not be made durable before the data that uses them.
    #[error("keys could not be made durable: {0}")]
    Keys(String),
    /// The writer has stopped.
    #[error("the writer has stopped")]
    Stopped,
}

impl StoreError {
    /// Tells a full disk from other faults.
    #[must_use]
    pub fn sorted(self) -> Self {
        match self {
            Self::Database(rusqlite::Error::SqliteFailure(fault, _)) if fault.code == rusqlite::ErrorCode::DiskFull => {
                Self::DiskFull
            }
            other => other,
        }
    }
}
