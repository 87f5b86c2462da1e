//! One key under another.
//!
//! Layout of a wrapped key, 62 bytes: version 1 ‖ suite 1 ‖ nonce 12 ‖ ciphertext 32 ‖ tag 16. The
//! associated data binds the first two bytes and the id of what is wrapped.

use crate::layout::{Fields, NONCE, TAG, VERSION};
use crate::suite::{Cipher, Suite};
use crate::{KeyError, Secret};

/// Bytes of a wrapped key.
pub(crate) const WRAPPED: usize = 2 + NONCE + 32 + TAG;

/// A wrapped key.
pub(crate) type Wrapped = [u8; WRAPPED];

/// The cipher under which a key wraps others.
///
/// The same parent may wrap some under one suite and some under another while a change is under way: what
/// SM4 gets is derived, so that no bytes serve as a key of two ciphers.
pub(crate) fn wrapping(suite: Suite, parent: &Secret) -> Result<Cipher, KeyError> {
    match suite {
        Suite::Aes256Gcm => suite.cipher(parent),
        Suite::Sm4Gcm => suite.cipher(&suite.derive("yinuo wrap 1", parent.expose(), b"sm4-gcm")?),
    }
}

/// Wraps `secret`, bound to `id`, under a fresh random nonce.
pub(crate) fn wrap(suite: Suite, key: &Cipher, id: &[u8], secret: &Secret) -> Result<Wrapped, KeyError> {
    let mut nonce = [0; NONCE];
    aws_lc_rs::rand::fill(&mut nonce).map_err(|_| KeyError::Primitive)?;
    wrap_with(suite, key, id, secret, nonce)
}

/// Wraps under a nonce that the caller drew.
pub(crate) fn wrap_with(
    suite: Suite,
    key: &Cipher,
    id: &[u8],
    secret: &Secret,
    nonce: [u8; NONCE],
) -> Result<Wrapped, KeyError> {
    let mut wrapped = [0; WRAPPED];
    let (head, rest) = wrapped.split_at_mut(2);
    let (place, rest) = rest.split_at_mut(NONCE);
    let (text, tag) = rest.split_at_mut(32);
    head.copy_from_slice(&[VERSION, suite.byte()]);
    place.copy_from_slice(&nonce);
    text.copy_from_slice(secret.expose());
    tag.copy_from_slice(&key.seal(nonce, id, text)?);
    Ok(wrapped)
}

/// Unwraps what [`wrap`] made under the same suite, key and id; anything else, of any length, is nothing.
pub(crate) fn unwrap(suite: Suite, key: &Cipher, id: &[u8], wrapped: &[u8]) -> Option<Secret> {
    let rest = wrapped.strip_prefix(&[VERSION, suite.byte()])?;
    let (nonce, rest) = rest.split_first_chunk::<NONCE>()?;
    let (text, tag) = rest.split_last_chunk::<TAG>()?;
    let mut secret = [0; 32];
    if text.len() != secret.len() {
        return None;
    }
    let opened = key.open(*nonce, id, (text, *tag), &mut secret);
    let secret = Secret::new(secret);
    opened.then_some(secret)
}

/// The suite that a wrapped key says it is under; it is authenticated when it is unwrapped.
pub(crate) fn suite_of(wrapped: &[u8]) -> Option<Suite> {
    match wrapped.first_chunk::<2>()? {
        [VERSION, suite] => Suite::of_byte(*suite),
        _ => None,
    }
}

/// The id of a wrapped key, with the first two bytes of its stored form.
pub(crate) fn id(label: &str, suite: Suite) -> Fields {
    Fields::new(label).with(&[VERSION, suite.byte()])
}
