//! Sealing: how a value about a person is stored.
//!
//! # Layout
//!
//! All numbers are big-endian. *Fields* means: each field preceded by its length as four bytes.
//! A record's *site* is the fields `"yinuo record"`, version (1 byte), product, cell (16), holder (16),
//! record (16), revision (8).
//!
//! | what | bytes |
//! |---|---|
//! | value | version 1 ‖ suite 1 ‖ kept 1 ‖ nonce 12 ‖ ciphertext, as long as the value ‖ tag 16 |
//! | its associated data | site, then fields `"value"`, the first three bytes, group (2), item |
//! | open value | version 1 ‖ suite 1 ‖ kept 3 ‖ the value |
//! | keyslot | version 1 ‖ suite 1 ‖ nonce 12 ‖ ciphertext 32 ‖ tag 16 |
//! | its associated data | site, then fields `"keyslot"`, the first two bytes, group (2), rule, edition (4), day |
//! | its key | HKDF: salt `"yinuo keyslot 1"`; secret 0 ‖ holder half, or 1 ‖ holder half ‖ term half; info = its associated data |
//! | hash of a value | hash of group (2) ‖ value or open value, see [`hash_of`] |
//! | digest | hash of site, then fields `"values"`, count (4); then for each value, by item, the fields item, hash of the value |
//!
//! Version is 1. Suite is 1 or 2 ([`crate::Suite`]); it says which cipher seals and which hash goes with
//! it, and is the same for all values of a record. Kept is 0 sealed, 1 password, 2 code by HMAC-SHA256,
//! 4 code by HMAC-SM3, 5 what opens a file ([`crate::file`]), and 3 open, for values about nobody (an amount, a currency): not encrypted, but
//! covered by the digest and given out only while a keyslot of their group is live, like any other.
//! Day is empty, or year (2), month (1), day (1). The key id of a value is its group within
//! record and revision: each group of each revision has a content key of its own, drawn at random, so
//! that no nonce (random too) can ever meet the same key twice, crash and restore included.
//!
//! The digest covers the values and not the keyslots, which come and go without resealing. It stays
//! what it was at sealing as long as anything of the record does: whoever removes a value for good
//! keeps its hash in [`crate::StoredRecord::gone`]. A value dropped without that is tampering, and so is
//! one that is there and gone at once.
//!
//! # Not provided
//!
//! - The length of a value is visible.
//! - That a keyslot was dropped does not show here: its value just opens for one rule fewer. That one
//!   was put back is of no use, for its half is gone.
//! - That a whole older revision was put back does not show here: the caller compares revision and
//!   digest with the record's head and its ledger entry.
//! - Who wrote a value is not proved: whoever can seal can seal anything.
//! - An open value is readable in the store for whoever reads the store, and its place and wholeness
//!   rest on the digest alone; the hash that is left of a removed one can be guessed.

use crate::hashing::hash;
use crate::layout::{Fields, NONCE, VERSION};
use crate::slot::{self, Halves};
use crate::value::{digest_of_hashes, hash_in, open_body, seal_value};
use crate::{KeyError, Keyslot, SealError, Secret, Suite, Vault, keys::KeyId};
use jiff::Timestamp;
use life::Personal;
use life::reference::{Cell, Holder, Record};
use policy::Name;
use zeroize::Zeroizing;

pub use crate::slot::Locked;
pub use crate::value::{SealedValue, hash_of};

/// Where a record stands; bound to everything sealed in it.
#[derive(Debug, Clone, Copy)]
pub struct Site<'a> {
    /// The product: the id of its policy.
    pub product: &'a Name,
    /// The cell.
    pub cell: Cell,
    /// Whose record it is.
    pub holder: Holder,
    /// The record.
    pub record: Record,
    /// Its revision.
    pub revision: u64,
}

