//! Load: the facts that a decision rests on, from one snapshot.

use super::answers::load_answers;
use super::erasures::Released;
use super::{Connection, Store, StoreError, apply, due, erasures, holds, parts};
use crate::rows::RecordRow;
use jiff::Timestamp;
use life::facts::{
    AccountState, ActivityFact, AgreementFact, ConsentFact, ConsentState, Facts, PermissionFact, PersonFact,
    RecordFact, Row, SlotFact, TenantState,
};
use life::reference::{Activity, Case, Cell, Hold, Holder, Record, Subject, Telling, Visit};
use policy::Name;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeMap;

/// What to load for a decision.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The subject whose account, consents and permissions count.
    pub subject: Option<Subject>,
    /// The person who acts.
    pub actor: Option<Subject>,
    /// The activity.
    pub activity: Option<Activity>,
    /// Records by reference.
    pub records: Vec<Record>,
    /// Records by blind index.
    pub found: Vec<[u8; 32]>,
    /// Records of this type, of this holder.
    pub of_holder: Option<(Holder, Name)>,
    /// Every record about this subject.
    pub about: Option<Subject>,
    /// Every record about these subjects, and the people themselves.
    pub people: Vec<Subject>,
    /// Records of these types of the people whom the loaded ones are about, for the names in them.
    pub named: Vec<Name>,
    /// The hold.
    pub hold: Option<Hold>,
    /// The record that the activity is about, if it is about one.
    pub around: bool,
    /// The work that is set on the loaded records.
    pub pending: bool,
    /// Now: what is due by now and not done is told beside the facts.
    pub now: Option<Timestamp>,
    /// The agreement with this recipient of this product.
    pub agreement: Option<(Name, Name)>,
    /// What recipients were sent of what is to be erased: of these people or this tenant, or of the loaded records.
    pub released: Option<Released>,
    /// The telling.
    pub telling: Option<Telling>,
    /// What is on file of this person, by product and the product's own cell.
    pub on_file: Option<(Name, Cell, Subject)>,
    /// A case, with what was written in it.
    pub case: Option<Case>,
    /// The visit of a recipient.
    pub visit: Option<Visit>,
    /// Codes drawn for this look-up value, under any of its digests, since then.
    pub draws: Option<(Vec<[u8; 32]>, Timestamp)>,
    /// What was spent of the budget of this statistic.
    pub spent: Option<Name>,
}

pub(super) fn instant(micros: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(micros).map_err(|fault| StoreError::Form(fault.to_string()))
}

impl Store {
    /// The facts of `cell` that `wanted` names, with the revision of every row they rest on.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn load_facts(
        &self,
        cell: Cell,
        tenant_named: bool,
        wanted: &Wanted,
    ) -> Result<(Facts, Vec<RecordRow>), StoreError> {
        self.read(|connection| load_facts(connection, cell, tenant_named, wanted))
    }
}

