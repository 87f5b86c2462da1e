//! Steps about changes of keys, whole and cut off.

use crate::world::{World, name};
use cucumber::when;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use yinuo::life::reveal::Reveal;
use yinuo::policy::Policy;
use yinuo::{Engine, Rotate, Tenant, Which};

fn what(word: &str) -> Rotate {
    match word {
        "root" => Rotate::Root,
        "tenants'" => Rotate::Cells,
        other => panic!("root or tenants', not {other}"),
    }
}

/// A change of keys up to a step, after which nothing more is done; and the installation as it starts again.
fn cut_off(world: &mut World, what: Rotate, after: &str) {
    let engine = world.engine.take().expect("it is open");
    let cut = catch_unwind(AssertUnwindSafe(|| {
        engine.rotate_keys(what, &[], &mut |step| {
            if format!("{step:?}") == after {
                resume_unwind(Box::new("cut off"));
            }
        })
    }));
    assert!(cut.is_err(), "it was not cut off after {after}: {cut:?}");
    drop(engine);
    let (policy, _) = Policy::load(world.source.as_bytes()).expect("the policy");
    let config = world.config(&policy);
    world.engine = Some(Engine::open(config, world.clock.clone()).expect("it starts again"));
}

/// Example: `When a change of the root keys is cut off after "Begun"`: Drawn, Begun, Finished, Destroyed.
#[when(expr = "a change of the {word} keys is cut off after {string}")]
fn cut_off_once(world: &mut World, word: String, after: String) {
    cut_off(world, what(&word), &after);
}

/// Each step in turn is the last before the installation starts again; each time the record reads.
///
/// Example: `When a change of the root keys is cut off after each of its steps, and each time "Li Lei" reads "the lunch" for "bookkeeping"`
#[when(
    expr = "a change of the {word} keys is cut off after each of its steps, and each time {string} reads {string} for {string}"
)]
fn cut_off_each(world: &mut World, word: String, who: String, which: String, purpose: String) {
    let what = what(&word);
    let mut steps = Vec::new();
    world.engine().rotate_keys(what, &[], &mut |step| steps.push(format!("{step:?}"))).expect("it is changed");
    assert!(steps.len() > 1, "{steps:?}");
    for step in steps {
        cut_off(world, what, &step);
        let record = world.record(&which);
        let actor = world.actor(&who);
        let request =
            Reveal { actor, purpose: name(&purpose), subject: None, items: vec![], activity: None, form: None };
        let (tenant, record) = (Tenant::Named(record.cell), Which::Records(vec![record.record]));
        let read = world.engine().read(&world.product, tenant, &request, &record);
        assert!(read.is_ok_and(|reading| !reading.values.is_empty()), "after {step}");
    }
}

/// Example: `When the root keys are changed`
#[when(expr = "the {word} keys are changed")]
fn changed(world: &mut World, word: String) {
    let rows = world.engine().rotate_keys(what(&word), &[], &mut |_| ()).expect("they are changed");
    assert!(rows > 0, "nothing was wrapped anew");
}
