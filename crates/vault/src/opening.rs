//! Opening: against a permit, in the form that it allows.

use crate::layout::Fields;
use crate::sealing::{Kept, Site};
use crate::slot::{self, Halves, Keyslot};
use crate::suite::{Cipher, Suite};
use crate::value::{SealedValue, digest_at, open_value};
use crate::{KeyError, OpenError, Secret, Vault, file, hashing, keys::KeyId, normal, reduce};
use jiff::Timestamp;
use life::reference::{Cell, Holder, Record};
use life::{Opening, Permit, Personal};
use policy::{Form, Name};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// A record as it came from the store: all its values, and the digest its ledger entry commits to.
#[derive(Debug, Clone)]
pub struct StoredRecord {
    /// The cell.
    pub cell: Cell,
    /// Whose record it is.
    pub holder: Holder,
    /// The record.
    pub record: Record,
    /// The revision, which the caller has compared with the record's head.
    pub revision: u64,
    /// What the ledger's entry commits to.
    pub digest: [u8; 32],
    /// Every value that it still has, in any order.
    pub values: Vec<StoredValue>,
    /// Every value that was removed for good while others stayed, with the hash of what it was
    /// ([`crate::sealing::hash_of`]); in any order.
    pub gone: Vec<(Name, [u8; 32])>,
    /// Every keyslot that it still has, in any order.
    pub slots: Vec<Keyslot>,
}

/// A stored value and what the policy says of its shape.
#[derive(Debug, Clone)]
pub struct StoredValue {
    /// As it is stored.
    pub sealed: SealedValue,
    /// The data item's shape, for masks and normal forms. Not bound: a policy may change it.
    pub shape: Option<Name>,
}

/// A value in the form in which it may leave the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The record.
    pub record: Record,
    /// The data item.
    pub item: Name,
    /// The form.
    pub form: Form,
    /// Clear: the value. Masked: text. Hashed: 64 hexadecimal digits, equal for equal values of the item
    /// in a cell. Token: 32 hexadecimal digits, random-looking, the same for an item of a record ever after.
    pub value: Personal,
}

impl StoredRecord {
    pub(crate) const fn site<'a>(&self, product: &'a Name) -> Site<'a> {
        let Self { cell, holder, record, revision, .. } = *self;
        Site { product, cell, holder, record, revision }
    }

    /// The suite that its values are sealed under; what is left of them says so.
    #[must_use]
    pub fn suite(&self) -> Suite {
        self.values.iter().find_map(|value| value.sealed.suite()).unwrap_or_default()
    }

    /// Refuses a record whose values, there and gone, are not those that its ledger entry commits to.
    pub(crate) fn check(&self, site: &mut Fields) -> Result<(), OpenError> {
        let suite = self.suite();
        let mixed = self.values.iter().find(|value| value.sealed.suite().is_some_and(|other| other != suite));
        if let Some(value) = mixed {
            return Err(self.tampered(Some(&value.sealed.item)));
        }
        let values = self.values.iter().map(|value| &value.sealed);
        let found = digest_at(site, values, &self.gone);
        if found == self.digest { Ok(()) } else { Err(self.tampered(None)) }
    }

    /// The value of an item and where it stands; looks at `hint` first.
    fn value(&self, item: &Name, hint: usize) -> Result<(&StoredValue, usize), OpenError> {
        let is = |value: &StoredValue| value.sealed.item == *item;
        let hinted = self.values.get(hint).filter(|value| is(value)).map(|_| hint);
        let place = hinted.or_else(|| self.values.iter().position(is));
        let found = place.and_then(|place| Some((self.values.get(place)?, place)));
        found.ok_or_else(|| OpenError::Absent { record: self.record, item: item.clone() })
    }

    fn tampered(&self, item: Option<&Name>) -> OpenError {
        OpenError::Tampered { record: self.record, item: item.cloned() }
    }

    /// That no slot of the group is live, told by its first item.
    pub(crate) fn ended(&self, group: u16) -> OpenError {
        let first = self.values.iter().find(|value| value.sealed.group == group);
        first.map_or_else(
            || self.tampered(None),
            |value| OpenError::NoKey { record: self.record, item: value.sealed.item.clone() },
        )
    }
}

