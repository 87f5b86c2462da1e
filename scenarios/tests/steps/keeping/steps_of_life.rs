//! Steps about what becomes of a tenant, and what those who end something are told.

use crate::steps::people::recorded;
use crate::world::{World, instant};
use cucumber::{given, then, when};
use yinuo::Tenant;
use yinuo::life::account::{Life, Step};

fn take(world: &mut World, who: &str, company: &str, step: Step) {
    let request = Life { actor: world.actor(who), step, platform: None };
    let tenant = Tenant::Named(world.company(company));
    world.act(Vec::new(), |engine, product| engine.take_step(product, tenant, &request).map(recorded));
}

/// Example: `When "the billing service" resumes the company "Acme" after payment`
#[given(expr = "{string} resumes the company {string} after payment")]
#[when(expr = "{string} resumes the company {string} after payment")]
fn resumes(world: &mut World, who: String, company: String) {
    take(world, &who, &company, Step::ResumeTenant);
}

/// What the person who cancels is told.
///
/// Example: `Then the answer says that all of it is gone by "2026-05-27T09:00:00+08:00"`
#[then(expr = "the answer says that all of it is gone by {string}")]
fn gone_by(world: &mut World, at: String) {
    assert_eq!(world.answer().gone_by, Some(instant(&at)));
}
