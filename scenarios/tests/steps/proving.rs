//! Steps about the register: what people must do and prove, and who holds which office.

use crate::steps::people::recorded;
use crate::world::{World, instant, name};
use cucumber::{given, then, when};
use std::collections::BTreeSet;
use yinuo::life::Remedy;
use yinuo::life::duty::{About, Appoint, Call, DutyState, Prove};
use yinuo::life::reference::Subject;
use yinuo::policy::rows::{Per, path};

/// Somebody's reference, made from the name, so that a scenario can speak of her again.
pub fn reference(who: &str) -> Subject {
    let mut bytes = [1; 16];
    bytes.iter_mut().zip(who.bytes()).for_each(|(byte, letter)| *byte = letter);
    Subject::from_bytes(bytes)
}

/// What a duty is done for: a person, where the policy says so, else a thing; nothing named is all at once.
fn about(world: &World, duty: &str, what: &str) -> About {
    let policy = world.policy();
    let per = policy.document.duties.get(duty).and_then(|row| row.per);
    match (what, per) {
        ("", _) => About::Whole,
        (who, Some(Per::Person)) => About::Person(reference(who)),
        (thing, _) => About::Thing(name(thing)),
    }
}

/// The evidence is a document; what is entered is its hash. Example:
/// `When "Chen Lu" enters that the duty "duty.audit" was done at "2026-05-20T09:00:00+08:00"`; also
/// `was done for "backup" at …`, `… to be reviewed at "2026-08-01T00:00:00+08:00"`, `… stating "tool=Scan 3; findings=0"`.
#[given(
    regex = r#"^"([^"]+)" enters that the duty "duty\.([^"]+)" was done(?: for "([^"]+)")? at "([^"]+)"(?: to be reviewed at "([^"]+)")?(?: stating "([^"]+)")?$"#
)]
#[when(
    regex = r#"^"([^"]+)" enters that the duty "duty\.([^"]+)" was done(?: for "([^"]+)")? at "([^"]+)"(?: to be reviewed at "([^"]+)")?(?: stating "([^"]+)")?$"#
)]
fn proves(world: &mut World, who: String, duty: String, what: String, done: String, review: String, facts: String) {
    let facts = facts.split("; ").filter_map(|fact| fact.split_once('='));
    let request = Prove {
        actor: world.actor(&who),
        about: about(world, &duty, &what),
        duty: name(&duty),
        done_at: instant(&done),
        review_at: (!review.is_empty()).then(|| instant(&review)),
        digest: "0123456789abcdef".repeat(4),
        facts: facts.map(|(fact, said)| (name(fact), said.to_owned())).collect(),
    };
    world.act(Vec::new(), |engine, product| engine.prove_duty(product, &request).map(recorded));
}

/// Something happened that calls for it. Example: `When "Chen Lu" enters that the duty "duty.audit" has to be done`; also
/// `… for "release-7"`, and where what was done before proves nothing: `… anew since "2026-08-01T00:00:00+08:00"`.
#[given(
    regex = r#"^"([^"]+)" enters that the duty "duty\.([^"]+)" has to be done(?: for "([^"]+)")?(?: anew since "([^"]+)")?$"#
)]
#[when(
    regex = r#"^"([^"]+)" enters that the duty "duty\.([^"]+)" has to be done(?: for "([^"]+)")?(?: anew since "([^"]+)")?$"#
)]
fn calls(world: &mut World, who: String, duty: String, what: String, since: String) {
    let request = Call {
        actor: world.actor(&who),
        about: about(world, &duty, &what),
        duty: name(&duty),
        since: (!since.is_empty()).then(|| instant(&since)),
    };
    world.act(Vec::new(), |engine, product| engine.call_duty(product, &request).map(recorded));
}

/// `met`, `due`, `overdue` or `open`, as a whole or for a thing or a person, now or at an instant. Example:
/// `Then the duty "duty.measures" for "backup" at "2026-05-20T09:00:00+08:00" is "met"`.
#[then(regex = r#"^the duty "duty\.([^"]+)"(?: for "([^"]+)")?(?: at "([^"]+)")? is "([^"]+)"$"#)]
fn duty_is(world: &mut World, duty: String, what: String, at: String, wanted: String) {
    let at = if at.is_empty() { world.engine().now() } else { instant(&at) };
    let register = world.engine().register(&world.product, at).expect("the register");
    let promise = path("duty", &duty);
    let state = register.duties.into_iter().find(|state| state.promise == promise).expect("a duty");
    assert_eq!(standing(&state, &about(world, &duty, &what)), wanted, "{state:?}");
}

fn standing(state: &DutyState, about: &About) -> &'static str {
    let entry = state.entries.iter().find(|entry| entry.about == *about);
    match (about, entry) {
        (About::Whole, _) => state.standing.as_str(),
        (_, Some(entry)) => entry.standing.as_str(),
        (_, None) => "not listed",
    }
}

