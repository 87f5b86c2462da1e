//! What can go wrong in the store, by who has to act.

use rusqlite::ffi;
use std::error::Error;
use std::io::{self, ErrorKind};

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
    #[error("the disk is full: nothing was left half written; make room and do it again")]
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
    Keys(#[source] Box<dyn Error + Send + Sync>),
    /// The writer has stopped.
    #[error("the writer has stopped")]
    Stopped,
}

impl StoreError {
    /// Tells a full disk from other faults.
    #[must_use]
    pub fn sorted(self) -> Self {
        if is_disk_full(&self) { Self::DiskFull } else { self }
    }
}

/// Whether a full disk, or a quota that is used up, is behind a fault: of SQLite or of the operating system.
#[must_use]
pub fn is_disk_full(fault: &(dyn Error + 'static)) -> bool {
    std::iter::successors(Some(fault), |fault: &&(dyn Error + 'static)| (*fault).source()).any(|fault| {
        let sqlite = fault.downcast_ref().is_some_and(|fault| match fault {
            rusqlite::Error::SqliteFailure(fault, _) => {
                // What is shared between connections could not be made longer: SQLite has no word of its own for that.
                fault.code == rusqlite::ErrorCode::DiskFull || fault.extended_code == ffi::SQLITE_IOERR_SHMSIZE
            }
            _ => false,
        });
        let kind = fault.downcast_ref::<io::Error>().map(io::Error::kind);
        sqlite || matches!(kind, Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;

    #[test]
    fn a_full_disk_is_told_however_deep_it_lies_and_nothing_else_is() {
        let full = Connection::open_in_memory().unwrap();
        full.execute_batch("PRAGMA max_page_count = 2; CREATE TABLE t (a)").unwrap();
        let full = full.execute("INSERT INTO t VALUES (zeroblob(100000))", []).unwrap_err();
        let code = |extended| rusqlite::Error::SqliteFailure(ffi::Error::new(extended), None);
        let no_room = || io::Error::from(ErrorKind::StorageFull);
        for fault in [
            StoreError::from(full),
            StoreError::from(code(ffi::SQLITE_IOERR_SHMSIZE)),
            StoreError::from(no_room()),
            StoreError::Keys(Box::new(StoreError::from(no_room()))),
        ] {
            assert!(matches!(fault.sorted(), StoreError::DiskFull));
        }
        for fault in [
            StoreError::from(code(ffi::SQLITE_IOERR_READ)),
            StoreError::from(io::Error::from(ErrorKind::PermissionDenied)),
            StoreError::Form("the disk is full".to_owned()),
        ] {
            assert!(!matches!(fault.sorted(), StoreError::DiskFull));
        }
    }
}
