//! Steps about what is done: records captured, activities, erasure, cancellation, messages, releases.

use crate::steps::people::recorded;
use crate::world::{Answer, Named, World, fields, instant, name};
use cucumber::gherkin::Step;
use cucumber::{given, when};
use yinuo::Engine;
use yinuo::life::account::{self, Life};
use yinuo::life::activity::Open;
use yinuo::life::collect::Collect;
use yinuo::life::notice::Message;
use yinuo::life::{Capacity, Origin, Personal};
use yinuo::policy::rows::Who;

/// Example: `When "Li Lei" sends a "check-in" for "attendance" during "the check-in" as "the point"`, with a table of
/// fields and values. All that stands behind the purpose may be left out. A record that a person holds is about who
/// sends it unless the sentence says otherwise.
#[given(
    regex = r#"^"([^"]+)" sends an? "([^"]+)" for "([^"]+)"(?: about "([^"]+)")?(?: in "([^"]+)")?(?: during "([^"]+)")?(?: captured at "([^"]+)")?(?: until "([^"]+)")?(?: from the "([^"]+)")?(?: as "([^"]+)")?$"#
)]
#[when(
    regex = r#"^"([^"]+)" sends an? "([^"]+)" for "([^"]+)"(?: about "([^"]+)")?(?: in "([^"]+)")?(?: during "([^"]+)")?(?: captured at "([^"]+)")?(?: until "([^"]+)")?(?: from the "([^"]+)")?(?: as "([^"]+)")?$"#
)]
#[expect(clippy::too_many_arguments, reason = "one for each part of the sentence")]
fn sends(
    world: &mut World,
    step: &Step,
    who: String,
    kind: String,
    purpose: String,
    about: String,
    company: String,
    activity: String,
    at: String,
    until: String,
    origin: String,
    called: String,
) {
    let actor = world.actor(&who);
    let persons = world.policy().document.records.get(kind.as_str()).is_none_or(|row| row.holder == Who::Subject);
    let consents = world.policy().document.purposes.get(purpose.as_str()).is_some_and(|row| row.consent.is_some());
    let subject = match about.as_str() {
        "" => actor.subject.filter(|_| persons || consents),
        about => Some(world.person(about).subject),
    };
    let request = Collect {
        actor,
        subject,
        purpose: name(&purpose),
        kind: name(&kind),
        values: referring(world, fields(step)),
        captured_at: if at.is_empty() { world.engine().now() } else { instant(&at) },
        captured_until: (!until.is_empty()).then(|| instant(&until)),
        origin: if origin.is_empty() { Origin::App } else { Origin::from_word(&origin).expect("an origin") },
        activity: (!activity.is_empty()).then(|| world.activity(&activity)),
        occasion: None,
        opens_tenant: false,
        accepts: None,
        platform: world.platform.clone(),
        minors: std::mem::take(&mut world.minors),
        born: None,
    };
    let tenant = world.tenant(&who, &company);
    let offered = request.values.iter().filter_map(|(_, value)| value.expose_text().map(Into::into)).collect();
    world.act(offered, |engine: &Engine, product| {
        let done = engine.collect(product, tenant, request)?;
        Ok(Answer {
            cell: Some(done.cell),
            entry: Some(done.entry),
            record: Some(done.record),
            subject: done.subject,
            ..Answer::default()
        })
    });
    if let Some(Ok(Answer { cell: Some(cell), record: Some(record), subject, .. })) = world.last {
        let called = if called.is_empty() { kind } else { called };
        world.records.insert(called, Named { cell, record, subject });
    }
}

fn open(world: &mut World, who: &str, kind: &str, called: &str) {
    let actor = world.actor(who);
    let subject = actor.subject.filter(|_| actor.capacity == Capacity::Subject);
    let tenant = world.tenant(who, "");
    let request = Open { actor, subject, kind: name(kind), about: None };
    world.act(Vec::new(), |engine, product| engine.open_activity(product, tenant, &request).map(recorded));
    if let Some(Ok(Answer { cell: Some(cell), activity: Some(activity), .. })) = world.last {
        world.activities.insert(called.to_owned(), (cell, activity));
    }
}

