//! Held to published vectors and to an implementation that is not ours.

#![expect(clippy::unwrap_used, reason = "a helper of tests may fail the test")]

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use proptest::prelude::*;
use sha2::Sha256;
use verify::{Hash, leaf_hash, root_of, verify_body, verify_consistency, verify_inclusion};

/// The leaves that Certificate Transparency's own tests use, and the root after each.
const LEAVES: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn hex(hash: &Hash) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn roots_are_those_of_certificate_transparency() {
    for (size, expected) in ROOTS.iter().enumerate() {
        assert_eq!(hex(&root_of(LEAVES[..size].iter().copied())), *expected, "{size}");
    }
}

fn tree(leaves: &[Vec<u8>]) -> MemoryBackedTree<Sha256, Vec<u8>> {
    let mut tree = MemoryBackedTree::new();
    for leaf in leaves {
        tree.push(leaf.clone());
    }
    tree
}

fn root(leaves: &[Vec<u8>]) -> Hash {
    root_of(leaves.iter().map(Vec::as_slice))
}

fn hashes(bytes: &[u8]) -> Vec<Hash> {
    bytes.chunks(32).map(|hash| hash.try_into().unwrap()).collect()
}

fn leaves(count: usize) -> Vec<Vec<u8>> {
    (0..count).map(|number| number.to_be_bytes().to_vec()).collect()
}

proptest! {
    #[test]
    fn roots_agree_with_another_implementation(leaves in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..300)) {
        let (ours, theirs) = (root(&leaves), tree(&leaves).root());
        prop_assert_eq!(ours.as_slice(), theirs.as_bytes().as_slice());
    }

    #[test]
    fn inclusion_proofs_of_another_implementation_verify(size in 1_usize..300, at: prop::sample::Index, other: prop::sample::Index) {
        let (leaves, index) = (leaves(size), at.index(size));
        let proof = hashes(tree(&leaves).prove_inclusion(index).as_bytes());
        let (root, leaf) = (root(&leaves), leaf_hash(&leaves[index]));
        let verified = |leaf: &Hash, index: usize, size: usize, proof: &[Hash]| {
            verify_inclusion(leaf, index as u64, size as u64, &root, proof).is_ok()
        };
        prop_assert!(verified(&leaf, index, size, &proof));
        let elsewhere = other.index(size);
        prop_assert_eq!(verified(&leaf, elsewhere, size, &proof), elsewhere == index);
        prop_assert!(!verified(&leaf_hash(b"other"), index, size, &proof));
        prop_assert!(!verified(&leaf, size, size, &proof));
        let longer: Vec<Hash> = proof.iter().copied().chain([root]).collect();
        prop_assert!(!verified(&leaf, index, size, &longer));
        if let Some((_, shorter)) = proof.split_last() {
            prop_assert!(!verified(&leaf, index, size, shorter));
        }
    }

    #[test]
    fn consistency_proofs_of_another_implementation_verify(old in 1_usize..200, more in 1_usize..200) {
        let all = leaves(old + more);
        let proof = hashes(tree(&all).prove_consistency(more).as_bytes());
        let (old_root, new_root) = (root(&all[..old]), root(&all));
        let verified = |old: usize, old_root: &Hash, new_root: &Hash, proof: &[Hash]| {
            verify_consistency((old as u64, old_root), ((all.len()) as u64, new_root), proof).is_ok()
        };
        prop_assert!(verified(old, &old_root, &new_root, &proof));
        prop_assert!(!verified(old, &new_root, &new_root, &proof));
        prop_assert!(!verified(old, &old_root, &old_root, &proof));
        prop_assert!(!verified(old, &old_root, &new_root, &[]));
        prop_assert!(!verified(old, &old_root, &new_root, &[proof.clone(), vec![new_root]].concat()));
    }

    #[test]
    fn proofs_of_anything_never_panic(sizes: [u64; 2], hash: Hash, proof in prop::collection::vec(any::<Hash>(), 0..70)) {
        let _ = verify_inclusion(&hash, sizes[0], sizes[1], &hash, &proof);
        let _ = verify_consistency((sizes[0], &hash), (sizes[1], &hash), &proof);
    }
}

#[test]
fn trivial_consistency_takes_no_proof() {
    let (none, one) = (root(&[]), root(&leaves(1)));
    assert!(verify_consistency((0, &none), (1, &one), &[]).is_ok());
    assert!(verify_consistency((1, &one), (1, &one), &[]).is_ok());
    assert!(verify_consistency((0, &one), (1, &one), &[]).is_err());
    assert!(verify_consistency((1, &none), (1, &one), &[]).is_err());
    assert!(verify_consistency((2, &one), (1, &one), &[one]).is_err());
}

#[test]
fn bodies_are_held_to_their_leaves() {
    use sha2::Digest as _;
    let salt = [3; 32];
    let leaf = [&[1], Sha256::digest([&salt, b"body".as_slice()].concat()).as_slice()].concat();
    assert_eq!(verify_body(&leaf, &salt, b"body"), Ok(()));
    assert_eq!(verify_body(&leaf, &salt, b"other").unwrap_err().code(), "changed");
    assert_eq!(verify_body(&leaf, &[4; 32], b"body").unwrap_err().code(), "changed");
    for bad in [&leaf[..32], &[], &[&[2], &leaf[1..]].concat()] {
        assert_eq!(verify_body(bad, &salt, b"body").unwrap_err().code(), "bad-entry");
    }
}
