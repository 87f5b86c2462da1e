//! The changes that state somebody's will: a plan makes them, and a restore makes the same ones again.

use super::apply::{json, micros, moved_unless_one};
use super::{Connection, StoreError};
use life::Change;
use life::facts::{AccountState, ConsentState, TenantState};
use life::reference::{Activity, Cell};
use rusqlite::params;

/// The changes that state somebody's will: a restore applies the same ones again.
pub(super) fn set(connection: &Connection, product: &str, cell: Cell, change: &Change) -> Result<(), StoreError> {
    let rows = match change {
        Change::OpenTenant => {
            let sql = "INSERT INTO cell (cell, product, state, state_at, rev) VALUES (?1, ?2, 'active', 0, 1)
                       ON CONFLICT (cell) DO UPDATE SET state = 'active', rev = rev + 1";
            connection.prepare_cached(sql)?.execute(params![cell.as_bytes(), product])?
        }
        Change::SetTenant { state, at } => {
            let sql = "UPDATE cell SET state = ?2, state_at = ?3, rev = rev + 1 WHERE cell = ?1";
            connection.prepare_cached(sql)?.execute(params![cell.as_bytes(), tenant_word(*state), micros(*at)])?
        }
        Change::SetAccount { subject, state, at } => {
            let sql = "INSERT INTO account (cell, subject, state, state_at, rev) VALUES (?1, ?2, ?3, ?4, 1)
                       ON CONFLICT (cell, subject) DO UPDATE SET state = ?3, state_at = ?4, rev = rev + 1";
            let row = params![cell.as_bytes(), subject.as_bytes(), account_word(*state), micros(*at)];
            connection.prepare_cached(sql)?.execute(row)?
        }
        Change::SetGuardian { subject, at } => {
            let sql = "UPDATE account SET guardian = ?3, rev = rev + 1 WHERE cell = ?1 AND subject = ?2";
            connection.prepare_cached(sql)?.execute(params![cell.as_bytes(), subject.as_bytes(), micros(*at)])?
        }
        Change::SetConsent { .. } | Change::SetAnswer { .. } => set_answer(connection, cell, change)?,
        Change::SetPermission { subject, permission, granted, at } => {
            let sql = "INSERT INTO permission (cell, subject, permission, granted, state_at, rev)
                       VALUES (?1, ?2, ?3, ?4, ?5, 1) ON CONFLICT (cell, subject, permission)
                       DO UPDATE SET granted = ?4, state_at = ?5, rev = rev + 1";
            let row = params![cell.as_bytes(), subject.as_bytes(), permission.as_str(), granted, micros(*at)];
            connection.prepare_cached(sql)?.execute(row)?
        }
        Change::OpenCase { .. } | Change::MoveCase { .. } => return super::cases::set(connection, cell, change),
        Change::Prove(_) | Change::Call(_) | Change::Appoint { .. } => super::duties::set(connection, cell, change)?,
        Change::Access(change) => super::grants::set(connection, product, change)?,
        Change::Guard(change) => super::guard::set(connection, product, change)?,
        Change::Visit(change) => super::visits::set(connection, cell, change)?,
        Change::Hold { .. } | Change::Lift { .. } => super::holds::set(connection, cell, change)?,
        Change::OpenActivity { .. } | Change::CloseActivity { .. } | Change::Take { .. } | Change::Approve { .. } => {
            set_activity(connection, cell, change)?
        }
        Change::SetAgreement(life::agree::Agreement {
            recipient,
            counterparty,
            terms,
            digest,
            from,
            until,
            suspended,
        }) => {
            let sql = "INSERT INTO agreement (product, recipient, counterparty, terms, digest, from_at, until_at,
                       suspended, rev) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1)
                       ON CONFLICT (product, recipient) DO UPDATE SET counterparty = ?3, terms = ?4, digest = ?5,
                       from_at = ?6, until_at = ?7, suspended = ?8, rev = rev + 1";
            connection.prepare_cached(sql)?.execute(params![
                product,
                recipient.as_str(),
                counterparty,
                json(terms)?,
                digest,
                micros(*from),
                micros(*until),
                suspended
            ])?
        }
        // Every other change is applied where it belongs.
        _ => {
            return Err(StoreError::Form("a change that states no will".into()));
        }
    };
    moved_unless_one(rows)
}

