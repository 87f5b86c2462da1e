//! Steps that enter records, each with all that its purpose needs, and note what they leave behind.

use crate::outside::open;
use crate::steps::keeping::Trace;
use crate::world::{Named, World, name, rows};
use cucumber::gherkin::Step;
use cucumber::{given, when};
use yinuo::life::activity::Open;
use yinuo::life::collect::Collect;
use yinuo::life::consent::{SetConsent, SetPermission};
use yinuo::life::facts::ConsentState;
use yinuo::life::reference::{Activity, Record, Subject};
use yinuo::life::{Actor, Capacity, Origin, Personal};
use yinuo::policy::rows::{Purpose, Who};
use yinuo::{Collected, Error, Tenant, Which};

/// `item=value; item=value`, as a table writes it.
pub fn pairs(text: &str) -> Vec<(String, String)> {
    let pair = |part: &str| {
        let (item, value) = part.split_once('=').unwrap_or_else(|| panic!("no item=value: {part}"));
        (item.trim().to_owned(), value.trim().to_owned())
    };
    text.split(';').map(pair).collect()
}

/// Agrees, permits and begins what `purpose` needs; gives the activity within which it happens.
fn ready(world: &World, actor: &Actor, tenant: Tenant, purpose: &str, row: &Purpose) -> Option<Activity> {
    let (engine, product) = (world.engine(), &world.product);
    let person = actor.subject.filter(|_| actor.capacity == Capacity::Subject);
    if let Some(subject) = person {
        if row.consent.is_some() && !row.opens_account {
            let (state, shown) = (ConsentState::Given, world.shown());
            let consent = SetConsent { actor: actor.clone(), subject, purpose: name(purpose), state, shown };
            engine.set_consent(product, tenant, &consent).expect("she agrees");
        }
        if let Some(permission) = &row.permission {
            let permission =
                SetPermission { actor: actor.clone(), subject, permission: permission.clone(), granted: true };
            engine.set_permission(product, tenant, &permission).expect("she permits");
        }
    }
    let kind = row.during.clone()?;
    let open = Open { actor: actor.clone(), subject: person, kind, about: None };
    engine.open_activity(product, tenant, &open).expect("it begins").activity
}

/// Enters one record for `who`.
pub fn enter(
    world: &World,
    who: &str,
    (kind, purpose): (&str, &str),
    values: &[(String, String)],
    about: Option<&str>,
) -> Result<Collected, Error> {
    let policy = world.policy();
    let row = policy.document.purposes.get(purpose).unwrap_or_else(|| panic!("no purpose {purpose}"));
    let (actor, tenant) = (world.actor(who), world.tenant(who, ""));
    let activity = ready(world, &actor, tenant, purpose, row);
    let persons = policy.document.records.get(kind).is_some_and(|row| row.holder == Who::Subject);
    let subject = match about {
        Some(about) => Some(world.person(about).subject),
        None => actor.subject.filter(|_| persons || row.consent.is_some()),
    };
    let request = Collect {
        subject,
        actor,
        purpose: name(purpose),
        kind: name(kind),
        values: values.iter().map(|(item, value)| (item.clone(), Personal::from(value.as_str()))).collect(),
        captured_at: world.engine().now(),
        captured_until: None,
        origin: Origin::App,
        activity,
        occasion: None,
        opens_tenant: false,
        accepts: None,
        platform: world.platform.clone(),
        minors: Vec::new(),
        born: None,
    };
    world.engine().collect(&world.product, tenant, request)
}

/// Notes where a record lies, under which rules, and its values.
pub fn note(world: &mut World, called: &str, cell: yinuo::life::reference::Cell, record: Record, values: Vec<String>) {
    let database = open(&world.folder.path().join("data").join("data.db"));
    let at = rusqlite::params![cell.as_bytes(), record.as_bytes()];
    let head = "SELECT holder, subject FROM record WHERE cell = ?1 AND record = ?2";
    let (holder, subject): (Vec<u8>, Option<[u8; 16]>) =
        database.query_row(head, at, |row| Ok((row.get(0)?, row.get(1)?))).expect("the record is there");
    let mut select =
        database.prepare("SELECT DISTINCT rule, edition, term_day FROM slot WHERE cell = ?1 AND record = ?2").unwrap();
    let slots = select.query_map(at, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let slots: Vec<_> = slots.map(Result::unwrap).collect();
    assert!(!slots.is_empty(), "no rule locks {called}");
    let (cell_bytes, record_bytes) = (cell.as_bytes().to_vec(), record.as_bytes().to_vec());
    let trace = Trace { cell: cell_bytes, record: record_bytes, holder, slots, values };
    world.notes.traces.insert(called.to_owned(), trace);
    world.records.insert(called.to_owned(), Named { cell, record, subject: subject.map(Subject::from_bytes) });
}

/// Example: `Given "Li Lei" has entered, with all that each needs` and a table
/// `| called | record | for | values |`; a fifth column names the person whom a record is about.
#[given(expr = "{string} has entered, with all that each needs")]
#[when(expr = "{string} enters, with all that each needs")]
fn has_entered(world: &mut World, step: &Step, who: String) {
    for row in rows(step) {
        let values = pairs(&row[3]);
        let about = row.get(4).map(String::as_str).filter(|about| !about.is_empty());
        let done = enter(world, &who, (&row[1], &row[2]), &values, about)
            .unwrap_or_else(|fault| panic!("{} was not entered: {fault} {fault:?}", row[0]));
        let values = values.into_iter().map(|(_, value)| value).filter(|value| value.len() >= 8).collect();
        note(world, &row[0], done.cell, done.record, values);
    }
}

/// Names the one record of a type that a person has, such as her account. Reads it as herself, for `purpose`.
///
/// Example: `Given the "account" of "Li Lei", read for "account", is called "Li Lei's account"`
#[given(expr = "the {string} of {string}, read for {string}, is called {string}")]
fn is_called(world: &mut World, kind: String, who: String, purpose: String, called: String) {
    let person = world.person(&who);
    let request = yinuo::life::reveal::Reveal {
        actor: crate::steps::granting::reader(world, &who),
        purpose: name(&purpose),
        subject: Some(person.subject),
        items: Vec::new(),
        activity: None,
        form: None,
    };
    let which = Which::Of { subject: person.subject, kind: name(&kind) };
    let reading = world.engine().read(&world.product, Tenant::Named(person.cell), &request, &which).expect("it reads");
    let record = reading.values.first().expect("a value").record;
    let clear = |value: &&yinuo::Revealed| value.form == yinuo::policy::Form::Clear;
    let values = reading.values.iter().filter(clear).filter_map(|value| value.value.expose_text().map(str::to_owned));
    let values = values.filter(|value| value.len() >= 5).collect();
    note(world, &called, person.cell, record, values);
}

/// A value that must never lie anywhere in clear, besides those of the records.
///
/// Example: `Given "Horse-staple-9" is looked for, too`
#[given(expr = "{string} is looked for, too")]
fn looked_for(world: &mut World, value: String) {
    world.notes.planted.push(value);
}