impl Vault {
    /// Opens what the permit lists, in its order, each value in the form that the permit gives it.
    ///
    /// Only keyslots of the rules that the permit lists for a value are tried. All or nothing: the
    /// first failure is the answer. `now` is for the cache of keys only.
    ///
    /// # Errors
    /// In this order: [`OpenError::Tampered`] if a record handed in does not match its digest;
    /// [`OpenError::Absent`], [`OpenError::Form`], [`OpenError::Unknown`] for any value listed; then,
    /// value by value, [`OpenError::NoKey`] and [`OpenError::Tampered`].
    pub fn open(
        &self,
        permit: Permit,
        now: Timestamp,
        product: &Name,
        stored: &[StoredRecord],
    ) -> Result<Vec<Opened>, OpenError> {
        let mut checked = Checked::of(product, stored)?;
        let names = self.names(permit.names(), now, &mut checked)?;
        self.open_hiding(permit.openings(), now, &mut checked, &names)
    }

    /// The names that are hidden in free text, to be wiped after.
    fn names<'r>(
        &self,
        openings: &'r [Opening],
        now: Timestamp,
        checked: &mut Checked<'_, 'r>,
    ) -> Result<Vec<Zeroizing<String>>, OpenError> {
        let names = self.each_clear_of(openings, now, checked, |_, clear| {
            Ok(std::str::from_utf8(&clear).map(|name| Zeroizing::new(name.to_owned())).ok())
        })?;
        Ok(names.into_iter().flatten().collect())
    }

    /// Whether a candidate is the value that the permit lists, the only one: for passwords, codes, and
    /// proof of identity. In constant time; the value does not leave the vault, whatever the form.
    ///
    /// # Errors
    /// [`OpenError::NotOne`] for a permit that lists more or fewer; else as [`Vault::open`].
    pub fn matches(
        &self,
        permit: Permit,
        now: Timestamp,
        product: &Name,
        stored: &StoredRecord,
        candidate: &Personal,
    ) -> Result<bool, OpenError> {
        self.matches_listed(permit.openings(), now, product, (stored, candidate))
    }

    #[cfg(test)]
    pub(crate) fn open_listed(
        &self,
        openings: &[Opening],
        now: Timestamp,
        product: &Name,
        stored: &[StoredRecord],
    ) -> Result<Vec<Opened>, OpenError> {
        self.open_hiding(openings, now, &mut Checked::of(product, stored)?, &[])
    }

    fn open_hiding<'r>(
        &self,
        openings: &'r [Opening],
        now: Timestamp,
        checked: &mut Checked<'_, 'r>,
        names: &[Zeroizing<String>],
    ) -> Result<Vec<Opened>, OpenError> {
        let product = checked.sites.product;
        self.each_clear_of(openings, now, checked, |(opening, record, value), clear| {
            let place = record.site(product);
            let named = (&opening.item, value.shape.as_ref(), names);
            let suite = record.suite();
            let clear = match value.sealed.kept() {
                // What opens a file does not leave; what it is does.
                Some(Kept::File) => file::described(&clear).ok_or_else(|| refused(opening))?,
                _ => clear,
            };
            let reduced = reduce::reduced(self, now, (suite, &place), named, opening.form, clear)?;
            let value = reduced.ok_or_else(|| refused(opening))?;
            Ok(Opened { record: opening.record, item: opening.item.clone(), form: opening.form, value })
        })
    }

    /// Opens what is listed and hands each clear value on, to nothing outside the vault.
    pub(crate) fn each_clear<'r, T>(
        &self,
        openings: &'r [Opening],
        now: Timestamp,
        (product, stored): (&Name, &'r [StoredRecord]),
        give: impl Fn(Listed<'r>, Zeroizing<Vec<u8>>) -> Result<T, OpenError>,
    ) -> Result<Vec<T>, OpenError> {
        self.each_clear_of(openings, now, &mut Checked::of(product, stored)?, give)
    }

    fn each_clear_of<'r, T>(
        &self,
        openings: &'r [Opening],
        now: Timestamp,
        Checked { sites, records }: &mut Checked<'_, 'r>,
        give: impl Fn(Listed<'r>, Zeroizing<Vec<u8>>) -> Result<T, OpenError>,
    ) -> Result<Vec<T>, OpenError> {
        let mut hint = 0;
        let listed = openings.iter().map(|opening| pick(opening, records, &mut hint));
        let listed: Vec<Listed<'_>> = listed.collect::<Result<_, _>>()?;
        // Nothing is refused below but by keys and ciphertexts.
        let mut last: Option<Unlocked<'_>> = None;
        let mut given = Vec::with_capacity(listed.len());
        for listed in listed {
            let (opening, record, value) = listed;
            let unlocked = match last.take() {
                Some(unlocked) if unlocked.serves(opening, record, value) => unlocked,
                _ => self.unlock(now, sites.of(record), opening, (record, value))?,
            };
            let clear = last.insert(unlocked).open(sites.of(record), value)?;
            given.push(give(listed, clear)?);
        }
        Ok(given)
    }

    pub(crate) fn matches_listed(
        &self,
        openings: &[Opening],
        now: Timestamp,
        product: &Name,
        (stored, candidate): (&StoredRecord, &Personal),
    ) -> Result<bool, OpenError> {
        let [opening] = openings else {
            return Err(OpenError::NotOne(openings.len()));
        };
        if opening.record != stored.record {
            let (record, item) = (opening.record, opening.item.clone());
            return Err(OpenError::Absent { record, item });
        }
        let place = stored.site(product);
        let mut site = place.fields();
        stored.check(&mut site)?;
        let (value, _) = stored.value(&opening.item, 0)?;
        let kept = kept(opening, value)?;
        let sealed = self.unlock(now, &mut site, opening, (stored, value))?.open(&mut site, value)?;
        Ok(match kept {
            Kept::Hashed(kind) => {
                let hashed = (kind, sealed.as_slice());
                hashing::matches(self, now, &place, &opening.item, hashed, candidate)?
            }
            Kept::File => return Err(refused(opening)),
            Kept::Sealed | Kept::Open => same(value.shape.as_ref(), sealed, candidate),
        })
    }

    /// The content key of a value's group, through a slot that the opening allows.
    fn unlock<'r>(
        &self,
        now: Timestamp,
        site: &mut Fields,
        opening: &'r Opening,
        (record, value): (&'r StoredRecord, &StoredValue),
    ) -> Result<Unlocked<'r>, OpenError> {
        let group = value.sealed.group;
        let allowed = |rule: &Name| opening.rules.contains(rule);
        let content = content_key(self, now, (record, site), group, allowed)?;
        let ended = || OpenError::NoKey { record: record.record, item: opening.item.clone() };
        let content = content.ok_or_else(ended)?;
        Ok(Unlocked { record, rules: &opening.rules, group, key: record.suite().cipher(&content)? })
    }

    pub(crate) fn find_halves(
        &self,
        now: Timestamp,
        record: &StoredRecord,
        slot: &Keyslot,
    ) -> Result<Option<Halves>, KeyError> {
        let half = KeyId::Half(slot.locked.holder_half(record.cell, record.holder));
        let Some(holder) = self.find(&half, now)? else {
            return Ok(None);
        };
        let Some(half) = slot.locked.term_half(record.cell) else {
            return Ok(Some(Halves { holder, term: None }));
        };
        let term = self.find(&KeyId::Half(half), now)?;
        Ok(term.map(|term| Halves { holder, term: Some(term) }))
    }
}

