//! Making: the rows of one set, worked out page by page, and what is remembered of each.

use crate::engine::{Engine, fresh_reference};
use crate::error::Error;
use crate::keeping::{stored, suite};
use jiff::Timestamp;
use life::derive::{self, Derive, Shape, Weighed, ending};
use life::reference::{Cell, Record, Reference, Set};
use policy::rows::{Shown, Transform, Way};
use policy::{Name, Policy};
use std::collections::{BTreeMap, BTreeSet};
use store::{Member, RecordRow, SetOf, StagedRow, Wanted};
use vault::{SetKey, SetMemory, Worked};

/// Records worked out at once: what a set costs in memory, however large it is.
pub(super) const PAGE: u32 = 500;
/// Under which name the stand-in of the person shows.
const PERSON: &str = "subject";

/// Why a set is made.
#[derive(Clone, Copy)]
pub(super) enum Why<'a> {
    /// Somebody asked for it.
    Asked(&'a Derive),
    /// A rule ends what it is made of.
    Ends(&'a Name),
}

/// One set that is being made.
pub(super) struct Making<'a> {
    pub(super) engine: &'a Engine,
    pub(super) policy: &'a Policy,
    pub(super) why: Why<'a>,
    pub(super) cell: Cell,
    pub(super) set: Set,
    pub(super) key: SetKey,
    pub(super) memory: SetMemory,
    pub(super) ways: BTreeMap<Name, Way>,
    pub(super) shape: Shape,
    pub(super) linked: bool,
    /// What tells the groups that are counted, where numbers are blurred: nothing else is staged.
    pub(super) groups: Option<BTreeSet<[u8; 32]>>,
    pub(super) weighed: Weighed,
}

impl<'a> Making<'a> {
    pub(super) fn new(
        engine: &'a Engine,
        policy: &'a Policy,
        why: Why<'a>,
        (cell, derived, ways): (Cell, Option<&Name>, BTreeMap<Name, Way>),
    ) -> Result<Self, Error> {
        let (set, key) = (Set(fresh_reference(engine.now())?), SetKey::draw()?);
        let by = derived.and_then(|derived| policy.document.derived.get(derived)).map(|row| row.by);
        let (shape, linked) =
            (by.map(|by| Shape::of(&ways, by)).unwrap_or_default(), by == Some(Transform::Deidentify));
        let memory = engine.vault.set_memory(engine.now(), (cell, suite(policy)))?;
        let (groups, weighed) = (None, Weighed::default());
        Ok(Self { engine, policy, why, cell, set, key, memory, ways, shape, linked, groups, weighed })
    }

    /// Every record of which the rule ends something in time, a page at a time.
    pub(super) fn gather(&mut self, rule: &Name, (now, until): (Timestamp, Timestamp)) -> Result<(), Error> {
        let mut after = None;
        loop {
            let page = self.engine.store.list_ending(self.cell, rule, (now, until), after, PAGE)?;
            let Some(last) = page.last().copied() else { return Ok(()) };
            self.work_page(page.into_iter().map(|(_, record)| record).collect())?;
            after = Some(last);
        }
    }

    /// What is left when nobody is in it who would be one of too few, there or beside a set before it.
    pub(super) fn settle(&self, derived: Option<&Name>) -> Result<Weighed, Error> {
        derived.map_or(Ok(Weighed::default()), |derived| self.hold_back(derived))
    }

    /// Where stand-ins tell which rows are one person's, people are compared by all their rows together.
    pub(super) fn join_people(&self) -> Result<(), Error> {
        if self.shape.joined {
            self.engine.store.join_people(self.cell, self.set)?;
        }
        Ok(())
    }

    /// Every record that has something of the set, a page at a time.
    pub(super) fn work_out(&mut self, request: &Derive) -> Result<(), Error> {
        for kind in derive::kinds(self.policy, request) {
            let mut after: Option<Record> = None;
            loop {
                let page = self.engine.store.list_records(self.cell, &kind, after, PAGE)?;
                let Some(last) = page.last().copied() else { break };
                self.work_page(page)?;
                after = Some(last);
            }
        }
        Ok(())
    }

    pub(super) fn work_page(&mut self, mut records: Vec<Record>) -> Result<(), Error> {
        let engine = self.engine;
        // A tripwire is nobody's, and counts in no set.
        let planted = engine.planted(&self.policy.product)?;
        records.retain(|record| !planted.contains(&(self.cell, *record)));
        let now = engine.now();
        let wanted = Wanted { records, now: Some(now), ..Wanted::default() };
        let (facts, rows) = engine.store.load_facts(self.cell, true, &wanted)?;
        let (permit, whose) = match self.why {
            Why::Asked(request) => derive::permit(self.policy, &facts, request, now),
            Why::Ends(rule) => ending::permit(self.policy, &facts, rule, now),
        };
        let rows: Vec<_> = rows.into_iter().filter(|row| whose.contains_key(&row.record)).collect();
        let salts = salts(&rows);
        let records: Vec<_> = rows.into_iter().map(|row| stored(self.policy, self.cell, row)).collect();
        let way = |item: &Name| self.ways.get(item).copied();
        let product = &self.policy.product;
        let worked = engine.vault.work_out(permit, now, (product, &records), way, &self.key)?;
        let mut by_record: BTreeMap<Record, Vec<Worked>> = BTreeMap::new();
        for value in worked {
            if value.tells && self.weighed.telling.is_none() {
                self.weighed.telling = Some(value.item.clone());
            }
            by_record.entry(value.record).or_default().push(value);
        }
        let mut staged = Vec::with_capacity(by_record.len());
        for (record, values) in by_record {
            if let Some(whose) = whose.get(&record) {
                staged.extend(self.stage(record, (*whose, &salts), values, now)?);
            }
        }
        // A key is durable before data uses it.
        engine.vault.flush()?;
        Ok(engine.store.stage_rows(self.cell, self.set, staged)?)
    }

