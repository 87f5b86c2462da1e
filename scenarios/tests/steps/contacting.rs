//! Steps about who writes in: cases opened through a channel of the policy, by whom and when they are answered.

use crate::steps::people::recorded;
use crate::world::{Answer, Case, World, fields, instant, name};
use cucumber::gherkin::Step;
use cucumber::{then, when};
use yinuo::life::account::{self, Life};
use yinuo::life::contact::{self, Follow, Open, Written};
use yinuo::life::facts::{AccountState, CaseFact};
use yinuo::life::{Actor, Capacity, Entry, Proven};
use yinuo::policy::rows::path;
use yinuo::store::Wanted;

/// The case that a step named.
fn case(world: &World, called: &str) -> Case {
    world.cases.get(called).cloned().unwrap_or_else(|| panic!("no case is called {called}"))
}

/// The case as it stands.
fn fact(world: &World, called: &str) -> CaseFact {
    let case = case(world, called);
    let wanted = Wanted { case: Some(case.case), ..Wanted::default() };
    let (facts, _) = world.engine().store().load_facts(case.cell, true, &wanted).expect("the facts");
    facts.case.expect("a case")
}

/// Who acts; of the staff each has a reference of their own, so that two can be told apart.
pub(super) fn known(world: &World, who: &str) -> Actor {
    let mut actor = world.actor(who);
    if actor.capacity == Capacity::Staff && actor.subject.is_none() {
        actor.subject = Some(super::proving::reference(who));
    }
    actor
}

/// Who writes: somebody who acts already, or a person without an account, for whom a service of the product speaks.
fn writer(world: &World, who: &str) -> Actor {
    let guest = || Actor { capacity: Capacity::Service, subject: None, roles: Vec::new() };
    world.actors.get(who).cloned().unwrap_or_else(guest)
}

/// Somebody writes in, or rings. Who has an account writes on it; anybody else is a person without one. What was written
/// is a record for a purpose of the policy, with its fields and values below; a call may leave nothing written. A letter
/// says when it arrived.
///
/// Example: `When "Li Lei" writes to "contact.officer" by "email" about "questions" as "the question"`, or
/// `When "the post room" writes to "contact.desk" by "post" about "right.access" for "Li Lei" arrived at "2026-05-18T09:00:00+08:00" with a "letter" for "answer-letters" as "the letter"`
#[when(
    regex = r#"^"([^"]+)" writes to "contact\.([^"]+)" by "([^"]+)" about "([^"]+)"(?: for "([^"]+)")?(?: arrived at "([^"]+)")?(?: with an? "([^"]+)" for "([^"]+)")? as "([^"]+)"$"#
)]
#[expect(clippy::too_many_arguments, reason = "one for each part of the sentence")]
fn writes(
    world: &mut World,
    step: &Step,
    who: String,
    to: String,
    way: String,
    kind: String,
    whose: String,
    arrived: String,
    record: String,
    purpose: String,
    called: String,
) {
    let actor = writer(world, &who);
    let subject = if whose.is_empty() { actor.subject } else { Some(world.person(&whose).subject) };
    let tenant = world.people.get(if whose.is_empty() { &who } else { &whose }).map(|person| person.cell);
    let text =
        (!record.is_empty()).then(|| Written { purpose: name(&purpose), kind: name(&record), values: fields(step) });
    let offered: Vec<String> = text
        .iter()
        .flat_map(|text| &text.values)
        .filter_map(|(_, value)| value.expose_text().map(Into::into))
        .collect();
    let request = Open {
        actor,
        contact: name(&to),
        way: name(&way),
        kind: name(&kind),
        subject,
        arrived_at: if arrived.is_empty() { world.engine().now() } else { instant(&arrived) },
        key: String::new(),
        text,
    };
    let tenant = tenant.map_or(yinuo::Tenant::None, |cell| world.tenant_of(cell));
    let key = world.engine().draw_case_key().expect("a key");
    let mut opened = None;
    world.act(offered, |engine, product| {
        let done = engine.open_case(product, tenant, request, &key)?;
        opened = Some(Case { cell: done.cell, case: done.case, key });
        Ok(Answer { cell: Some(done.cell), entry: Some(done.entry), ..Answer::default() })
    });
    if let Some(opened) = opened {
        world.cases.insert(called, opened);
    }
}