/// Those who owe it and have not done it. Example: `Then the duty "duty.training" is open for "Wei Hua, Ma Rui"`; `""`: nobody.
#[then(regex = r#"^the duty "duty\.([^"]+)"(?: at "([^"]+)")? is open for "([^"]*)"$"#)]
fn open_for(world: &mut World, duty: String, at: String, names: String) {
    let at = if at.is_empty() { world.engine().now() } else { instant(&at) };
    let register = world.engine().register(&world.product, at).expect("the register");
    let promise = path("duty", &duty);
    let state = register.duties.into_iter().find(|state| state.promise == promise).expect("a duty");
    let open = state.entries.iter().filter(|entry| entry.standing.open().is_some());
    let open: BTreeSet<About> = open.map(|entry| entry.about.clone()).collect();
    let wanted: BTreeSet<About> =
        names.split(", ").filter(|name| !name.is_empty()).map(|name| about(world, &duty, name)).collect();
    assert_eq!(open, wanted);
}

/// What was in force at some time of a period, by one of its facts. Example:
/// `Then the report from "2026-01-01T00:00:00+08:00" until "2026-04-01T00:00:00+08:00" lists "1, 2" as "version" of "duty.specifications"`.
#[then(regex = r#"^the report from "([^"]+)" until "([^"]+)" lists "([^"]*)" as "([^"]+)" of "([^"]+)"$"#)]
fn report_lists(world: &mut World, from: String, until: String, wanted: String, fact: String, promise: String) {
    let report = world.engine().duty_report(&world.product, instant(&from), instant(&until)).expect("a report");
    let duty = report.into_iter().find(|duty| duty.state.promise == promise.as_str()).expect("a duty");
    let said = duty.in_force.iter().filter_map(|proof| proof.facts.get(fact.as_str()).cloned());
    assert_eq!(said.collect::<Vec<_>>().join(", "), wanted);
}

/// Example: `When "Chen Lu" appoints "Ma Rui" to the office "role.officer" from "2026-05-01T00:00:00+08:00"`; also
/// `… until "2026-06-01T00:00:00+08:00"`, at once or later.
#[given(regex = r#"^"([^"]+)" appoints "([^"]+)" to the office "role\.([^"]+)" from "([^"]+)"(?: until "([^"]+)")?$"#)]
#[when(regex = r#"^"([^"]+)" appoints "([^"]+)" to the office "role\.([^"]+)" from "([^"]+)"(?: until "([^"]+)")?$"#)]
fn appoints(world: &mut World, who: String, whom: String, role: String, from: String, until: String) {
    let request = Appoint {
        actor: world.actor(&who),
        role: name(&role),
        holder: reference(&whom),
        from: instant(&from),
        until: (!until.is_empty()).then(|| instant(&until)),
    };
    world.act(Vec::new(), |engine, product| engine.appoint(product, &request).map(recorded));
}

/// Now, or as it stood on any day: `duty_open`, `done`, or for an office `held by` and the name. Example:
/// `Then the register says of "duty.audit" at "2026-05-20T09:00:00+08:00" "duty_open"`
#[then(regex = r#"^the register says of "([^"]+)"(?: at "([^"]+)")? "([^"]+)"$"#)]
fn register_says(world: &mut World, promise: String, at: String, wanted: String) {
    let at = if at.is_empty() { world.engine().now() } else { instant(&at) };
    let register = world.engine().register(&world.product, at).expect("the register");
    let duty = register.duties.iter().find(|state| state.promise == promise.as_str());
    let office = register.offices.iter().find(|state| state.promise == promise.as_str());
    let open = duty.map(|state| state.open).or_else(|| office.map(|state| state.open));
    let open = open.unwrap_or_else(|| panic!("the register does not list {promise}: {register:?}"));
    match (open, wanted.strip_prefix("held by ")) {
        (Some(code), _) => assert_eq!(code.as_str(), wanted),
        (None, Some(who)) => assert_eq!(office.expect("an office").holders, [reference(who)]),
        (None, None) => assert_eq!(wanted, "done"),
    }
}

/// What was entered as proof, and when it proves nothing any more. Example:
/// `Then the proof of "duty.audit" ends at "2027-05-20T09:00:00+08:00"`
#[then(expr = "the proof of {string} ends at {string}")]
fn proof_ends(world: &mut World, promise: String, at: String) {
    let now = world.engine().now();
    let register = world.engine().register(&world.product, now).expect("the register");
    let duty = register.duties.into_iter().find(|state| state.promise == promise.as_str()).expect("a duty");
    assert_eq!(duty.proof.expect("a proof").review_at, Some(instant(&at)));
}

/// What a record would have to state. Example: `Then the refusal names the facts "control, proof"`
#[then(expr = "the refusal names the facts {string}")]
fn names_facts(world: &mut World, wanted: String) {
    let refusal = match world.last.as_ref().expect("something was done") {
        Err(yinuo::Error::Refused(refused)) => &refused.refusal,
        other => panic!("it was not refused: {other:?}"),
    };
    let Remedy::File(facts) = &refusal.remedy else { panic!("it names no facts: {refusal:?}") };
    assert_eq!(facts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "), wanted);
}
