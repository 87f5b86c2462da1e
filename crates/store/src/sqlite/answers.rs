//! What people and tenants said to what they were told.

use super::load::instant;
use super::{Connection, StoreError};
use life::facts::{Facts, Given, Row, Said};
use life::reference::Holder;
use policy::Name;
use rusqlite::params;

/// What the people concerned, known here or not, and the tenant answered.
pub(super) fn load_answers(
    connection: &Connection,
    facts: &mut Facts,
    rests_on: &mut Vec<Row>,
) -> Result<(), StoreError> {
    let cell = facts.cell;
    let people: Vec<Holder> = rests_on
        .iter()
        .filter_map(|row| if let Row::Account(_, subject) = row { Some(Holder(subject.0)) } else { None })
        .collect();
    let sql = "SELECT told, said, notice, language, at FROM answer WHERE cell = ?1 AND holder = ?2";
    let mut select = connection.prepare_cached(sql)?;
    for holder in people.into_iter().chain([Holder(cell.0)]) {
        let mut rows = select.query(params![cell.as_bytes(), holder.as_bytes()])?;
        while let Some(row) = rows.next()? {
            let (told, said) = (Name::from(row.get::<_, String>(0)?), row.get::<_, String>(1)?);
            let said = Said::ALL.into_iter().find(|known| known.as_str() == said);
            let said = said.ok_or_else(|| StoreError::Form("an answer that is none".into()))?;
            let given = Given { notice: row.get(2)?, language: row.get(3)?, at: instant(row.get(4)?)? };
            let answer = facts.answers.entry(holder).or_default().entry(told.clone()).or_default();
            *answer.of(said) = Some(given);
            let seen = Row::Answer(cell, holder, told);
            if !rests_on.contains(&seen) {
                rests_on.push(seen);
            }
        }
    }
    Ok(())
}
