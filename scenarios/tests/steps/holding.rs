//! Steps about what is held after an act: whose it is, where it is filed, what is left of it.

use crate::outside::{open, rows_of};
use crate::world::{Named, World, name, rows};
use cucumber::gherkin::Step;
use cucumber::then;
use std::collections::BTreeSet;
use yinuo::life::facts::RecordFact;
use yinuo::life::reference::Holder;
use yinuo::store::Wanted;

/// The record as the engine knows it.
fn fact(world: &World, named: &Named) -> RecordFact {
    let wanted = Wanted { records: vec![named.record], ..Wanted::default() };
    let (facts, _) = world.engine().store().load_facts(named.cell, true, &wanted).expect("the facts");
    facts.records.into_iter().next().unwrap_or_else(|| panic!("{named:?} is not held"))
}

/// Example: `Then "the invoice" belongs to the company "Acme"`
#[then(expr = "{string} belongs to the company {string}")]
fn belongs_to_company(world: &mut World, which: String, company: String) {
    let (named, cell) = (world.record(&which), world.company(&company));
    let fact = fact(world, &named);
    assert_eq!((named.cell, fact.holder), (cell, Holder(cell.0)));
}

/// Example: `Then "the point" belongs to "Li Lei"`
#[then(expr = "{string} belongs to {string}")]
fn belongs_to_person(world: &mut World, which: String, who: String) {
    let (named, person) = (world.record(&which), world.person(&who));
    let fact = fact(world, &named);
    assert_eq!((named.cell, fact.holder), (person.cell, Holder(person.subject.0)));
}

/// Example: `Then "the invoice" is filed in the category "business"`
#[then(expr = "{string} is filed in the category {string}")]
fn filed(world: &mut World, which: String, category: String) {
    let named = world.record(&which);
    let fact = fact(world, &named);
    let policy = world.policy();
    let row = policy.document.records.get(&fact.kind).expect("a declared record");
    assert_eq!(row.category, yinuo::policy::Name::from(category.as_str()));
}

/// Example: `Then "the sample" holds "voice" and nothing else`
#[then(expr = "{string} holds {string} and nothing else")]
fn holds(world: &mut World, which: String, items: String) {
    let named = world.record(&which);
    let fact = fact(world, &named);
    let wanted: BTreeSet<&str> = items.split(", ").collect();
    assert_eq!(fact.items.keys().map(|item| item.as_str()).collect::<BTreeSet<_>>(), wanted);
    let query = format!("SELECT item FROM value WHERE record = x'{}'", named.record);
    assert_eq!(in_database(world, &query).len(), wanted.len(), "the database holds more or less");
}

/// Example: `Then exactly 2 records of "check-in" are held`
#[then(expr = "exactly {int} record(s) of {string} is/are held")]
fn so_many(world: &mut World, count: usize, kind: String) {
    let cells = world.engine().cells(&world.product).expect("the cells");
    let store = world.engine().store();
    let listed =
        cells.into_iter().map(|cell| store.list_records(cell, &name(&kind), None, 1000).expect("a list").len());
    assert_eq!(listed.sum::<usize>(), count);
    assert_eq!(in_database(world, &format!("SELECT record FROM record WHERE kind = '{kind}'")).len(), count);
}

/// Example: `Then nothing is left of "the receivable"`
#[then(expr = "nothing is left of {string}")]
fn nothing_left(world: &mut World, which: String) {
    let named = world.record(&which);
    for table in ["record", "value", "slot", "lookup", "gone"] {
        let rows = in_database(world, &format!("SELECT * FROM {table} WHERE record = x'{}'", named.record));
        assert!(rows.is_empty(), "table {table} still has {rows:?}");
    }
}

/// Example: `Then all is left of "the receivable"`: the moment before it goes.
#[then(expr = "all is left of {string}")]
fn all_left(world: &mut World, which: String) {
    let named = world.record(&which);
    let items = fact(world, &named).items.len();
    let values = in_database(world, &format!("SELECT * FROM value WHERE record = x'{}'", named.record));
    assert_eq!(values.len(), items);
    assert!(items > 0);
}

/// Example: `Then no account stands outside a company`
#[then("no account stands outside a company")]
fn no_loose_account(world: &mut World) {
    let loose = "SELECT * FROM account WHERE cell NOT IN (SELECT cell FROM cell WHERE state <> 'own')";
    assert!(in_database(world, loose).is_empty(), "an account without a company");
    let people = in_database(world, "SELECT * FROM account").len();
    assert_eq!(people, world.people.len(), "an account that no scenario opened");
}

