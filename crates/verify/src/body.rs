use sha2::{Digest as _, Sha256};

/// Why a body does not belong to a leaf; [`BodyFault::code`] is stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyFault {
    /// The leaf is not a version byte that is known here and 32 bytes.
    #[error("the leaf is no commitment of a known version")]
    Version,
    /// Salt and body give another commitment.
    #[error("salt and body are not what the leaf commits to")]
    Differs,
}

impl BodyFault {
    /// The stable code, as the catalogue spells it.
    pub fn code(self) -> &'static str {
        match self {
            BodyFault::Version => "bad-entry",
            BodyFault::Differs => "changed",
        }
    }
}

/// Holds a stored body and its salt to the leaf that commits to it: `0x01 ‖ SHA-256(salt ‖ body)`.
///
/// Errors: [`BodyFault`].
pub fn verify_body(leaf: &[u8], salt: &[u8; 32], body: &[u8]) -> Result<(), BodyFault> {
    let digest = commitment(leaf, 0x01).ok_or(BodyFault::Version)?;
    let given = Sha256::new().chain_update(salt).chain_update(body).finalize();
    if digest == given.as_slice() { Ok(()) } else { Err(BodyFault::Differs) }
}

/// The digest of a leaf of `version`.
pub(crate) fn commitment(leaf: &[u8], version: u8) -> Option<&[u8]> {
    leaf.split_first().filter(|(first, digest)| **first == version && digest.len() == 32).map(|(_, digest)| digest)
}

/// Whether a product log's leaf commits to `note`: `0x02 ‖ SHA-256(note)`.
pub(crate) fn commits_to_note(leaf: &[u8], note: &[u8]) -> bool {
    commitment(leaf, 0x02).is_some_and(|digest| digest == Sha256::digest(note).as_slice())
}
