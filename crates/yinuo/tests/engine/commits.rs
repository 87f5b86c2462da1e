//! Group commit: what waits together is made durable together.

use crate::support::{AINK, House, START, at};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use yinuo::{Config, Engine, StandingClock, Step, Tenant, Watch};

/// Commits and plans so far, and how many plans are decided but not handed over yet.
#[derive(Default)]
struct Counts {
    commits: AtomicUsize,
    plans: AtomicUsize,
    decided: AtomicUsize,
    /// While set, the writer waits after its next commit until 64 plans are decided.
    hold: AtomicBool,
}

#[test]
fn sixty_four_collects_at_once_take_fewer_than_sixteen_commits() {
    let folder = tempfile::tempdir().unwrap();
    let counts = Arc::new(Counts::default());
    let seen = counts.clone();
    let watch = Watch::with(move |step| {
        if step == Step::Decided {
            seen.decided.fetch_add(1, Ordering::SeqCst);
        }
    });
    let seen = counts.clone();
    let committed = move |plans: usize| {
        seen.commits.fetch_add(1, Ordering::SeqCst);
        seen.plans.fetch_add(plans, Ordering::SeqCst);
        while seen.hold.load(Ordering::SeqCst) && seen.decided.load(Ordering::SeqCst) < 64 {
            std::thread::yield_now();
        }
    };
    let clock = Arc::new(StandingClock::at(at(START)));
    let config = Config { watch, ..Config::under(folder.path()) };
    let engine = Engine::open_watched(config, clock.clone(), Box::new(committed)).unwrap();
    let house = House::around(engine, clock, AINK);
    let (who, _) = house.register(Tenant::New, &[("username", "u"), ("email", "u@example.com")]).unwrap();

    let zero = |count: &AtomicUsize| count.store(0, Ordering::SeqCst);
    [&counts.commits, &counts.plans, &counts.decided].into_iter().for_each(zero);
    counts.hold.store(true, Ordering::SeqCst);
    std::thread::scope(|scope| {
        for number in 0..64 {
            let house = &house;
            scope.spawn(move || {
                let text = format!("voucher {number}");
                house.collect(who, "provide-service", "voucher", &[("voucher-text", &text)]).unwrap();
            });
        }
    });
    counts.hold.store(false, Ordering::SeqCst);
    let taken = counts.commits.load(Ordering::SeqCst);
    assert_eq!(counts.plans.load(Ordering::SeqCst), 64, "no plan was decided twice");
    assert!(taken < 16, "{taken} commits");
    assert_eq!(house.engine.store().all_records(who.cell, None, 1000).unwrap().len(), 65);
    house.assert_sound();
}
