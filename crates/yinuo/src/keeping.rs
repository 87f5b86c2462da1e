//! Keep: values are sealed on the way to the store and found by blind index.

use crate::engine::{Engine, random};
use crate::error::Error;
use jiff::Timestamp;
use life::reference::{Cell, Holder, Record};
use life::{Change, Moment, Personal, Plan};
use policy::rows::Keep;
use policy::{Name, Policy};
use std::collections::HashMap;
use store::{Captured, KeptFile, RecordRow, SlotRow, ValueRow, Wanted};
use vault::sealing::{Capture, Group, HashKind, Kept, SealedValue, Site};
use vault::{Locked, Lookup, SealedFile, StoredRecord, StoredValue, Suite};

/// The suite that the policy names; one that nobody has was refused when it was checked.
pub(crate) fn suite(policy: &Policy) -> Suite {
    let protect = policy.document.protect.as_ref();
    protect.and_then(|protect| Suite::named(&protect.suite)).unwrap_or_default()
}

/// How the policy keeps `item`.
pub(crate) fn kept(policy: &Policy, item: &str) -> Kept {
    match (policy.keep(item), policy.shape(item)) {
        (Keep::Sealed, _) => Kept::Sealed,
        (Keep::Open, _) => Kept::Open,
        (Keep::Hashed, "code") => Kept::Hashed(HashKind::Code(suite(policy))),
        (Keep::Hashed, _) => Kept::Hashed(HashKind::Password),
    }
}

const fn kept_word(kept: Kept) -> &'static str {
    match kept {
        Kept::Sealed => "sealed",
        Kept::File => "file",
        Kept::Hashed(_) => "hashed",
        Kept::Open => "open",
    }
}

/// A record that is kept for less than this is gone before the next backup matters, and goes into none.
const SHORT: jiff::SignedDuration = jiff::SignedDuration::from_hours(1);

