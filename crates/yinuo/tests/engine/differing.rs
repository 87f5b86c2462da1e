//! Sets beside each other: whoever can be told by what two of them differ in is in neither, class by class.

use crate::support::{House, code, days, folder, restore};
use crate::town::{CLASSES, Town, make, nine, policy};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::JoinHandle;
use yinuo::life::Code;
use yinuo::{Config, Step, Watch};

#[test]
fn newcomers_are_weighed_in_the_class_in_which_they_show() {
    for derived in ["rest", "linked", "number"] {
        let folder = folder();
        let town = Town::of(folder.path(), 18);
        town.trace(&nine());
        town.make(derived).unwrap();
        assert!(town.make(derived).is_ok(), "{derived}: the same again tells nothing");
        // Three of them, and each alone in her class.
        town.trace(&[(9, CLASSES[0]), (10, CLASSES[1]), (11, CLASSES[2])]);
        assert_eq!(code(town.make(derived)), Code::ReidentificationDenied, "{derived}");
        let others = (12..18).map(|who| (who, CLASSES[who / 2 - 6]));
        town.trace(&others.collect::<Vec<_>>());
        assert!(town.make(derived).is_ok(), "{derived}: three in each");
    }
}

#[test]
fn whoever_was_left_out_before_hides_nobody() {
    let folder = folder();
    let town = Town::of(folder.path(), 11);
    // Two classes are too small to be counted.
    let first: Vec<_> = (0..3).map(|who| (who, CLASSES[0])).chain((3..5).map(|who| (who, CLASSES[1]))).collect();
    town.trace(&first);
    town.trace(&[(5, CLASSES[2]), (6, CLASSES[2])]);
    assert_eq!(town.make("number").unwrap().rows, 1);
    // They are large enough now, by one newcomer each; and one is new where three were.
    town.trace(&[(7, CLASSES[0]), (8, CLASSES[1]), (9, CLASSES[2])]);
    assert_eq!(code(town.make("number")), Code::ReidentificationDenied);
}

#[test]
fn one_more_row_of_somebody_who_is_in_both_shows_where_rows_show() {
    for (derived, shows) in [("rest", true), ("linked", true), ("number", false)] {
        let folder = folder();
        let town = Town::of(folder.path(), 9);
        town.trace(&nine());
        town.make(derived).unwrap();
        town.trace(&[(0, CLASSES[0])]);
        match town.make(derived) {
            Ok(made) => assert!(!shows && made.rows == 3, "{derived}: people are counted, and no rows of theirs"),
            refused => assert!(shows && code(refused) == Code::ReidentificationDenied, "{derived}"),
        }
    }
}

/// Her trace ends and is gone: beside the set before, the next would tell what hers was.
#[test]
fn who_is_gone_from_a_class_is_told_as_who_came() {
    let folder = folder();
    let town = Town::of(folder.path(), 10);
    town.trace(&[(9, CLASSES[0])]);
    town.house.advance(days(1));
    town.trace(&nine());
    town.make("number").unwrap();
    town.house.consent(town.all[9], "trace", yinuo::life::facts::ConsentState::Withdrawn).unwrap();
    town.house.engine.run_due().unwrap();
    assert_eq!(code(town.make("number")), Code::ReidentificationDenied);
}

/// Two sets that together are all of a third but one.
#[test]
fn sets_of_one_shape_are_held_against_together() {
    let folder = folder();
    let town = Town::of(folder.path(), 9);
    // Three on the first day and three on the second; on the third one, who is too few for a set of that day.
    for came in [0..3, 3..6, 6..7] {
        town.trace(&came.map(|who| (who, CLASSES[0])).collect::<Vec<_>>());
        town.house.advance(days(1));
        town.house.engine.run_due().unwrap();
    }
    let sets = town.house.engine.sets(town.all[0].cell, None, 10).unwrap();
    assert_eq!(sets.iter().map(|set| set.derived.as_str()).collect::<Vec<_>>(), ["daily", "daily"]);
    // Four are new beside either of them, and one alone beside both.
    assert_eq!(code(town.make("daily")), Code::ReidentificationDenied);
    town.trace(&[(7, CLASSES[0]), (8, CLASSES[0])]);
    assert_eq!(town.make("daily").unwrap().smallest, 9);
}

