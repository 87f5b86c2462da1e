//! Certificates of erasures: opened by the key that signed them and by no other, and nothing else passes for one.

#![expect(clippy::unwrap_used, reason = "a helper of tests may fail the test")]

mod fixture;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer as _, SigningKey};
use verify::{CERTIFICATE_BYTES_MAX, NoteFault, VerifierKey, verify_certificate};

fn signed(key: &SigningKey, text: &str) -> String {
    let vkey = fixture::vkey(key);
    let mut parts = vkey.splitn(3, '+');
    let (name, hash) = (parts.next().unwrap(), parts.next().unwrap());
    let mut bytes = u32::from_str_radix(hash, 16).unwrap().to_be_bytes().to_vec();
    bytes.extend(key.sign(text.as_bytes()).to_bytes());
    format!("{text}\n— {name} {}\n", STANDARD.encode(bytes))
}

fn keys() -> (SigningKey, VerifierKey) {
    let key = fixture::key();
    let verifier = VerifierKey::parse(&fixture::vkey(&key)).unwrap();
    (key, verifier)
}

#[test]
fn what_the_key_signed_as_a_certificate_opens_whatever_its_length() {
    let (key, verifier) = keys();
    for lines in [1, 1_000] {
        let body = format!("{{\n{}\n}}\n", vec!["  \"went\": 1,"; lines].join("\n"));
        let note = signed(&key, &format!("{}/erasure-certificate\n{body}", verifier.name()));
        assert_eq!(verify_certificate(&note, &verifier), Ok(body.as_str()), "{lines}");
        let changed = note.replacen("went", "wint", 1);
        assert_eq!(verify_certificate(&changed, &verifier), Err(NoteFault::BadSignature), "{lines}");
    }
}

#[test]
fn nothing_else_under_the_same_key_passes_for_one() {
    let (key, verifier) = keys();
    let root = STANDARD.encode([0; 32]);
    let long = "x".repeat(usize::try_from(CERTIFICATE_BYTES_MAX).unwrap());
    for text in [
        format!("{}\n1\n{root}\n", verifier.name()),
        format!("{}/erasure-certificate\n1\n{root}\n", verifier.name()),
        format!("{}/another-statement\n{{}}\n", verifier.name()),
        "somebody/erasure-certificate\n{}\n".to_owned(),
        format!("{}/erasure-certificate\n{{{long}}}\n", verifier.name()),
    ] {
        let note = signed(&key, &text);
        assert_eq!(verify_certificate(&note, &verifier), Err(NoteFault::Malformed), "{:.60}", text);
    }
    let other = SigningKey::from_bytes(&[9; 32]);
    let note = signed(&other, &format!("{}/erasure-certificate\n{{}}\n", verifier.name()));
    assert_eq!(verify_certificate(&note, &verifier), Err(NoteFault::Unsigned));
}