impl Site<'_> {
    pub(crate) fn fields(&self) -> Fields {
        let mut fields = Fields::roomy();
        self.write(&mut fields);
        fields
    }

    /// Writes the site's fields in place of whatever stands there.
    pub(crate) fn write(&self, fields: &mut Fields) {
        fields.cut(0);
        fields.push(b"yinuo record");
        fields.push(&[VERSION]);
        fields.push(self.product.as_bytes());
        fields.push(self.cell.as_bytes());
        fields.push(self.holder.as_bytes());
        fields.push(self.record.as_bytes());
        fields.push(&self.revision.to_be_bytes());
    }
}

/// How a value is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kept {
    /// As it is, under its content key.
    Sealed,
    /// Hashed first, then sealed: it can be compared, and never opened.
    Hashed(HashKind),
    /// As it is, not encrypted: only for values about nobody.
    Open,
    /// A file: what opens its chunks is sealed in its place ([`crate::file`]).
    File,
}

/// How a value is hashed that is never readable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HashKind {
    /// Argon2id, 19 MiB, two passes, one lane, over the NFC form.
    Password,
    /// HMAC by this suite's hash with a key of the cell, over the trimmed NFKC form: for codes that expire
    /// in minutes. It stays what it was when the record is sealed anew under another suite.
    Code(Suite),
}

impl Kept {
    /// The byte in a value's header.
    pub(crate) const fn byte(self) -> u8 {
        match self {
            Self::Sealed => 0,
            Self::Hashed(HashKind::Password) => 1,
            Self::Hashed(HashKind::Code(Suite::Aes256Gcm)) => 2,
            Self::Open => 3,
            Self::Hashed(HashKind::Code(Suite::Sm4Gcm)) => 4,
            Self::File => 5,
        }
    }

    pub(crate) const fn of_byte(byte: u8) -> Option<Self> {
        match byte {
            0 => Some(Self::Sealed),
            1 => Some(Self::Hashed(HashKind::Password)),
            2 => Some(Self::Hashed(HashKind::Code(Suite::Aes256Gcm))),
            3 => Some(Self::Open),
            4 => Some(Self::Hashed(HashKind::Code(Suite::Sm4Gcm))),
            5 => Some(Self::File),
            _ => None,
        }
    }
}

/// A revision of a record, to be sealed.
#[derive(Debug, Clone)]
pub struct Capture<'a> {
    /// Under which suite.
    pub suite: Suite,
    /// Where it stands.
    pub site: Site<'a>,
    /// Its items, grouped by the rules that keep them.
    pub groups: Vec<Group<'a>>,
}

/// Items of one record that the same rules keep: they share a content key.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// The rules that keep them; at least one.
    pub locks: Vec<Locked>,
    /// Name, way of keeping, value.
    pub items: Vec<(Name, Kept, &'a Personal)>,
}

/// A revision of a record as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedRecord {
    /// Its values, by item.
    pub values: Vec<SealedValue>,
    /// Its keyslots, by group, in the order of the group's locks.
    pub slots: Vec<Keyslot>,
    /// The hash of each value, in their order: what is left of one that goes while others stay.
    pub hashes: Vec<[u8; 32]>,
    /// What the ledger's entry commits to: see the layout.
    pub digest: [u8; 32],
}

impl Vault {
    /// Seals a revision of a record.
    ///
    /// Halves that are needed and not there are drawn: call [`Vault::flush`] before the data that
    /// this gives is committed. `now` is for the cache of keys only.
    ///
    /// # Errors
    /// [`SealError::NoRule`], [`SealError::Repeated`], [`SealError::TooLarge`], in this order; then
    /// [`KeyError::Destroyed`] if a half that it needs has ended.
    pub fn seal(&self, now: Timestamp, capture: &Capture<'_>) -> Result<SealedRecord, SealError> {
        refuse(capture)?;
        let mut site = capture.site.fields();
        let items = capture.groups.iter().map(|group| group.items.len()).sum();
        let mut sealed = SealedRecord {
            values: Vec::with_capacity(items),
            slots: Vec::with_capacity(capture.groups.len()),
            hashes: Vec::new(),
            digest: [0; 32],
        };
        for (number, group) in (0_u16..).zip(&capture.groups) {
            self.seal_group(now, capture.suite, (&capture.site, &mut site), (number, group), &mut sealed)?;
        }
        sealed.values.sort_unstable_by(|a, b| a.item.cmp(&b.item));
        let mut room = Vec::with_capacity(256);
        sealed.hashes = sealed.values.iter().map(|value| hash_in(&mut room, value)).collect();
        let hashes = sealed.values.iter().zip(&sealed.hashes).map(|(value, hash)| (&value.item, *hash)).collect();
        sealed.digest = digest_of_hashes(capture.suite, &mut site, hashes, &[]);
        Ok(sealed)
    }

