//! Steps about minors: registering with evidence of age, and what happens when one is found.

use crate::steps::people::recorded;
use crate::world::{Answer, World, fields};
use cucumber::gherkin::Step;
use cucumber::{given, then, when};
use yinuo::life::collect::Collect;
use yinuo::life::minors::{Finding, Minor};
use yinuo::life::reference::{Reference, Subject};
use yinuo::life::{Actor, Capacity, Origin};
use yinuo::{Tenant, Which};

/// Registers with a company that is there already; `born` is evidence only. A person whom somebody spoke of before
/// registers under the reference by which she is known.
///
/// Example: `When "Xiao Ming" registers with "Acme", born on "2012-05-21", giving` and a table of fields.
#[when(regex = r#"^"([^"]+)" registers with "([^"]+)"(?:, born on "([^"]+)")?, giving$"#)]
fn registers(world: &mut World, step: &Step, who: String, company: String, born: String) {
    let policy = world.policy();
    let (purpose, row) = policy.document.purposes.iter().find(|(_, row)| row.opens_account).expect("accounts open");
    let request = Collect {
        actor: Actor { capacity: Capacity::Service, subject: None, roles: Vec::new() },
        subject: world.people.get(&who).map(|person| person.subject),
        purpose: purpose.clone(),
        kind: row.collects[0].clone(),
        values: fields(step),
        captured_at: world.engine().now(),
        captured_until: None,
        origin: Origin::App,
        activity: None,
        occasion: None,
        opens_tenant: false,
        accepts: Some(world.shown()),
        platform: world.platform.clone(),
        minors: Vec::new(),
        born: (!born.is_empty()).then(|| born.parse().expect("a day")),
    };
    let offered: Vec<String> =
        request.values.iter().filter_map(|(_, value)| value.expose_text().map(Into::into)).collect();
    world.notes.planted.extend(offered.iter().filter(|value| value.len() >= 8).cloned());
    if !born.is_empty() {
        world.notes.planted.push(born);
    }
    let tenant = Tenant::Named(world.company(&company));
    world.act(offered, |engine, product| {
        let done = engine.collect(product, tenant, request)?;
        let (cell, record) = (Some(done.cell), Some(done.record));
        Ok(Answer { cell, entry: Some(done.entry), record, subject: done.subject, ..Answer::default() })
    });
    if let Some(Ok(Answer { cell: Some(cell), subject: Some(subject), .. })) = world.last {
        world.remember(&who, subject, cell);
    }
}

/// Somebody of whom the product has only a reference, no account.
///
/// Example: `Given "Xiao Ming" is known to "Acme" by a reference only`
#[given(expr = "{string} is known to {string} by a reference only")]
fn known(world: &mut World, who: String, company: String) {
    let mut bytes = [0x5a; 16];
    for (byte, letter) in bytes.iter_mut().zip(who.bytes()) {
        *byte ^= letter;
    }
    let cell = world.company(&company);
    world.remember(&who, Subject(Reference::from_bytes(bytes)), cell);
}

fn find(world: &mut World, who: &str, of: &str, finding: Finding) {
    let person = world.person(of);
    let request = Minor { actor: world.actor(who), subject: person.subject, finding };
    world.act(Vec::new(), |engine, product| {
        engine.find_minor(product, Tenant::Named(person.cell), &request).map(recorded)
    });
}

/// Example: `When "the officer" reports that "Xiao Ming" is under age`
#[given(expr = "{string} reports that {string} is under age")]
#[when(expr = "{string} reports that {string} is under age")]
fn under_age(world: &mut World, who: String, of: String) {
    find(world, &who, &of, Finding::UnderAge);
    world.answer();
}

/// Example: `When "the officer" records that a guardian of "Xiao Ming" has agreed`
#[given(expr = "{string} records that a guardian of {string} has agreed")]
#[when(expr = "{string} records that a guardian of {string} has agreed")]
fn guardian(world: &mut World, who: String, of: String) {
    find(world, &who, &of, Finding::GuardianAgreed);
}