#[test]
fn a_set_that_was_given_out_is_remembered_across_a_restore_wherever_the_process_ended() {
    for ended in [None, Some(Step::Committed)] {
        let folder = folder();
        let town = Town::of(folder.path(), 10);
        town.trace(&nine());
        let backup = town.house.engine.backup(&town.house.product).unwrap();
        let (who, newcomer, now) = (town.all[0], town.all[9], town.house.engine.now());
        drop(town);
        let watch = Watch::with(move |step| assert!(Some(step) != ended, "stopped"));
        let config = Config { watch, ..Config::under(folder.path()) };
        let made = catch_unwind(AssertUnwindSafe(|| {
            let house = House::open(config, policy().as_bytes(), now);
            make(&house, who, "rest").unwrap();
        }));
        assert_eq!(made.is_err(), ended.is_some(), "{ended:?}");
        let (house, _) = restore(folder.path(), &backup.path, now, policy().as_bytes());
        let listed = house.engine.sets(who.cell, None, 10).unwrap();
        assert_eq!(listed.iter().map(|set| set.made_by.as_str()).collect::<Vec<_>>(), ["lost"], "{ended:?}");
        house.collect(newcomer, "trace", "trace", &[("trace", CLASSES[0])]).unwrap();
        for derived in ["rest", "number"] {
            assert_eq!(code(make(&house, who, derived)), Code::ReidentificationDenied, "{ended:?}, {derived}");
        }
    }
}

/// While the first is being decided another is asked for, with one more in it: it waits, and is held against the first.
#[test]
fn two_sets_that_are_asked_for_at_once_know_of_each_other() {
    let folder = folder();
    let town = Town::of(folder.path(), 4);
    town.trace(&[(0, CLASSES[0]), (1, CLASSES[0]), (2, CLASSES[0])]);
    let (who, newcomer, now) = (town.all[0], town.all[3], town.house.engine.now());
    drop(town);
    let house: Arc<OnceLock<House>> = Arc::default();
    let (second, asked) = (Arc::<Mutex<Option<JoinHandle<_>>>>::default(), Arc::new(AtomicBool::new(false)));
    let (of, kept, begun) = (Arc::clone(&house), Arc::clone(&second), Arc::clone(&asked));
    let watch = Watch::with(move |step| {
        if step == Step::Decided && begun.swap(false, SeqCst) {
            let (house, (send, done)) = (Arc::clone(&of), std::sync::mpsc::channel());
            *kept.lock().unwrap() = Some(std::thread::spawn(move || {
                let house = house.get().unwrap();
                house.collect(newcomer, "trace", "trace", &[("trace", CLASSES[0])]).unwrap();
                let made = make(house, who, "rest");
                // Nobody waits for it where it had to wait.
                let _ = send.send(());
                made
            }));
            // Where it need not wait it is done by then.
            let _ = done.recv_timeout(std::time::Duration::from_secs(2));
        }
    });
    let config = Config { watch, ..Config::under(folder.path()) };
    let house = house.get_or_init(|| House::open(config, policy().as_bytes(), now));
    asked.store(true, SeqCst);
    assert_eq!(make(house, who, "rest").unwrap().rows, 3);
    let second = second.lock().unwrap().take().unwrap().join().unwrap();
    assert_eq!(code(second), Code::ReidentificationDenied);
}

/// Six people of two classes, and three of a third whose traces are marked as a minor's.
#[test]
fn what_is_marked_as_a_minor_s_is_in_no_set() {
    for derived in ["rest", "linked", "number"] {
        let folder = folder();
        let marked = policy().replace("[minors]\n", "[minors]\nmarked = \"masked\"\n");
        let town = Town::under(folder.path(), &marked, 9);
        town.trace(&nine()[..6]);
        for who in &town.all[6..] {
            let mut request = town.house.request(who.me(), "trace", "trace", &[("trace", CLASSES[2])]);
            request.minors = vec!["trace".into()];
            town.house.engine.collect(&town.house.product, who.tenant(), request).unwrap();
        }
        let made = town.make(derived).unwrap();
        let rows = town.rows(made.set).unwrap();
        let shown = |class: &str| rows.iter().any(|row| row.shown.values().any(|shown| shown == class));
        assert_eq!(CLASSES.map(shown), [true, true, false], "{derived}");
    }
}