fn follow(world: &mut World, actor: Actor, called: &str, step: contact::Step) {
    let case = case(world, called);
    let tenant = world.tenant_of(case.cell);
    let request = Follow { actor, step };
    world.act(Vec::new(), |engine, product| engine.follow_case(product, tenant, case.case, &request).map(recorded));
}

/// Example: `When "Zhao" answers the case "the question"`; also `closes`. The staff that acts has a role of the policy.
#[when(regex = r#"^"([^"]+)" (answers|closes) the case "([^"]+)"$"#)]
fn answers(world: &mut World, who: String, how: String, called: String) {
    let step = if how == "answers" { contact::Step::Answer } else { contact::Step::Close };
    let actor = known(world, &who);
    follow(world, actor, &called, step);
}

/// The hash of what proves it is entered. Example: `When "Zhao" enters that "Li Lei" has proven to have sent the case "the application"`
#[when(expr = "{string} enters that {string} has proven to have sent the case {string}")]
fn proves(world: &mut World, who: String, sender: String, called: String) {
    let step = contact::Step::Prove(Proven { subject: world.person(&sender).subject, digest: "ab".repeat(32) });
    let actor = known(world, &who);
    follow(world, actor, &called, step);
}

/// Example: `When "Zhao" closes the account of "Li Lei" in the case "the application"`
#[when(expr = "{string} closes the account of {string} in the case {string}")]
fn closes_account(world: &mut World, who: String, whose: String, called: String) {
    let (actor, case) = (known(world, &who), case(world, &called));
    let tenant = world.tenant_of(case.cell);
    let step = account::Step::CancelInCase(world.person(&whose).subject, case.case);
    let request = Life { actor, step, platform: None };
    world.act(Vec::new(), |engine, product| engine.take_step(product, tenant, &request).map(recorded));
}

/// Whether her account is open.
pub(super) fn is_open(world: &World, who: &str) -> bool {
    let person = world.person(who);
    let wanted = Wanted { subject: Some(person.subject), ..Wanted::default() };
    let (facts, _) = world.engine().store().load_facts(person.cell, true, &wanted).expect("the facts");
    facts.account(Some(person.subject)) == Some(AccountState::Open)
}

/// Example: `Then the account of "Li Lei" is open`, or `is not open`.
#[then(regex = r#"^the account of "([^"]+)" is (not )?open$"#)]
fn account_open(world: &mut World, who: String, not: String) {
    assert_eq!(is_open(world, &who), not.is_empty());
}

/// The refusal tells where it would be carried out, and by which path there, in English. Example:
/// `Then the refusal leads to "app, branch" by "Settings > Close"`
#[then(expr = "the refusal leads to {string} by {string}")]
fn leads(world: &mut World, platforms: String, words: String) {
    let Some(Err(yinuo::Error::Refused(refused))) = &world.last else { panic!("{:?}", world.last) };
    let yinuo::life::Remedy::ConfirmOn { on, path } = &refused.refusal.remedy else { panic!("{:?}", refused.refusal) };
    assert_eq!(on.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", "), platforms);
    assert!(path["en"].contains(&words), "{path:?}");
}

/// A refused act that would be done with one thing on file, and nothing besides. Example: `Then nothing is missing but "proof"`
#[then(expr = "nothing is missing but {string}")]
fn missing(world: &mut World, what: String) {
    let Some(Err(yinuo::Error::Refused(refused))) = &world.last else { panic!("{:?}", world.last) };
    assert_eq!(refused.refusal.remedy, yinuo::life::Remedy::File(vec![name(&what)]));
}

