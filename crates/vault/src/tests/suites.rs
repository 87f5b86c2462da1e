//! Both suites are the algorithms that they say they are, and refuse whatever is not what was sealed.

use super::*;
use crate::suite::Cipher;
use crate::{HashKind, Lookup, Secret};
use proptest::prelude::*;

fn bytes(hex: &str) -> Vec<u8> {
    hex.as_bytes().chunks(2).map(|two| u8::from_str_radix(std::str::from_utf8(two).unwrap(), 16).unwrap()).collect()
}

fn key(hex: &str) -> Secret {
    let mut key = bytes(hex);
    key.resize(32, 0);
    Secret::from_slice(&key).unwrap()
}

/// One published vector: suite, key, nonce, associated data, plain text, ciphertext, tag.
type Vector = (Suite, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const AES_KEY: &str = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
const ZERO: &str = "0000000000000000000000000000000000000000000000000000000000000000";
const ZERO_NONCE: &str = "000000000000000000000000";
const TEXT: &str = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255";
const SEALED: &str = "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad";
const BOUND: &str = "feedfacedeadbeeffeedfacedeadbeefabaddad2";

/// Source: the GCM specification submitted to NIST, test cases 13 to 16; RFC 8998, appendix A.1.
const VECTORS: [Vector; 5] = [
    (Suite::Aes256Gcm, ZERO, ZERO_NONCE, "", "", "", "530f8afbc74536b9a963b4f1c4cb738b"),
    (
        Suite::Aes256Gcm,
        ZERO,
        ZERO_NONCE,
        "",
        "00000000000000000000000000000000",
        "cea7403d4d606b6e074ec5d3baf39d18",
        "d0d1c8a799996bf0265b98b5d48ab919",
    ),
    (Suite::Aes256Gcm, AES_KEY, "cafebabefacedbaddecaf888", "", TEXT, SEALED, "b094dac5d93471bdec1a502270e3cc6c"),
    (
        Suite::Aes256Gcm,
        AES_KEY,
        "cafebabefacedbaddecaf888",
        BOUND,
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
        "76fc6ece0f4e1768cddf8853bb2d551b",
    ),
    (
        Suite::Sm4Gcm,
        "0123456789abcdeffedcba9876543210",
        "00001234567800000000abcd",
        BOUND,
        "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d",
        "83de3541e4c2b58177e065a9bf7b62ec",
    ),
];

fn open(cipher: &Cipher, nonce: &[u8], bound: &[u8], text: &[u8], tag: &[u8]) -> Option<Vec<u8>> {
    let mut plain = vec![0; text.len()];
    let tag = tag.try_into().unwrap();
    cipher.open(nonce.try_into().unwrap(), bound, (text, tag), &mut plain).then_some(plain)
}

#[test]
fn the_published_vectors_of_both_ciphers() {
    for (suite, secret, nonce, bound, plain, sealed, tag) in VECTORS {
        let cipher = suite.cipher(&key(secret)).unwrap();
        let [nonce, bound, plain] = [nonce, bound, plain].map(bytes);
        let mut text = plain.clone();
        let made = cipher.seal(nonce.as_slice().try_into().unwrap(), &bound, &mut text).unwrap();
        assert_eq!((text.as_slice(), made.as_slice()), (bytes(sealed).as_slice(), bytes(tag).as_slice()), "{suite:?}");
        assert_eq!(open(&cipher, &nonce, &bound, &text, &made), Some(plain));
    }
}

#[test]
fn whatever_is_changed_cut_or_added_does_not_open() {
    for (suite, secret, nonce, bound, _, sealed, tag) in VECTORS {
        let cipher = suite.cipher(&key(secret)).unwrap();
        let sound = [nonce, bound, sealed, tag].map(bytes);
        let opens = |[nonce, bound, text, tag]: &[Vec<u8>; 4]| open(&cipher, nonce, bound, text, tag).is_some();
        assert!(opens(&sound));
        // Every bit of nonce, associated data, ciphertext and tag.
        for part in 0..4 {
            for bit in 0..sound[part].len() * 8 {
                let mut changed = sound.clone();
                changed[part][bit / 8] ^= 1 << (bit % 8);
                assert!(!opens(&changed), "{suite:?}, part {part}, bit {bit}");
            }
        }
        // Tags that hurried implementations let through: none, all ones, the complement, the halves swapped.
        let tag = &sound[3];
        let halves = [&tag[8..], &tag[..8]].concat();
        let complement = tag.iter().map(|byte| !byte).collect();
        for forged in [vec![0; 16], vec![0xff; 16], complement, halves] {
            assert!(!opens(&[sound[0].clone(), sound[1].clone(), sound[2].clone(), forged]));
        }
        // Cut short and lengthened, at either end; and bytes moved over the border between data and text.
        for part in [1, 2] {
            let mut longer = sound.clone();
            longer[part].push(0);
            assert!(!opens(&longer));
            longer[part].rotate_right(1);
            assert!(!opens(&longer));
            if !sound[part].is_empty() {
                let mut shorter = sound.clone();
                shorter[part].pop();
                assert!(!opens(&shorter));
                let mut shorter = sound.clone();
                shorter[part].remove(0);
                assert!(!opens(&shorter));
            }
        }
        if let Some(first) = sound[2].first().copied() {
            let mut moved = sound.clone();
            moved[1].push(first);
            moved[2].remove(0);
            assert!(!opens(&moved));
        }
        // Another key, and the same bytes as a key of the other suite.
        let mut other = *key(secret).expose();
        other[15] ^= 1;
        let [nonce, bound, text, tag] = &sound;
        assert_eq!(open(&suite.cipher(&Secret::new(other)).unwrap(), nonce, bound, text, tag), None);
        for foreign in Suite::ALL.into_iter().filter(|foreign| *foreign != suite) {
            assert_eq!(open(&foreign.cipher(&key(secret)).unwrap(), nonce, bound, text, tag), None);
        }
    }
}

#[test]
fn sm4_is_the_block_cipher_of_gbt_32907() {
    use sm4::cipher::{BlockCipherEncrypt, KeyInit};
    let key = bytes("0123456789abcdeffedcba9876543210");
    let cipher = sm4::Sm4::new(key.as_slice().try_into().unwrap());
    let mut block = key.as_slice().try_into().unwrap();
    cipher.encrypt_block(&mut block);
    assert_eq!(block.as_slice(), bytes("681edf34d206965e86b3e94f536e4246"));
    (1..1_000_000).for_each(|_| cipher.encrypt_block(&mut block));
    assert_eq!(block.as_slice(), bytes("595298c7c6fd271f0402f804c33d3f66"), "a million times over");
}

#[test]
fn the_hashes_of_both_suites() {
    // GB/T 32905-2016, appendix A; FIPS 180-4.
    for (suite, text, hash) in [
        (Suite::Sm4Gcm, "abc".to_owned(), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (Suite::Sm4Gcm, "abcd".repeat(16), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
        (Suite::Aes256Gcm, "abc".to_owned(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ] {
        assert_eq!(suite.hash(text.as_bytes()).as_slice(), bytes(hash), "{suite:?}");
    }
}

#[test]
fn hmac_over_sm3_is_that_of_gmt_0042() {
    let text = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    let secret = key("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20");
    let tag = Suite::Sm4Gcm.hmac(&secret, &[text.as_bytes(), text.as_bytes()]).unwrap();
    assert_eq!(tag.as_slice(), bytes("ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a"));
}

#[test]
fn keys_are_derived_as_rfc_5869_says() {
    for suite in Suite::ALL {
        let secret = [7; 33];
        // Extract and expand by their definition, for one block of output.
        let mut salt = b"yinuo test salt".to_vec();
        salt.resize(32, 0);
        let extracted = suite.hmac(&Secret::from_slice(&salt).unwrap(), &[&secret]).unwrap();
        let expanded = suite.hmac(&Secret::new(extracted), &[b"info", &[1]]).unwrap();
        let derived = suite.derive("yinuo test salt", &secret, b"info").unwrap();
        assert_eq!(derived.expose(), &expanded, "{suite:?}");
    }
}

#[test]
fn a_record_of_either_suite_opens_in_one_store() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let locks = [locked("account", Some(DAY))];
    let records = Suite::ALL.map(|suite| {
        let site = Site { record: Record::from_bytes([suite.byte(); 16]), ..site(&product) };
        (suite, seal_in(suite, &vault, site, &locks, &[("phone", "13812345678"), ("city", "大理")]))
    });
    vault.flush().unwrap();
    for (suite, record) in &records {
        assert_eq!(record.suite(), *suite);
        assert!(record.values.iter().all(|value| value.sealed.body[1] == suite.byte()));
        assert!(record.slots.iter().all(|slot| slot.wrapped[1] == suite.byte()));
        let phone = super::open(&vault, &product, record, "phone", &["account"]).unwrap();
        assert_eq!(phone.expose_text(), Some("13812345678"));
    }
}

#[test]
fn a_record_of_two_suites_is_tampering() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let locks = [locked("account", None)];
    let [mut aes, sm4] =
        Suite::ALL.map(|suite| seal_in(suite, &vault, site(&product), &locks, &[("city", "a"), ("phone", "1")]));
    aes.values[1] = sm4.values[1].clone();
    aes.digest = crate::digest(&site(&product), aes.values.iter().map(|value| &value.sealed), &[]);
    let opened = super::open(&vault, &product, &aes, "city", &["account"]);
    assert!(matches!(opened, Err(OpenError::Tampered { .. })));
}

#[test]
fn a_flipped_bit_anywhere_in_a_record_under_sm4_is_tampering() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let items = [("phone", "13812345678"), ("city", "大理")];
    let sound = seal_in(Suite::Sm4Gcm, &vault, site(&product), &[locked("account", Some(DAY))], &items);
    proptest!(|(value in 0_usize..2, in_slot: bool, place: prop::sample::Index, bit in 0_u8..8)| {
        let mut record = sound.clone();
        let item = sound.values[value].sealed.item.clone();
        let changed = if in_slot { &mut record.slots[0].wrapped } else { &mut record.values[value].sealed.body };
        let place = place.index(changed.len());
        changed[place] ^= 1 << bit;
        let opened = super::open(&vault, &product, &record, &item, &["account"]);
        let tampered = matches!(opened, Err(OpenError::Tampered { .. }));
        prop_assert!(tampered);
    });
}

#[test]
fn look_ups_codes_and_hashes_follow_the_suite_and_stand_ins_do_not() {
    let (_folder, vault) = fresh();
    let product = name("acme");
    let index = |suite| {
        let lookup = Lookup { suite, product: &product, cell: CELL, field: "account.phone", shape: None };
        vault.digest_for_lookup(NOW, lookup, &Personal::from("1")).unwrap()
    };
    assert_ne!(index(Suite::Aes256Gcm), index(Suite::Sm4Gcm));
    let locks = [locked("account", None)];
    let standing = |suite, form| {
        let record = seal_in(suite, &vault, site(&product), &locks, &[("phone", "1")]);
        let openings = [opening(RECORD, "phone", form, &["account"])];
        vault.open_listed(&openings, NOW, &product, &[record]).unwrap().remove(0).value
    };
    for form in [Form::Token, Form::Hashed] {
        assert_eq!(standing(Suite::Aes256Gcm, form), standing(Suite::Sm4Gcm, form), "what was sent still matches");
    }
    for suite in Suite::ALL {
        let value = Personal::from("123456");
        let items = vec![(name("code"), Kept::Hashed(HashKind::Code(suite)), &value)];
        let groups = vec![Group { locks: locks.to_vec(), items }];
        let place = site(&product);
        let record = stored(place, vault.seal(NOW, &Capture { suite, site: place, groups }).unwrap());
        let matches = |candidate: &str| {
            let openings = [opening(RECORD, "code", Form::Hashed, &["account"])];
            vault.matches_listed(&openings, NOW, &product, (&record, &Personal::from(candidate))).unwrap()
        };
        assert!(matches("123456") && !matches("123457"), "{suite:?}");
    }
}

#[test]
fn a_cell_that_began_with_sm4_makes_its_stand_ins_with_sm3() {
    let product = name("acme");
    let token = |suite| {
        let (_folder, vault) = fresh();
        vault.memory_for_tests(&crate::KeyId::Source(CELL, suite), Secret::new([9; 32]));
        let record = seal_in(suite, &vault, site(&product), &[locked("account", None)], &[("phone", "1")]);
        let openings = [opening(RECORD, "phone", Form::Token, &["account"])];
        vault.open_listed(&openings, NOW, &product, &[record]).unwrap().remove(0).value
    };
    assert_ne!(token(Suite::Aes256Gcm), token(Suite::Sm4Gcm), "one source, two hashes");
}
