//! Equal values meet in one field of one cell, and nowhere else.

use super::*;
use crate::Lookup;

fn index(vault: &Vault, lookup: Lookup<'_>, value: &str) -> [u8; 32] {
    vault.digest_for_lookup(NOW, lookup, &Personal::from(value)).unwrap()
}

#[test]
fn spellings_of_one_value_meet() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    for (shape, spellings) in [
        (
            "cn-mobile",
            vec!["13812345678", "+86 138-1234-5678", "008613812345678", "8613812345678", "１３８１２３４５６７８"],
        ),
        ("email", vec!["Duan@Example.com", " duan@example.COM ", "ｄｕａｎ@example.com"]),
        ("username", vec!["Duan", "duan "]),
        ("id-card", vec!["51343620000320711X", "513436 20000320 711x"]),
        ("bank-card", vec!["6222021234567890128", "6222 0212 3456 7890 128"]),
        ("", vec!["大理", " 大理　"]),
    ] {
        let shape = name(shape);
        let lookup =
            Lookup { suite: Suite::default(), product: &product, cell: CELL, field: "a.b", shape: Some(&shape) };
        let digests: Vec<_> = spellings.iter().map(|value| index(&vault, lookup, value)).collect();
        assert!(digests.iter().all(|digest| *digest == digests[0]), "{shape}");
    }
}

#[test]
fn products_cells_fields_and_values_stay_apart() {
    let (_folder, vault) = fresh();
    let (product, second) = (name("acme"), name("acme-2"));
    let here = Lookup { suite: Suite::default(), product: &product, cell: CELL, field: "account.phone", shape: None };
    let all = [
        index(&vault, here, "1"),
        index(&vault, here, "2"),
        index(&vault, Lookup { suite: Suite::default(), product: &second, ..here }, "1"),
        index(&vault, Lookup { cell: Cell::from_bytes([9; 16]), ..here }, "1"),
        index(&vault, Lookup { field: "customer.phone", ..here }, "1"),
    ];
    let apart: std::collections::BTreeSet<_> = all.iter().collect();
    assert_eq!(apart.len(), all.len());
}

#[test]
fn the_index_is_the_same_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let product = name("acme");
    let lookup = Lookup { suite: Suite::default(), product: &product, cell: CELL, field: "a.b", shape: None };
    let vault = vault_in(folder.path());
    let before = index(&vault, lookup, "1");
    vault.flush().unwrap();
    drop(vault);
    assert_eq!(index(&vault_in(folder.path()), lookup, "1"), before);
}

#[test]
fn bytes_that_are_no_text_can_be_looked_up_too() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let lookup = Lookup { suite: Suite::default(), product: &product, cell: CELL, field: "a.b", shape: None };
    let digest = |bytes: &[u8]| vault.digest_for_lookup(NOW, lookup, &Personal::new(bytes.to_vec())).unwrap();
    assert_ne!(digest(&[0xff, 1]), digest(&[0xff, 2]));
}
