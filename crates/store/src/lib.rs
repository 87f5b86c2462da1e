//! Facts and apply(change): the embedded store. No rule lives here.
//!
//! The seam is narrow: [`Store::load_facts`] gives what a decision rests on, [`Store::commit`] applies what it
//! decided, together with its ledger entry, or writes nothing.

mod error;
mod receipt;
mod rows;
mod sqlite;

pub use error::{StoreError, is_disk_full};
pub use receipt::Receipt;
pub use rows::{
    Captured, Counter, DueRow, EntryRow, FileRow, Half, KeptFile, KeysSeen, OutboxRow, RecordRow, Resealed, SlotRow,
    SuiteRow, ValueRow, Write, Written,
};
pub use sqlite::{
    BackupRow, Batch, COLUMNS, Column, CredentialRow, DATABASE, ErasureRow, Held, Holds, Hooks, KeptAnswer,
    ListedCredential, ListedSet, Member, Mirror, Recorded, Released, SetOf, StagedRow, Store, VersionRow, Wanted, fact,
    hold, make_private,
};
