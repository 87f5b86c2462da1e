//! One value as it is stored, and the digest over all of a record's.

use crate::KeyError;
use crate::layout::{AES_256_GCM, Fields, NONCE, TAG, VERSION};
use crate::sealing::{Kept, Site};
use aws_lc_rs::aead::{Aad, LessSafeKey, Nonce};
use aws_lc_rs::digest::SHA256;
use policy::Name;
use std::fmt;
use zeroize::Zeroizing;

/// A value as it is stored; `body` has the layout of [`crate::sealing`].
///
/// Nothing of a sealed one is secret; of an open one the value itself is there, so `Debug` shows the
/// body's length only.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedValue {
    /// The data item.
    pub item: Name,
    /// Which content key: the group's place in the capture.
    pub group: u16,
    /// Header, nonce, ciphertext, tag; or header and value, for an open one.
    pub body: Vec<u8>,
}

impl SealedValue {
    /// How it is kept, as its header says; the header is authenticated when the value is opened.
    /// `None`: written by a later version.
    #[must_use]
    pub fn kept(&self) -> Option<Kept> {
        match self.body.first_chunk::<3>()? {
            [VERSION, suite, kept] => Kept::from_byte(*kept).filter(|kept| kept.suite() == *suite),
            _ => None,
        }
    }
}

impl fmt::Debug for SealedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("SealedValue");
        shown.field("item", &self.item).field("group", &self.group).field("kept", &self.kept());
        shown.field("body", &format_args!("{} bytes", self.body.len())).finish()
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

/// The body of an open value.
pub(crate) fn open_body(value: &[u8]) -> Vec<u8> {
    [&[VERSION, Kept::Open.suite(), Kept::Open.byte()], value].concat()
}

/// The value of a body; nothing if it was not sealed with this key at this place. An open one is just
/// read: the record's digest, checked before, is all that vouches for it.
pub(crate) fn open_value(key: &LessSafeKey, site: &mut Fields, value: &SealedValue) -> Option<Zeroizing<Vec<u8>>> {
    let kept = value.kept()?;
    let (_, rest) = value.body.split_first_chunk::<3>()?;
    if kept == Kept::Open {
        return Some(Zeroizing::new(rest.to_vec()));
    }
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

/// What stands in the digest for a value: SHA-256 of its group (2 bytes) and its body.
///
/// Kept by whoever removes the value for good while others of its record stay ([`crate::StoredRecord::gone`]):
/// of a sealed value it tells nothing, for its ciphertext cannot be guessed.
#[must_use]
pub fn hash_of(value: &SealedValue) -> [u8; 32] {
    hash_in(&mut Vec::new(), value)
}

/// The same, with room to work in: hashed in one go, since each call to the hash has a price.
pub(crate) fn hash_in(room: &mut Vec<u8>, value: &SealedValue) -> [u8; 32] {
    room.clear();
    room.reserve(2 + value.body.len());
    room.extend_from_slice(&value.group.to_be_bytes());
    room.extend_from_slice(&value.body);
    sha256(room)
}

/// What the ledger's entry commits to, in whatever order the values come.
///
/// Needs no key. Values that were removed for good go in with the hash of what they were, so that the
/// digest of a record stays what it was at sealing. An item that stands in both, or twice, gives a
/// digest that no sealing ever gave.
#[must_use]
pub fn digest<'v>(
    site: &Site<'_>,
    values: impl IntoIterator<Item = &'v SealedValue>,
    gone: &'v [(Name, [u8; 32])],
) -> [u8; 32] {
    digest_at(&mut site.fields(), values, gone)
}

/// The digest of a record at a site that stands in `site` already.
pub(crate) fn digest_at<'v>(
    site: &mut Fields,
    values: impl IntoIterator<Item = &'v SealedValue>,
    gone: &'v [(Name, [u8; 32])],
) -> [u8; 32] {
    let mut room = Vec::with_capacity(256);
    let values = values.into_iter().map(|value| (&value.item, hash_in(&mut room, value)));
    let all: Vec<(&Name, [u8; 32])> = values.collect();
    digest_of_hashes(site, all, gone)
}

/// The digest over hashes of values that are there, and of those that are gone.
pub(crate) fn digest_of_hashes<'v>(
    site: &mut Fields,
    mut all: Vec<(&'v Name, [u8; 32])>,
    gone: &'v [(Name, [u8; 32])],
) -> [u8; 32] {
    all.extend(gone.iter().map(|(item, hash)| (item, *hash)));
    if !all.is_sorted() {
        all.sort_unstable();
    }
    let mark = site.mark();
    let count = u32::try_from(all.len()).unwrap_or(u32::MAX);
    site.push(b"values");
    site.push(&count.to_be_bytes());
    for (item, hash) in all {
        site.push(item.as_bytes());
        site.push(&hash);
    }
    let digest = sha256(site.as_bytes());
    site.cut(mark);
    digest
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(aws_lc_rs::digest::digest(&SHA256, bytes).as_ref());
    hash
}