fn load_facts(
    connection: &Connection,
    cell: Cell,
    tenant_named: bool,
    wanted: &Wanted,
) -> Result<(Facts, Vec<RecordRow>), StoreError> {
    let mut facts = Facts::nothing(cell);
    facts.tenant_named = tenant_named;
    let mut rests_on = vec![Row::Tenant(cell)];
    load_tenant(connection, &mut facts)?;
    if let Some(activity) = wanted.activity {
        facts.activity = load_activity(connection, cell, activity)?;
        rests_on.push(Row::Activity(cell, activity));
    }
    if let Some(case) = wanted.case {
        facts.case = super::cases::load_case(connection, cell, case)?;
        rests_on.push(Row::Case(cell, case));
    }
    if let Some(hold) = wanted.hold {
        facts.holds.extend(holds::load_hold(connection, cell, hold)?);
        rests_on.push(Row::Hold(cell, hold));
    }
    let written = facts.case.as_ref().and_then(|case| case.text.as_ref()).map(|(record, _)| *record);
    let about = facts.activity.as_ref().and_then(|activity| activity.about).filter(|_| wanted.around);
    let mut rows = Vec::new();
    for record in wanted_records(connection, cell, wanted)?.into_iter().chain(written).chain(about) {
        if let Some(row) = load_record(connection, cell, record)? {
            rests_on.push(Row::Record(cell, record));
            facts.records.push(fact(&row));
            rows.push(row);
        }
    }
    parts::load_named(connection, &wanted.named, (&mut facts, &mut rests_on), &mut rows)?;
    let about: Vec<Subject> = facts.records.iter().filter_map(|record| record.subject).collect();
    for subject in wanted.subject.into_iter().chain(wanted.actor).chain(about).chain(wanted.people.iter().copied()) {
        if !facts.people.contains_key(&subject) && !rests_on.contains(&Row::Account(cell, subject)) {
            load_person(connection, subject, &mut facts, &mut rests_on)?;
        }
    }
    load_answers(connection, &mut facts, &mut rests_on)?;
    load_holds(connection, wanted, &mut facts, &mut rests_on)?;
    erasures::load_sent(connection, wanted, &mut facts, &mut rests_on)?;
    if let Some(now) = wanted.now {
        facts.overdue = due::overdue(connection, cell, &facts.records, now)?;
    }
    if wanted.pending {
        facts.pending = due::pending(connection, cell, &facts.records)?;
    }
    if let Some((product, recipient)) = &wanted.agreement {
        facts.agreement = load_agreement(connection, product, recipient)?;
        rests_on.push(Row::Agreement(product.clone(), recipient.clone()));
    }
    if let Some((product, own, person)) = &wanted.on_file {
        facts.on_file = super::grants::load_on_file(connection, product, *own, *person)?;
        rests_on.push(Row::OnFile(product.clone(), *own, *person));
    }
    if let Some(visit) = wanted.visit {
        facts.visit = super::visits::load(connection, cell, visit)?;
        rests_on.push(Row::Visit(cell, visit));
    }
    super::counted::load(connection, wanted, &mut facts, &mut rests_on)?;
    facts.rests_on = apply::seen(connection, rests_on)?;
    Ok((facts, rows))
}

/// The holds on what was loaded, on the subject, and of the case.
fn load_holds(
    connection: &Connection,
    wanted: &Wanted,
    facts: &mut Facts,
    rests_on: &mut Vec<Row>,
) -> Result<(), StoreError> {
    let cell = facts.cell;
    let mut found = Vec::new();
    for record in &facts.records {
        found.extend(holds::holds_of_record(connection, cell, record)?);
    }
    if let Some(subject) = wanted.subject {
        found.extend(holds::holds_on(connection, cell, subject)?);
        rests_on.push(Row::HoldsOn(cell, subject));
    }
    if let Some(case) = wanted.case {
        found.extend(holds::holds_of_case(connection, cell, case)?);
    }
    for hold in found {
        if facts.holds.iter().all(|known| known.hold != hold.hold) {
            facts.holds.push(hold);
        }
    }
    Ok(())
}

