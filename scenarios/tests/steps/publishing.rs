//! Steps about time and the policy itself.

use crate::world::{World, instant, root};
use cucumber::{given, when};

/// Example: `Given it is "2026-05-20T09:00:00+08:00"`
#[given(expr = "it is {string}")]
#[when(expr = "it is {string}")]
fn it_is(world: &mut World, at: String) {
    world.clock.set(instant(&at));
}

/// Example: `Given the policy "policies/aink/policy.toml" is in force`
#[given(expr = "the policy {string} is in force")]
fn in_force(world: &mut World, path: String) {
    let source = std::fs::read_to_string(root().join(&path)).expect("the policy's file");
    world.publish(&source).expect("the policy can be published");
    assert!(world.engine().policy(&world.product).is_ok(), "{path} is not in force yet");
}

/// It may come into force later. Example: `Given the policy "policies/aink/policy.toml" is published`
#[given(expr = "the policy {string} is published")]
fn is_published(world: &mut World, path: String) {
    let source = std::fs::read_to_string(root().join(&path)).expect("the policy's file");
    world.publish(&source).expect("the policy can be published");
}
