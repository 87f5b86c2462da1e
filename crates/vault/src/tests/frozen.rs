//! Stored forms that must never change: bytes computed from the written layout by another program.

use super::*;
use crate::layout::Fields;
use crate::sealing::hash_of;
use crate::slot::{self, Halves};
use crate::value::{SealedValue, open_body, seal_value};
use crate::{KeyId, Keyslot, Secret, digest, wrap};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn fields(product: &Name) -> Fields {
    site(product).fields()
}

#[test]
fn a_value_and_the_digest() {
    let product = name("acme");
    let item = name("phone");
    let key = wrap::cipher(&Secret::new([4; 32])).unwrap();
    let head = (0, Kept::Sealed, &item);
    let body = seal_value(&key, &mut fields(&product), head, [5; 12], b"13812345678").unwrap();
    assert_eq!(hex(&body), VALUE);
    let phone = SealedValue { item, group: 0, body };
    let amount = SealedValue { item: name("amount"), group: 1, body: open_body(b"12.50") };
    assert_eq!(hex(&amount.body), OPEN_VALUE);
    assert_eq!(hex(&hash_of(&phone)), VALUE_HASH);
    assert_eq!(hex(&hash_of(&amount)), OPEN_VALUE_HASH);
    let here = site(&product);
    assert_eq!(hex(&digest(&here, [&phone], &[])), DIGEST);
    assert_eq!(hex(&digest(&here, [&phone, &amount], &[])), DIGEST_OF_BOTH);
    assert_eq!(hex(&digest(&here, [&phone], &[(name("amount"), hash_of(&amount))])), DIGEST_OF_BOTH, "one gone");
}

#[test]
fn keyslots_with_and_without_a_day() {
    let product = name("acme");
    for (day, term, slot) in [(None, None, SLOT), (Some(DAY), Some(Secret::new([7; 32])), SLOT_OF_A_DAY)] {
        let halves = Halves { holder: Secret::new([6; 32]), term };
        let locked = locked("account", day);
        let content = Secret::new([4; 32]);
        let place = &mut fields(&product);
        let wrapped = slot::lock(&halves, place, (0, &locked), &content, [8; 12]).unwrap();
        assert_eq!(hex(&wrapped), slot);
        let slot = Keyslot { group: 0, locked, wrapped };
        assert!(slot::unlock(&halves, place, &slot).unwrap().is_some());
    }
}

#[test]
fn a_wrapped_half() {
    let key = wrap::cipher(&Secret::new([9; 32])).unwrap();
    let wrapped = |half| {
        let bound = KeyId::Half(half).bound();
        let secret = Secret::new([6; 32]);
        hex(&wrap::wrap_with(&key, bound.as_bytes(), &secret, [8; 12]).unwrap())
    };
    assert_eq!(wrapped(holder_half("account")), HOLDER_HALF);
    assert_eq!(wrapped(term_half("account")), TERM_HALF);
}

const VALUE: &str = "010100050505050505050505050505f40a49d89bd49e41e2e0310cd3eb297af16f15381a1c23a01cb832";
const VALUE_HASH: &str = "487525c6e523eb89c04a3a89dd1a3c2bc1e2d71c40f68af6e46a8be2d879314f";
const OPEN_VALUE: &str = "01000331322e3530";
const OPEN_VALUE_HASH: &str = "269ec0b65964eb17f32b1d7da51ba5be3965de7dbf4a578994e9aaaf3d1afef5";
const DIGEST: &str = "a29b027e57a8a06321cf2a850348629116e5a001d523ac2ead42bd8699c1a639";
const DIGEST_OF_BOTH: &str = "05a17c0fd36afcd728ebde98f707a308b491f4e6dd6bbdbf294292b63aa619a1";
const SLOT: &str = "0101080808080808080808080808dd144bbab27566b9087ca68c5565b697149bb1cdb7755a7945d2886b5451c155012c6365675b50ccb7453e20939b9a06";
const SLOT_OF_A_DAY: &str = "0101080808080808080808080808755b48a2a6faa784bf297a72ea4bb0f6e2c755a5e746ce8dd09fad8675e96abda3bb68726fa285a38b0c4c9fb3965ba6";
const HOLDER_HALF: &str = "010108080808080808080808080853805321c3dca5720ca9501965c1ac4eb161f59825ac48dc9f882bc0dd9163303736c37db479c31dbc15b9f8c23e204f";
const TERM_HALF: &str = "010108080808080808080808080853805321c3dca5720ca9501965c1ac4eb161f59825ac48dc9f882bc0dd9163309a9c5ba28909efe27ca5cd7d2ba036e3";
