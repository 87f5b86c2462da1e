//! Steps about alarms, suspensions and who is kept out.

use crate::steps::granting::reader;
use crate::steps::people::{recorded, register, registration};
use crate::steps::proving::reference;
use crate::world::{Answer, World, name};
use cucumber::{given, then, when};
use yinuo::life::drawn::Verify;
use yinuo::life::duty::{About, Prove};
use yinuo::life::guard::Whom;
use yinuo::life::guard::suspend::{Resume, Suspend, SuspensionFact};
use yinuo::life::reference::Subject;
use yinuo::life::reveal::Reveal;
use yinuo::life::{Actor, Personal};
use yinuo::policy::Policy;
use yinuo::{Alerted, Engine, Tenant, Which};

/// The process ends, and nothing of it is left but what it wrote. Example: `When the engine is stopped and started again`
#[when("the engine is stopped and started again")]
fn started_again(world: &mut World) {
    drop(world.engine.take());
    let (policy, _) = Policy::load(world.source.as_bytes()).expect("the policy");
    let config = world.config(&policy);
    world.engine = Some(Engine::open(config, world.clock.clone()).expect("it starts again"));
}

/// Staff act by role alone, unless they say who they are. Example: `Given "Wei Hua" says who it is`
#[given(expr = "{string} says who it is")]
#[when(expr = "{string} says who it is")]
fn says_who(world: &mut World, who: String) {
    let actor = world.actors.get_mut(&who).expect("somebody acts");
    actor.subject = Some(reference(&who));
}

/// Example: `When "the sign-in service" compares 9 wrong values with the "password" for "account" of the "account" in "Acme" whose "phone" is "13800138000"`;
/// each is compared, and wrong.
#[when(
    expr = "{string} compares {int} wrong values with the {string} for {string} of the {string} in {string} whose {string} is {string}"
)]
#[expect(clippy::too_many_arguments, reason = "one for each part of the sentence")]
fn compares_wrong(
    world: &mut World,
    who: String,
    times: u32,
    item: String,
    purpose: String,
    kind: String,
    company: String,
    by: String,
    value: String,
) {
    let request = Verify { actor: world.actor(&who), purpose: name(&purpose), item: name(&item) };
    let tenant = world.tenant(&who, &company);
    let value = Personal::from(value.as_str());
    for time in 0..times {
        let candidate = Personal::from(format!("Wrong-horse-{time}").as_str());
        let of = (&name(&kind), &name(&by), &value);
        let right = world.engine().verify(&world.product, tenant, &request, of, &candidate);
        assert_eq!(right.expect("it is compared"), None, "try {time}");
    }
}

/// Example: `Given people 1 to 101 have registered`, each with an account name and a phone of its own.
#[given(expr = "people {int} to {int} have registered")]
fn people_registered(world: &mut World, from: u32, to: u32) {
    for number in from..=to {
        let who = format!("person {number}");
        let values = vec![
            ("account".to_owned(), Personal::from(format!("account{number}").as_str())),
            ("phone".to_owned(), Personal::from(format!("139{number:08}").as_str())),
        ];
        let request = registration(world, &who, values, true);
        register(world, &who, "", Tenant::None, request);
        world.answer();
    }
}

/// Example: `When "Guo Wei" reads the "account" of people 1 to 100 for "security"`: each by a reading of its own, carried out.
#[when(expr = "{string} reads the {string} of people {int} to {int} for {string}")]
fn reads_people(world: &mut World, who: String, kind: String, from: u32, to: u32, purpose: String) {
    let actor = reader(world, &who);
    for number in from..=to {
        let person = world.person(&format!("person {number}"));
        let request = all_that(&purpose, actor.clone(), Some(person.subject));
        let which = Which::Of { subject: person.subject, kind: name(&kind) };
        let tenant = world.tenant_of(person.cell);
        world.engine().read(&world.product, tenant, &request, &which).expect("it is read");
    }
}

/// Everything that a purpose reads is asked for, in the fullest form.
fn all_that(purpose: &str, actor: Actor, subject: Option<Subject>) -> Reveal {
    Reveal { actor, purpose: name(purpose), subject, items: Vec::new(), activity: None, form: None }
}

/// Example: `When "Sun Yan" reads "the lunch" for "bookkeeping" 4 times, refused with actor_denied`
#[when(expr = "{string} reads {string} for {string} {int} times, refused with {word}")]
fn refused_times(world: &mut World, who: String, which: String, purpose: String, times: u32, code: String) {
    let record = world.record(&which);
    let request = all_that(&purpose, world.actor(&who), None);
    for _ in 0..times {
        let tenant = world.tenant_of(record.cell);
        let read = world.engine().read(&world.product, tenant, &request, &Which::Records(vec![record.record]));
        assert_eq!(read.expect_err("it is refused").code().as_str(), code);
    }
}

fn alerts_of(world: &World, alarm: &str) -> Vec<Alerted> {
    let alarm = name(alarm.strip_prefix("alarm.").expect("an alarm's path"));
    let alerts = world.engine().alerts(&world.product).expect("the alerts");
    alerts.into_iter().filter(|alert| alert.file.alarm == alarm).collect()
}