/// Its term runs on from its arrival. Example: `When "Sun" hands the case "the request" over to "contact.officer"`
#[when(expr = "{string} hands the case {string} over to {string}")]
fn hands_over(world: &mut World, who: String, called: String, to: String) {
    let contact = name(to.strip_prefix("contact.").unwrap_or(&to));
    let actor = known(world, &who);
    follow(world, actor, &called, contact::Step::HandOver(contact));
}

/// Example: `When "Zhao" closes the case "the mail" as out of scope because "advertising"`; a second person may join:
/// `… together with "Qian"`.
#[when(
    regex = r#"^"([^"]+)" closes the case "([^"]+)" as out of scope because "([^"]+)"(?: together with "([^"]+)")?$"#
)]
fn sets_aside(world: &mut World, who: String, called: String, why: String, other: String) {
    let second = (!other.is_empty()).then(|| known(world, &other));
    let actor = known(world, &who);
    follow(world, actor, &called, contact::Step::SetAside { reason: name(&why), second });
}

/// Who sent a case shows its key; somebody with an account may also act on that.
fn proof(world: &World, who: &str, called: &str, how: &str) -> Option<String> {
    match how {
        "with its key" => Some(case(world, called).key),
        "with another key" => Some("another key".into()),
        _ => None.filter(|_: &String| world.actors.contains_key(who)),
    }
}

/// Example: `When "Li Lei" opens the case "the mail" again`; also `with its key`, `with another key`.
#[when(regex = r#"^"([^"]+)" opens the case "([^"]+)" again( with its key| with another key)?$"#)]
fn reopens(world: &mut World, who: String, called: String, how: String) {
    let key = proof(world, &who, &called, how.trim());
    let actor = writer(world, &who);
    follow(world, actor, &called, contact::Step::Reopen { key });
}

/// Example: `When "Li Lei" asks after the case "the question"`; also `with its key`, `with another key`.
#[when(regex = r#"^"([^"]+)" asks after the case "([^"]+)"( with its key| with another key)?$"#)]
fn traces(world: &mut World, who: String, called: String, how: String) {
    let named = case(world, &called);
    let key = proof(world, &who, &called, how.trim());
    let (actor, tenant) = (writer(world, &who), world.tenant_of(named.cell));
    world.act(Vec::new(), |engine, product| {
        let traced = engine.trace_case(product, tenant, &actor, named.case, key.as_deref())?;
        Ok(Answer { cell: Some(named.cell), entry: Some(traced.entry), ..Answer::default() })
    });
}

/// What was written, for the purpose under which it was taken; see `Then the answer is`.
///
/// Example: `When "Zhao" reads the case "the question"`
#[when(expr = "{string} reads the case {string}")]
fn reads(world: &mut World, who: String, called: String) {
    let named = case(world, &called);
    let actor = super::granting::reader(world, &who);
    let actor = if actor.subject.is_some() { actor } else { known(world, &who) };
    let tenant = world.tenant_of(named.cell);
    world.act(Vec::new(), |engine, product| {
        let reading = engine.read_case(product, tenant, &actor, named.case)?;
        Ok(Answer { cell: Some(named.cell), entry: Some(reading.entry), values: reading.values, ..Answer::default() })
    });
}

/// What was written in a case can be spoken of as any record. Example: `Given the text of the case "the question" is called "the text"`
#[when(expr = "the text of the case {string} is called {string}")]
#[then(expr = "the text of the case {string} is called {string}")]
fn text_called(world: &mut World, called: String, text: String) {
    let fact = fact(world, &called);
    let (record, _) = fact.text.expect("something was written");
    let cell = case(world, &called).cell;
    world.records.insert(text, crate::world::Named { cell, record, subject: fact.file.subject });
}

/// Example: `Then the case "the question" is open`; also answered, closed, out-of-scope.
#[then(regex = r#"^the case "([^"]+)" is (open|answered|closed|out-of-scope)$"#)]
fn stands(world: &mut World, called: String, state: String) {
    assert_eq!(fact(world, &called).state.as_str(), state);
}

