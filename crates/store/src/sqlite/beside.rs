//! Sets beside each other: by how few people one that is being made differs from those that were given out before it.
//!
//! Two sets are compared in what both show, class by class: a class is what shows of the items that both have, each set
//! in its own ways. Who is new in a class of the one, or is gone from a class of the other, is told by what the two differ
//! in, unless enough others are with her. Rows are the same where they were worked out of the same values. Against all
//! sets of its own shape together a set is held, too: two of them may add up to all of it but one.
//!
//! Not provided: the arithmetic of any more sets than that, and of data that is captured anew. Numbers that are asked for
//! often are to be blurred.

use super::apply::{json, micros};
use super::{Connection, StoreError};
use jiff::Timestamp;
use life::derive::Shape;
use life::reference::{Cell, Set};
use policy::Name;
use rusqlite::params;

/// What a set that is being made is of: by that it is held against others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetOf {
    /// What shows in it.
    pub shape: Shape,
    /// When the first and the last of its records were created.
    pub span: Option<(Timestamp, Timestamp)>,
}

/// Bytes of each item's part of `shows` and of `origins`.
const PART: usize = 16;

/// What a set is compared with: others before it, and where the items stand that they have in common.
pub(super) struct Beside {
    sets: Vec<[u8; 16]>,
    /// Where each item stands in the set that is being made, and where in the others.
    places: Vec<(usize, usize)>,
    /// Whether the others show the same in the same ways.
    same: bool,
    /// Whether some item shows in another way in the others.
    otherwise: bool,
    /// Whether people are compared by all their rows together.
    joined: bool,
    /// Whether people count, however many rows each has.
    counts: bool,
}

impl Beside {
    fn new(set: [u8; 16], ours: &Shape, theirs: &Shape) -> Option<Self> {
        let place = |item: &Name| theirs.shows.iter().position(|(shown, _)| shown == item);
        let ours_items = ours.shows.iter().enumerate();
        let places: Vec<_> = ours_items.filter_map(|(at, (item, _))| Some((at, place(item)?))).collect();
        let (joined, counts) = (ours.joined && theirs.joined, ours.counts || theirs.counts);
        let otherwise =
            ours.shows.iter().any(|(item, way)| theirs.shows.iter().any(|(of, other)| of == item && other != way));
        let same = ours == theirs;
        (!places.is_empty()).then_some(Self { sets: vec![set], places, same, otherwise, joined, counts })
    }
}

/// The sets with which a set of this shape and time is compared, the newest first; at last those of its own shape
/// together, where there are more than one.
pub(super) fn before(connection: &Connection, cell: Cell, of: &SetOf) -> Result<Vec<Beside>, StoreError> {
    let Some((from, to)) = of.span else { return Ok(Vec::new()) };
    // Sets of other times have no record in common, and so nothing to compare.
    let sql = "SELECT set_id, shape FROM derived_set WHERE cell = ?1 AND from_at <= ?3 AND to_at >= ?2
               ORDER BY made_at DESC";
    let mut select = connection.prepare_cached(sql)?;
    let mut rows = select.query(params![cell.as_bytes(), micros(from), micros(to)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let shape: String = row.get(1)?;
        let shape = serde_json::from_str(&shape).map_err(|fault| StoreError::Form(fault.to_string()))?;
        found.extend(Beside::new(row.get(0)?, &of.shape, &shape));
    }
    let same: Vec<_> = found.iter().filter(|beside| beside.same).flat_map(|beside| beside.sets.clone()).collect();
    if let (Some(first), true) = (found.iter().find(|beside| beside.same), same.len() > 1) {
        found.push(Beside { sets: same, places: first.places.clone(), ..*first });
    }
    Ok(found)
}

/// The rows of some sets as they are compared: `id`, `who`, `class`, `origin`, and `whole`, all that shows: whose rows are
/// is told within that alone, where rows of one person cannot be told to be hers.
fn rows(table: &str, sets: &str, places: impl Iterator<Item = usize> + Clone, joined: bool) -> String {
    let parts = |column: &str| {
        let part = |place: usize| format!("hex(substr({column}, {}, {PART}))", place * PART + 1);
        places.clone().map(part).collect::<Vec<_>>().join(" || ")
    };
    let nothing = "00".repeat(PART * places.clone().count());
    let staged = table == "derived_row";
    let (id, who, whole) = if staged { ("row_id", "subject", "''") } else { ("rowid", "who", "hex(shows)") };
    let (class, origin) = (parts("shows"), parts("origins"));
    // What shows nothing of what both have is of another kind.
    let rows = format!(
        "SELECT {id} AS id, set_id, {who} AS who, {class} AS class, {origin} AS origin, {whole} AS whole FROM {table}
         WHERE cell = ?1 AND set_id IN (SELECT unhex(value) FROM json_each({sets})) AND {origin} <> '{nothing}'"
    );
    if !joined {
        return rows;
    }
    format!(
        "SELECT min(id) AS id, who, group_concat(class, ' ' ORDER BY class) AS class,
         group_concat(origin, ' ' ORDER BY origin) AS origin, '' AS whole FROM ({rows}) GROUP BY set_id, who"
    )
}

/// The rows of the sets `?2` that are not of the values of the sets `?3`; of people who count once, those who have no row
/// of them in the class.
fn new(beside: &Beside, (table, places): (&str, [Vec<usize>; 2])) -> String {
    let [one, other] = &places;
    let one = rows(table, "?2", one.iter().copied(), beside.joined);
    let other = rows("derived_member", "?3", other.iter().copied(), beside.joined);
    let together = if beside.counts { "class, who" } else { "origin" };
    format!(
        "SELECT id, class, who, whole FROM (SELECT id, class, who, whole, max(origin IN (SELECT origin FROM ({other})))
         OVER (PARTITION BY {together}) AS known FROM ({one})) WHERE known = 0"
    )
}