/// The fields of a record's site, written once for all that is done with it in a row.
struct Sites<'p, 'r> {
    product: &'p Name,
    last: Option<&'r StoredRecord>,
    fields: Fields,
}

impl<'r> Sites<'_, 'r> {
    fn of(&mut self, record: &'r StoredRecord) -> &mut Fields {
        if !self.last.is_some_and(|last| std::ptr::eq(last, record)) {
            record.site(self.product).write(&mut self.fields);
            self.last = Some(record);
        }
        &mut self.fields
    }
}

/// Records that match what their ledger entries commit to, in order: of others nothing is opened. Hashing all values of a
/// record takes as long as opening them, so that it is done once for whatever is opened of it.
struct Checked<'p, 'r> {
    sites: Sites<'p, 'r>,
    records: Vec<&'r StoredRecord>,
}

impl<'p, 'r> Checked<'p, 'r> {
    fn of(product: &'p Name, stored: &'r [StoredRecord]) -> Result<Self, OpenError> {
        let mut sites = Sites { product, last: None, fields: Fields::roomy() };
        stored.iter().try_for_each(|record| record.check(sites.of(record)))?;
        let mut records: Vec<&StoredRecord> = stored.iter().collect();
        records.sort_unstable_by_key(|record| record.record);
        Ok(Self { sites, records })
    }
}

