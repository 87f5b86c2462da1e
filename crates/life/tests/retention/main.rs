//! Nothing is readable past its end, and nothing goes before a law's floor or under a hold: for policies, versions and
//! events of all sorts, against a plain reading of the rules that shares no code with the engine's.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod model;
mod plain;
mod policy;
mod story;

use jiff::SignedDuration;
use life::facts::ConsentState;
use life::reference::Record;
use model::Model;
use policy::{Numbers, numbers};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::collections::BTreeSet;
use story::{Happens, Story, happens, name};

fn config() -> ProptestConfig {
    let rng_seed = RngSeed::Fixed(2026);
    ProptestConfig { cases: 192, rng_seed, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn nothing_outlives_its_end_and_nothing_goes_before_its_floor(
        drawn in prop::collection::vec(numbers(), 3),
        told in prop::collection::vec(happens(), 1..40),
    ) {
        let mut story = Story::new(&drawn);
        for what in &told {
            let before = story.model.now;
            story.tell(what);
            if story.model.now == before {
                story.check(false);
            } else {
                story.check(true);
            }
        }
        let end = story.model.now + SignedDuration::from_hours(24 * 30);
        story.edges(story.model.now, end);
        // Years later nothing is left but what waits for its event.
        let later = story.model.now + SignedDuration::from_hours(24 * 365 * 4);
        story.model.pass_until(later);
        story.check(true);
    }
}

/// What becomes of `told` and two events at one instant, before anything of it is swept.
fn at_one_instant(drawn: &[Numbers], told: &[Happens], then: [&Happens; 2]) -> Model {
    let mut story = Story::new(drawn);
    told.iter().for_each(|what| story.tell(what));
    story.sweeps = false;
    then.into_iter().for_each(|what| story.tell(what));
    story.model
}

/// What is kept, by which keyslots, and when each end comes.
fn state(model: &Model) -> (Vec<(Record, BTreeSet<String>)>, Vec<String>) {
    let records = model.facts.records.iter().map(|record| {
        let slots = record.slots.iter().map(|slot| format!("{slot:?}"));
        (record.record, slots.chain(record.items.keys().map(ToString::to_string)).collect())
    });
    (records.collect(), model.due.iter().map(|due| format!("{due:?}")).collect())
}

/// Events that end something or make a law want it: none is a wish, and none takes effect at once, or what it ended
/// would be gone before the other comes.
fn event() -> impl Strategy<Value = Happens> {
    prop_oneof![any::<u8>().prop_map(Happens::Complete), Just(Happens::CloseRound), (0_u8..3).prop_map(Happens::Cancel),]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn which_of_two_events_at_one_instant_comes_first_does_not_matter(
        mut drawn in prop::collection::vec(numbers(), 3),
        told in prop::collection::vec(happens(), 1..30),
        one in event(),
        other in event(),
    ) {
        for numbers in &mut drawn {
            numbers.cancelled_days = numbers.cancelled_days.max(1);
            numbers.reply_days = numbers.reply_days.max(1);
        }
        let (this, that) = (at_one_instant(&drawn, &told, [&one, &other]), at_one_instant(&drawn, &told, [&other, &one]));
        prop_assert_eq!(state(&this), state(&that));
    }

    #[test]
    fn a_hold_stops_every_end_of_what_it_names_and_of_nothing_else(
        mut drawn in prop::collection::vec(numbers(), 3),
        told in prop::collection::vec(happens(), 1..20),
        of in any::<u8>(),
        items in any::<u8>(),
        then in prop::collection::vec(ending(), 1..20),
    ) {
        // What a law comes to want while it is held is kept for that law afterwards, which is another matter.
        drawn.iter_mut().for_each(|numbers| numbers.taxed = false);
        let (mut held, mut free) = (Story::new(&drawn), Story::new(&drawn));
        for story in [&mut held, &mut free] {
            told.iter().filter(|what| !matches!(what, Happens::Hold(..))).for_each(|what| story.tell(what));
        }
        held.hold(of, items, None);
        let named = held.plain.held();
        then.iter().for_each(|what| held.tell(what));
        then.iter().for_each(|what| free.tell(what));
        for (record, _, items) in held.plain.captured() {
            for item in items {
                let is_named = named.contains(&(record, item.clone()));
                prop_assert!(!is_named || held.model.has(record, &item), "{} of {} is held", item, record);
                let same = held.model.has(record, &item) == free.model.has(record, &item);
                prop_assert!(is_named || same, "{} of {} is not held", item, record);
            }
        }
        held.lift(0);
        prop_assert_eq!(state(&held.model).0, state(&free.model).0);
    }
}

/// What ends data, or lets time pass in which it ends.
fn ending() -> impl Strategy<Value = Happens> {
    prop_oneof![
        (0_u8..3, 0_u8..3).prop_map(|(who, what)| Happens::Withdraw(who, what)),
        any::<u8>().prop_map(Happens::Settle),
        Just(Happens::CloseRound),
        (0_u8..3).prop_map(Happens::Cancel),
        (1_u32..60 * 86_400).prop_map(Happens::Pass),
    ]
}

const PLAIN: Numbers = Numbers {
    note_days: 90,
    longer_days: 30,
    order_days: 90,
    cancelled_days: 7,
    completed_days: 300,
    tax_days: 300,
    reply_days: 0,
    taxed: false,
    apart: false,
};

#[test]
fn a_consent_taken_back_ends_what_rested_on_it_and_leaves_what_rests_on_another_under_the_same_rule() {
    let mut story = Story::new(&[PLAIN, PLAIN, PLAIN]);
    let subject = story.model.person(0);
    story.consent(subject, "drafts", ConsentState::Given);
    for purpose in ["notes", "drafts"] {
        story.capture(subject, purpose, "note", &["text"], None);
    }
    let [note, draft] = story.records[..] else { panic!("{:?}", story.records) };
    story.consent(subject, "notes", ConsentState::Withdrawn);
    assert!(story.model.record(note).is_none());
    assert!(story.model.has(draft, &name("text")));
    story.consent(subject, "drafts", ConsentState::Withdrawn);
    assert!(story.model.record(draft).is_none());
}

#[test]
fn an_activity_that_is_closed_ends_what_was_captured_within_it_and_nothing_else() {
    let mut story = Story::new(&[PLAIN, PLAIN, PLAIN]);
    let [one, other] = [0, 1].map(|number| story.model.person(number));
    let mut rounds = Vec::new();
    for subject in [one, other] {
        story.consent(subject, "survey", ConsentState::Given);
        rounds.extend(story.open_round(subject));
        story.capture(subject, "survey", "reply", &["answer"], rounds.last().copied());
    }
    let [hers, his] = story.records[..] else { panic!("{:?}", story.records) };
    story.close(rounds[0], &[]);
    assert!(story.model.record(hers).is_none());
    assert!(story.model.has(his, &name("answer")));
    story.close(rounds[1], &[]);
    assert!(story.model.record(his).is_none());
}

#[test]
fn the_stories_are_of_all_sorts() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::new(config());
    let mut done = std::collections::BTreeMap::<&str, usize>::new();
    for _ in 0..192 {
        let tree = (prop::collection::vec(numbers(), 3), prop::collection::vec(happens(), 1..40));
        let (drawn, told) = tree.new_tree(&mut runner).unwrap().current();
        let mut story = Story::new(&drawn);
        told.iter().for_each(|what| story.tell(what));
        story.done.into_iter().for_each(|(what, count)| *done.entry(what).or_insert(0) += count);
    }
    let all = ["cancelled", "captured", "closed", "complained", "completed", "consent", "erased", "held", "lifted"];
    assert!(all.iter().all(|what| done.get(what).is_some_and(|count| *count > 20)), "{done:?}");
}

/// A price under a law of 300 days and a hold that ends before it, after it, or never.
#[test]
fn of_several_floors_the_longest_is_named() {
    for (days, longest) in [(Some(10), "retention.tax"), (Some(400), "ground.court"), (None, "ground.court")] {
        let taxed = Numbers { taxed: true, ..PLAIN };
        let mut story = Story::new(&[taxed.clone(), taxed.clone(), taxed]);
        let subject = story.model.person(0);
        let captured = story.model.now;
        story.capture(subject, "orders", "order", &["goods", "price"], None);
        story.hold(0, 0b0100, days);
        let record = story.records[0];
        let (policy, facts) = (story.model.policy(), story.model.about(&[record]));
        let kept = life::retain::kept(policy, &facts, &facts.records[0], captured);
        let [price] = &kept[..] else { panic!("{kept:?}") };
        let until = days.map(|days| captured + SignedDuration::from_hours(24 * i64::from(days.max(300))));
        assert_eq!((price.item.as_str(), price.promise.as_str(), price.until), ("price", longest, until));
    }
}
