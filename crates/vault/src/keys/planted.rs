//! Which records are planted as tripwires: nobody tells them from others by what the store holds.
//!
//! Layout of a product's list, a setting of the key store: version 1 ‖ nonce 12 ‖ ciphertext ‖ tag 16 under AES-256-GCM, whose
//! key is a secret of the product and seals nothing else; the associated data binds the product. Inside, 40 bytes for each
//! record: cell 16 ‖ record 16 ‖ when it was planted, microseconds since 1970-01-01T00:00Z, big-endian 8.
//!
//! What it does not hide: who reads the key store's folder learns from the length how many there are.

use super::Vault;
use super::schema::{meta, set_meta};
use crate::layout::{Fields, NONCE, TAG, VERSION};
use crate::{KeyError, Secret, Suite};
use jiff::Timestamp;
use life::reference::{Cell, Record};
use policy::Name;
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// The planted records of a product, each with when it was planted.
pub type Planted = BTreeMap<(Cell, Record), Timestamp>;

/// What the secret is for.
const SECRET: &str = "planted";
/// Bytes of one record in the list.
const ENTRY: usize = 40;

impl Vault {
    /// The planted records of a product.
    ///
    /// # Errors
    /// The key store's; [`KeyError::Corrupt`] if the list is not what was sealed.
    pub fn planted(&self, product: &Name) -> Result<Planted, KeyError> {
        let sealed: Option<Vec<u8>> = meta(&self.reader(), &setting(product))?;
        let Some(sealed) = sealed else { return Ok(Planted::new()) };
        let corrupt = || KeyError::Corrupt("the list of tripwires");
        let secret = self.known_secret(product, SECRET)?.ok_or_else(corrupt)?;
        open(&secret, product, &sealed).ok_or_else(corrupt)
    }

    /// Puts the list of a product's planted records in the place of the one before; on disk when this returns.
    ///
    /// # Errors
    /// The key store's; the list is as it was then.
    pub fn set_planted(&self, product: &Name, planted: &Planted) -> Result<(), KeyError> {
        let secret = self.named_secret(product, SECRET)?;
        let sealed = seal(&secret, product, planted)?;
        self.files().write(|begun| set_meta(begun, &setting(product), sealed.as_slice()))
    }
}

fn setting(product: &Name) -> String {
    format!("{SECRET} {product}")
}

fn bound(product: &Name) -> Fields {
    Fields::new("yinuo planted 1").with(product.as_bytes())
}

fn seal(secret: &Secret, product: &Name, planted: &Planted) -> Result<Vec<u8>, KeyError> {
    let mut text = Zeroizing::new(Vec::with_capacity(planted.len() * ENTRY));
    for ((cell, record), at) in planted {
        text.extend_from_slice(cell.as_bytes());
        text.extend_from_slice(record.as_bytes());
        text.extend_from_slice(&at.as_microsecond().to_be_bytes());
    }
    let mut nonce = [0; NONCE];
    aws_lc_rs::rand::fill(&mut nonce).map_err(|_| KeyError::Primitive)?;
    let tag = Suite::Aes256Gcm.cipher(secret)?.seal(nonce, bound(product).as_bytes(), &mut text)?;
    Ok([&[VERSION][..], &nonce, &text, &tag].concat())
}

fn open(secret: &Secret, product: &Name, sealed: &[u8]) -> Option<Planted> {
    let (nonce, rest) = sealed.strip_prefix(&[VERSION])?.split_first_chunk::<NONCE>()?;
    let (text, tag) = rest.split_last_chunk::<TAG>()?;
    let mut plain = Zeroizing::new(vec![0; text.len()]);
    let cipher = Suite::Aes256Gcm.cipher(secret).ok()?;
    if !cipher.open(*nonce, bound(product).as_bytes(), (text, *tag), &mut plain) {
        return None;
    }
    let entries = plain.chunks(ENTRY).map(|entry| {
        let (cell, rest) = entry.split_first_chunk::<16>()?;
        let (record, at) = rest.split_first_chunk::<16>()?;
        let at = Timestamp::from_microsecond(i64::from_be_bytes(at.try_into().ok()?)).ok()?;
        Some(((Cell::from_bytes(*cell), Record::from_bytes(*record)), at))
    });
    entries.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_comes_back_for_its_product_only_and_unaltered() {
        let secret = Secret::draw().unwrap();
        let (one, other) = (Name::from("one"), Name::from("other"));
        let planted = Planted::from([
            ((Cell::from_bytes([1; 16]), Record::from_bytes([2; 16])), Timestamp::from_microsecond(3).unwrap()),
            ((Cell::from_bytes([1; 16]), Record::from_bytes([4; 16])), Timestamp::from_microsecond(-5).unwrap()),
        ]);
        let sealed = seal(&secret, &one, &planted).unwrap();
        assert_eq!(open(&secret, &one, &sealed), Some(planted));
        assert_eq!(open(&secret, &other, &sealed), None);
        assert_eq!(open(&Secret::draw().unwrap(), &one, &sealed), None);
        assert!(!sealed.windows(16).any(|bytes| bytes == [2; 16]), "a reference stands readable");
        for at in 0..sealed.len() {
            let mut altered = sealed.clone();
            *altered.get_mut(at).unwrap() ^= 1;
            assert_eq!(open(&secret, &one, &altered), None, "byte {at}");
            assert_eq!(open(&secret, &one, sealed.get(..at).unwrap()), None, "cut at {at}");
        }
        assert_eq!(open(&secret, &one, &seal(&secret, &one, &Planted::new()).unwrap()), Some(Planted::new()));
    }
}