fn in_database(world: &World, query: &str) -> Vec<String> {
    rows_of(&open(&world.folder.path().join("data").join("data.db")), query)
}

/// What was read, with its form; nothing more was. Example: `Then the answer is` with `| item | form | value |`.
#[then("the answer is")]
fn answer_is(world: &mut World, step: &Step) {
    super::outcome::carried_out(world);
    let mut told: Vec<Vec<String>> = world
        .answer()
        .values
        .iter()
        .map(|told| {
            let value = told.value.expose_text().expect("text").to_owned();
            vec![told.item.to_string(), told.form.as_str().to_owned(), value]
        })
        .collect();
    let mut wanted = rows(step);
    told.sort();
    wanted.sort();
    assert_eq!(told, wanted);
}

/// Example: `Then the answer holds "balance" of "the receivable"`: among much else, as in an export.
#[then(expr = "the answer holds {string} of {string} as {string}")]
fn answer_holds(world: &mut World, item: String, which: String, value: String) {
    let named = world.record(&which);
    let found = world.answer().values.iter().find(|told| told.record == named.record && told.item == item.as_str());
    assert_eq!(found.and_then(|told| told.value.expose_text()), Some(value.as_str()));
}

/// Of what was entered as that. Example: `Then the answer holds nothing of "the profile"`
#[then(expr = "the answer holds nothing of {string}")]
fn answer_holds_nothing(world: &mut World, which: String) {
    let noted = world.notes.traces.get(&which).expect("it was noted").values.clone();
    assert!(!noted.is_empty(), "nothing was noted of {which}");
    let told: Vec<&str> = world.answer().values.iter().filter_map(|told| told.value.expose_text()).collect();
    assert!(!told.is_empty(), "there is no answer");
    let found = noted.iter().find(|value| told.iter().any(|told| told.contains(value.as_str())));
    assert!(found.is_none(), "{found:?}");
}

/// The word for somebody who is gone, in each language. Example: `Then "entered-by" of "the deal" is called by "Tan Rui" for
/// "customer-management"` with `| language | word |`
#[then(expr = "{string} of {string} is called by {string} for {string}")]
fn is_called(world: &mut World, step: &Step, item: String, which: String, who: String, purpose: String) {
    let named = world.record(&which);
    let request = yinuo::life::reveal::Reveal {
        actor: super::granting::reader(world, &who),
        purpose: name(&purpose),
        subject: None,
        items: vec![name(&item)],
        activity: None,
        form: None,
    };
    let which = yinuo::Which::Records(vec![named.record]);
    let read =
        world.engine().read(&world.product, yinuo::Tenant::Named(named.cell), &request, &which).expect("it reads");
    let word = read.values.first().and_then(|told| told.former.clone()).expect("a word for who is gone");
    for row in rows(step) {
        let language = yinuo::policy::rows::Language::ALL.iter().copied().find(|known| known.as_str() == row[0]);
        let said = yinuo::publish::wording(&word, language.expect("a language"));
        assert_eq!(said.as_deref(), Some(row[1].as_str()));
    }
}

/// Example: `Then "Li Lei" works for the company "Acme"`
#[then(expr = "{string} works for the company {string}")]
fn works_for(world: &mut World, who: String, company: String) {
    let (person, cell) = (world.person(&who), world.company(&company));
    let wanted = Wanted { subject: Some(person.subject), ..Wanted::default() };
    let (facts, _) = world.engine().store().load_facts(cell, true, &wanted).expect("the facts");
    assert!(facts.account(Some(person.subject)).is_some(), "no account there");
}

/// Example: `Then the permission "location" of "Li Lei" is revoked`
#[then(expr = "the permission {string} of {string} is revoked")]
fn permission_revoked(world: &mut World, permission: String, who: String) {
    let person = world.person(&who);
    let wanted = Wanted { subject: Some(person.subject), ..Wanted::default() };
    let (facts, _) = world.engine().store().load_facts(person.cell, true, &wanted).expect("the facts");
    let known = facts.person(Some(person.subject)).expect("a person");
    assert!(known.permissions.get(permission.as_str()).is_some_and(|fact| !fact.granted));
}
