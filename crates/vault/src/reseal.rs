//! Sealing anew under another suite, without a value leaving the vault.

use crate::layout::{Fields, NONCE};
use crate::opening::{StoredRecord, StoredValue, content_key};
use crate::sealing::Kept;
use crate::slot;
use crate::value::{SealedValue, digest_of_hashes, hash_in, open_body, open_value, seal_value};
use crate::{KeyError, Keyslot, Lookup, OpenError, Secret, Suite, Vault};
use jiff::Timestamp;
use life::{Opening, Permit, Personal};
use policy::Name;
use zeroize::Zeroizing;

/// A record as it is stored from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resealed {
    /// Its values, in the order in which they were handed in.
    pub values: Vec<SealedValue>,
    /// The hash of each, in their order.
    pub hashes: Vec<[u8; 32]>,
    /// Its keyslots, those whose halves are still there; what another rule's end has taken stays gone.
    pub slots: Vec<Keyslot>,
    /// What the ledger's entry commits to from now on. What was removed before stays in it as it was.
    pub digest: [u8; 32],
    /// Its blind index, anew.
    pub lookups: Vec<(Name, [u8; 32])>,
}

impl Vault {
    /// Seals a record anew under `suite`: fresh content keys, every live keyslot, the blind index of the items
    /// for which `field_of` names a field. No value leaves; a hashed one stays the hash that it was.
    ///
    /// The permit lists every value of the record. No half is drawn. The form that it gives a value does not
    /// matter, for the value leaves in none.
    ///
    /// # Errors
    /// [`OpenError::Absent`] if the permit leaves a value of the record out; else as [`Vault::open`].
    pub fn reseal(
        &self,
        permit: &Permit,
        now: Timestamp,
        product: &Name,
        stored: &StoredRecord,
        suite: Suite,
        field_of: impl Fn(&Name) -> Option<String>,
    ) -> Result<Resealed, OpenError> {
        self.reseal_listed(permit.openings(), now, (product, stored), suite, field_of)
    }

    pub(crate) fn reseal_listed(
        &self,
        openings: &[Opening],
        now: Timestamp,
        (product, stored): (&Name, &StoredRecord),
        suite: Suite,
        field_of: impl Fn(&Name) -> Option<String>,
    ) -> Result<Resealed, OpenError> {
        let place = stored.site(product);
        let mut site = place.fields();
        stored.check(&mut site)?;
        let mut groups: Vec<u16> = stored.values.iter().map(|value| value.sealed.group).collect();
        groups.sort_unstable();
        groups.dedup();
        let mut anew = Anew { vault: self, now, suite, stored, site: &mut site, fresh: Vec::new() };
        for group in groups {
            anew.take_group(openings, group)?;
        }
        let mut values = Vec::with_capacity(stored.values.len());
        let mut lookups = Vec::new();
        for value in &stored.values {
            let (sealed, clear) = anew.value(value)?;
            if let Some(field) = field_of(&sealed.item) {
                let lookup = Lookup { suite, product, cell: stored.cell, field: &field, shape: value.shape.as_ref() };
                lookups.push((sealed.item.clone(), self.digest_for_lookup(now, lookup, &clear)?));
            }
            values.push(sealed);
        }
        let slots = anew.slots()?;
        let mut room = Vec::with_capacity(256);
        let hashes: Vec<[u8; 32]> = values.iter().map(|value| hash_in(&mut room, value)).collect();
        let named = values.iter().zip(&hashes).map(|(value, hash)| (&value.item, *hash)).collect();
        let digest = digest_of_hashes(suite, &mut site, named, &stored.gone);
        Ok(Resealed { values, hashes, slots, digest, lookups })
    }
}

/// A record between its old sealing and its new one.
struct Anew<'a> {
    vault: &'a Vault,
    now: Timestamp,
    suite: Suite,
    stored: &'a StoredRecord,
    site: &'a mut Fields,
    /// Of each group, its content key before and its fresh one.
    fresh: Vec<(u16, Secret, Secret)>,
}

impl Anew<'_> {
    /// Finds a group's content key through a slot that the permit allows, and draws its successor.
    fn take_group(&mut self, openings: &[Opening], group: u16) -> Result<(), OpenError> {
        let of_group = |value: &&StoredValue| value.sealed.group == group;
        let mut rules: Vec<&Name> = Vec::new();
        for value in self.stored.values.iter().filter(of_group) {
            let listed = |opening: &&Opening| opening.record == self.stored.record && opening.item == value.sealed.item;
            let absent = || OpenError::Absent { record: self.stored.record, item: value.sealed.item.clone() };
            rules.extend(&openings.iter().find(listed).ok_or_else(absent)?.rules);
        }
        let allowed = |rule: &Name| rules.contains(&rule);
        let old = content_key(self.vault, self.now, (self.stored, self.site), group, allowed)?;
        let old = old.ok_or_else(|| self.stored.ended(group))?;
        self.fresh.push((group, old, Secret::draw()?));
        Ok(())
    }

    /// The keys of a group, before and after.
    fn keys(&self, group: u16) -> Result<(&Secret, &Secret), OpenError> {
        let keys = self.fresh.iter().find(|(number, ..)| *number == group);
        keys.map(|(_, old, fresh)| (old, fresh)).ok_or_else(|| self.stored.ended(group))
    }

    /// A value anew, and what it is, for the index.
    fn value(&mut self, value: &StoredValue) -> Result<(SealedValue, Personal), OpenError> {
        let SealedValue { item, group, .. } = &value.sealed;
        let (record, named) = (self.stored.record, || item.clone());
        let kept = value.sealed.kept().ok_or_else(|| OpenError::Unknown { record, item: named() })?;
        let (old, fresh) = self.keys(*group)?;
        let (old, fresh) = (self.stored.suite().cipher(old)?, self.suite.cipher(fresh)?);
        let clear = open_value(&old, self.site, &value.sealed);
        let clear = clear.ok_or_else(|| OpenError::Tampered { record, item: Some(named()) })?;
        let body = match kept {
            Kept::Open => open_body(self.suite, &clear),
            Kept::Sealed | Kept::Hashed(_) | Kept::File => {
                let head = (*group, kept, item);
                seal_value((self.suite, &fresh), self.site, head, nonce()?, &clear)?
            }
        };
        Ok((SealedValue { item: named(), group: *group, body }, personal(clear)))
    }

    /// Every keyslot whose halves are there, over the fresh content keys.
    fn slots(&mut self) -> Result<Vec<Keyslot>, OpenError> {
        let mut slots = Vec::with_capacity(self.stored.slots.len());
        for slot in &self.stored.slots {
            let Some((_, _, fresh)) = self.fresh.iter().find(|(group, ..)| *group == slot.group) else { continue };
            let Some(halves) = self.vault.find_halves(self.now, self.stored, slot)? else { continue };
            let bound = (self.suite, slot.group, &slot.locked);
            let wrapped = slot::lock(&halves, self.site, bound, fresh, nonce()?)?;
            slots.push(Keyslot { group: slot.group, locked: slot.locked.clone(), wrapped });
        }
        Ok(slots)
    }
}

fn nonce() -> Result<[u8; NONCE], KeyError> {
    let mut nonce = [0; NONCE];
    aws_lc_rs::rand::fill(&mut nonce).map_err(|_| KeyError::Primitive)?;
    Ok(nonce)
}

fn personal(mut clear: Zeroizing<Vec<u8>>) -> Personal {
    Personal::new(std::mem::take(&mut *clear))
}
