//! One key under another.
//!
//! Layout of a wrapped key, 62 bytes: version 1 ‖ suite 1 (AES-256-GCM) ‖ nonce 12 ‖ ciphertext 32 ‖
//! tag 16. The associated data binds the first two bytes and the id of what is wrapped.

use crate::layout::{AES_256_GCM, Fields, NONCE, TAG, VERSION};
use crate::{KeyError, Secret};
use aws_lc_rs::aead::{self, Aad, LessSafeKey, Nonce, UnboundKey};

/// Bytes of a wrapped key.
pub(crate) const WRAPPED: usize = 2 + NONCE + 32 + TAG;

/// A wrapped key.
pub(crate) type Wrapped = [u8; WRAPPED];

/// The cipher for a 256-bit key.
pub(crate) fn cipher(key: &Secret) -> Result<LessSafeKey, KeyError> {
    let key = UnboundKey::new(&aead::AES_256_GCM, key.expose());
    key.map(LessSafeKey::new).map_err(|_| KeyError::Primitive)
}

/// Wraps `secret` under `key`, bound to `id`, under a fresh random nonce.
pub(crate) fn wrap(key: &LessSafeKey, id: &[u8], secret: &Secret) -> Result<Wrapped, KeyError> {
    let mut nonce = [0; NONCE];
    aws_lc_rs::rand::fill(&mut nonce).map_err(|_| KeyError::Primitive)?;
    wrap_with(key, id, secret, nonce)
}

/// Wraps under a nonce that the caller drew.
pub(crate) fn wrap_with(
    key: &LessSafeKey,
    id: &[u8],
    secret: &Secret,
    nonce: [u8; NONCE],
) -> Result<Wrapped, KeyError> {
    let mut wrapped = [0; WRAPPED];
    let (head, rest) = wrapped.split_at_mut(2);
    let (place, rest) = rest.split_at_mut(NONCE);
    let (text, tag) = rest.split_at_mut(32);
    head.copy_from_slice(&[VERSION, AES_256_GCM]);
    place.copy_from_slice(&nonce);
    text.copy_from_slice(secret.expose());
    let nonce = Nonce::assume_unique_for_key(nonce);
    let made = key.seal_in_place_separate_tag(nonce, Aad::from(id), text).map_err(|_| KeyError::Primitive)?;
    tag.copy_from_slice(made.as_ref());
    Ok(wrapped)
}

/// Unwraps what [`wrap`] made under the same key and id; anything else, of any length, is nothing.
pub(crate) fn unwrap(key: &LessSafeKey, id: &[u8], wrapped: &[u8]) -> Option<Secret> {
    let rest = wrapped.strip_prefix(&[VERSION, AES_256_GCM])?;
    let (nonce, rest) = rest.split_first_chunk::<NONCE>()?;
    let (text, tag) = rest.split_last_chunk::<TAG>()?;
    let mut secret = [0; 32];
    if text.len() != secret.len() {
        return None;
    }
    let nonce = Nonce::assume_unique_for_key(*nonce);
    let opened = key.open_separate_gather(nonce, Aad::from(id), text, tag, &mut secret);
    let secret = Secret::new(secret);
    opened.is_ok().then_some(secret)
}

/// The id of a wrapped key, with the first two bytes of its stored form.
pub(crate) fn id(label: &str) -> Fields {
    Fields::new(label).with(&[VERSION, AES_256_GCM])
}