fn load_tenant(connection: &Connection, facts: &mut Facts) -> Result<(), StoreError> {
    let sql = "SELECT state, state_at, agreed_since FROM cell WHERE cell = ?1";
    let found: Option<(String, i64, Option<i64>)> = connection
        .prepare_cached(sql)?
        .query_row([facts.cell.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    if let Some((state, at, agreed_since)) = found {
        facts.agreed_since = agreed_since.map(instant).transpose()?;
        facts.tenant = match state.as_str() {
            "active" => Some(TenantState::Active),
            "suspended" => Some(TenantState::Suspended),
            "cancelled" => Some(TenantState::Cancelled),
            "ended" => Some(TenantState::Ended),
            _ => None,
        };
        facts.tenant_since = Some(instant(at)?);
    }
    Ok(())
}

/// The state of an account, and since when a guardian's consent is on file.
type Account = (AccountState, Option<Timestamp>);

fn account(connection: &Connection, cell: Cell, subject: Subject) -> Result<Option<Account>, StoreError> {
    let sql = "SELECT state, guardian FROM account WHERE cell = ?1 AND subject = ?2";
    let found: Option<(String, Option<i64>)> = connection
        .prepare_cached(sql)?
        .query_row(params![cell.as_bytes(), subject.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((state, guardian)) = found else { return Ok(None) };
    let state = match state.as_str() {
        "open" => AccountState::Open,
        "cancelled" => AccountState::Cancelled,
        _ => AccountState::Disabled,
    };
    Ok(Some((state, guardian.map(instant).transpose()?)))
}

fn load_person(
    connection: &Connection,
    subject: Subject,
    facts: &mut Facts,
    rests_on: &mut Vec<Row>,
) -> Result<(), StoreError> {
    let cell = facts.cell;
    rests_on.push(Row::Account(cell, subject));
    let Some((account, guardian)) = account(connection, cell, subject)? else { return Ok(()) };
    let guardian_agreed = guardian.is_some_and(|at| facts.counts(at));
    let mut person = PersonFact { account, guardian_agreed, consents: BTreeMap::new(), permissions: BTreeMap::new() };
    let sql = "SELECT purpose, state, kind, state_at, notice FROM consent WHERE cell = ?1 AND subject = ?2";
    let mut select = connection.prepare_cached(sql)?;
    let mut rows = select.query(params![cell.as_bytes(), subject.as_bytes()])?;
    while let Some(row) = rows.next()? {
        let (purpose, state) = (Name::from(row.get::<_, String>(0)?), row.get::<_, String>(1)?);
        let state = if state == "given" { ConsentState::Given } else { ConsentState::Withdrawn };
        let (kind, at, notice) = (Name::from(row.get::<_, String>(2)?), instant(row.get(3)?)?, row.get(4)?);
        rests_on.push(Row::Consent(cell, subject, purpose.clone()));
        person.consents.insert(purpose, ConsentFact { state, at, kind, notice });
    }
    let sql = "SELECT permission, granted, state_at FROM permission WHERE cell = ?1 AND subject = ?2";
    let mut select = connection.prepare_cached(sql)?;
    let rows = select.query_map(params![cell.as_bytes(), subject.as_bytes()], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?, row.get::<_, i64>(2)?))
    })?;
    for row in rows {
        let (permission, granted, at) = row?;
        let permission = Name::from(permission);
        rests_on.push(Row::Permission(cell, subject, permission.clone()));
        person.permissions.insert(permission, PermissionFact { granted, at: instant(at)? });
    }
    facts.people.insert(subject, person);
    Ok(())
}

fn load_activity(connection: &Connection, cell: Cell, activity: Activity) -> Result<Option<ActivityFact>, StoreError> {
    let sql = "SELECT kind, opened_by, opened_at, closed_at, about FROM activity WHERE cell = ?1 AND activity = ?2";
    type Found = (String, Option<[u8; 16]>, i64, Option<i64>, Option<[u8; 16]>);
    let found: Option<Found> = connection
        .prepare_cached(sql)?
        .query_row(params![cell.as_bytes(), activity.as_bytes()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })
        .optional()?;
    let Some((kind, opened_by, opened_at, closed_at, about)) = found else {
        return Ok(None);
    };
    let sql = "SELECT item, count FROM taken WHERE cell = ?1 AND activity = ?2";
    let mut select = connection.prepare_cached(sql)?;
    let taken: Result<BTreeMap<Name, u32>, rusqlite::Error> = select
        .query_map(params![cell.as_bytes(), activity.as_bytes()], |row| {
            Ok((Name::from(row.get::<_, String>(0)?), row.get(1)?))
        })?
        .collect();
    Ok(Some(ActivityFact {
        activity,
        kind: Name::from(kind),
        opened_by: opened_by.map(Subject::from_bytes),
        opened_at: instant(opened_at)?,
        closed_at: closed_at.map(instant).transpose()?,
        taken: taken?,
        ground: parts::load_ground(connection, cell, activity)?,
        about: about.map(Record::from_bytes),
    }))
}

fn wanted_records(connection: &Connection, cell: Cell, wanted: &Wanted) -> Result<Vec<Record>, StoreError> {
    let mut records = wanted.records.clone();
    let mut add = |sql: &str, row: &[&dyn rusqlite::ToSql]| -> Result<(), StoreError> {
        let mut select = connection.prepare_cached(sql)?;
        for record in select.query_map(row, |row| row.get::<_, [u8; 16]>(0))? {
            let record = Record::from_bytes(record?);
            if !records.contains(&record) {
                records.push(record);
            }
        }
        Ok(())
    };
    for digest in &wanted.found {
        let sql = "SELECT record FROM lookup WHERE cell = ?1 AND digest = ?2 ORDER BY record DESC LIMIT 100";
        add(sql, params![cell.as_bytes(), digest])?;
    }
    if let Some((holder, kind)) = &wanted.of_holder {
        let sql = "SELECT record FROM record WHERE cell = ?1 AND holder = ?2 AND kind = ?3 ORDER BY record LIMIT 1000";
        add(sql, params![cell.as_bytes(), holder.as_bytes(), kind.as_str()])?;
    }
    for subject in wanted.about.iter().chain(&wanted.people) {
        let sql = "SELECT record FROM record WHERE cell = ?1 AND (holder = ?2 OR subject = ?2)
                   ORDER BY record LIMIT 10000";
        add(sql, params![cell.as_bytes(), subject.as_bytes()])?;
    }
    Ok(records)
}

pub(super) fn load_record(
    connection: &Connection,
    cell: Cell,
    record: Record,
) -> Result<Option<RecordRow>, StoreError> {
    let sql = "SELECT kind, holder, subject, captured_at, created_at, tries, digest, rev, purpose, activity FROM record
               WHERE cell = ?1 AND record = ?2";
    let mut select = connection.prepare_cached(sql)?;
    let mut rows = select.query(params![cell.as_bytes(), record.as_bytes()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(RecordRow {
        record,
        kind: Name::from(row.get::<_, String>(0)?),
        holder: Holder::from_bytes(row.get(1)?),
        subject: row.get::<_, Option<[u8; 16]>>(2)?.map(Subject::from_bytes),
        captured_at: instant(row.get(3)?)?,
        created_at: instant(row.get(4)?)?,
        tries: row.get(5)?,
        digest: row.get(6)?,
        revision: row.get::<_, i64>(7)?.unsigned_abs(),
        purpose: Name::from(row.get::<_, String>(8)?),
        activity: row.get::<_, Option<[u8; 16]>>(9)?.map(Activity::from_bytes),
        open: parts::load_open(connection, cell, record)?,
        values: parts::load_values(connection, cell, record)?,
        gone: parts::load_gone(connection, cell, record)?,
        slots: parts::load_slots(connection, cell, record)?,
    }))
}

/// What a decision may know of a record.
#[must_use]
pub fn fact(row: &RecordRow) -> RecordFact {
    RecordFact {
        record: row.record,
        kind: row.kind.clone(),
        holder: row.holder,
        subject: row.subject,
        purpose: row.purpose.clone(),
        activity: row.activity,
        open: row.open.clone(),
        revision: row.revision,
        created_at: row.created_at,
        items: row.values.iter().map(|value| (value.item.clone(), value.group)).collect(),
        minors: row.values.iter().filter(|value| value.minor).map(|value| value.item.clone()).collect(),
        slots: row
            .slots
            .iter()
            .map(|slot| {
                let (rule, items) = (slot.rule.clone(), slot.items.clone());
                SlotFact { group: slot.group, rule, until: slot.until, items }
            })
            .collect(),
        tries: row.tries,
    }
}

fn load_agreement(
    connection: &Connection,
    product: &Name,
    recipient: &Name,
) -> Result<Option<AgreementFact>, StoreError> {
    let sql = "SELECT terms, from_at, until_at, suspended FROM agreement WHERE product = ?1 AND recipient = ?2";
    let found: Option<(String, i64, i64, bool)> = connection
        .prepare_cached(sql)?
        .query_row(params![product.as_str(), recipient.as_str()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .optional()?;
    let Some((terms, from, until, suspended)) = found else {
        return Ok(None);
    };
    let terms = serde_json::from_str(&terms).map_err(|fault| StoreError::Form(fault.to_string()))?;
    Ok(Some(AgreementFact { terms, from: instant(from)?, until: instant(until)?, suspended }))
}