/// Values by item, on their way in.
type Values<'v> = &'v [(Name, &'v Personal)];

impl Engine {
    /// Seals the values of the record that `plan` keeps, if it keeps one; those of `files` are what opens a file.
    pub(crate) fn seal(
        &self,
        policy: &Policy,
        cell: Cell,
        plan: &Plan,
        (values, files): (Values<'_>, &[(Name, SealedFile)]),
        moment: &Moment,
    ) -> Result<Option<Captured>, Error> {
        let keep = plan.changes.iter().find_map(|grounded| match &grounded.change {
            Change::Keep { record, kind, holder, revision, groups, find, minors, .. } => {
                Some((*record, kind, *holder, *revision, groups, (find, minors)))
            }
            _ => None,
        });
        let Some((record, kind, holder, revision, groups, (find, minors))) = keep else { return Ok(None) };
        // The policy of this instant, which may have followed the one decided under: then it is decided again.
        self.begin_reseal(&*self.policy(&policy.product)?)?;
        let site = Site { product: &policy.product, cell, holder, record, revision };
        let mut slots_until = Vec::new();
        let mut capture = Capture { suite: suite(policy), site, groups: Vec::with_capacity(groups.len()) };
        for group in groups {
            let items = group.items.iter().filter_map(|item| {
                let value = values.iter().find(|(name, _)| name == item)?.1;
                let file = files.iter().any(|(name, _)| name == item);
                Some((item.clone(), if file { Kept::File } else { kept(policy, item) }, value))
            });
            let locked =
                |lock: &life::Lock| Locked { rule: lock.rule.clone(), edition: lock.edition, term_day: lock.term_day };
            slots_until.extend(group.locks.iter().map(|lock| (lock.until, lock.items.clone())));
            capture.groups.push(Group { locks: group.locks.iter().map(locked).collect(), items: items.collect() });
        }
        let sealed = self.vault.seal(moment.now, &capture)?;
        let mut lookups = Vec::with_capacity(find.len());
        for item in find {
            if let Some((_, value)) = values.iter().find(|(name, _)| name == item) {
                let digest = self.lookup_digest(suite(policy), (policy, cell), (kind, item), value, moment.now)?;
                lookups.push((item.clone(), digest));
            }
        }
        let draws = plan_draws(policy, kind);
        let draw = lookups.first().filter(|_| draws).map(|(_, digest)| *digest);
        let soon = moment.now.checked_add(SHORT).unwrap_or(moment.now);
        let shortlived =
            !slots_until.is_empty() && slots_until.iter().all(|(until, _)| until.is_some_and(|until| until <= soon));
        let slots = sealed.slots.into_iter().zip(slots_until);
        Ok(Some(Captured {
            values: sealed
                .values
                .into_iter()
                .zip(sealed.hashes)
                .map(|(value, hash)| value_row(value, hash, minors))
                .collect::<Result<_, _>>()?,
            slots: slots.map(|(slot, (until, items))| slot_row(slot, until, items)).collect(),
            suite: capture.suite.byte(),
            digest: sealed.digest,
            lookups,
            draw,
            shortlived,
            files: files.iter().map(|(item, file)| KeptFile { item: item.clone(), file: file.file }).collect(),
        }))
    }

    /// What `value` as `item` of record type `kind` is found by, whichever suite it was sealed under: the suite
    /// that is in force first.
    pub(crate) fn lookup_digests(
        &self,
        (policy, cell): (&Policy, Cell),
        (kind, item): (&Name, &Name),
        value: &Personal,
        now: Timestamp,
    ) -> Result<Vec<[u8; 32]>, Error> {
        let current = suite(policy);
        let others = Suite::ALL.into_iter().filter(|other| *other != current);
        let suites = std::iter::once(current).chain(others);
        suites.map(|suite| self.lookup_digest(suite, (policy, cell), (kind, item), value, now)).collect()
    }

    /// The blind index of these records, worked out anew from their values.
    pub(crate) fn index_of(
        &self,
        policy: &Policy,
        cell: Cell,
        records: Vec<Record>,
    ) -> Result<Vec<(Record, Name, [u8; 32])>, Error> {
        let (facts, rows) = self.store.load_facts(cell, true, &Wanted { records, ..Wanted::default() })?;
        let permit = life::retain::permit_reindex(policy, &facts, self.now());
        let kinds: HashMap<Record, Name> = rows.iter().map(|row| (row.record, row.kind.clone())).collect();
        let stored: Vec<_> = rows.into_iter().map(|row| stored(policy, cell, row)).collect();
        let field = |record: &vault::StoredRecord, item: &Name| {
            let kind = kinds.get(&record.record).map_or("", Name::as_str);
            format!("{kind}.{item}")
        };
        Ok(self.vault.reindex(permit, self.now(), &policy.product, &stored, field)?)
    }

    /// The blind index entry of `value` as `item` of record type `kind` under one suite.
    fn lookup_digest(
        &self,
        suite: Suite,
        (policy, cell): (&Policy, Cell),
        (kind, item): (&Name, &Name),
        value: &Personal,
        now: Timestamp,
    ) -> Result<[u8; 32], Error> {
        let field = format!("{kind}.{item}");
        let shape = Name::from(policy.shape(item));
        let lookup = Lookup { suite, product: &policy.product, cell, field: &field, shape: Some(&shape) };
        Ok(self.vault.digest_for_lookup(now, lookup, value)?)
    }
}

/// Whether records of `kind` hold a code that the engine draws.
pub(crate) fn plan_draws(policy: &Policy, kind: &Name) -> bool {
    let row = policy.document.records.get(kind);
    row.is_some_and(|row| row.holds.iter().any(|item| life::drawn::drawn(policy, item).is_some()))
}

fn value_row(value: SealedValue, hash: [u8; 32], minors: &[Name]) -> Result<ValueRow, Error> {
    Ok(ValueRow {
        kept: kept_word(value.kept().unwrap_or(Kept::Sealed)).into(),
        minor: minors.contains(&value.item),
        item: value.item,
        group: value.group,
        body: value.body,
        hash,
        salt: random()?,
    })
}

fn slot_row(slot: vault::Keyslot, until: Option<Timestamp>, items: Vec<Name>) -> SlotRow {
    SlotRow {
        group: slot.group,
        rule: slot.locked.rule,
        edition: slot.locked.edition,
        term_day: slot.locked.term_day,
        until,
        items,
        wrapped: slot.wrapped,
    }
}

/// Rows of the store as the vault opens them.
pub(crate) fn stored(policy: &Policy, cell: Cell, row: RecordRow) -> StoredRecord {
    let shape = |item: &Name| policy.document.data.get(item).and_then(|data| data.shape.clone());
    let values = row.values.into_iter().map(|value| StoredValue {
        shape: shape(&value.item),
        sealed: SealedValue { item: value.item, group: value.group, body: value.body },
    });
    let slots = row.slots.into_iter().map(|slot| vault::Keyslot {
        group: slot.group,
        locked: Locked { rule: slot.rule, edition: slot.edition, term_day: slot.term_day },
        wrapped: slot.wrapped,
    });
    StoredRecord {
        cell,
        holder: Holder(row.holder.0),
        record: Record(row.record.0),
        revision: 1,
        digest: row.digest,
        values: values.collect(),
        gone: row.gone,
        slots: slots.collect(),
    }
}
