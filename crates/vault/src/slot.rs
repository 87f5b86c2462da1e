//! Keyslots: a content key, once for each rule that keeps it.

use crate::layout::{Fields, NONCE, VERSION};
use crate::suite::{Cipher, Extracted, Suite};
use crate::wrap::{WRAPPED, suite_of, unwrap, wrap_with};
use crate::{HalfId, KeyError, Secret};
use jiff::civil::Date;
use life::reference::{Cell, Holder};
use policy::Name;
use std::sync::{Arc, Mutex, PoisonError};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// What a keyslot is locked for: one rule, and a day where the rule counts from something already past.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Locked {
    /// The retention rule.
    pub rule: Name,
    /// The rule's edition.
    pub edition: u32,
    /// The day that the term counts from; `None` if the rule's event is still to come.
    pub term_day: Option<Date>,
}

impl Locked {
    /// The half of the holder.
    #[must_use]
    pub fn holder_half(&self, cell: Cell, holder: Holder) -> HalfId {
        HalfId::Holder { cell, holder, rule: self.rule.clone() }
    }

    /// The half of the term, where there is one.
    #[must_use]
    pub fn term_half(&self, cell: Cell) -> Option<HalfId> {
        let (rule, edition) = (self.rule.clone(), self.edition);
        self.term_day.map(|day| HalfId::Term { cell, rule, edition, day })
    }
}

/// A content key, locked for one rule.
///
/// It stands apart from the values and their digest, so that keyslots come and go without resealing.
/// What it says of itself is authenticated when it is opened; that it is there at all is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyslot {
    /// The group of values that the key opens.
    pub group: u16,
    /// What it is locked for.
    pub locked: Locked,
    /// 62 bytes: version 1 ‖ suite 1 ‖ nonce 12 ‖ ciphertext 32 ‖ tag 16.
    pub wrapped: Vec<u8>,
}

impl Keyslot {
    /// The halves that it needs: the holder's and, where it has a day, the term's.
    pub fn halves(&self, cell: Cell, holder: Holder) -> impl Iterator<Item = HalfId> + use<> {
        [Some(self.locked.holder_half(cell, holder)), self.locked.term_half(cell)].into_iter().flatten()
    }
}

/// The two halves of a keyslot in the clear.
pub(crate) struct Halves {
    pub(crate) holder: Arc<Held>,
    pub(crate) term: Option<Arc<Held>>,
}

/// A key in memory. Of a holder's half, what HKDF extracted from it last stays with it and is wiped with it: the slots of
/// one person differ in what is expanded for each.
#[derive(Debug)]
pub(crate) struct Held {
    secret: Secret,
    last: Mutex<Option<Last>>,
}

/// An extraction: by which suite, and with which half of a term.
#[derive(Debug)]
struct Last {
    suite: Suite,
    term: Option<Secret>,
    extracted: Arc<Extracted>,
}

impl Held {
    pub(crate) const fn new(secret: Secret) -> Self {
        Self { secret, last: Mutex::new(None) }
    }

    pub(crate) const fn secret(&self) -> &Secret {
        &self.secret
    }
}

impl Halves {
    /// HKDF's extraction over flag ‖ holder half ‖ term half.
    fn extracted(&self, suite: Suite) -> Arc<Extracted> {
        let term = self.term.as_ref().map(|term| term.secret());
        let mut last = self.holder.last.lock().unwrap_or_else(PoisonError::into_inner);
        let again = last.as_ref().filter(|last| last.suite == suite && same(last.term.as_ref(), term));
        if let Some(last) = again {
            return Arc::clone(&last.extracted);
        }
        let extracted = Arc::new(extract(suite, self.holder.secret(), term));
        *last = Some(Last { suite, term: term.cloned(), extracted: Arc::clone(&extracted) });
        extracted
    }
}

fn same(one: Option<&Secret>, other: Option<&Secret>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => one.expose().ct_eq(other.expose()).into(),
        _ => false,
    }
}

fn extract(suite: Suite, holder: &Secret, term: Option<&Secret>) -> Extracted {
    let mut material = Zeroizing::new([0_u8; 65]);
    let [flag, rest @ ..] = &mut *material;
    let (first, second) = rest.split_at_mut(32);
    first.copy_from_slice(holder.expose());
    if let Some(half) = term {
        *flag = 1;
        second.copy_from_slice(half.expose());
    }
    let (material, _) = material.split_at(if term.is_some() { 65 } else { 33 });
    suite.extract("yinuo keyslot 1", material)
}

/// Locks a content key.
pub(crate) fn lock(
    halves: &Halves,
    site: &mut Fields,
    (suite, group, locked): (Suite, u16, &Locked),
    content: &Secret,
    nonce: [u8; NONCE],
) -> Result<Vec<u8>, KeyError> {
    let mark = site.mark();
    bind(site, suite, group, locked);
    let key = slot_key(suite, halves, site.as_bytes());
    let wrapped = key.and_then(|key| wrap_with(suite, &key, site.as_bytes(), content, nonce));
    site.cut(mark);
    wrapped.map(Vec::from)
}

/// Unlocks a content key; nothing if the slot is not what [`lock`] made for this place.
pub(crate) fn unlock(halves: &Halves, site: &mut Fields, slot: &Keyslot) -> Result<Option<Secret>, KeyError> {
    let Some(suite) = suite_of(&slot.wrapped).filter(|_| slot.wrapped.len() == WRAPPED) else {
        return Ok(None);
    };
    let mark = site.mark();
    bind(site, suite, slot.group, &slot.locked);
    let key = slot_key(suite, halves, site.as_bytes());
    let secret = key.map(|key| unwrap(suite, &key, site.as_bytes(), &slot.wrapped));
    site.cut(mark);
    secret
}

/// Adds to a record's site what makes the slot's key its own.
fn bind(site: &mut Fields, suite: Suite, group: u16, locked: &Locked) {
    site.push(b"keyslot");
    site.push(&[VERSION, suite.byte()]);
    site.push(&group.to_be_bytes());
    site.push(locked.rule.as_bytes());
    site.push(&locked.edition.to_be_bytes());
    match locked.term_day {
        None => site.push(&[]),
        Some(day) => {
            let [century, year] = day.year().to_be_bytes();
            site.push(&[century, year, day.month().unsigned_abs(), day.day().unsigned_abs()]);
        }
    }
}

/// The cipher of one slot alone.
fn slot_key(suite: Suite, halves: &Halves, info: &[u8]) -> Result<Cipher, KeyError> {
    suite.cipher(&halves.extracted(suite).expand(info)?)
}
