//! Cases: opened, moved on, loaded, listed.

use super::apply::{micros, moved_unless_one};
use super::load::instant;
use super::{Connection, Store, StoreError};
use jiff::Timestamp;
use life::facts::{CaseFact, CaseState};
use life::reference::{Case, Cell, Record, Subject};
use life::{CaseFile, Change, Proven};
use policy::Name;
use rusqlite::{OptionalExtension, Row, params};

const COLUMNS: &str = "case_id, contact, way, kind, owner, subject, record, purpose, sender_key, arrived_at, due_at,
                       entered_late, about_rights, state, state_at, reason, proven_subject, proven_digest";

/// Applies a change of a case.
pub(super) fn set(connection: &Connection, cell: Cell, change: &Change) -> Result<(), StoreError> {
    let rows = match change {
        Change::OpenCase { case, file, text, key, at } => {
            let sql =
                "INSERT INTO cases (cell, case_id, contact, way, kind, owner, subject, record, purpose, sender_key,
                       arrived_at, entered_at, due_at, entered_late, about_rights, state, state_at, reason, rev) VALUES
                       (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 'open', ?12, NULL, 1)";
            connection.prepare_cached(sql)?.execute(params![
                cell.as_bytes(),
                case.as_bytes(),
                file.contact.as_str(),
                file.way.as_str(),
                file.kind.as_str(),
                file.owner.as_ref().map(Name::as_str),
                file.subject.as_ref().map(|subject| subject.as_bytes().as_slice()),
                text.as_ref().map(|(record, _)| record.as_bytes().as_slice()),
                text.as_ref().map(|(_, purpose)| purpose.as_str()),
                key,
                micros(file.arrived_at),
                micros(*at),
                micros(file.due_at),
                file.entered_late,
                file.speaks_of_rights
            ])?
        }
        Change::MoveCase { case, state, owner, reason, due_at, proven, at } => {
            let sql = "UPDATE cases SET state = ?3, owner = ?4, reason = ?5, due_at = ?6, state_at = ?7,
                       proven_subject = ?8, proven_digest = ?9, rev = rev + 1 WHERE cell = ?1 AND case_id = ?2";
            let (owner, reason) = (owner.as_ref().map(Name::as_str), reason.as_ref().map(Name::as_str));
            let (due, at) = (micros(*due_at), micros(*at));
            let subject = proven.as_ref().map(|proven| proven.subject.as_bytes().as_slice());
            let digest = proven.as_ref().map(|proven| proven.digest.as_str());
            let row =
                params![cell.as_bytes(), case.as_bytes(), state.as_str(), owner, reason, due, at, subject, digest];
            connection.prepare_cached(sql)?.execute(row)?
        }
        _ => return Err(StoreError::Form("not a change of a case".into())),
    };
    moved_unless_one(rows)
}

/// Whether the case still waits for its answer.
pub(super) fn waits(connection: &Connection, cell: Cell, case: Case) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM cases WHERE cell = ?1 AND case_id = ?2 AND state = 'open'";
    let row = params![cell.as_bytes(), case.as_bytes()];
    let found: Option<i64> = connection.prepare_cached(sql)?.query_row(row, |row| row.get(0)).optional()?;
    Ok(found.is_some())
}

pub(super) fn load_case(connection: &Connection, cell: Cell, case: Case) -> Result<Option<CaseFact>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM cases WHERE cell = ?1 AND case_id = ?2");
    let mut select = connection.prepare_cached(&sql)?;
    let mut rows = select.query(params![cell.as_bytes(), case.as_bytes()])?;
    rows.next()?.map(fact).transpose()
}

impl Store {
    /// Cases of a cell, the earliest due first, after `after`; those that wait only, or all.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn list_cases(
        &self,
        cell: Cell,
        waiting: bool,
        after: Option<(Timestamp, Case)>,
        most: u32,
    ) -> Result<Vec<CaseFact>, StoreError> {
        self.read(|connection| {
            let sql = format!(
                "SELECT {COLUMNS} FROM cases WHERE cell = ?1 AND (?2 = 0 OR state = 'open')
                 AND (due_at, case_id) > (?3, ?4) ORDER BY due_at, case_id LIMIT ?5"
            );
            let (at, case) = after.map_or((i64::MIN, [0_u8; 16]), |(at, case)| (micros(at), *case.as_bytes()));
            let mut select = connection.prepare_cached(&sql)?;
            let mut rows = select.query(params![cell.as_bytes(), waiting, at, case, most])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(fact(row)?);
            }
            Ok(found)
        })
    }
}

fn fact(row: &Row<'_>) -> Result<CaseFact, StoreError> {
    let word = |at: usize| -> Result<Name, StoreError> { Ok(Name::from(row.get::<_, String>(at)?)) };
    let maybe =
        |at: usize| -> Result<Option<Name>, StoreError> { Ok(row.get::<_, Option<String>>(at)?.map(Name::from)) };
    let reference = |at: usize| -> Result<Option<[u8; 16]>, StoreError> { Ok(row.get(at)?) };
    let time = |at: usize| -> Result<Timestamp, StoreError> { instant(row.get(at)?) };
    let state: String = row.get(13)?;
    let known = CaseState::ALL.into_iter().find(|known| known.as_str() == state);
    Ok(CaseFact {
        case: Case::from_bytes(row.get(0)?),
        file: CaseFile {
            contact: word(1)?,
            way: word(2)?,
            kind: word(3)?,
            owner: maybe(4)?,
            subject: reference(5)?.map(Subject::from_bytes),
            arrived_at: time(9)?,
            due_at: time(10)?,
            entered_late: row.get(11)?,
            speaks_of_rights: row.get(12)?,
        },
        text: reference(6)?.map(Record::from_bytes).zip(maybe(7)?),
        key: row.get(8)?,
        state: known.ok_or_else(|| StoreError::Form(format!("not a state of a case: {state}")))?,
        state_at: time(14)?,
        reason: maybe(15)?,
        proven: reference(16)?
            .zip(row.get(17)?)
            .map(|(subject, digest)| Proven { subject: Subject::from_bytes(subject), digest }),
    })
}
