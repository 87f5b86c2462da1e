use aws_lc_rs::digest::{Context, SHA256};

/// Bytes of one leaf: a version byte and a SHA-256.
pub const LEAF_BYTES: usize = 33;

/// The data of one leaf as it is logged, before RFC 6962 hashes it.
pub type Leaf = [u8; LEAF_BYTES];

/// Version byte of a leaf that commits to a salted body (cell logs).
pub(crate) const BODY: u8 = 0x01;
/// Version byte of a leaf that commits to a cell's signed checkpoint (product logs).
pub(crate) const NOTE: u8 = 0x02;

/// What the log keeps of an entry: enough to hold its body to, nothing to guess it from.
///
/// Shape: `0x01 ‖ SHA-256(salt ‖ body)`, 33 bytes. While body and salt exist anybody who has them can check them
/// against the log; once both are gone the leaf is a random number and the log still verifies.
///
/// Source: design section 6.
///
/// ```
/// let leaf = ledger::Commitment::of(&[7; 32], b"body");
/// assert_eq!(leaf.leaf()[0], 1);
/// assert_ne!(leaf, ledger::Commitment::of(&[8; 32], b"body"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Commitment(Leaf);

impl Commitment {
    /// Commits to `body` under `salt`: 32 random bytes, fresh for every entry, that the caller stores beside the body.
    pub fn of(salt: &[u8; 32], body: &[u8]) -> Commitment {
        Commitment(versioned(BODY, &[salt, body]))
    }

    /// The leaf data to publish and to store in the entry's row.
    pub fn leaf(&self) -> &Leaf {
        &self.0
    }

    /// The RFC 6962 leaf hash: `SHA-256(0x00 ‖ leaf data)`.
    pub fn leaf_hash(&self) -> [u8; 32] {
        tlog_tiles::record_hash(&self.0).0
    }
}

/// The product log's leaf for a cell's signed checkpoint: `0x02 ‖ SHA-256(note)`.
///
/// No salt: a checkpoint holds nothing about anybody and is stored in the clear beside the log.
pub(crate) fn of_note(note: &str) -> Leaf {
    versioned(NOTE, &[note.as_bytes()])
}

fn versioned(version: u8, parts: &[&[u8]]) -> Leaf {
    let mut context = Context::new(&SHA256);
    for part in parts {
        context.update(part);
    }
    let mut leaf = [version; LEAF_BYTES];
    for (to, from) in leaf.iter_mut().skip(1).zip(context.finish().as_ref()) {
        *to = *from;
    }
    leaf
}
