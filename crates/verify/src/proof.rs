//! Proofs, for whoever holds a checkpoint and one entry or an older checkpoint, but not the folder.

use crate::merkle::{Hash, node_hash};

/// The proof does not show what it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the proof does not lead to the root")]
pub struct ProofFault;

/// Checks that the log of `size` entries with `root` has a leaf with hash `leaf` at `index`.
///
/// Errors: [`ProofFault`]. Source: RFC 9162 section 2.1.3.2 (the proofs are RFC 6962's).
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, root: &Hash, proof: &[Hash]) -> Result<(), ProofFault> {
    if index >= size {
        return Err(ProofFault);
    }
    let (mut at, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in proof {
        if last == 0 {
            return Err(ProofFault);
        }
        if at & 1 == 1 || at == last {
            hash = node_hash(sibling, &hash);
            while at & 1 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    if last == 0 && hash == *root { Ok(()) } else { Err(ProofFault) }
}

/// Checks that the log of `old` entries with `old_root` is a prefix of the log of `new` entries with `new_root`.
///
/// The proof is empty where `old` is 0 or equals `new`.
///
/// Errors: [`ProofFault`]. Source: RFC 9162 section 2.1.4.2.
pub fn verify_consistency(
    (old, old_root): (u64, &Hash),
    (new, new_root): (u64, &Hash),
    proof: &[Hash],
) -> Result<(), ProofFault> {
    if old == 0 || old == new {
        let empty = old != 0 || *old_root == crate::root_of([]);
        let same = old != new || old_root == new_root;
        return if proof.is_empty() && empty && same { Ok(()) } else { Err(ProofFault) };
    }
    // A complete old tree is itself the first node, which the proof then leaves out.
    let (first, rest) =
        if old.is_power_of_two() { (old_root, proof) } else { proof.split_first().ok_or(ProofFault)? };
    if old > new || rest.is_empty() {
        return Err(ProofFault);
    }
    let shift = (old - 1).trailing_ones();
    let (mut at, mut last) = ((old - 1).checked_shr(shift).unwrap_or(0), (new - 1).checked_shr(shift).unwrap_or(0));
    let (mut from, mut to) = (*first, *first);
    for hash in rest {
        if last == 0 {
            return Err(ProofFault);
        }
        if at & 1 == 1 || at == last {
            (from, to) = (node_hash(hash, &from), node_hash(hash, &to));
            while at & 1 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            to = node_hash(&to, hash);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    if last == 0 && from == *old_root && to == *new_root { Ok(()) } else { Err(ProofFault) }
}