/// How many rows a consent or an answer moved.
fn set_answer(connection: &Connection, cell: Cell, change: &Change) -> Result<usize, StoreError> {
    Ok(match change {
        Change::SetConsent { subject, purpose, state, kind, shown, at } => {
            let sql = "INSERT INTO consent (cell, subject, purpose, state, kind, notice, state_at, rev)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1) ON CONFLICT (cell, subject, purpose)
                       DO UPDATE SET state = ?4, kind = ?5, notice = ?6, state_at = ?7, rev = rev + 1";
            let word = if *state == ConsentState::Given { "given" } else { "withdrawn" };
            let (cell, subject) = (cell.as_bytes(), subject.as_bytes());
            let row = params![cell, subject, purpose.as_str(), word, kind.as_str(), shown.notice, micros(*at)];
            connection.prepare_cached(sql)?.execute(row)?
        }
        Change::SetAnswer { holder, to, said, shown, at } => {
            let sql = "INSERT INTO answer (cell, holder, told, said, notice, language, at, rev)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1) ON CONFLICT (cell, holder, told, said)
                       DO UPDATE SET notice = ?5, language = ?6, at = ?7, rev = rev + 1";
            let (cell, holder, said) = (cell.as_bytes(), holder.as_bytes(), said.as_str());
            let row = params![cell, holder, to.as_str(), said, shown.notice, shown.language, micros(*at)];
            connection.prepare_cached(sql)?.execute(row)?
        }
        _ => 0,
    })
}

/// How many rows a change of an activity moved.
fn set_activity(connection: &Connection, cell: Cell, change: &Change) -> Result<usize, StoreError> {
    Ok(match change {
        Change::OpenActivity { activity, kind, opened_by, about, at } => {
            let sql = "INSERT INTO activity (cell, activity, kind, opened_by, about, opened_at, rev)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1)";
            let by = opened_by.as_ref().map(|subject| subject.as_bytes().as_slice());
            let about = about.as_ref().map(|record| record.as_bytes().as_slice());
            let row = params![cell.as_bytes(), activity.as_bytes(), kind.as_str(), by, about, micros(*at)];
            connection.prepare_cached(sql)?.execute(row)?
        }
        Change::CloseActivity { activity, at } => close_activity(connection, cell, *activity, micros(*at))?,
        Change::Take { activity, item, count } => {
            let sql = "INSERT INTO taken (cell, activity, item, count) VALUES (?1, ?2, ?3, ?4)
                       ON CONFLICT (cell, activity, item) DO UPDATE SET count = count + ?4";
            let row = params![cell.as_bytes(), activity.as_bytes(), item.as_str(), count];
            connection.prepare_cached(sql)?.execute(row)?;
            let bump = "UPDATE activity SET rev = rev + 1 WHERE cell = ?1 AND activity = ?2";
            connection.prepare_cached(bump)?.execute(params![cell.as_bytes(), activity.as_bytes()])?
        }
        Change::Approve { activity, ground, facts, subject, items } => {
            let sql = "INSERT INTO approval (cell, activity, ground, facts, items, subject)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            let (facts, items) = (json(facts)?, json(items)?);
            let row = params![cell.as_bytes(), activity.as_bytes(), ground.as_str(), facts, items, subject.as_bytes()];
            connection.prepare_cached(sql)?.execute(row)?
        }
        _ => 0,
    })
}

/// Closes an activity, if it is open; what it was about moves with it.
pub(super) fn close_activity(
    connection: &Connection,
    cell: Cell,
    activity: Activity,
    at: i64,
) -> Result<usize, StoreError> {
    let sql = "UPDATE record SET rev = rev + 1 WHERE cell = ?1
               AND record = (SELECT about FROM activity WHERE cell = ?1 AND activity = ?2 AND closed_at IS NULL)";
    connection.prepare_cached(sql)?.execute(params![cell.as_bytes(), activity.as_bytes()])?;
    let sql = "UPDATE activity SET closed_at = coalesce(closed_at, ?3), rev = rev + 1
               WHERE cell = ?1 AND activity = ?2";
    Ok(connection.prepare_cached(sql)?.execute(params![cell.as_bytes(), activity.as_bytes(), at])?)
}

pub(super) const fn tenant_word(state: TenantState) -> &'static str {
    match state {
        TenantState::Active => "active",
        TenantState::Suspended => "suspended",
        TenantState::Cancelled => "cancelled",
        TenantState::Ended => "ended",
    }
}

pub(super) const fn account_word(state: AccountState) -> &'static str {
    match state {
        AccountState::Open => "open",
        AccountState::Disabled => "disabled",
        AccountState::Cancelled => "cancelled",
    }
}
