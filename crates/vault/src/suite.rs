//! The cipher suites: which block cipher seals, and which hash goes with it.
//!
//! | suite | byte | seals | hashes | a key is |
//! |---|---|---|---|---|
//! | `aes-256-gcm` | 1 | AES-256-GCM | SHA-256, and HMAC and HKDF over it | 32 bytes |
//! | `sm4-gcm` | 2 | SM4-GCM (RFC 8998) | SM3 (GB/T 32905), and HMAC and HKDF over it | the first 16 of 32 bytes |
//!
//! Every stored form names its suite, so that both live in one store while one takes over from the other.
//!
//! # Limits
//!
//! - SM4 and SM3 come from libraries that nobody has audited. SM4 looks its S-box up in a table: whoever
//!   shares the processor's cache may learn of keys from how long it takes.
//! - Passwords are hashed with Argon2id, the ledger with SHA-256, and the root key wraps with AES-256,
//!   whatever the suite.

use crate::layout::{NONCE, TAG};
use crate::{KeyError, Secret};
use aes_gcm::aead::consts::U12;
use aes_gcm::aead::inout::InOutBuf;
use aes_gcm::aead::{AeadInOut, KeyInit};
use aes_gcm::{AesGcm, Tag};
use aws_lc_rs::aead::{self, Aad, LessSafeKey, UnboundKey};
use aws_lc_rs::digest::SHA256;
use aws_lc_rs::hkdf::{HKDF_SHA256, Prk};
use aws_lc_rs::hmac;
use hkdf::Hkdf;
use hmac_sm3::{Hmac, Mac};
use sm3::{Digest, Sm3};
use sm4::Sm4;
use std::fmt;
use zeroize::Zeroizing;

/// Which cipher seals a record, and which hash goes with it.
///
/// ```
/// use vault::Suite;
/// assert_eq!(Suite::named("sm4-gcm"), Some(Suite::Sm4Gcm));
/// assert_eq!(Suite::named("rot13"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Suite {
    /// AES-256-GCM, SHA-256.
    #[default]
    Aes256Gcm,
    /// SM4-GCM, SM3.
    Sm4Gcm,
}

impl Suite {
    /// Every suite.
    pub const ALL: [Self; 2] = [Self::Aes256Gcm, Self::Sm4Gcm];

    /// The byte in a stored form.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Aes256Gcm => 1,
            Self::Sm4Gcm => 2,
        }
    }

    /// The suite of a stored form; none: of a later version.
    #[must_use]
    pub const fn of_byte(byte: u8) -> Option<Self> {
        match byte {
            1 => Some(Self::Aes256Gcm),
            2 => Some(Self::Sm4Gcm),
            _ => None,
        }
    }

    /// The word of the policy language.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Aes256Gcm => "aes-256-gcm",
            Self::Sm4Gcm => "sm4-gcm",
        }
    }

    /// The suite that a policy names.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|suite| suite.as_str() == word)
    }

    /// The cipher for a key that serves in this suite alone.
    pub(crate) fn cipher(self, key: &Secret) -> Result<Cipher, KeyError> {
        match self {
            Self::Aes256Gcm => {
                let key = UnboundKey::new(&aead::AES_256_GCM, key.expose()).map_err(|_| KeyError::Primitive)?;
                Ok(Cipher::Aes(LessSafeKey::new(key)))
            }
            Self::Sm4Gcm => {
                let (key, _) = key.expose().split_first_chunk::<16>().ok_or(KeyError::Primitive)?;
                Ok(Cipher::Sm4(Box::new(AesGcm::new(key.into()))))
            }
        }
    }

    /// The hash of some bytes.
    pub(crate) fn hash(self, bytes: &[u8]) -> [u8; 32] {
        match self {
            Self::Aes256Gcm => {
                let mut hash = [0; 32];
                hash.copy_from_slice(aws_lc_rs::digest::digest(&SHA256, bytes).as_ref());
                hash
            }
            Self::Sm4Gcm => Sm3::digest(bytes).into(),
        }
    }

    /// HMAC over the parts, one after the other.
    pub(crate) fn hmac(self, key: &Secret, parts: &[&[u8]]) -> Result<[u8; 32], KeyError> {
        match self {
            Self::Aes256Gcm => {
                let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, key.expose()));
                parts.iter().for_each(|part| context.update(part));
                context.sign().as_ref().try_into().map_err(|_| KeyError::Primitive)
            }
            Self::Sm4Gcm => {
                let mut context =
                    <Hmac<Sm3> as hmac_sm3::KeyInit>::new_from_slice(key.expose()).map_err(|_| KeyError::Primitive)?;
                parts.iter().for_each(|part| context.update(part));
                Ok(context.finalize().into_bytes().into())
            }
        }
    }

    /// HKDF over the suite's hash: 32 bytes of `secret` for `info` alone.
    pub(crate) fn derive(self, salt: &str, secret: &[u8], info: &[u8]) -> Result<Secret, KeyError> {
        self.extract(salt, secret).expand(info)
    }

    /// The first half of HKDF, which is the same for whatever is derived from `secret` under `salt`.
    pub(crate) fn extract(self, salt: &str, secret: &[u8]) -> Extracted {
        match self {
            Self::Aes256Gcm => {
                // RFC 5869, 2.2: HMAC keyed with the salt. The library's own extraction is put off until it expands.
                let extracted = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, salt.as_bytes()), secret);
                Extracted::Aes(Prk::new_less_safe(HKDF_SHA256, extracted.as_ref()))
            }
            Self::Sm4Gcm => Extracted::Sm4(Box::new(Hkdf::new(Some(salt.as_bytes()), secret))),
        }
    }
}

