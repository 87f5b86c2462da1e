//! Steps about holds: placed on a ground, looked at again, lifted.

use crate::outside::open;
use crate::steps::people::recorded;
use crate::steps::proving::reference;
use crate::world::{Answer, World, instant, name, rows};
use cucumber::gherkin::Step;
use cucumber::{given, then, when};
use std::collections::BTreeMap;
use yinuo::life::Actor;
use yinuo::life::reference::{Record, Subject};
use yinuo::life::retain::hold::{Ends, Place, Release};
use yinuo::policy::Name;
use yinuo::{HeldOn, Tenant};

fn names(text: &str) -> Vec<Name> {
    text.split(", ").filter(|word| !word.is_empty()).map(name).collect()
}

/// Who acts, with a reference of the name's own where she has none: two can be told apart.
fn known(world: &World, who: &str) -> Actor {
    let mut actor = world.actor(who);
    actor.subject = actor.subject.or_else(|| Some(reference(who)));
    actor
}

/// Whose data, or which records: names of people and records, side by side.
fn scope(world: &World, whom: &str) -> (Vec<Subject>, Vec<Record>) {
    let (mut subjects, mut records) = (Vec::new(), Vec::new());
    for one in whom.split(", ").filter(|one| !one.is_empty()) {
        match world.people.get(one) {
            Some(person) => subjects.push(person.subject),
            None => records.push(world.record(one).record),
        }
    }
    (subjects, records)
}

/// What is on file of each fact stands in a table `| fact | on file |`. Example:
/// `When "Chen Lu" holds "email" of "Li Lei" on "ground.court" asked by "Wei Hua" for "3 years" as "the hold"`; instead of a
/// term `until "…"`, and `from "…"` where it began before; `looked at again by "…"`; `with the case "the case"`. Records may
/// be named in the place of people.
#[given(
    regex = r#"^"([^"]+)" holds "([^"]*)" of "([^"]*)" on "ground\.([^"]+)"(?: asked by "([^"]+)")?(?: for "([^"]+)")?(?: from "([^"]+)")?(?: until "([^"]+)")?(?: looked at again by "([^"]+)")?(?: with the case "([^"]+)")? as "([^"]+)"$"#
)]
#[when(
    regex = r#"^"([^"]+)" holds "([^"]*)" of "([^"]*)" on "ground\.([^"]+)"(?: asked by "([^"]+)")?(?: for "([^"]+)")?(?: from "([^"]+)")?(?: until "([^"]+)")?(?: looked at again by "([^"]+)")?(?: with the case "([^"]+)")? as "([^"]+)"$"#
)]
#[expect(clippy::too_many_arguments, reason = "one for each part of the sentence")]
fn holds(
    world: &mut World,
    step: &Step,
    who: String,
    items: String,
    whom: String,
    ground: String,
    asker: String,
    term: String,
    from: String,
    until: String,
    review: String,
    case: String,
    called: String,
) {
    let (subjects, records) = scope(world, &whom);
    let from = if from.is_empty() { world.engine().now() } else { instant(&from) };
    let ends = match (term.as_str(), until.as_str()) {
        ("", "") => Ends::Lifted,
        ("", until) => Ends::At(instant(until)),
        (term, _) => Ends::After(from, term.parse().expect("a period")),
    };
    let on_file = if step.table.is_some() { rows(step) } else { Vec::new() };
    let facts: BTreeMap<Name, String> = on_file.into_iter().map(|row| (name(&row[0]), row[1].clone())).collect();
    let request = Place {
        actor: known(world, &who),
        asked_by: (!asker.is_empty()).then(|| known(world, &asker)),
        ground: name(&ground),
        facts,
        subjects,
        records,
        items: names(&items),
        ends,
        review_at: (!review.is_empty()).then(|| instant(&review)),
        case: (!case.is_empty()).then(|| world.cases[&case].case),
    };
    let people = whom.split(", ").find_map(|one| world.people.get(one).map(|person| person.cell));
    let of_record = || whom.split(", ").find_map(|one| world.records.get(one).map(|named| named.cell));
    let tenant = people.or_else(of_record).map_or(Tenant::None, |cell| world.tenant_of(cell));
    let mut placed = None;
    world.act(Vec::new(), |engine, product| {
        let done = engine.place_hold(product, tenant, &request)?;
        placed = Some((done.cell, done.hold));
        Ok(Answer { cell: Some(done.cell), entry: Some(done.entry), ..Answer::default() })
    });
    if let Some(placed) = placed {
        world.notes.holds.insert(called, placed);
    }
}

