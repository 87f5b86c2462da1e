//! One value as it is stored, and the digest over all of a record's.

use crate::KeyError;
use crate::layout::{AES_256_GCM, Fields, NONCE, TAG, VERSION};
use crate::sealing::{Kept, Site};
use aws_lc_rs::aead::{Aad, LessSafeKey, Nonce};
use aws_lc_rs::digest::SHA256;
use policy::Name;
use zeroize::Zeroizing;

/// A value as it is stored. Nothing of it is secret; `body` has the layout of
/// [`crate::sealing`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedValue {
    /// The data item.
    pub item: Name,
    /// Which content key: the group's place in the capture.
    pub group: u16,
    /// Header, nonce, ciphertext, tag.
    pub body: Vec<u8>,
}

impl SealedValue {
    /// How it is kept, as its header says; the header is authenticated when the value is opened.
    /// `None`: written by a later version.
    #[must_use]
    pub fn kept(&self) -> Option<Kept> {
        match self.body.first_chunk::<3>()? {
            [VERSION, AES_256_GCM, kept] => Kept::from_byte(*kept),
            _ => None,
        }
    }
}

/// Adds to a record's site what makes a value's place its own.
fn bind(site: &mut Fields, group: u16, kept: Kept, item: &Name) {
    site.push(b"value");
    site.push(&[VERSION, AES_256_GCM, kept.byte()]);
    site.push(&group.to_be_bytes());
    site.push(item.as_bytes());
}

/// The body of a value.
pub(crate) fn seal_value(
    key: &LessSafeKey,
    site: &mut Fields,
    (group, kept, item): (u16, Kept, &Name),
    nonce: [u8; NONCE],
    plain: &[u8],
) -> Result<Vec<u8>, KeyError> {
    let mark = site.mark();
    bind(site, group, kept, item);
    let mut body = Vec::with_capacity(3 + NONCE + plain.len() + TAG);
    body.extend_from_slice(&[VERSION, AES_256_GCM, kept.byte()]);
    body.extend_from_slice(&nonce);
    body.extend_from_slice(plain);
    let (_, text) = body.split_at_mut(3 + NONCE);
    let nonce = Nonce::assume_unique_for_key(nonce);
    let tag = key.seal_in_place_separate_tag(nonce, Aad::from(site.as_bytes()), text);
    site.cut(mark);
    let tag = tag.map_err(|_| KeyError::Primitive)?;
    body.extend_from_slice(tag.as_ref());
    Ok(body)
}

/// The value of a body; nothing if it was not sealed with this key at this place.
pub(crate) fn open_value(key: &LessSafeKey, site: &mut Fields, value: &SealedValue) -> Option<Zeroizing<Vec<u8>>> {
    let kept = value.kept()?;
    let (_, rest) = value.body.split_first_chunk::<3>()?;
    let (nonce, rest) = rest.split_first_chunk::<NONCE>()?;
    let (text, tag) = rest.split_last_chunk::<TAG>()?;
    let mark = site.mark();
    bind(site, value.group, kept, &value.item);
    let mut plain = Zeroizing::new(vec![0; text.len()]);
    let nonce = Nonce::assume_unique_for_key(*nonce);
    let opened = key.open_separate_gather(nonce, Aad::from(site.as_bytes()), text, tag, &mut plain);
    site.cut(mark);
    opened.is_ok().then_some(plain)
}

/// What the ledger's entry commits to, in whatever order the values come.
///
/// Needs no key: whoever removes values of a record for good computes it again over the rest.
#[must_use]
pub fn digest<'v>(site: &Site<'_>, values: impl IntoIterator<Item = &'v SealedValue>) -> [u8; 32] {
    let mut values: Vec<&SealedValue> = values.into_iter().collect();
    if !values.is_sorted_by_key(|value| &value.item) {
        values.sort_by(|a, b| a.item.cmp(&b.item));
    }
    digest_at(&mut site.fields(), &values)
}

/// The digest of values that are in order: hashed in one go, since each call to the hash has a price.
pub(crate) fn digest_at(site: &mut Fields, values: &[&SealedValue]) -> [u8; 32] {
    let mark = site.mark();
    let count = u32::try_from(values.len()).unwrap_or(u32::MAX);
    site.reserve(values.iter().map(|value| value.body.len() + 64).sum());
    site.push(b"values");
    site.push(&count.to_be_bytes());
    for value in values {
        site.push(value.item.as_bytes());
        site.push(&value.group.to_be_bytes());
        site.push(&value.body);
    }
    let mut digest = [0; 32];
    digest.copy_from_slice(aws_lc_rs::digest::digest(&SHA256, site.as_bytes()).as_ref());
    site.cut(mark);
    digest
}
