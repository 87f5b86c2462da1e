//! Keys, keyslots, sealing, blind index, masks, key stores; opens only against a Permit.
//!
//! What it promises:
//! - a value about a person is stored only as ciphertext bound to its place ([`sealing`] has the layout);
//! - a key is drawn once and, once destroyed, never comes back under its id ([`HalfId`]);
//! - a half is reported destroyed only when its bytes have left the key store's files
//!   ([`Vault::destroy`]);
//! - nothing opens without a [`life::Permit`], and what a permit allows as masked, hashed or token
//!   leaves in that form only ([`Vault::open`]); a restored index is rebuilt and a record sealed anew
//!   without any value leaving ([`Vault::reindex`], [`Vault::reseal`]);
//! - a backup file comes back whole, under its own key and id, or is refused ([`backup`]);
//! - a file is sealed and opened chunk by chunk in constant memory, and opens with its record's keys only ([`file`]).
//!
//! What it does not promise: anything against whoever reads this process's memory or holds both the
//! key folder and the store; wiping of copies that the allocator, the swap or SQLite's page cache
//! made; hiding the length of a value. One process holds the key folder; the store's lock sees to that.
//!
//! Forgetting the permit does not compile:
//! ```compile_fail
//! fn open(vault: &vault::Vault, now: jiff::Timestamp, product: &policy::Name, stored: &[vault::StoredRecord]) {
//!     let _ = vault.open(now, product, stored);
//! }
//! ```
//! nor does using one twice:
//! ```compile_fail
//! fn twice(vault: &vault::Vault, permit: life::Permit, now: jiff::Timestamp, product: &policy::Name, stored: &[vault::StoredRecord]) {
//!     let _ = vault.open(permit, now, product, stored);
//!     let _ = vault.open(permit, now, product, stored);
//! }
//! ```
//! while using it once does:
//! ```
//! fn once(vault: &vault::Vault, permit: life::Permit, now: jiff::Timestamp, product: &policy::Name, stored: &[vault::StoredRecord]) {
//!     let _ = vault.open(permit, now, product, stored);
//! }
//! ```

pub mod backup;
mod derive;
mod error;
mod factor;
pub mod file;
mod hashing;
mod index;
mod keys;
mod layout;
mod masks;
mod normal;
mod opening;
mod proof;
mod reduce;
mod reseal;
mod rewrap;
mod root;
pub mod sealing;
mod secret;
mod slot;
mod spelling;
mod stream;
mod suite;
mod value;
mod wrap;

#[cfg(test)]
mod tests;

pub use backup::BackupError;
pub use derive::{SetKey, SetMemory, Worked};
pub use error::{KeyError, OpenError, PersonFault, RootFault, SealError, ShareFault};
pub use factor::Enrolment;
pub use file::{FileError, FileSite, OpenedFile, SealedFile, seal_file};
pub use index::Lookup;
#[cfg(test)]
pub(crate) use keys::KeyId;
pub use keys::{
    Approval, Destroyed, Erasure, GivenSet, HalfId, KeyStatus, Places, Planted, PrintedShare, RecoveryKey,
    RecoveryStatus, Repaired, RotationStep, Stamp, Vault,
};
pub use masks::mask;
pub use opening::{Opened, StoredRecord, StoredValue};
pub use proof::{LoadChunk, Proved, SearchError, Searched};
pub use reseal::Resealed;
pub use root::{FileRoot, KeyStore, Passphrase};
#[cfg(feature = "hsm")]
pub use root::{TokenPlace, TokenRoot};
pub use sealing::{Capture, Group, HashKind, Kept, Locked, SealedRecord, Site};
pub use secret::Secret;
pub use slot::Keyslot;
pub use spelling::spellings;
pub use suite::Suite;
pub use value::{SealedValue, digest};
