//! Derived sets: worked out page by page, weighed, kept or forgotten, and used.
//!
//! The key of a set's tokens lives in this process only, and no longer than its making: a set that was cut off is made
//! anew, and nothing of it is seen.

mod blurred;
mod by_itself;
mod memory;

pub use blurred::Blurred;

use crate::acts::Tenant;
use crate::engine::{Engine, fresh_reference};
use crate::error::Error;
use crate::keeping::{stored, suite};
use crate::shell::{Scene, nothing};
use jiff::Timestamp;
use life::derive::{self, Derive, Shape, UseSet, Weighed, ending};
use life::facts::Facts;
use life::reference::{Cell, Record, Reference, Set};
use life::{Moment, Plan};
use policy::rows::{Shown, Transform, Way};
use policy::{Name, Policy};
use std::collections::{BTreeMap, BTreeSet};
use store::{DueRow, Member, RecordRow, SetOf, StagedRow, Wanted};
use vault::{SetKey, SetMemory, Worked};

/// A set that was made and kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its reference.
    pub set: Set,
    /// The number of its entry in the cell's log.
    pub entry: u64,
    /// How many rows it has.
    pub rows: u64,
    /// How many people share what the fewest share; 0 where numbers are blurred.
    pub smallest: u64,
    /// What it spent, where numbers are blurred.
    pub blurred: Option<Blurred>,
}

/// One row of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DerivedRow {
    /// Its reference, which tells nothing.
    pub row: Reference,
    /// What shows, by item; `subject` is the stand-in of the person, where the set has one.
    pub shown: BTreeMap<Name, String>,
    /// How many people it stands for, where it counts; else 1. A number that is blurred may be below 0.
    pub count: i64,
}

/// Rows of a set that were used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedRows {
    /// The rows.
    pub rows: Vec<DerivedRow>,
    /// The number of the entry in the cell's log.
    pub entry: u64,
}

/// Records worked out at once: what a set costs in memory, however large it is.
const PAGE: u32 = 500;
/// The most rows of one answer.
const ROWS_MAX: u32 = 1000;
/// Under which name the stand-in of the person shows.
const PERSON: &str = "subject";

/// Why a set is made.
#[derive(Clone, Copy)]
enum Why<'a> {
    /// Somebody asked for it.
    Asked(&'a Derive),
    /// A rule ends what it is made of.
    Ends(&'a Name),
}

/// One set that is being made.
struct Making<'a> {
    engine: &'a Engine,
    policy: &'a Policy,
    why: Why<'a>,
    cell: Cell,
    set: Set,
    key: SetKey,
    memory: SetMemory,
    ways: BTreeMap<Name, Way>,
    shape: Shape,
    linked: bool,
    /// What tells the groups that are counted, where numbers are blurred: nothing else is staged.
    groups: Option<BTreeSet<[u8; 32]>>,
    weighed: Weighed,
}

impl Engine {
    /// Works a set of the policy out of what is held in one cell, and keeps it if nobody can be told by it.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason; nothing is left of the set then.
    pub fn derive(&self, product: &Name, tenant: Tenant, request: &Derive) -> Result<Made, Error> {
        let (actor, spent) = (request.actor.subject, Some(request.derived.clone()));
        let scene = self.scene(product, tenant, Wanted { actor, spent, ..Wanted::default() })?;
        let moment = self.moment()?;
        let policy = self.policy_at(product, moment.now)?;
        let (facts, _) = self.store.load_facts(scene.cell, scene.named, &scene.wanted)?;
        if let Err(refused) = derive::may_begin(&policy, &facts, request, &moment) {
            let (refusal, entry) = *refused;
            let refusal = self.stranger(&policy, scene.cell, &facts, &entry)?.unwrap_or(refusal);
            let entry = entry.refused(&refusal);
            return Err(self.refuse(&scene, refusal, entry)?);
        }
        let ways = derive::ways(&policy, request);
        let mut making = Making::new(self, &policy, Why::Asked(request), (scene.cell, Some(&request.derived), ways))?;
        if let Some(noise) = derive::noise::of(&policy, &request.derived) {
            return self.blur(&scene, making, (request, noise));
        }
        let set = making.set;
        let made = making.work_out(request).and_then(|()| {
            let _turn = self.weighing();
            making.join_people()?;
            let weighed = making.weigh(&request.derived)?;
            let decide = |policy: &Policy, facts: &Facts, moment: &Moment| {
                derive::decide(policy, facts, request, (set, &weighed), moment)
            };
            let remember = |policy: &Policy, plan: &Plan, _: &Moment| making.remember(policy, plan, &request.derived);
            let done = self.carry_out(&scene, decide, remember)?;
            let (rows, smallest) = (weighed.rows, weighed.smallest);
            Ok(Made { set, entry: done.written.entry, rows, smallest, blurred: None })
        });
        if made.is_err() {
            self.store.drop_set(scene.cell, set)?;
        }
        made
    }

