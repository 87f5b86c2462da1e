//! Steps in which only the clock moves, and the worker does what is due.

use crate::world::{World, instant};
use cucumber::{given, when};
use yinuo::Clock as _;

/// Does what is due now. Nobody asks for anything.
///
/// Example: `When the worker wakes`
#[given("the worker wakes")]
#[when("the worker wakes")]
fn wakes(world: &mut World) {
    world.engine().run_due().expect("the worker runs");
}

/// Moves the clock from one due time to the next, as the worker sleeps and wakes by itself, up to an instant.
///
/// Example: `When nobody asks for anything until "2026-05-27T09:00:00+08:00"`
#[given(expr = "nobody asks for anything until {string}")]
#[when(expr = "nobody asks for anything until {string}")]
fn nobody_asks(world: &mut World, until: String) {
    let until = instant(&until);
    loop {
        let next = world.engine().next_wake().expect("the worker knows when to wake");
        let Some(next) = next.filter(|next| *next <= until) else { break };
        world.clock.set(next.max(world.clock.now()));
        let ran = world.engine().run_due().expect("the worker runs");
        assert_eq!(ran.left, 0, "something stays due at {next}");
    }
    world.clock.set(until);
}

/// The same over years: the worker is called every so many days.
///
/// Example: `When nobody asks for anything until "2037-05-20T09:00:00+08:00" but the worker wakes every 60 days`
#[given(expr = "nobody asks for anything until {string} but the worker wakes every {int} days")]
#[when(expr = "nobody asks for anything until {string} but the worker wakes every {int} days")]
fn over_years(world: &mut World, until: String, days: i64) {
    let until = instant(&until);
    let step = jiff::SignedDuration::from_hours(24 * days);
    while world.clock.now() < until {
        let next = world.clock.now().checked_add(step).expect("a time").min(until);
        world.clock.set(next);
        world.engine().run_due().expect("the worker runs");
    }
}
