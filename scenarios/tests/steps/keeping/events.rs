//! Steps about what happens to people, records and the product, and what it does to how long data is kept.

use crate::steps::people::recorded;
use crate::world::{Answer, World, instant, name};
use cucumber::{given, then, when};
use yinuo::Tenant;
use yinuo::life::Capacity;
use yinuo::life::activity::Open;
use yinuo::life::retain::raise::{Raise, To};

/// Example: `When "the shop" says that "order.completed" happened to "the order"`, to a person, or to `the product`; `at "…"`
/// where it is told later.
#[given(regex = r#"^"([^"]+)" says that "([^"]+)" happened to (?:"([^"]+)"|the product)(?: at "([^"]+)")?$"#)]
#[when(regex = r#"^"([^"]+)" says that "([^"]+)" happened to (?:"([^"]+)"|the product)(?: at "([^"]+)")?$"#)]
fn happened(world: &mut World, who: String, event: String, whom: String, at: String) {
    let (to, tenant) = match (world.people.get(&whom), world.records.get(&whom), world.companies.get(&whom)) {
        (Some(person), ..) => (To::Subject(person.subject), world.tenant_of(person.cell)),
        (_, Some(named), _) => (To::Record(named.record), world.tenant_of(named.cell)),
        (.., Some(cell)) => (To::Tenant, Tenant::Named(*cell)),
        _ => (To::Product, Tenant::None),
    };
    let at = (!at.is_empty()).then(|| instant(&at));
    let request = Raise { actor: world.actor(&who), event: name(&event), to, at };
    world.act(Vec::new(), |engine, product| engine.raise(product, tenant, &request).map(recorded));
}

/// Something open about one record. Example: `Given "Li Lei" opens a "complaint" about "the order" called "the complaint"`
#[given(expr = "{string} opens a/an {string} about {string} called {string}")]
#[when(expr = "{string} opens a/an {string} about {string} called {string}")]
fn opens_about(world: &mut World, who: String, kind: String, which: String, called: String) {
    let (actor, named) = (world.actor(&who), world.record(&which));
    let subject = actor.subject.filter(|_| actor.capacity == Capacity::Subject).or(named.subject);
    let request = Open { actor, subject, kind: name(&kind), about: Some(named.record) };
    let tenant = world.tenant_of(named.cell);
    world.act(Vec::new(), |engine, product| engine.open_activity(product, tenant, &request).map(recorded));
    if let Some(Ok(Answer { cell: Some(cell), activity: Some(activity), .. })) = world.last {
        world.activities.insert(called, (cell, activity));
    }
}

/// Somebody wants an old value kept for another purpose than those that need it. Example:
/// `When "Wei Hua" asks that "the reply" be kept for "release-marketing"`
#[when(expr = "{string} asks that {string} be kept for {string}")]
fn keep_for(world: &mut World, who: String, which: String, purpose: String) {
    let (actor, named) = (world.actor(&who), world.record(&which));
    let tenant = world.tenant_of(named.cell);
    world.act(Vec::new(), |engine, product| {
        engine.keep_for(product, tenant, &actor, named.record, &name(&purpose)).map(recorded)
    });
}

/// How the last sweep that touched a rule ended its values. Example:
/// `Then the log says that under "retention.logs" 1 record was "erased"`
#[then(expr = "the log says that under {string} {int} record(s) was/were {string}")]
fn swept(world: &mut World, promise: String, count: u64, how: String) {
    let all = crate::steps::ruling::entries(world);
    let of = all
        .iter()
        .filter(|entry| entry.act == "erase" && entry.promise.as_ref().is_some_and(|of| *of == promise.as_str()));
    let counted = of.flat_map(|entry| &entry.counts).filter(|(what, _)| *what == how.as_str());
    assert_eq!(counted.map(|(_, count)| count).sum::<u64>(), count);
}