fn listed(sets: &[[u8; 16]]) -> Result<String, StoreError> {
    let hex = |set: &[u8; 16]| set.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    json(&sets.iter().map(hex).collect::<Vec<_>>())
}

impl Beside {
    fn ours(&self) -> Vec<usize> {
        self.places.iter().map(|(ours, _)| *ours).collect()
    }

    fn theirs(&self) -> Vec<usize> {
        self.places.iter().map(|(_, theirs)| *theirs).collect()
    }

    /// The fewest people of a class that the one side has and the other has not.
    fn fewest(
        &self,
        connection: &Connection,
        cell: Cell,
        (one, other): (&[[u8; 16]], &[[u8; 16]]),
        places: [Vec<usize>; 2],
    ) -> Result<Option<u64>, StoreError> {
        let new = new(self, ("derived_member", places));
        // As many people at least as show the same in all.
        let sql = format!(
            "SELECT min(people) FROM (SELECT max(people) AS people FROM (
             SELECT class, count(DISTINCT who) AS people FROM ({new}) GROUP BY class, whole) GROUP BY class)"
        );
        let row = params![cell.as_bytes(), listed(one)?, listed(other)?];
        let fewest: Option<i64> = connection.prepare_cached(&sql)?.query_row(row, |row| row.get(0))?;
        Ok(fewest.map(i64::unsigned_abs))
    }
}

/// The fewest people who are in one class here and in another there, where an item shows in two ways: by what two classes
/// have in common people are told as by one.
fn between(connection: &Connection, cell: Cell, set: Set, beside: &Beside) -> Result<Option<u64>, StoreError> {
    if !beside.otherwise {
        return Ok(None);
    }
    let ours = rows("derived_row", "?2", beside.ours().into_iter(), beside.joined);
    let theirs = rows("derived_member", "?3", beside.theirs().into_iter(), beside.joined);
    let sql = format!(
        "SELECT min(people) FROM (SELECT count(DISTINCT ours.who) AS people FROM ({ours}) ours
         JOIN ({theirs}) theirs ON theirs.origin = ours.origin GROUP BY ours.class, theirs.class)"
    );
    let row = params![cell.as_bytes(), listed(&[*set.as_bytes()])?, listed(&beside.sets)?];
    let fewest: Option<i64> = connection.prepare_cached(&sql)?.query_row(row, |row| row.get(0))?;
    Ok(fewest.map(i64::unsigned_abs))
}

/// The fewest people who can be told by what the set and those before it differ in.
pub(super) fn differs_by(connection: &Connection, cell: Cell, set: Set, of: &SetOf) -> Result<Option<u64>, StoreError> {
    let ours = [*set.as_bytes()];
    let mut fewest: Option<u64> = None;
    for beside in before(connection, cell, of)? {
        let come = beside.fewest(connection, cell, (&ours, &beside.sets), [beside.ours(), beside.theirs()])?;
        // People are told apart within each set alone: of several together, nobody can be counted.
        let gone = match beside.sets.len() {
            1 => beside.fewest(connection, cell, (&beside.sets, &ours), [beside.theirs(), beside.ours()])?,
            _ => None,
        };
        let between = between(connection, cell, set, &beside)?;
        fewest = fewest.into_iter().chain(come).chain(gone).chain(between).min();
    }
    Ok(fewest)
}

/// Takes out the rows by which a class would differ from what was given out before, where they are of fewer people than
/// `group`.
pub(super) fn leave_out_newcomers(
    connection: &Connection,
    cell: Cell,
    set: Set,
    (beside, group): (&Beside, u32),
) -> Result<u64, StoreError> {
    let by_row = Beside { sets: beside.sets.clone(), places: beside.places.clone(), joined: false, ..*beside };
    let new = new(&by_row, ("derived_row", [beside.ours(), beside.theirs()]));
    let sql = format!(
        "WITH new AS ({new}) DELETE FROM derived_row WHERE cell = ?1 AND set_id = ?4 AND row_id IN (
         SELECT id FROM new WHERE class IN (SELECT class FROM new GROUP BY class HAVING count(DISTINCT who) < ?5))"
    );
    let row = params![cell.as_bytes(), listed(&[*set.as_bytes()])?, listed(&beside.sets)?, set.as_bytes(), group];
    Ok(connection.prepare_cached(&sql)?.execute(row)? as u64)
}