    /// One row: what shows, and what tells it from others. Of stand-ins it is compared that there is one: each is one
    /// person's own, and tells nobody anything else outside the set.
    fn stage(
        &mut self,
        record: Record,
        (whose, salts): (derive::Whose, &Salts),
        values: Vec<Worked>,
        now: Timestamp,
    ) -> Result<Option<StagedRow>, Error> {
        let (engine, policy) = (self.engine, self.policy);
        let is_token = |item: &Name| self.ways.get(item) == Some(&Way::Shown(Shown::Token));
        let shown = values.into_iter().filter_map(|value| Some((value.item, value.shown?)));
        let mut shown: BTreeMap<Name, String> = shown.collect();
        let compared = |(item, shown)| (item, if is_token(item) { "" } else { String::as_str(shown) });
        let class = self.class(shown.iter().map(compared))?;
        let ends = matches!(self.why, Why::Ends(_));
        if (ends && shown.is_empty()) || self.groups.as_ref().is_some_and(|groups| !groups.contains(&class)) {
            return Ok(None);
        }
        let (from, to) = self.weighed.span.unwrap_or((whose.created_at, whose.created_at));
        self.weighed.span = Some((from.min(whose.created_at), to.max(whose.created_at)));
        let row = fresh_row()?;
        let place = (self.cell, suite(policy));
        // What is blurred has a budget instead of a memory.
        let member = self.groups.is_none().then(|| self.member(record, (whose, salts), &shown)).transpose()?;
        if self.linked {
            let person = self.key.token(PERSON, whose.subject.as_bytes())?;
            shown.insert(Name::from(PERSON), person);
        }
        let body = serde_json::to_vec(&shown).map_err(|fault| Error::Vault(fault.to_string()))?;
        Ok(Some(StagedRow {
            row,
            subject: whose.subject,
            class,
            member,
            record,
            body: engine.vault.seal_row(now, place, (self.set, row), &body)?,
        }))
    }

    /// What is remembered of a row: what showed, item by item, and of which value.
    fn member(
        &self,
        record: Record,
        (whose, salts): (derive::Whose, &Salts),
        shown: &BTreeMap<Name, String>,
    ) -> Result<Member, Error> {
        let (mut shows, mut origins) = (Vec::new(), Vec::new());
        for (item, way) in &self.shape.shows {
            let found = shown.get(item).zip(salts.get(&(record, item.clone())));
            let Some((text, salt)) = found else {
                shows.push([0; 16]);
                origins.push([0; 16]);
                continue;
            };
            let stand_in = self.ways.get(item) == Some(&Way::Shown(Shown::Token));
            shows.push(self.memory.shown(item, way, if stand_in { "" } else { text })?);
            origins.push(self.memory.origin(salt)?);
        }
        // Nothing puts rows of one person together that the set does not.
        let within = if self.shape.joined { Vec::new() } else { shows.concat() };
        Ok(Member { who: self.key.who(whose.subject, &within)?, shows, origins })
    }

    /// What tells what shows from anything else, within the set.
    pub(super) fn class<'s>(&self, shown: impl Iterator<Item = (&'s Name, &'s str)>) -> Result<[u8; 32], Error> {
        let compared = serde_json::to_vec(&shown.collect::<Vec<_>>());
        Ok(self.key.class(&compared.map_err(|fault| Error::Vault(fault.to_string()))?)?)
    }

    /// What the set is like; of one that counts, groups that are too small are left out first, and each is a row then.
    pub(super) fn weigh(&self, derived: &Name) -> Result<Weighed, Error> {
        let (store, group) = (&self.engine.store, derive::group(self.policy, derived));
        let left_out = if self.shape.counts { store.leave_out_few(self.cell, self.set, group)? } else { 0 };
        let (telling, span) = (self.weighed.telling.clone(), self.weighed.span);
        let weighed = store.weigh_set(self.cell, self.set, SetOf { shape: self.shape.clone(), span })?;
        let rows = if self.shape.counts { store.count_groups(self.cell, self.set)? } else { weighed.rows };
        Ok(Weighed { rows, left_out, telling, span, ..weighed })
    }
}

/// The salt of each value, by record and item.
type Salts = BTreeMap<(Record, Name), [u8; 16]>;

fn salts(rows: &[RecordRow]) -> Salts {
    let of = |row: &RecordRow| {
        let record = row.record;
        row.values.iter().map(move |value| ((record, value.item.clone()), value.salt)).collect::<Vec<_>>()
    };
    rows.iter().flat_map(of).collect()
}

/// A reference without a time in it: the order of rows tells nothing of the order of records.
pub(super) fn fresh_row() -> Result<Reference, Error> {
    Ok(Reference::from_bytes(crate::engine::random()?))
}