    /// What a term ends within a day goes into the set that its rule names, and the work is done; both or neither.
    ///
    /// # Errors
    /// [`Error`] if the store or the keys fail; nothing is left of the set then.
    pub(crate) fn anonymise(&self, product: &Name, row: &DueRow, rule: &Name, until: Timestamp) -> Result<(), Error> {
        let (now, cell) = (self.now(), row.cell);
        let policy = self.policy_at(product, now)?;
        let derived = ending::into(&policy, rule).cloned();
        let ways = derived.as_ref().map(|derived| derive::all_ways(&policy, derived)).unwrap_or_default();
        let place = (cell, derived.as_ref(), ways);
        let mut making = Making::new(self, &policy, Why::Ends(rule), place)?;
        let (set, scene) =
            (making.set, Scene { product: product.clone(), cell, named: true, wanted: Wanted::default() });
        let done = making.gather(rule, (now, until)).and_then(|()| {
            let _turn = self.weighing();
            let weighed = making.settle(derived.as_ref())?;
            let decide = |policy: &Policy, facts: &Facts, moment: &Moment| {
                ending::decide(policy, facts, (&row.work, row.at), (set, &weighed), moment)
            };
            let remember = |policy: &Policy, plan: &Plan, _: &Moment| match &derived {
                Some(derived) => making.remember(policy, plan, derived),
                None => Ok(None),
            };
            self.carry_out(&scene, decide, remember)
        });
        // What nobody keeps is forgotten, a set in which nobody is, too.
        if done.as_ref().map_or(true, |done| done.entry.set.is_none()) {
            self.store.drop_set(cell, set)?;
        }
        done.map(|_| ())
    }

    /// Rows of a set that is kept, after `after`: the use is on record before any is opened.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason; [`Error::Tampered`] if a row is not what was sealed.
    pub fn use_set(
        &self,
        product: &Name,
        tenant: Tenant,
        request: &UseSet,
        (after, most): (Option<Reference>, u32),
    ) -> Result<UsedRows, Error> {
        let wanted = Wanted { actor: request.actor.subject, ..Wanted::default() };
        let scene = self.scene(product, tenant, wanted)?;
        let fact = self.store.load_set(scene.cell, request.set)?;
        let decide = |policy: &Policy, facts: &Facts, moment: &Moment| {
            derive::decide_use(policy, facts, fact.as_ref(), request, moment)
        };
        let done = self.carry_out(&scene, decide, nothing)?;
        let permit = done.permit.ok_or(Error::Conflict)?;
        let listed = self.store.list_rows(scene.cell, request.set, after, most.min(ROWS_MAX))?;
        let counts: Vec<(Reference, i64)> = listed.iter().map(|row| (row.row, row.count)).collect();
        let sealed: Vec<_> = listed.into_iter().map(|row| (row.row, row.body)).collect();
        let opened = self.vault.open_rows(permit, scene.cell, request.set, &sealed)?;
        let mut rows = Vec::with_capacity(opened.len());
        for ((row, count), body) in counts.into_iter().zip(opened) {
            let shown = body.and_then(|body| serde_json::from_slice(&body).ok()).ok_or(Error::Tampered)?;
            rows.push(DerivedRow { row, shown, count });
        }
        Ok(UsedRows { rows, entry: done.written.entry })
    }
}

impl<'a> Making<'a> {
    fn new(
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
    fn gather(&mut self, rule: &Name, (now, until): (Timestamp, Timestamp)) -> Result<(), Error> {
        let mut after = None;
        loop {
            let page = self.engine.store.list_ending(self.cell, rule, (now, until), after, PAGE)?;
            let Some(last) = page.last().copied() else { return Ok(()) };
            self.work_page(page.into_iter().map(|(_, record)| record).collect())?;
            after = Some(last);
        }
    }

    /// What is left when nobody is in it who would be one of too few, there or beside a set before it.
    fn settle(&self, derived: Option<&Name>) -> Result<Weighed, Error> {
        derived.map_or(Ok(Weighed::default()), |derived| self.hold_back(derived))
    }

    /// Where stand-ins tell which rows are one person's, people are compared by all their rows together.
    fn join_people(&self) -> Result<(), Error> {
        if self.shape.joined {
            self.engine.store.join_people(self.cell, self.set)?;
        }
        Ok(())
    }

    /// Every record that has something of the set, a page at a time.
    fn work_out(&mut self, request: &Derive) -> Result<(), Error> {
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

    fn work_page(&mut self, mut records: Vec<Record>) -> Result<(), Error> {
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
            record: ends.then_some(record),
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
        let who = self.key.who(whose.subject)?;
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
        Ok(Member { who, shows, origins })
    }

    /// What tells what shows from anything else, within the set.
    fn class<'s>(&self, shown: impl Iterator<Item = (&'s Name, &'s str)>) -> Result<[u8; 32], Error> {
        let compared = serde_json::to_vec(&shown.collect::<Vec<_>>());
        Ok(self.key.class(&compared.map_err(|fault| Error::Vault(fault.to_string()))?)?)
    }

    /// What the set is like; of one that counts, groups that are too small are left out first, and each is a row then.
    fn weigh(&self, derived: &Name) -> Result<Weighed, Error> {
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
fn fresh_row() -> Result<Reference, Error> {
    Ok(Reference::from_bytes(crate::engine::random()?))
}