/// What HKDF extracted from a secret; wiped on drop.
pub(crate) enum Extracted {
    Aes(Prk),
    Sm4(Box<Hkdf<Sm3>>),
}

impl fmt::Debug for Extracted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Extracted(…)")
    }
}

impl Extracted {
    /// The second half of HKDF: 32 bytes for `info` alone.
    pub(crate) fn expand(&self, info: &[u8]) -> Result<Secret, KeyError> {
        let mut out = Zeroizing::new([0; 32]);
        match self {
            Self::Aes(prk) => {
                prk.expand(&[info], HKDF_SHA256).and_then(|okm| okm.fill(&mut *out)).map_err(|_| KeyError::Primitive)?
            }
            Self::Sm4(hkdf) => hkdf.expand(info, &mut *out).map_err(|_| KeyError::Primitive)?,
        }
        Ok(Secret::new(*out))
    }
}

/// A key set up for its suite.
pub(crate) enum Cipher {
    Aes(LessSafeKey),
    Sm4(Box<AesGcm<Sm4, U12>>),
}

impl fmt::Debug for Cipher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cipher(…)")
    }
}

impl Cipher {
    /// Encrypts in place; gives the tag.
    pub(crate) fn seal(&self, nonce: [u8; NONCE], bound: &[u8], text: &mut [u8]) -> Result<[u8; TAG], KeyError> {
        match self {
            Self::Aes(key) => {
                let nonce = aead::Nonce::assume_unique_for_key(nonce);
                let tag = key.seal_in_place_separate_tag(nonce, Aad::from(bound), text);
                let tag = tag.map_err(|_| KeyError::Primitive)?;
                tag.as_ref().try_into().map_err(|_| KeyError::Primitive)
            }
            Self::Sm4(key) => {
                let tag = key.encrypt_inout_detached(&nonce.into(), bound, InOutBuf::from(text));
                tag.map(Into::into).map_err(|_| KeyError::Primitive)
            }
        }
    }

    /// Decrypts into `plain`, as long as `text`; false, and nothing of it there, if it was not sealed so.
    pub(crate) fn open(
        &self,
        nonce: [u8; NONCE],
        bound: &[u8],
        (text, tag): (&[u8], [u8; TAG]),
        plain: &mut [u8],
    ) -> bool {
        match self {
            Self::Aes(key) => {
                let nonce = aead::Nonce::assume_unique_for_key(nonce);
                key.open_separate_gather(nonce, Aad::from(bound), text, &tag, plain).is_ok()
            }
            Self::Sm4(key) => InOutBuf::new(text, plain)
                .is_ok_and(|both| key.decrypt_inout_detached(&nonce.into(), bound, both, &Tag::from(tag)).is_ok()),
        }
    }

    /// Decrypts in place what has its tag at its end; nothing, if it was not sealed so.
    pub(crate) fn open_in_place<'t>(
        &self,
        nonce: [u8; NONCE],
        bound: &[u8],
        sealed: &'t mut [u8],
    ) -> Option<&'t mut [u8]> {
        match self {
            Self::Aes(key) => {
                let nonce = aead::Nonce::assume_unique_for_key(nonce);
                key.open_in_place(nonce, Aad::from(bound), sealed).ok()
            }
            Self::Sm4(key) => {
                let (text, tag) = sealed.split_last_chunk_mut::<TAG>()?;
                let opened =
                    key.decrypt_inout_detached(&nonce.into(), bound, InOutBuf::from(&mut *text), &Tag::from(*tag));
                opened.is_ok().then_some(text)
            }
        }
    }
}
