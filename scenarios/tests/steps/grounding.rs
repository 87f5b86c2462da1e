//! Steps about acts without consent: on a ground of the policy, with its facts, for whom and what it names.

use crate::steps::people::recorded;
use crate::world::{Answer, World, name};
use cucumber::{given, when};
use yinuo::life::Actor;
use yinuo::life::ground::Approve;
use yinuo::policy::Name;

fn names(text: &str) -> Vec<Name> {
    text.split(", ").filter(|word| !word.is_empty()).map(name).collect()
}

/// Who acts, with a reference of the name's own where she has none: two can be told apart.
fn known(world: &World, who: &str) -> Actor {
    let mut actor = world.actor(who);
    actor.subject = actor.subject.or_else(|| Some(super::proving::reference(who)));
    actor
}

/// The approval is an activity: acts are done `during` it. Example:
/// `When "Chen Lu" approves the ground "ground.theft" for "rider-name" of "Lin Tao" on "police-letter" as "the theft"`; who
/// asked for it may be named: `… asked by "Wei Hua" as "the theft"`.
#[given(
    regex = r#"^"([^"]+)" approves the ground "ground\.([^"]+)" for "([^"]+)" of "([^"]+)" on "([^"]*)"(?: asked by "([^"]+)")? as "([^"]+)"$"#
)]
#[when(
    regex = r#"^"([^"]+)" approves the ground "ground\.([^"]+)" for "([^"]+)" of "([^"]+)" on "([^"]*)"(?: asked by "([^"]+)")? as "([^"]+)"$"#
)]
#[expect(clippy::too_many_arguments, reason = "one for each part of the sentence")]
fn approves(
    world: &mut World,
    who: String,
    ground: String,
    items: String,
    whose: String,
    facts: String,
    asker: String,
    called: String,
) {
    let person = world.person(&whose);
    let request = Approve {
        actor: known(world, &who),
        asked_by: (!asker.is_empty()).then(|| known(world, &asker)),
        ground: name(&ground),
        facts: names(&facts),
        subject: person.subject,
        items: names(&items),
    };
    let tenant = world.tenant_of(person.cell);
    world.act(Vec::new(), |engine, product| engine.approve_ground(product, tenant, &request).map(recorded));
    if let Some(Ok(Answer { cell: Some(cell), activity: Some(activity), .. })) = world.last {
        world.activities.insert(called, (cell, activity));
    }
}
