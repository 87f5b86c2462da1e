//! Steps about what the ledger, the counters and the certificate say.

use crate::world::{World, instant, rows};
use cucumber::gherkin::Step;
use cucumber::then;
use std::collections::BTreeMap;
use yinuo::Certificate;
use yinuo::life::Entry;
use yinuo::policy::Name;

/// Every entry of a cell of which the log still has the body.
pub fn entries(world: &World, company: &str) -> Vec<(u64, Entry)> {
    let all = world.engine().entries(world.company(company), 0, u32::MAX).expect("entries are listed");
    all.into_iter().filter_map(|(number, entry)| Some((number, entry?))).collect()
}

/// One entry, with the promise and the reason, and without a value of anything that was noted.
///
/// Example: `Then the log of "Acme" holds 1 erasure under "retention.account" because of "account.cancelled"`
#[then(expr = "the log of {string} holds {int} erasure(s) under {string} because of {string}")]
fn holds_erasures(world: &mut World, company: String, count: usize, promise: String, event: String) {
    let named = |name: &Option<Name>, word: &str| name.as_ref().is_some_and(|name| name == word);
    let mut found = entries(world, &company);
    found.retain(|(_, entry)| entry.act == "erase" && named(&entry.promise, &promise) && named(&entry.about, &event));
    // The end of a term's key, which comes with its day, counts no records: they went before it.
    found.retain(|(_, entry)| !entry.counts.is_empty());
    assert_eq!(found.len(), count, "{found:?}");
    for (_, entry) in found {
        let text = format!("{entry:?}");
        let values = world.notes.traces.values().flat_map(|trace| &trace.values).chain(&world.notes.planted);
        let told = values.into_iter().find(|value| text.contains(value.as_str()));
        assert!(told.is_none(), "the entry tells {told:?}: {text}");
    }
}

fn counter(world: &World, promise: &str) -> yinuo::PromiseState {
    let promises = world.engine().promises(&world.product).expect("promises are listed");
    promises.into_iter().find(|state| state.path == promise).unwrap_or_else(|| panic!("no promise {promise}"))
}

/// Counters outlive the entries that bumped them.
///
/// Example: `Then the promise "retention.account" was carried out 0 times`
#[then(expr = "the promise {string} was carried out {int} time(s)")]
fn carried_out(world: &mut World, promise: String, times: u64) {
    let state = counter(world, &promise);
    assert_eq!(state.counter.done, times, "{state:?}");
}

/// Example: `Then the evidence of "retention.account" still says that it was last carried out at "…", and never late`
#[then(expr = "the evidence of {string} still says that it was last carried out at {string}, and never late")]
fn last_at(world: &mut World, promise: String, at: String) {
    let state = counter(world, &promise);
    assert_eq!(state.counter.last_at, Some(instant(&at)), "{state:?}");
    assert_eq!(state.counter.late, 0, "{state:?}");
}

fn certificate(world: &World, company: &str) -> Certificate {
    world.engine().certificate(&world.product, world.company(company)).expect("a certificate")
}

/// Example: `Then the certificate of "Acme" says under "retention.business" that 3 are erased and 3 are held`
#[then(expr = "the certificate of {string} says under {string} that {int} are erased and {int} are held")]
fn certified(world: &mut World, company: String, promise: String, erased: u64, held: u64) {
    let certificate = certificate(world, &company);
    let of = || certificate.swept.iter().filter(|swept| swept.promise == promise.as_str());
    let sums = of().fold((0, 0), |(erased, kept), swept| (erased + swept.erased, kept + swept.kept));
    assert_eq!(sums, (erased, held), "{certificate:?}");
}

/// Exactly these, and nothing else: each with the promise, the law in words, and the end.
///
/// Example: `Then the law keeps of "Acme" exactly` with `| what | items | law | until |`; law is a part of its name.
#[then(expr = "the law keeps of {string} exactly")]
fn exactly(world: &mut World, step: &Step, company: String) {
    let certificate = certificate(world, &company);
    let mut held: BTreeMap<_, _> = certificate.held.iter().map(|held| (held.record, held)).collect();
    assert_eq!(held.len(), certificate.held.len(), "a record is held twice: {certificate:?}");
    for row in rows(step) {
        let (what, items, law, until) = (&row[0], &row[1], &row[2], &row[3]);
        let found = held.remove(&world.record(what).record).unwrap_or_else(|| panic!("{what} is not held"));
        let mut listed: Vec<&str> = found.items.iter().map(Name::as_str).collect();
        listed.sort_unstable();
        assert_eq!(listed.join(", "), *items, "{what}");
        assert!(format!("{:?}", found.law).contains(law.as_str()), "{what}: {:?}", found.law);
        assert_eq!(found.until, Some(instant(until)), "{what}");
    }
    assert!(held.is_empty(), "held besides: {held:?}");
}

/// Example: `Then the law keeps nothing of "Acme"`
#[then(expr = "the law keeps nothing of {string}")]
fn nothing(world: &mut World, company: String) {
    let certificate = certificate(world, &company);
    assert!(certificate.held.is_empty(), "{certificate:?}");
}

/// Entries speak of the person by a reference; no row and no key leads from it to anything.
///
/// Example: `Then the log of "Acme" speaks of "Li Lei" by a reference that leads nowhere, and tells no value`
#[then(expr = "the log of {string} speaks of {string} by a reference that leads nowhere, and tells no value")]
fn leads_nowhere(world: &mut World, company: String, who: String) {
    let person = world.person(&who);
    let mut spoken = entries(world, &company);
    spoken.retain(|(_, entry)| entry.subject == Some(person.subject));
    assert!(!spoken.is_empty(), "the log does not speak of {who}");
    let values: Vec<&String> =
        world.notes.traces.values().flat_map(|trace| &trace.values).chain(&world.notes.planted).collect();
    for (_, entry) in &spoken {
        let text = format!("{entry:?}");
        assert!(!values.iter().any(|value| text.contains(value.as_str())), "{text}");
    }
    let subject = person.subject.as_bytes().to_vec();
    let data = crate::outside::open(&world.folder.path().join("data").join("data.db"));
    let keys = crate::outside::open(&world.folder.path().join("keys").join("keys.db"));
    let count = |database: &rusqlite::Connection, sql: &str| -> i64 {
        database.query_row(sql, [&subject], |row| row.get(0)).unwrap()
    };
    assert_eq!(count(&data, "SELECT count(*) FROM record WHERE holder = ?1 OR subject = ?1"), 0);
    assert_eq!(count(&keys, "SELECT count(*) FROM key WHERE holder = ?1"), 0, "a key of {who} is left");
}

/// Example: `Then the ledger of the product verifies, body by body`
#[then("the ledger of the product verifies, body by body")]
fn verifies(world: &mut World) {
    let verified = world.engine().verify_ledger(&world.product).expect("the ledger is read");
    assert!(verified.is_sound(), "{verified:?}");
}
