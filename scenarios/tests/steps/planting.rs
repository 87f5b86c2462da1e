//! Steps about tripwires: planted by the operator, opened by whoever has no reason to.

use crate::steps::people::registration;
use crate::world::{Answer, Named, World, fields, name};
use cucumber::gherkin::Step;
use cucumber::{given, then, when};
use yinuo::life::collect::Collect;
use yinuo::life::guard::AlertFile;
use yinuo::{Alerted, Error, Tenant, TripwireState};

fn plant(world: &mut World, called: &str, tenant: Tenant, request: Collect) {
    let offered = request.values.iter().filter_map(|(_, value)| value.expose_text().map(Into::into)).collect();
    world.act(offered, |engine, product| {
        let done = engine.plant(product, tenant, request)?;
        let (cell, entry, record) = (Some(done.cell), Some(done.entry), Some(done.record));
        Ok(Answer { cell, entry, record, subject: done.subject, ..Answer::default() })
    });
    if let Some(Ok(Answer { cell: Some(cell), record: Some(record), subject, .. })) = world.last {
        world.records.insert(called.to_owned(), Named { cell, record, subject });
    }
}

/// A person who is nobody, invented to look like others. Example: `Given the operator plants the member "Shen Yue" in "Reading Room" giving`, with a
/// table of fields and values.
#[given(expr = "the operator plants the member {string} in {string} giving")]
fn plants_member(world: &mut World, step: &Step, who: String, company: String) {
    let request = registration(world, &who, fields(step), true);
    let tenant = Tenant::Named(world.company(&company));
    plant(world, &format!("{who}'s account"), tenant, request);
    let planted = world.record(&format!("{who}'s account"));
    world.remember(&who, planted.subject.expect("a person"), planted.cell);
}

/// Example: `Given the operator plants a "loan" for "lending" by "Shen Yue" as "the trap"`, with a table of fields and values.
#[given(regex = r#"^the operator plants an? "([^"]+)" for "([^"]+)" by "([^"]+)" as "([^"]+)"$"#)]
#[when(regex = r#"^the operator plants an? "([^"]+)" for "([^"]+)" by "([^"]+)" as "([^"]+)"$"#)]
fn plants(world: &mut World, step: &Step, kind: String, purpose: String, who: String, called: String) {
    let actor = world.actor(&who);
    let (subject, values) = (actor.subject, fields(step));
    let request = Collect {
        actor,
        subject,
        purpose: name(&purpose),
        kind: name(&kind),
        ..registration(world, &who, values, false)
    };
    let tenant = world.tenant(&who, "");
    plant(world, &called, tenant, request);
}

/// Its record is erased, and its alerts count as looked into. Example: `When the operator takes up "the trap"`
#[when(expr = "the operator takes up {string}")]
fn takes_up(world: &mut World, which: String) {
    let named = world.record(&which);
    world.act(Vec::new(), |engine, product| {
        engine.take_up(product, named.record)?;
        Ok(Answer::default())
    });
}

fn alerts(world: &World) -> Vec<Alerted> {
    let alerts = world.engine().alerts(&world.product).expect("the alerts");
    alerts.into_iter().filter(|alert| alert.file.tripped.is_some()).collect()
}

/// The worker raises them within its round; each is on record. Example: `Then 1 alert of a tripwire was raised`, or `Then 0 alerts of …`
#[then(regex = r"^(\d+) alerts? of a tripwire (?:was|were) raised$")]
fn raised(world: &mut World, count: usize) {
    world.engine().run_due().expect("the worker runs");
    assert_eq!(alerts(world).len(), count, "{:?}", alerts(world));
    let entries = world.engine().evidence(&world.product, &name("protect"), 1000).expect("the entries");
    let raised = entries.iter().filter(|(_, _, entry)| entry.about.as_deref() == Some("tripwire"));
    assert_eq!(raised.count(), count, "{entries:?}");
}

/// Who did it, for which purpose, and which one. Example: `Then an alert of a tripwire names "Lin Tao", "lending" and "the trap"`
#[then(expr = "an alert of a tripwire names {string}, {string} and {string}")]
fn names(world: &mut World, who: String, purpose: String, which: String) {
    let (doer, record) = (world.person(&who).subject.to_string(), world.record(&which).record);
    let says = |file: &AlertFile| {
        let tripped = file.tripped.as_ref().expect("a tripwire's");
        file.who == doer && tripped.purpose.as_deref() == Some(&purpose) && tripped.records.contains(&record)
    };
    assert!(alerts(world).iter().any(|alert| says(&alert.file)), "{:?}", alerts(world));
}

/// Example: `Then every alert of a tripwire is looked into`, or `waits`
#[then(regex = r"^every alert of a tripwire (waits|is looked into)$")]
fn looked_into(world: &mut World, how: String) {
    assert!(alerts(world).iter().all(|alert| alert.looked_into == (how != "waits")), "{:?}", alerts(world));
}

/// It leaves no entry: the ledger would tell of it. Example: `Then nothing is planted, and 2 tripwires stand`
#[then(regex = r"^nothing is planted, and (\d+) tripwires? stands?$")]
fn nothing_planted(world: &mut World, count: usize) {
    assert!(matches!(world.last, Some(Err(Error::Tripwire(_)))), "{:?}", world.last);
    stand(world, count);
}

/// Example: `Then 2 tripwires stand`
#[then(regex = r"^(\d+) tripwires? stands?$")]
fn stand(world: &mut World, count: usize) {
    let standing = world.engine().tripwires(&world.product).expect("the tripwires");
    assert_eq!(standing.iter().filter(|one| one.state == TripwireState::Stands).count(), count, "{standing:?}");
}
