//! RFC 6962 section 2.1, computed left to right in memory that grows with the tree's height only.

use sha2::{Digest as _, Sha256};

/// A SHA-256 in the tree.
pub type Hash = [u8; 32];

/// `SHA-256(0x00 ‖ data)`.
pub fn leaf_hash(data: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(data).finalize().into()
}

/// `SHA-256(0x01 ‖ left ‖ right)`.
pub(crate) fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The root of the tree over `leaves` (their data); of none, SHA-256 of nothing.
pub fn root_of<'a>(leaves: impl IntoIterator<Item = &'a [u8]>) -> Hash {
    let mut tree = Tree::default();
    for leaf in leaves {
        tree.push(leaf_hash(leaf), |_, _, _| {});
    }
    tree.root()
}

/// The complete subtrees that a log of `count` leaves falls into, largest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    count: u64,
    nodes: Vec<(u32, Hash)>,
}

impl Tree {
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// Adds a leaf; `complete` is told every subtree that it completes: height, number among its height, hash.
    pub(crate) fn push(&mut self, leaf: Hash, mut complete: impl FnMut(u32, u64, &Hash)) {
        let number = self.count;
        self.count = self.count.saturating_add(1);
        let (mut height, mut hash) = (0, leaf);
        complete(height, number, &hash);
        while let Some((_, left)) = self.nodes.pop_if(|(of, _)| *of == height) {
            hash = node_hash(&left, &hash);
            height += 1;
            complete(height, number.checked_shr(height).unwrap_or(0), &hash);
        }
        self.nodes.push((height, hash));
    }

    pub(crate) fn root(&self) -> Hash {
        let folded = self.nodes.iter().rev().map(|(_, hash)| *hash).reduce(|right, left| node_hash(&left, &right));
        folded.unwrap_or_else(|| Sha256::digest([]).into())
    }
}
