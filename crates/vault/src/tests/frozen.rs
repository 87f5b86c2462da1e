//! Stored forms that must never change: bytes computed from the written layout by another program, with
//! another library's ciphers.

use super::*;
use crate::layout::Fields;
use crate::sealing::hash_of;
use crate::slot::{self, Halves, Held};
use crate::value::{SealedValue, open_body, seal_value};
use crate::{KeyId, Keyslot, Secret, digest, wrap};
use std::sync::Arc;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn fields(product: &Name) -> Fields {
    site(product).fields()
}

#[test]
fn a_value_and_the_digest() {
    for frozen in FROZEN {
        let (product, item, suite) = (name("acme"), name("phone"), frozen.suite);
        let key = suite.cipher(&Secret::new([4; 32])).unwrap();
        let head = (0, Kept::Sealed, &item);
        let body = seal_value((suite, &key), &mut fields(&product), head, [5; 12], b"13812345678").unwrap();
        assert_eq!(hex(&body), frozen.value);
        let phone = SealedValue { item, group: 0, body };
        let amount = SealedValue { item: name("amount"), group: 1, body: open_body(suite, b"12.50") };
        assert_eq!(hex(&amount.body), frozen.open_value);
        assert_eq!(hex(&hash_of(&phone)), frozen.value_hash);
        assert_eq!(hex(&hash_of(&amount)), frozen.open_value_hash);
        let here = site(&product);
        assert_eq!(hex(&digest(&here, [&phone], &[])), frozen.digest);
        assert_eq!(hex(&digest(&here, [&phone, &amount], &[])), frozen.digest_of_both);
        let gone = [(name("amount"), hash_of(&amount))];
        assert_eq!(hex(&digest(&here, [&phone], &gone)), frozen.digest_of_both, "one gone");
    }
}

#[test]
fn keyslots_with_and_without_a_day() {
    let product = name("acme");
    let held = |byte| Arc::new(Held::new(Secret::new([byte; 32])));
    // One half for all: what was extracted from it for one slot serves no other suite, and no other half of a term.
    let holder = held(6);
    for frozen in FROZEN.iter().chain(&FROZEN) {
        for (day, term, slot) in [
            (None, None, Some(frozen.slot)),
            (Some(DAY), Some(held(8)), None),
            (Some(DAY), Some(held(7)), Some(frozen.slot_of_a_day)),
            (Some(DAY), Some(held(7)), Some(frozen.slot_of_a_day)),
        ] {
            let halves = Halves { holder: Arc::clone(&holder), term };
            let locked = locked("account", day);
            let content = Secret::new([4; 32]);
            let place = &mut fields(&product);
            let wrapped = slot::lock(&halves, place, (frozen.suite, 0, &locked), &content, [8; 12]).unwrap();
            assert!(slot.is_none_or(|slot| hex(&wrapped) == slot), "{}", hex(&wrapped));
            let slot = Keyslot { group: 0, locked, wrapped };
            assert!(slot::unlock(&halves, place, &slot).unwrap().is_some());
        }
    }
}

#[test]
fn a_wrapped_half() {
    for frozen in FROZEN {
        let suite = frozen.suite;
        let key = wrap::wrapping(suite, &Secret::new([9; 32])).unwrap();
        let wrapped = |half| {
            let bound = KeyId::Half(half).bound(suite);
            let secret = Secret::new([6; 32]);
            hex(&wrap::wrap_with(suite, &key, bound.as_bytes(), &secret, [8; 12]).unwrap())
        };
        assert_eq!(wrapped(holder_half("account")), frozen.holder_half);
        assert_eq!(wrapped(term_half("account")), frozen.term_half);
    }
}

/// What a suite makes of the same values, keys and nonces.
struct Frozen {
    suite: Suite,
    value: &'static str,
    value_hash: &'static str,
    open_value: &'static str,
    open_value_hash: &'static str,
    digest: &'static str,
    digest_of_both: &'static str,
    slot: &'static str,
    slot_of_a_day: &'static str,
    holder_half: &'static str,
    term_half: &'static str,
}

const FROZEN: [Frozen; 2] = [
    Frozen {
        suite: Suite::Aes256Gcm,
        value: "010100050505050505050505050505f40a49d89bd49e41e2e0310cd3eb297af16f15381a1c23a01cb832",
        value_hash: "487525c6e523eb89c04a3a89dd1a3c2bc1e2d71c40f68af6e46a8be2d879314f",
        open_value: "01010331322e3530",
        open_value_hash: "51bb60a777a711a7e6a3dc7abe8d8c3493f8618978b9a28c71d811507639a63e",
        digest: "a29b027e57a8a06321cf2a850348629116e5a001d523ac2ead42bd8699c1a639",
        digest_of_both: "105c207d018364c706cebe30dad247c4ac87881222e856f150c7e91ab71600f5",
        slot: "0101080808080808080808080808dd144bbab27566b9087ca68c5565b697149bb1cdb7755a7945d2886b5451c155012c6365675b50ccb7453e20939b9a06",
        slot_of_a_day: "0101080808080808080808080808755b48a2a6faa784bf297a72ea4bb0f6e2c755a5e746ce8dd09fad8675e96abda3bb68726fa285a38b0c4c9fb3965ba6",
        holder_half: "010108080808080808080808080853805321c3dca5720ca9501965c1ac4eb161f59825ac48dc9f882bc0dd9163303736c37db479c31dbc15b9f8c23e204f",
        term_half: "010108080808080808080808080853805321c3dca5720ca9501965c1ac4eb161f59825ac48dc9f882bc0dd9163309a9c5ba28909efe27ca5cd7d2ba036e3",
    },
    Frozen {
        suite: Suite::Sm4Gcm,
        value: "0102000505050505050505050505056cf04074282af11049c1d1a8bbdd7da7ba57f17532dd7f078ebb00",
        value_hash: "27492eaf384ac65f1443b2918e067552efe36a8fb74da2e5efb0151775854e8b",
        open_value: "01020331322e3530",
        open_value_hash: "d9c34bfde7513022a66e5ce1cfe5963f152fce492326187f0af249e33f8805a4",
        digest: "fa2af7c42348f422c276d5f0a104e6f187a99d05ddf052b228c6c272eb7da35e",
        digest_of_both: "4ad8c58391549ea3b7eebd284beb2ad6ff9859ea02624c99a4ffbe5c901a0d65",
        slot: "0102080808080808080808080808c11d2ad0a236703aa112e7bc47665b4b0f79a0b1723affde82124440d80111469f6a9430c1edb0df2ee61cb204cac223",
        slot_of_a_day: "010208080808080808080808080880df1dcaaaf146d94e2805e262a846c1fdd1296288a7fcd758922435d97c96e7ea0aecbad5e1d1c51fdb9563dbdb7924",
        holder_half: "0102080808080808080808080808ad7f1914f3b8b4156c0206e95f07b5fc909910733c1d1f4d5bc5801c28be54b35f994ebe9049faa59ab46e584c55e8fb",
        term_half: "0102080808080808080808080808ad7f1914f3b8b4156c0206e95f07b5fc909910733c1d1f4d5bc5801c28be54b3f9ceb84cb32b665c3dfd4c0079f528a0",
    },
];
