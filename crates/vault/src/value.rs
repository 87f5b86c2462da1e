//! One value as it is stored, and the digest over all of a record's.

use crate::KeyError;
use crate::layout::{Fields, NONCE, TAG, VERSION};
use crate::sealing::{Kept, Site};
use crate::suite::{Cipher, Suite};
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
        self.header().map(|(_, kept)| kept)
    }

    /// The suite of its record, as its header says. `None`: written by a later version.
    #[must_use]
    pub fn suite(&self) -> Option<Suite> {
        self.header().map(|(suite, _)| suite)
    }

    fn header(&self) -> Option<(Suite, Kept)> {
        match self.body.first_chunk::<3>()? {
            [VERSION, suite, kept] => Some((Suite::of_byte(*suite)?, Kept::of_byte(*kept)?)),
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
fn bind(site: &mut Fields, (suite, group, kept): (Suite, u16, Kept), item: &Name) {
    site.push(b"value");
    site.push(&[VERSION, suite.byte(), kept.byte()]);
    site.push(&group.to_be_bytes());
    site.push(item.as_bytes());
}

/// The body of a value.
pub(crate) fn seal_value(
    (suite, key): (Suite, &Cipher),
    site: &mut Fields,
    (group, kept, item): (u16, Kept, &Name),
    nonce: [u8; NONCE],
    plain: &[u8],
) -> Result<Vec<u8>, KeyError> {
    let mark = site.mark();
    bind(site, (suite, group, kept), item);
    let mut body = Vec::with_capacity(3 + NONCE + plain.len() + TAG);
    body.extend_from_slice(&[VERSION, suite.byte(), kept.byte()]);
    body.extend_from_slice(&nonce);
    body.extend_from_slice(plain);
    let (_, text) = body.split_at_mut(3 + NONCE);
    let tag = key.seal(nonce, site.as_bytes(), text);
    site.cut(mark);
    body.extend_from_slice(&tag?);
    Ok(body)
}

/// The body of an open value.
pub(crate) fn open_body(suite: Suite, value: &[u8]) -> Vec<u8> {
    [&[VERSION, suite.byte(), Kept::Open.byte()], value].concat()
}

/// The value of a body; nothing if it was not sealed with this key at this place. An open one is just
/// read: the record's digest, checked before, is all that vouches for it.
pub(crate) fn open_value(key: &Cipher, site: &mut Fields, value: &SealedValue) -> Option<Zeroizing<Vec<u8>>> {
    let (suite, kept) = value.header()?;
    let (_, rest) = value.body.split_first_chunk::<3>()?;
    if kept == Kept::Open {
        return Some(Zeroizing::new(rest.to_vec()));
    }
    let (nonce, rest) = rest.split_first_chunk::<NONCE>()?;
    let (text, tag) = rest.split_last_chunk::<TAG>()?;
    let mark = site.mark();
    bind(site, (suite, value.group, kept), &value.item);
    let mut plain = Zeroizing::new(vec![0; text.len()]);
    let opened = key.open(*nonce, site.as_bytes(), (text, *tag), &mut plain);
    site.cut(mark);
    opened.then_some(plain)
}

/// What stands in the digest for a value: the hash of its group (2 bytes) and its body, by its suite.
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
    value.suite().unwrap_or_default().hash(room)
}

/// What the ledger's entry commits to, in whatever order the values come.
///
/// Needs no key. All values of a record are of one suite, and it hashes with that one's. Values that were removed for good go in with the hash of what they were, so that the
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
    let mut suite = None;
    let values = values.into_iter().map(|value| {
        suite = suite.or(value.suite());
        (&value.item, hash_in(&mut room, value))
    });
    let all: Vec<(&Name, [u8; 32])> = values.collect();
    digest_of_hashes(suite.unwrap_or_default(), site, all, gone)
}

/// The digest over hashes of values that are there, and of those that are gone.
pub(crate) fn digest_of_hashes<'v>(
    suite: Suite,
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
    let digest = suite.hash(site.as_bytes());
    site.cut(mark);
    digest
}