/// A group's content key and what it was allowed for: the next value may share it.
struct Unlocked<'r> {
    record: &'r StoredRecord,
    rules: &'r [Name],
    group: u16,
    key: Cipher,
}

impl Unlocked<'_> {
    fn serves(&self, opening: &Opening, record: &StoredRecord, value: &StoredValue) -> bool {
        std::ptr::eq(self.record, record) && self.group == value.sealed.group && self.rules == opening.rules
    }

    fn open(&self, site: &mut Fields, value: &StoredValue) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        let clear = open_value(&self.key, site, &value.sealed);
        clear.ok_or_else(|| self.record.tampered(Some(&value.sealed.item)))
    }
}

/// Tries the live slots of a group whose rule is allowed; `None` if there is none.
pub(crate) fn content_key(
    vault: &Vault,
    now: Timestamp,
    (record, site): (&StoredRecord, &mut Fields),
    group: u16,
    allowed: impl Fn(&Name) -> bool,
) -> Result<Option<Secret>, OpenError> {
    for slot in &record.slots {
        if slot.group != group || !allowed(&slot.locked.rule) {
            continue;
        }
        if let Some(halves) = vault.find_halves(now, record, slot)? {
            let content = slot::unlock(&halves, site, slot)?;
            return content.map(Some).ok_or_else(|| record.tampered(None));
        }
    }
    Ok(None)
}

/// An opening, and the record and the value that it names.
pub(crate) type Listed<'a> = (&'a Opening, &'a StoredRecord, &'a StoredValue);

/// The value that an opening names, if it may leave the vault at all in that form. `records` are in
/// order; `hint` is where the value likely stands, and then where the next one does.
fn pick<'a>(opening: &'a Opening, records: &[&'a StoredRecord], hint: &mut usize) -> Result<Listed<'a>, OpenError> {
    let (record, item) = (opening.record, &opening.item);
    let absent = || OpenError::Absent { record, item: item.clone() };
    let place = records.binary_search_by_key(&record, |stored| stored.record).map_err(|_| absent())?;
    let stored = *records.get(place).ok_or_else(absent)?;
    let (value, at) = stored.value(item, *hint)?;
    *hint = at + 1;
    match kept(opening, value)? {
        // What is only counted leaves in no form of one value: it is worked out, or refused where it would be reduced.
        Kept::Hashed(_) => Err(refused(opening)),
        Kept::Sealed | Kept::Open | Kept::File => Ok((opening, stored, value)),
    }
}

fn kept(opening: &Opening, value: &StoredValue) -> Result<Kept, OpenError> {
    let (record, item) = (opening.record, opening.item.clone());
    value.sealed.kept().ok_or(OpenError::Unknown { record, item })
}

fn refused(opening: &Opening) -> OpenError {
    OpenError::Form { record: opening.record, item: opening.item.clone(), form: opening.form }
}

/// Whether two values have the same normal form; takes the same time wherever they differ.
fn same(shape: Option<&Name>, mut sealed: Zeroizing<Vec<u8>>, candidate: &Personal) -> bool {
    let shape = shape.map_or("", Name::as_str);
    let sealed = Personal::new(std::mem::take(&mut *sealed));
    let (a, b) = (normal::normalised(shape, &sealed), normal::normalised(shape, candidate));
    a.as_slice().ct_eq(b.as_slice()).into()
}