/// Example: `Given "Li Lei" has begun a "check-in" called "the check-in"`
#[given(expr = "{string} has begun a/an {string} called {string}")]
fn has_begun(world: &mut World, who: String, kind: String, called: String) {
    open(world, &who, &kind, &called);
    world.answer();
}

/// In whose matter staff begin it. Example: `Given "Wei Hua" has begun a "ticket" of "Li Lei" called "the ticket"`
#[given(expr = "{string} has begun a {string} of {string} called {string}")]
fn has_begun_of(world: &mut World, who: String, kind: String, of: String, called: String) {
    let (actor, tenant, subject) = (world.actor(&who), world.tenant(&of, ""), Some(world.person(&of).subject));
    let request = Open { actor, subject, kind: name(&kind), about: None };
    world.act(Vec::new(), |engine, product| engine.open_activity(product, tenant, &request).map(recorded));
    if let Answer { cell: Some(cell), activity: Some(activity), .. } = world.answer() {
        let begun = (*cell, *activity);
        world.activities.insert(called, begun);
    }
}

/// Example: `When "Li Lei" begins a "check-in" called "the check-in"`
#[when(expr = "{string} begins a/an {string} called {string}")]
fn begins(world: &mut World, who: String, kind: String, called: String) {
    open(world, &who, &kind, &called);
}

/// Example: `When "Li Lei" ends "the voice session"`
#[given(expr = "{string} ends {string}")]
#[when(expr = "{string} ends {string}")]
fn ends(world: &mut World, who: String, called: String) {
    let (actor, activity, tenant) = (world.actor(&who), world.activity(&called), world.tenant(&who, ""));
    world.act(Vec::new(), |engine, product| engine.close_activity(product, tenant, &actor, activity).map(recorded));
}

/// One record, or several with a comma between them. Example: `When "Li Lei" erases "the invoice"`
#[given(expr = "{string} erases {string}")]
#[when(expr = "{string} erases {string}")]
fn erases(world: &mut World, who: String, which: String) {
    let named: Vec<Named> = which.split(", ").map(|which| world.record(which)).collect();
    let (actor, cell, tenant) = (world.actor(&who), named[0].cell, world.tenant(&who, ""));
    let records = named.iter().map(|named| named.record).collect();
    world.act(Vec::new(), |engine, product| {
        let done = engine.erase(product, tenant, &actor, yinuo::Wish::of(records))?;
        Ok(Answer { cell: Some(cell), entry: Some(done.entry), ..Answer::default() })
    });
}

/// Single items of one record; the others stay. Example: `When "Li Lei" erases "nickname, avatar" of "the profile"`
#[given(expr = "{string} erases {string} of {string}")]
#[when(expr = "{string} erases {string} of {string}")]
fn erases_items(world: &mut World, who: String, items: String, which: String) {
    let (named, actor, tenant) = (world.record(&which), world.actor(&who), world.tenant(&who, ""));
    let items = items.split(", ").map(name).collect();
    let wish = yinuo::Wish { items, ..yinuo::Wish::of(vec![named.record]) };
    world.act(Vec::new(), |engine, product| {
        let done = engine.erase(product, tenant, &actor, wish)?;
        Ok(Answer { cell: Some(named.cell), entry: Some(done.entry), ..Answer::default() })
    });
}