/// Erases everything about a person, as the one who may.
///
/// Example: `When "Han Mei" erases everything about "Xiao Ming"`
#[when(expr = "{string} erases everything about {string}")]
fn erases_all(world: &mut World, who: String, of: String) {
    let (actor, person) = (world.actor(&who), world.person(&of));
    let tenant = world.tenant(&who, "");
    world.act(Vec::new(), |engine, product| {
        let done = engine.erase(product, tenant, &actor, yinuo::Wish::about(person.subject))?;
        Ok(Answer { cell: Some(person.cell), entry: Some(done.entry), ..Answer::default() })
    });
}

/// Erases one record, naming another tenant than the own.
///
/// Example: `When "Han Mei" erases "the photo" in "Beta"`
#[when(expr = "{string} erases {string} in {string}")]
fn erases_in(world: &mut World, who: String, which: String, company: String) {
    let (actor, record, cell) = (world.actor(&who), world.record(&which), world.company(&company));
    world.act(Vec::new(), |engine, product| {
        let done = engine.erase(product, Tenant::Named(cell), &actor, yinuo::Wish::of(vec![record.record]))?;
        Ok(Answer { cell: Some(cell), entry: Some(done.entry), ..Answer::default() })
    });
}

/// The number in the answer leads to the entry that proves it.
///
/// Example: `Then the answer carries the number of the entry that proves it`
#[then("the answer carries the number of the entry that proves it")]
fn proof(world: &mut World) {
    let (cell, number) = (world.answer().cell.expect("a cell"), world.answer().entry.expect("a number"));
    let entries = world.engine().entries(cell, number, 1).expect("entries are listed");
    let entry = entries.into_iter().find(|(at, _)| *at == number).and_then(|(_, entry)| entry).expect("its body");
    assert_eq!(entry.act, "erase", "{entry:?}");
    assert_eq!(entry.outcome, yinuo::life::Outcome::Done, "{entry:?}");
}

/// Looks for a value by blind index, as its reader.
///
/// Example: `Then "Han Mei" finds no "account" in "Acme" whose "email" is "xiao@example.com"`, for a purpose.
#[then(expr = "{string} finds {int} {string} in {string} whose {string} is {string} for {string}")]
#[expect(clippy::too_many_arguments, reason = "one for each part of the sentence")]
fn finds(
    world: &mut World,
    who: String,
    count: usize,
    kind: String,
    company: String,
    item: String,
    value: String,
    purpose: String,
) {
    let request = yinuo::life::reveal::Reveal {
        actor: crate::steps::granting::reader(world, &who),
        purpose: purpose.as_str().into(),
        subject: None,
        items: Vec::new(),
        activity: None,
        form: None,
    };
    let which = Which::Found {
        kind: kind.as_str().into(),
        item: item.as_str().into(),
        value: yinuo::life::Personal::from(value.as_str()),
    };
    let tenant = Tenant::Named(world.company(&company));
    let found = match world.engine().read(&world.product, tenant, &request, &which) {
        Ok(reading) => reading.values.iter().map(|value| value.record).collect::<std::collections::BTreeSet<_>>().len(),
        Err(fault) => {
            assert_eq!(fault.code().as_str(), "not_found", "{fault:?}");
            0
        }
    };
    assert_eq!(found, count);
}