    fn seal_group(
        &self,
        now: Timestamp,
        suite: Suite,
        (place, site): (&Site<'_>, &mut Fields),
        (number, group): (u16, &Group<'_>),
        sealed: &mut SealedRecord,
    ) -> Result<(), SealError> {
        // The content key and every nonce, in one call to the random source.
        let nonces = group.items.len() + group.locks.len();
        let mut drawn = Zeroizing::new(vec![0; 32 + NONCE * nonces]);
        aws_lc_rs::rand::fill(&mut drawn).map_err(|_| KeyError::Primitive)?;
        let (content, nonces) = drawn.split_at(32);
        let content = Secret::from_slice(content).ok_or(KeyError::Primitive)?;
        let mut nonces = nonces.as_chunks::<NONCE>().0.iter().copied();
        let key = suite.cipher(&content)?;
        for ((item, kept, value), nonce) in group.items.iter().zip(nonces.by_ref()) {
            let head = (number, *kept, item);
            let body = match kept {
                Kept::Sealed | Kept::File => seal_value((suite, &key), site, head, nonce, value.expose())?,
                Kept::Hashed(kind) => {
                    let hashed = hash(self, now, place, item, *kind, value)?;
                    seal_value((suite, &key), site, head, nonce, &hashed)?
                }
                Kept::Open => open_body(suite, value.expose()),
            };
            sealed.values.push(SealedValue { item: item.clone(), group: number, body });
        }
        for (locked, nonce) in group.locks.iter().zip(nonces) {
            let halves = self.draw_halves(now, suite, (place.cell, place.holder), locked)?;
            let wrapped = slot::lock(&halves, site, (suite, number, locked), &content, nonce)?;
            sealed.slots.push(Keyslot { group: number, locked: locked.clone(), wrapped });
        }
        Ok(())
    }

    pub(crate) fn draw_halves(
        &self,
        now: Timestamp,
        suite: Suite,
        (cell, holder): (Cell, Holder),
        locked: &Locked,
    ) -> Result<Halves, KeyError> {
        let term = locked.term_half(cell);
        Ok(Halves {
            holder: self.draw(&KeyId::Half(locked.holder_half(cell, holder)), suite, now)?,
            term: term.map(|half| self.draw(&KeyId::Half(half), suite, now)).transpose()?,
        })
    }
}

/// Everything that is wrong with a capture by itself.
fn refuse(capture: &Capture<'_>) -> Result<(), SealError> {
    let unlocked = capture.groups.iter().position(|group| group.locks.is_empty());
    if let Some(group) = unlocked {
        return Err(SealError::NoRule(group));
    }
    let mut items: Vec<&Name> = capture.groups.iter().flat_map(|group| &group.items).map(|(item, ..)| item).collect();
    items.sort_unstable();
    if let Some(name) = items.windows(2).find_map(|pair| match pair {
        [a, b] if a == b => Some(*a),
        _ => None,
    }) {
        return Err(SealError::Repeated(name.clone()));
    }
    let long = |value: &Personal| u32::try_from(value.expose().len() + 64).is_err();
    let values = capture.groups.iter().flat_map(|group| &group.items);
    if capture.groups.len() > usize::from(u16::MAX) || values.into_iter().any(|(.., v)| long(v)) {
        return Err(SealError::TooLarge);
    }
    Ok(())
}