/// Example: `When "Chen Lu" lifts "the hold" because of "the judgment of 2027-01-08"`
#[given(expr = "{string} lifts {string} because of {string}")]
#[when(expr = "{string} lifts {string} because of {string}")]
fn lifts(world: &mut World, who: String, called: String, reason: String) {
    let (cell, hold) = world.notes.holds[&called];
    let (tenant, request) = (world.tenant_of(cell), Release { actor: known(world, &who), reason });
    world.act(Vec::new(), |engine, product| engine.lift_hold(product, tenant, hold, &request).map(recorded));
}

fn standing(world: &World, called: &str) -> HeldOn {
    let (cell, hold) = world.notes.holds[called];
    let holds = world.engine().holds(cell).expect("the holds");
    holds.into_iter().find(|held| held.hold.hold == hold).unwrap_or_else(|| panic!("{called} is not listed"))
}

/// Example: `Then "the hold" keeps something of 2 records, until "2029-05-20T09:00:00+08:00"`, or `until it is lifted`.
#[then(regex = r#"^"([^"]+)" keeps something of (\d+) records?, until (it is lifted|"[^"]+")$"#)]
fn keeps(world: &mut World, called: String, records: u64, until: String) {
    let held = standing(world, &called);
    assert_eq!(held.records, records, "{held:?}");
    let until = (until != "it is lifted").then(|| instant(until.trim_matches('"')));
    assert_eq!(held.hold.file.until, until, "{held:?}");
}

/// Example: `Then "the hold" is looked at again by "2027-05-20T09:00:00+08:00"`
#[then(expr = "{string} is looked at again by {string}")]
fn reviewed(world: &mut World, called: String, by: String) {
    let held = standing(world, &called);
    assert_eq!(held.hold.file.review_at, Some(instant(&by)), "{held:?}");
}

/// Example: `Then "the hold" is listed as overdue`, or `as not overdue`.
#[then(regex = r#"^"([^"]+)" is listed as (not )?overdue$"#)]
fn overdue(world: &mut World, called: String, not: String) {
    let held = standing(world, &called);
    assert_eq!(held.overdue, not.is_empty(), "{held:?}");
}

/// What the answer tells whoever asked: the promise that stands against it, and the law behind it in words.
///
/// Example: `Then the refusal names "ground.court" and the law "Civil Procedure Law"`
#[then(expr = "the refusal names {string} and the law {string}")]
fn names_law(world: &mut World, promise: String, law: String) {
    let fault = world.last.as_ref().expect("something was done").as_ref().expect_err("it was carried out");
    let yinuo::Error::Refused(refused) = fault else { panic!("{fault:?}") };
    assert_eq!(refused.refusal.promise.as_ref().map(Name::as_str), Some(promise.as_str()));
    let said: Vec<&str> = refused.refusal.law.iter().flat_map(|law| law.wordings().map(|(_, words)| words)).collect();
    assert!(said.iter().any(|words| words.contains(&law)), "{said:?}");
}

/// What no rule keeps any more lies under the keys of a hold, and of nothing else.
///
/// Example: `Then of "the form" nothing but the hold "the hold" is left`
#[then(expr = "of {string} nothing but the hold {string} is left")]
fn only_held(world: &mut World, which: String, called: String) {
    let (_, hold) = world.notes.holds[&called];
    let named = world.record(&which);
    let database = open(&world.folder.path().join("data").join("data.db"));
    let query = format!("SELECT DISTINCT rule FROM slot WHERE record = x'{}'", named.record);
    let rules = crate::outside::rows_of(&database, &query);
    assert_eq!(rules.len(), 1, "{rules:?}");
    assert!(rules[0].contains(&hold.to_string()), "{rules:?}");
}

/// Example: `Then of "the form" the item "phone" is not there and "email" is`
#[then(expr = "of {string} the item {string} is not there and {string} is")]
fn item_gone(world: &mut World, which: String, gone: String, there: String) {
    let named = world.record(&which);
    let database = open(&world.folder.path().join("data").join("data.db"));
    let query = format!("SELECT item FROM value WHERE record = x'{}'", named.record);
    let items = crate::outside::rows_of(&database, &query).join(" ");
    assert!(!items.contains(&gone) && items.contains(&there), "{items}");
}