/// Every role that the policy knows, and the engine's own worker, in every capacity.
///
/// Example: `Then nobody, in any role or as a job, may read "the file" for "content-review"`
#[then(expr = "nobody, in any role or as a job, may read {string} for {string}")]
fn nobody_reads(world: &mut World, which: String, purpose: String) {
    let record = world.record(&which);
    let mut actors: Vec<Actor> = vec![Actor::job()];
    for role in world.policy().document.roles.keys() {
        actors.extend([Capacity::Staff, Capacity::Service, Capacity::Job].map(|of| Actor::with_role(of, role)));
    }
    actors.extend(world.actors.values().cloned());
    for actor in actors {
        // Who belongs to another company is a stranger before she is anything else.
        let stranger = world.people.values().any(|person| {
            actor.capacity == Capacity::Subject && actor.subject == Some(person.subject) && person.cell != record.cell
        });
        let request = yinuo::life::reveal::Reveal {
            actor,
            purpose: purpose.as_str().into(),
            subject: None,
            items: Vec::new(),
            activity: None,
            form: None,
        };
        let tenant = Tenant::Named(record.cell);
        world.act(Vec::new(), |engine, product| {
            let reading = engine.read(product, tenant, &request, &Which::Records(vec![record.record]))?;
            Ok(Answer { entry: Some(reading.entry), values: reading.values, ..Answer::default() })
        });
        let code = if stranger { "tenant_denied" } else { "purpose_denied" };
        crate::steps::outcome::refused(world, code.into());
        let Some(Err(yinuo::Error::Refused(refused))) = &world.last else { panic!("not refused") };
        assert!(refused.refusal.promise.is_some(), "the policy is silent on {purpose}, it does not forbid it");
    }
}

/// Of everything that the logs of all cells still hold.
///
/// Example: `Then no reading for "content-review" was ever carried out`
#[then(expr = "no reading for {string} was ever carried out")]
fn never_read(world: &mut World, purpose: String) {
    let (engine, mut looked_at) = (world.engine(), 0);
    for cell in engine.cells(&world.product).expect("cells are listed") {
        for (_, entry) in engine.entries(cell, 0, u32::MAX).expect("entries are listed") {
            let entry = entry.expect("a month is within every log's time");
            let done = entry.outcome == yinuo::life::Outcome::Done;
            let about = entry.purpose.as_ref().is_some_and(|name| name == purpose.as_str());
            assert!(!(done && about), "{entry:?}");
            looked_at += usize::from(done && entry.act == "read");
        }
    }
    assert!(looked_at > 0, "nothing was read at all, so nothing was shown");
}

/// Reads the one record of a type that a person has, as herself.
///
/// Example: `When "Xiao Ming" looks at the own "account" for "account"`
#[when(expr = "{string} looks at the own {string} for {string}")]
fn looks(world: &mut World, who: String, kind: String, purpose: String) {
    let person = world.person(&who);
    let request = yinuo::life::reveal::Reveal {
        actor: crate::steps::granting::reader(world, &who),
        purpose: purpose.as_str().into(),
        subject: Some(person.subject),
        items: Vec::new(),
        activity: None,
        form: None,
    };
    let which = Which::Of { subject: person.subject, kind: kind.as_str().into() };
    world.act(Vec::new(), |engine, product| {
        let reading = engine.read(product, Tenant::Named(person.cell), &request, &which)?;
        Ok(Answer { entry: Some(reading.entry), values: reading.values, ..Answer::default() })
    });
}

/// One commit: what was found, the account's state and all that falls due stand in the same entry.
///
/// Example: `Then the report and the disabling are one entry in the log of "Acme"`
#[then(expr = "the report and the disabling are one entry in the log of {string}")]
fn one_entry(world: &mut World, company: String) {
    let entries = super::evidence::entries(world, &company);
    let (_, report) = entries.iter().rev().find(|(_, entry)| entry.act == "minor").expect("the report's entry");
    let text = format!("{:?}", report.replay);
    assert!(text.contains("SetAccount") && text.contains("Disabled"), "{text}");
    assert_eq!(Some(report.at), Some(world.engine().now()));
}

/// The account is gone or disabled: there is nothing left to compare with, and nobody is let in.
///
/// Example: `Then nobody is signed in`
#[then("nobody is signed in")]
fn nobody_in(world: &mut World) {
    let fault = world.last.as_ref().expect("something was done").as_ref().expect_err("somebody was let in");
    assert!(matches!(fault.code().as_str(), "account_disabled" | "not_found"), "{fault:?}");
}
