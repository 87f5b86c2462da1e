//! Steps about how an act ended, and what can be seen of it.

use crate::outside::Outside;
use crate::world::World;
use cucumber::then;
use yinuo::Error;

/// Refused, and seen from outside: one entry without the values, and nothing else.
///
/// Example: `Then it is refused with undeclared_field`
#[then(expr = "it is refused with {word}")]
pub fn refused(world: &mut World, code: String) {
    let fault = match world.last.as_ref().expect("something was done") {
        Ok(answer) => panic!("it was carried out: {answer:?}"),
        Err(fault) => fault,
    };
    assert_eq!(fault.code().as_str(), code, "{fault:?}");
    left_nothing(world);
}

/// Nothing is left of the refused act but its entry.
fn left_nothing(world: &World) {
    let before = world.before.as_ref().expect("seen before");
    let after = Outside::seen(world, &world.offered);
    // A refusal too many raises an alarm: an entry of its own, and what somebody has to look into.
    let is_alarm = |entry: &&crate::outside::Row| String::from_utf8_lossy(&entry.body).contains(r#""act":"alarm""#);
    let alarms = after.new_entries(before).into_iter().filter(is_alarm).count();
    for (table, rows) in after.rows.iter().filter(|(table, _)| alarms == 0 || *table != "called") {
        assert_eq!(before.rows.get(table), Some(rows), "table {table} changed");
    }
    // An alert is mirrored at once, which the key store counts.
    assert!(alarms > 0 || before.files == after.files, "a file changed");
    assert_eq!(before.requests, after.requests, "something reached a recipient");
    assert_eq!(before.in_clear, after.in_clear, "a refused value lies in clear");
    let entries: Vec<_> = after.new_entries(before).into_iter().filter(|entry| !is_alarm(entry)).collect();
    assert_eq!(entries.len(), 1, "one entry and no more records the refusal");
    for entry in entries {
        let body = String::from_utf8_lossy(&entry.body);
        let told = world.offered.iter().find(|value| value.len() >= 4 && body.contains(value.as_str()));
        assert!(told.is_none(), "the entry holds the refused value: {body}");
        assert!(body.contains(r#""outcome":"refused""#), "{body}");
        let version = format!(r#""version":"{}""#, world.policy().version);
        assert!(body.contains(&version), "the entry names no version: {body}");
    }
}

/// Example: `Then it is carried out`
#[then("it is carried out")]
pub fn carried_out(world: &mut World) {
    let before = world.before.as_ref().expect("seen before");
    let answer = world.answer();
    let after = Outside::seen(world, &[]);
    let recorded = after.new_entries(before).iter().any(|entry| Some(entry.seq.unsigned_abs()) == answer.entry);
    assert!(recorded, "no entry was written: {answer:?}");
}

/// Example: `Then it ends with "carried out"`, or with the code of a refusal: for examples of both.
#[then(expr = "it ends with {string}")]
fn ends_with(world: &mut World, how: String) {
    if how == "carried out" { carried_out(world) } else { refused(world, how) }
}

/// What would make it allowed, as the answer words it. Example: `Then the way that is named is "close-account"`
#[then(expr = "the way that is named is {string}")]
fn way_named(world: &mut World, way: String) {
    let Some(Err(Error::Refused(refused))) = &world.last else { panic!("it was not refused: {:?}", world.last) };
    let remedy = serde_json::to_value(&refused.refusal.remedy).expect("a remedy");
    assert_eq!(remedy["do"], way.as_str(), "{remedy}");
}

/// Example: `Then the ledger names the field "national_id" and not its value`
#[then(expr = "the ledger names the field {string} and not its value")]
fn names_field(world: &mut World, field: String) {
    let before = world.before.as_ref().expect("seen before");
    let after = Outside::seen(world, &[]);
    let fresh = after.new_entries(before);
    let [row] = fresh.as_slice() else { panic!("{} entries", fresh.len()) };
    let entry: yinuo::life::Entry = serde_json::from_slice(&row.body).expect("an entry");
    assert_eq!(entry.about.as_ref().map(|about| about.as_str()), Some(field.as_str()), "{entry:?}");
    let body = String::from_utf8_lossy(&row.body);
    assert!(world.offered.iter().all(|value| !body.contains(value.as_str())), "{body}");
}
