//! Steps about who of the staff may read: what is on file of a person, and her grants.

use crate::steps::people::recorded;
use crate::steps::proving::reference;
use crate::world::{World, instant, name};
use cucumber::{given, then, when};
use jiff::SignedDuration;
use std::collections::BTreeMap;
use yinuo::life::access::{End, Give, GrantFile};
use yinuo::life::duty::{About, Prove};
use yinuo::life::{Actor, Capacity};
use yinuo::policy::rows::{Protect, path};
use yinuo::policy::{Name, Policy};

/// A member of the staff who says who she is.
pub fn named(world: &World, who: &str) -> Actor {
    let mut actor = world.actor(who);
    if actor.capacity == Capacity::Staff && actor.subject.is_none() {
        actor.subject = Some(reference(who));
    }
    actor
}

/// Who reads. Staff that a feature only names is on file with all that the policy asks of readers, and holds a grant for
/// what her role reads; a newcomer has what her scenario gives her, and nothing else. Both have proved a second factor where
/// one is asked for, unless they signed in with a password only.
pub fn reader(world: &World, who: &str) -> Actor {
    let policy = world.policy();
    let asks =
        |row: &&Protect| !row.reader_needs.is_empty() || row.grant_at_most.is_some() || row.second_factor.is_some();
    let actor = world.actor(who);
    let Some(row) = policy.document.protect.as_ref().filter(asks) else { return actor };
    if actor.capacity != Capacity::Staff {
        return actor;
    }
    let actor = named(world, who);
    if world.on_file.contains(who) {
        put_on_file(world, &policy, row, &actor);
    }
    if row.second_factor.is_some() && !world.password_only.contains(who) {
        super::factoring::sign_in(world, who, &actor);
    }
    actor
}

fn put_on_file(world: &World, policy: &Policy, row: &Protect, actor: &Actor) {
    let (engine, now) = (world.engine(), world.engine().now());
    let keeper = |role: Option<&Name>| Actor {
        capacity: Capacity::Staff,
        subject: Some(reference("the keeper")),
        roles: role.and_then(|role| role.strip_prefix("role.")).map(name).into_iter().collect(),
    };
    let person = actor.subject.expect("a reference");
    for duty in row.reader_needs.iter().filter_map(|promise| promise.strip_prefix("duty.")) {
        let stated = &policy.document.duties[duty];
        let request = Prove {
            actor: keeper(stated.owner.as_ref()),
            duty: name(duty),
            about: About::Person(person),
            done_at: now,
            review_at: None,
            digest: "0123456789abcdef".repeat(4),
            facts: stated.needs.iter().map(|fact| (fact.clone(), "on file".to_owned())).collect(),
        };
        engine.prove_duty(&world.product, &request).expect("it is on file");
    }
    for role in &actor.roles {
        let reads = policy.document.purposes.iter().filter(|(_, row)| row.by.contains(&path("role", role)));
        let purposes: Vec<Name> = reads.map(|(purpose, _)| purpose.clone()).collect();
        if purposes.is_empty() {
            continue;
        }
        let file = GrantFile {
            person,
            role: role.clone(),
            purposes,
            items: Vec::new(),
            need: "Her work".into(),
            tenant: None,
            from: now,
            until: now + SignedDuration::from_hours(1),
        };
        let request = Give { actor: keeper(row.grant_by.as_ref()), file };
        engine.give_grant(&world.product, &request).expect("she is granted what her role reads");
    }
}

/// Example: `When "Chen Lu" grants "Wei Hua" as "sales" the purpose "orders" because "Order 77" from "2026-05-20T09:00:00+08:00"
/// until "2026-06-20T09:00:00+08:00"`; some items only `… the purpose "orders" with "phone, email" because …`, of one
/// company only `… in "Acme" because …`.
#[given(
    regex = r#"^"([^"]+)" grants "([^"]+)" as "([^"]+)" the purpose "([^"]+)"(?: with "([^"]+)")?(?: in "([^"]+)")? because "([^"]*)" from "([^"]+)" until "([^"]+)"$"#
)]
#[when(
    regex = r#"^"([^"]+)" grants "([^"]+)" as "([^"]+)" the purpose "([^"]+)"(?: with "([^"]+)")?(?: in "([^"]+)")? because "([^"]*)" from "([^"]+)" until "([^"]+)"$"#
)]
#[expect(clippy::too_many_arguments, reason = "one for each part of the sentence")]
fn grants(
    world: &mut World,
    who: String,
    whom: String,
    role: String,
    purpose: String,
    items: String,
    company: String,
    need: String,
    from: String,
    until: String,
) {
    let file = GrantFile {
        person: reference(&whom),
        role: name(&role),
        purposes: vec![name(&purpose)],
        items: items.split(", ").filter(|item| !item.is_empty()).map(name).collect(),
        need,
        tenant: (!company.is_empty()).then(|| world.company(&company)),
        from: instant(&from),
        until: instant(&until),
    };
    let request = Give { actor: named(world, &who), file };
    world.act(Vec::new(), |engine, product| engine.give_grant(product, &request).map(recorded));
}

/// She left, or has another role. Example: `When "Chen Lu" ends the grants of "Wei Hua"`; of one role: `… as "sales"`.
#[when(regex = r#"^"([^"]+)" ends the grants of "([^"]+)"(?: as "([^"]+)")?$"#)]
fn ends(world: &mut World, who: String, whom: String, role: String) {
    let role = (!role.is_empty()).then(|| name(&role));
    let request = End { actor: named(world, &who), person: reference(&whom), role };
    world.act(Vec::new(), |engine, product| engine.end_grants(product, &request).map(recorded));
}

/// Every grant on record, by its need: those that open something now, and those that do not. Example:
/// `Then the grants are "Order 77: live; Order 78: over"`, in the order in which they begin.
#[then(expr = "the grants are {string}")]
fn grants_are(world: &mut World, wanted: String) {
    let grants = world.engine().grants(&world.product).expect("the grants");
    let mut said: BTreeMap<(jiff::Timestamp, String), bool> = BTreeMap::new();
    for grant in grants {
        said.insert((grant.fact.file.from, grant.fact.file.need), grant.live);
    }
    let said = said.into_iter().map(|((_, need), live)| format!("{need}: {}", if live { "live" } else { "over" }));
    assert_eq!(said.collect::<Vec<_>>().join("; "), wanted);
}
