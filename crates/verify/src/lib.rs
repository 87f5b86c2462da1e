//! The ledger verifier: shares no code with the writer and treats every byte as hostile.
//!
//! What it promises, of a folder that somebody copied and hands over:
//!
//! - Every root is computed again from the entries and held to every hash tile, to the signed checkpoint, and to every
//!   earlier checkpoint of that log which the product log recorded. What was changed, dropped, inserted, reordered,
//!   cut short or replaced is a [`Problem`] with a stable code, the file, and the entries as narrowly as can be told.
//! - No input makes it panic, follow a symbolic link, or use memory that grows with a file: files have size limits, a log
//!   is walked one bundle at a time, findings are capped. Memory grows with the number of cells only, some 5 KiB each.
//!
//! What it does not: it cannot see what its keys cannot: who holds the signing key may sign another history, and a copy
//! in which *every* log was put back to one earlier moment is a good copy of that moment. Both need a checkpoint
//! that an outside witness kept: give it to [`verify_against`]. Without a trusted verifier key it takes the folder's own and
//! says so.
//!
//! Source: design section 6; RFC 6962 section 2.1; C2SP tlog-tiles, tlog-checkpoint, signed-note.

mod body;
mod cell;
mod differ;
mod disk;
mod folder;
mod head;
mod layout;
mod merkle;
mod note;
mod place;
mod proof;
mod report;
mod scan;
mod statement;
mod walk;

use std::path::Path;

pub use body::{BodyFault, verify_body};
pub use folder::{Options, Seen, verify_with};
pub use merkle::{Hash, leaf_hash, root_of};
pub use note::{Checkpoint, NoteFault, VerifierKey};
pub use proof::{ProofFault, verify_consistency, verify_inclusion};
pub use report::{Code, LogReport, Problem, Report, Severity};
pub use statement::{CERTIFICATE_BYTES_MAX, verify_certificate};

/// Verifies a copied product folder: its product log and every cell's log.
///
/// `trusted_vkey` is the product's verifier key (`name+hash+base64`) from elsewhere than the folder.
///
/// Errors: none; whatever is wrong is in the report, [`Report::is_sound`] sums it up.
pub fn verify_folder(path: &Path, trusted_vkey: Option<&str>) -> Report {
    verify_with(path, &Options { trusted_vkey, previous_checkpoint: None }, &mut |_| {})
}

/// As [`verify_folder`], and holds the product log to an older checkpoint of it (the signed note) that a witness kept: it
/// must be a prefix of what is there, else [`Code::Truncated`] or [`Code::Forked`].
pub fn verify_against(path: &Path, trusted_vkey: Option<&str>, previous_checkpoint: &str) -> Report {
    let options = Options { trusted_vkey, previous_checkpoint: Some(previous_checkpoint) };
    verify_with(path, &options, &mut |_| {})
}