/// What the policy wants confirmed before is confirmed; `at once` leaves that out. Example: `When "Li Lei" cancels the own account`
#[given(regex = r#"^"([^"]+)" cancels the own account( at once)?$"#)]
#[when(regex = r#"^"([^"]+)" cancels the own account( at once)?$"#)]
fn cancels(world: &mut World, who: String, at_once: String) {
    if at_once.is_empty() {
        super::erasing::confirms(world, &who);
    }
    let (person, actor) = (world.person(&who), world.actor(&who));
    let policy = world.policy();
    let right = policy.document.rights.get("close");
    let asks = right.is_some_and(|row| row.second_factor) && !world.password_only.contains(&who);
    if asks && super::contacting::is_open(world, &who) {
        super::factoring::sign_in(world, &who, &actor);
    }
    // Where she does not say it, she is where it takes effect.
    let there = || right.and_then(|row| row.only_on.first().cloned());
    let platform = world.platform.clone().or_else(there);
    let request = Life { actor, step: account::Step::CancelAccount(person.subject), platform };
    let tenant = world.tenant(&who, "");
    world.act(Vec::new(), |engine, product| engine.take_step(product, tenant, &request).map(recorded));
}

/// By somebody else, or by a service that nobody's app is behind. Example:
/// `When "Zhou Ying" closes the account of "Zhang Xiaoming"`, or `… on "website"`
#[when(regex = r#"^"([^"]+)" closes the account of "([^"]+)"(?: on "([^"]+)")?$"#)]
fn closes(world: &mut World, who: String, whose: String, platform: String) {
    let platform = (!platform.is_empty()).then(|| name(&platform));
    let step = account::Step::CancelAccount(world.person(&whose).subject);
    let request = Life { actor: super::granting::named(world, &who), step, platform };
    let tenant = world.tenant(&whose, "");
    world.act(Vec::new(), |engine, product| engine.take_step(product, tenant, &request).map(recorded));
}

/// Example: `When "Han Mei" cancels the company "Acme"`
#[given(expr = "{string} cancels the company {string}")]
#[when(expr = "{string} cancels the company {string}")]
fn cancels_company(world: &mut World, who: String, company: String) {
    let request = Life { actor: world.actor(&who), step: account::Step::CancelTenant, platform: None };
    let tenant = world.tenant(&who, &company);
    world.act(Vec::new(), |engine, product| engine.take_step(product, tenant, &request).map(recorded));
}

/// Example: `When "the billing service" suspends the company "Acme"`
#[given(expr = "{string} suspends the company {string}")]
#[when(expr = "{string} suspends the company {string}")]
fn suspends(world: &mut World, who: String, company: String) {
    let request = Life { actor: world.actor(&who), step: account::Step::SuspendTenant, platform: None };
    let tenant = world.tenant(&who, &company);
    world.act(Vec::new(), |engine, product| engine.take_step(product, tenant, &request).map(recorded));
}

/// Example: `When it is "2026-05-27T09:00:00+08:00" and the worker has run`
#[given(expr = "it is {string} and the worker has run")]
#[when(expr = "it is {string} and the worker has run")]
fn worker_has_run(world: &mut World, at: String) {
    world.clock.set(instant(&at));
    world.engine().run_due().expect("the worker runs");
}

/// Example: `When "the push sender" sends "Li Lei" a "service-notice" message for "notify" over "push"`
#[when(expr = "{string} sends {string} a/an {string} message for {string} over {string}")]
fn messages(world: &mut World, who: String, to: String, class: String, purpose: String, channel: String) {
    let person = world.person(&to);
    let request = Message {
        actor: world.actor(&who),
        subject: person.subject,
        class: name(&class),
        purpose: name(&purpose),
        channel: name(&channel),
    };
    let tenant = yinuo::Tenant::Named(person.cell);
    world.act(Vec::new(), |engine, product| engine.message(product, tenant, &request).map(recorded));
}

/// `the reference of Li Lei` stands for hers: nobody knows it before she is there.
fn referring(world: &World, values: Vec<(String, Personal)>) -> Vec<(String, Personal)> {
    let referred = |value: Personal| {
        let who = value.expose_text().and_then(|text| text.strip_prefix("the reference of "));
        who.map_or(value.clone(), |who| Personal::from(world.person(who).subject.to_string().as_str()))
    };
    values.into_iter().map(|(item, value)| (item, referred(value))).collect()
}
