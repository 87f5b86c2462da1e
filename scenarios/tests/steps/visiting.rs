//! Steps about recipients that read inside the environment that the company provides: its network is 10.2.0.0/16.

use crate::steps::people::recorded;
use crate::world::{Answer, World, instant, name};
use cucumber::{then, when};
use yinuo::life::reference::Subject;
use yinuo::life::share::visit::Close;
use yinuo::life::{Actor, Capacity, Entry};
use yinuo::policy::Name;
use yinuo::{HandleText, ReadInside, own_cell};

fn names(list: &str) -> Vec<Name> {
    list.split(", ").filter(|one| !one.is_empty()).map(name).collect()
}

/// Example: `When "Chen Lu" lets "the partner" in for "security" to read "os-type" until "2026-05-20T17:00:00+08:00" as "the visit"`
#[when(regex = r#"^"([^"]+)" lets "([^"]+)" in for "([^"]+)" to read "([^"]*)" until "([^"]+)" as "([^"]+)"$"#)]
fn lets_in(
    world: &mut World,
    who: String,
    recipient: String,
    purpose: String,
    items: String,
    until: String,
    called: String,
) {
    let whom = (world.actor(&who), name(&recipient), name(&purpose));
    let cell = own_cell(&world.product);
    let mut opened = None;
    world.act(Vec::new(), |engine, product| {
        let tenant = yinuo::Tenant::None;
        let visit = engine.open_visit(product, tenant, whom, names(&items), instant(&until))?;
        opened = Some((visit.visit, visit.handle));
        Ok(recorded(visit.recorded))
    });
    if let Some((visit, handle)) = opened {
        world.visits.insert(called, (cell, visit, handle));
    }
}

fn reads(world: &mut World, handle: HandleText, people: Vec<Subject>, (items, address, activity): (&str, &str, &str)) {
    let request = ReadInside {
        actor: Actor { capacity: Capacity::Service, subject: None, roles: Vec::new() },
        handle,
        address: Some(address.parse().expect("an address")),
        subjects: people,
        records: Vec::new(),
        items: names(items),
        activity: (!activity.is_empty()).then(|| world.activity(activity)),
    };
    let cell = own_cell(&world.product);
    world.act(Vec::new(), |engine, product| {
        let reading = engine.read_inside(product, yinuo::Tenant::None, &request)?;
        Ok(Answer { cell: Some(cell), entry: Some(reading.entry), values: reading.values, ..Answer::default() })
    });
}

/// Of several people at once: `of "Zhang Xiaoming, person 1"`; within an activity: `… during "the search"`. Example:
/// `When "os-type" of "Zhang Xiaoming" is read on "the visit" from "10.2.0.7"`
#[when(regex = r#"^"([^"]*)" of "([^"]+)" is read on "([^"]+)" from "([^"]+)"(?: during "([^"]+)")?$"#)]
fn read_on(world: &mut World, items: String, whose: String, visit: String, address: String, activity: String) {
    let people = whose.split(", ").map(|who| world.person(who).subject).collect();
    let handle = world.visits[&visit].2.clone();
    reads(world, handle, people, (&items, &address, &activity));
}

/// Each by a reading of its own, carried out. Example:
/// `When "os-type" of people 1 to 19 is read on "the visit" from "10.2.0.7", one by one`
#[when(expr = "{string} of people {int} to {int} is read on {string} from {string}, one by one")]
fn read_of_people(world: &mut World, items: String, from: u32, to: u32, visit: String, address: String) {
    for number in from..=to {
        let person = world.person(&format!("person {number}")).subject;
        let handle = world.visits[&visit].2.clone();
        reads(world, handle, vec![person], (&items, &address, ""));
        world.answer();
    }
}

/// Somebody guesses the secret half. Example:
/// `When "os-type" of "Zhang Xiaoming" is read on "the visit" from "10.2.0.7" with another secret`
#[when(expr = "{string} of {string} is read on {string} from {string} with another secret")]
fn read_with_another(world: &mut World, items: String, whose: String, visit: String, address: String) {
    let person = world.person(&whose).subject;
    let handle = HandleText::new(format!("{}{}", world.visits[&visit].1, "0".repeat(64)));
    reads(world, handle, vec![person], (&items, &address, ""));
}

/// Example: `When "Chen Lu" lets the recipient out of "the visit"`
#[when(expr = "{string} lets the recipient out of {string}")]
fn lets_out(world: &mut World, who: String, visit: String) {
    let request = Close { actor: world.actor(&who), visit: world.visits[&visit].1 };
    world.act(Vec::new(), |engine, product| engine.end_visit(product, yinuo::Tenant::None, &request).map(recorded));
}

/// Readings that were carried out; each names the recipient, the person and the items. Example:
/// `Then the ledger has 1 reading of "os-type" of "Zhang Xiaoming" on "the visit" by "the partner"`
#[then(regex = r#"^the ledger has (\d+) readings? of "([^"]+)" of "([^"]+)" on "([^"]+)" by "([^"]+)"$"#)]
fn readings(world: &mut World, count: usize, item: String, whose: String, visit: String, recipient: String) {
    let (cell, visit, handle) = &world.visits[&visit];
    let subject = world.person(&whose).subject;
    let rows = world.engine().store().load_entries(*cell, 0, 10_000).expect("the entries");
    let bodies: Vec<Vec<u8>> = rows.into_iter().filter_map(|row| row.body.map(|(_, body)| body)).collect();
    let secret = handle.expose().split_at_checked(32).expect("its secret half").1;
    assert!(bodies.iter().all(|body| !String::from_utf8_lossy(body).contains(secret)));
    let entries = bodies.iter().map(|body| serde_json::from_slice::<Entry>(body).expect("an entry"));
    let of_it = entries.filter(|entry| {
        let read = entry.act == *"release" && entry.outcome == yinuo::life::Outcome::Done;
        let whose = entry.visit == Some(*visit) && entry.subject == Some(subject);
        let what = entry.items.iter().any(|(read, _)| *read == *item) && !entry.records.is_empty();
        read && whose && what && entry.recipient == Some(name(&recipient))
    });
    assert_eq!(of_it.count(), count);
}