/// Each is on record, too. Example: `Then 1 alert of "alarm.refusals" was raised`, or `Then 0 alerts of …`
#[then(regex = r#"^(\d+) alerts? of "([^"]+)" (?:was|were) raised$"#)]
fn raised(world: &mut World, count: usize, alarm: String) {
    let alerts = alerts_of(world, &alarm);
    assert_eq!(alerts.len(), count, "{alerts:?}");
    let entries = world.engine().evidence(&world.product, &name(&alarm), 1000).expect("the entries");
    let raised = entries.iter().filter(|(_, _, entry)| entry.act == *"alarm");
    assert_eq!(raised.count(), count, "{entries:?}");
}

/// Example: `When "Guo Wei" looks into the newest alert of "alarm.refusals"`: the register's duty is done for it.
#[when(expr = "{string} looks into the newest alert of {string}")]
fn looks_into(world: &mut World, who: String, alarm: String) {
    let alert = alerts_of(world, &alarm).pop().expect("an alert");
    let duty = alert.duty.expect("a duty under which it is looked into");
    let request = Prove {
        actor: world.actor(&who),
        duty: name(duty.strip_prefix("duty.").expect("a duty's path")),
        about: About::Thing(alert.thing),
        done_at: world.engine().now(),
        review_at: None,
        digest: "0123456789abcdef".repeat(4),
        facts: Default::default(),
    };
    world.act(Vec::new(), |engine, product| engine.prove_duty(product, &request).map(recorded));
}

/// What waits stands in the register as an open duty. Example: `Then the newest alert of "alarm.refusals" waits`, or `is looked into`
#[then(regex = r#"^the newest alert of "([^"]+)" (waits|is looked into)$"#)]
fn waits(world: &mut World, alarm: String, how: String) {
    let alert = alerts_of(world, &alarm).pop().expect("an alert");
    assert_eq!(alert.looked_into, how != "waits", "{alert:?}");
    let register = world.engine().register(&world.product, world.engine().now()).expect("the register");
    let state = register.duties.iter().find(|state| Some(&state.promise) == alert.duty.as_ref()).expect("its duty");
    let entry = state.entries.iter().find(|entry| entry.about == About::Thing(alert.thing.clone()));
    assert_eq!(entry.expect("it stands in the register").standing.open().is_some(), how == "waits", "{state:?}");
}

fn whom(world: &World, who: &str) -> Whom {
    let policy = world.policy();
    match policy.document.recipients.get_key_value(who) {
        Some((recipient, _)) => Whom::Recipient(recipient.clone()),
        None => Whom::Person(reference(who)),
    }
}

/// A recipient, and those of its people who are named. Example:
/// `When "Chen Lu" suspends "service-partner, Wei Hua" because "It sold a list", stating "The contract's penalty applies"`
#[when(expr = "{string} suspends {string} because {string}, stating {string}")]
fn suspends(world: &mut World, who: String, list: String, facts: String, liability: String) {
    let whom = list.split(", ").map(|one| whom(world, one)).collect();
    let request = Suspend { actor: world.actor(&who), whom, facts, liability, until: None };
    world.act(Vec::new(), |engine, product| engine.suspend(product, &request).map(recorded));
}

fn suspension_of(world: &World, who: &str) -> SuspensionFact {
    let suspensions = world.engine().suspensions(&world.product).expect("the suspensions");
    let whom = whom(world, who);
    suspensions.into_iter().rev().find(|fact| fact.file.whom.contains(&whom)).expect("a suspension")
}

/// Example: `When "Chen Lu" lifts the suspension of "service-partner" because "It proved its cure"`; approved by another:
/// `… together with "Ma Rui"`.
#[when(regex = r#"^"([^"]+)" lifts the suspension of "([^"]+)" because "([^"]*)"(?: together with "([^"]+)")?$"#)]
fn lifts(world: &mut World, who: String, whose: String, reason: String, second: String) {
    let suspension = suspension_of(world, &whose).suspension;
    let asked_by: Option<Actor> = (!second.is_empty()).then(|| world.actor(&second));
    let request = Resume { actor: world.actor(&who), asked_by, suspension, reason };
    world.act(Vec::new(), |engine, product| engine.resume_suspended(product, &request).map(recorded));
}

/// The record of the case: facts, decision, what is said of liability. Example:
/// `Then the suspension of "service-partner" states "It sold a list" and "The contract's penalty applies", decided by "Chen Lu"`
#[then(expr = "the suspension of {string} states {string} and {string}, decided by {string}")]
fn states(world: &mut World, whose: String, facts: String, liability: String, by: String) {
    let file = suspension_of(world, &whose).file;
    assert_eq!((file.facts, file.liability), (facts, liability));
    assert_eq!(file.by, Some(reference(&by).0));
}

/// Example: `When "Wei Hua" reads the "account" of "Li Na" for "security", the whole record`
#[when(expr = "{string} reads the {string} of {string} for {string}, the whole record")]
fn reads_whole(world: &mut World, who: String, kind: String, whose: String, purpose: String) {
    let person = world.person(&whose);
    let request = all_that(&purpose, reader(world, &who), Some(person.subject));
    let which = Which::Of { subject: person.subject, kind: name(&kind) };
    let tenant = world.tenant_of(person.cell);
    world.act(Vec::new(), |engine, product| {
        let reading = engine.read(product, tenant, &request, &which)?;
        Ok(Answer { cell: Some(person.cell), entry: Some(reading.entry), values: reading.values, ..Answer::default() })
    });
}