/// Example: `Then the case "the question" came through "contact.officer" by "email" at "2026-05-20T09:00:00+08:00"`
#[then(expr = "the case {string} came through {string} by {string} at {string}")]
fn came(world: &mut World, called: String, contact: String, way: String, at: String) {
    let file = fact(world, &called).file;
    assert_eq!((path("contact", &file.contact), file.way, file.arrived_at), (name(&contact), name(&way), instant(&at)));
}

/// Example: `Then the case "the question" is due at "2026-06-11T00:00:00+08:00"`
#[then(expr = "the case {string} is due at {string}")]
fn due(world: &mut World, called: String, at: String) {
    assert_eq!(fact(world, &called).file.due_at, instant(&at));
}

/// Example: `Then the case "the question" is answered for by "role.officer"`
#[then(expr = "the case {string} is answered for by {string}")]
fn answered_for(world: &mut World, called: String, role: String) {
    assert_eq!(fact(world, &called).file.owner, Some(name(&role)));
}

/// Example: `Then the case "the question" is overdue`, or `is not overdue`.
#[then(regex = r#"^the case "([^"]+)" is (not )?overdue$"#)]
fn overdue(world: &mut World, called: String, not: String) {
    assert_eq!(fact(world, &called).is_overdue(world.engine().now()), not.is_empty());
}

/// Example: `Then the case "the letter" was entered late`, or `in time`.
#[then(regex = r#"^the case "([^"]+)" was entered (late|in time)$"#)]
fn entered(world: &mut World, called: String, how: String) {
    assert_eq!(fact(world, &called).file.entered_late, how == "late");
}

/// Those that wait, by whom they are waited for. Example: `Then "Zhao" has to answer the cases "the question, the letter"`
#[then(expr = "{string} has to answer the cases {string}")]
fn queue(world: &mut World, who: String, called: String) {
    let actor = known(world, &who);
    let cells: std::collections::BTreeSet<_> = world.cases.values().map(|case| case.cell).collect();
    let mut listed = Vec::new();
    for cell in cells {
        let cases = world.engine().cases(&world.product, cell, &actor, true, None).expect("the cases");
        let named = |case: &CaseFact| {
            world.cases.iter().find(|(_, named)| named.case == case.case).expect("a named case").0.clone()
        };
        listed.extend(cases.iter().map(named));
    }
    let mut wanted: Vec<&str> = called.split(", ").filter(|word| !word.is_empty()).collect();
    wanted.sort_unstable();
    listed.sort();
    assert_eq!(listed, wanted);
}

/// The refusal tells what would be right. Example: `Then the refusal names the channels "contact.officer.email, contact.support.email"`
#[then(expr = "the refusal names the channels {string}")]
fn names_channels(world: &mut World, channels: String) {
    let Some(Err(yinuo::Error::Refused(refused))) = &world.last else { panic!("{:?}", world.last) };
    let yinuo::life::Remedy::Through(named) = &refused.refusal.remedy else { panic!("{:?}", refused.refusal) };
    assert_eq!(named.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", "), channels);
}

/// One entry for each step, and no value in any. Example: `Then the ledger says of the case "the question" "case.opened, case.answered"`
#[then(expr = "the ledger says of the case {string} {string}")]
fn ledger_says(world: &mut World, called: String, steps: String) {
    let case = case(world, &called);
    let entries: Vec<Entry> = super::ruling::entries(world)
        .into_iter()
        .filter(|entry| entry.case == Some(case.case) && entry.act == "case")
        .collect();
    let said: Vec<&str> = entries.iter().filter_map(|entry| entry.about.as_ref()).map(|about| about.as_str()).collect();
    assert_eq!(said.join(", "), steps);
    let told = world.offered.iter().find(|value| value.len() > 3 && format!("{entries:?}").contains(value.as_str()));
    assert!(told.is_none(), "{told:?}");
}
