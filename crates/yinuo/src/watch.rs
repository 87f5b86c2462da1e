//! What somebody who hands a hook in is told: each durable step, as it is taken.

use std::sync::Arc;

/// A durable step. A process that is stopped right at it has lost nothing that it acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// A plan is decided and sealed; nothing of it is written.
    Decided,
    /// Rows are written; neither they nor their keys are durable.
    Applied,
    /// The keys that the rows use are durable; the rows are not.
    KeysDurable,
    /// The rows are durable; nobody was told.
    Committed,
    /// The ledger's rows are in the mirror.
    Mirrored,
    /// Tiles and checkpoint of a cell are written; the store does not know.
    TilesWritten,
    /// The store knows the checkpoint; the product's log does not.
    Published,
    /// The keys of due work are destroyed; its rows are still there.
    KeysDestroyed,
    /// The rows of due work are gone; the log of writes still holds them.
    RowsFinished,
    /// The keys of a cell are wrapped under the suite of its records; the change is not over yet.
    KeysRewrapped,
    /// A backup's plain copy is written; nothing of it is sealed.
    BackupCopied,
    /// A backup is written beside its place.
    BackupSealed,
    /// A backup is in its place; the store does not know.
    BackupRenamed,
    /// The store knows the backup.
    BackupNoted,
    /// A file is to come; nothing of it is there.
    FileBegun,
    /// A file is there whole; no record has it.
    FileTaken,
    /// The bytes of a file that ended are removed outside the database; its row is still there.
    FileRemoved,
    /// A restore has put the database back; the mirror was not looked at.
    DatabaseRestored,
    /// A restore has put the logs back; what they say is not done again yet.
    LogsRestored,
    /// A restore has done again what people decided; what is listed as erased is still there.
    WillReplayed,
    /// A restore has erased again what is listed; nothing can be looked up yet.
    ErasedAgain,
    /// A restore has rebuilt the index; what fell due meanwhile is not done yet.
    IndexRebuilt,
    /// A restore without the newest ledger has begun new logs; they hold nothing yet.
    LogsBegun,
    /// A restore has caught up and recorded itself; it is still marked as under way.
    CaughtUp,
}

impl Step {
    /// Every step.
    pub const ALL: &'static [Self] = &[
        Self::Decided,
        Self::Applied,
        Self::KeysDurable,
        Self::Committed,
        Self::Mirrored,
        Self::TilesWritten,
        Self::Published,
        Self::KeysDestroyed,
        Self::RowsFinished,
        Self::KeysRewrapped,
        Self::BackupCopied,
        Self::BackupSealed,
        Self::BackupRenamed,
        Self::BackupNoted,
        Self::FileBegun,
        Self::FileTaken,
        Self::FileRemoved,
        Self::DatabaseRestored,
        Self::LogsRestored,
        Self::WillReplayed,
        Self::ErasedAgain,
        Self::IndexRebuilt,
        Self::LogsBegun,
        Self::CaughtUp,
    ];

    /// Whether only a file takes it, on its way in or out.
    #[must_use]
    pub const fn is_of_file(self) -> bool {
        matches!(self, Self::FileBegun | Self::FileTaken | Self::FileRemoved)
    }

    /// Whether only a restore takes it.
    #[must_use]
    pub const fn is_of_restore(self) -> bool {
        matches!(
            self,
            Self::DatabaseRestored
                | Self::LogsRestored
                | Self::WillReplayed
                | Self::ErasedAgain
                | Self::IndexRebuilt
                | Self::LogsBegun
                | Self::CaughtUp
        )
    }
}

/// A hook that is called at each [`Step`], on the thread that takes it. By default nobody watches.
#[derive(Clone, Default)]
pub struct Watch(Option<Arc<dyn Fn(Step) + Send + Sync>>);

impl Watch {
    /// Calls `told` at each step.
    #[must_use]
    pub fn with(told: impl Fn(Step) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(told)))
    }

    pub(crate) fn tell(&self, step: Step) {
        if let Some(told) = &self.0 {
            told(step);
        }
    }
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "Watch(on)" } else { "Watch(off)" })
    }
}
