//! Whoever leaves leaves the sets in which her rows can be told to be hers, and is in none that is being made.

use crate::support::{House, Person, code, days, folder};
use crate::town::{CLASSES, Town, make, policy};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, OnceLock};
use yinuo::life::Code;
use yinuo::life::facts::ConsentState::Withdrawn;
use yinuo::{Config, Error, Step, Watch, Wish};

fn count(folder: &Path, sql: &str, of: &[u8]) -> i64 {
    let store = rusqlite::Connection::open(folder.join("data").join("data.db")).unwrap();
    store.query_row(sql, [of], |row| row.get(0)).unwrap()
}

fn erase(house: &House, who: Person) {
    house.engine.erase(&house.product, who.tenant(), &who.me(), Wish::about(who.subject)).unwrap();
}

#[test]
fn what_is_erased_is_in_no_set_that_tells_whose_it_was() {
    for how in ["wish", "withdrawal", "term", "closing"] {
        let folder = folder();
        let town = Town::of(folder.path(), 4);
        town.trace(&(0..4).map(|who| (who, CLASSES[0])).collect::<Vec<_>>());
        let (made, her) = (town.make("linked").unwrap(), town.all[3]);
        match how {
            "wish" => erase(&town.house, her),
            "withdrawal" => drop(town.house.consent(her, "trace", Withdrawn).unwrap()),
            "closing" => drop(town.house.cancel(her).unwrap()),
            _ => {}
        }
        // While her data is there the set is closed; a term ends for nobody sooner than it does.
        let closed = matches!(how, "withdrawal" | "closing");
        let left = town.rows(made.set).map(|rows| rows.len());
        assert_eq!(
            left.as_ref().ok(),
            if closed {
                None
            } else if how == "wish" {
                Some(&3)
            } else {
                Some(&4)
            },
            "{how}"
        );
        if closed {
            assert_eq!(code(left), Code::Restricted, "{how}");
        }
        town.house.advance(days(if how == "term" { 11 } else { 8 }));
        town.house.engine.run_due().unwrap();
        let hers = "SELECT count(*) FROM derived_row WHERE subject = ?1";
        assert_eq!(count(folder.path(), hers, her.subject.as_bytes()), 0, "{how}");
        let left = if how == "term" { 0 } else { 3 };
        assert_eq!(town.rows(made.set).unwrap().len(), left, "{how}: the others stay, and are open again");
    }
}

/// She withdraws, erases or closes while a set is being decided, and is told that it is done: the set is without her.
#[test]
fn what_was_taken_back_before_a_set_is_kept_binds_it() {
    for (derived, how) in [("linked", "withdrawal"), ("rest", "wish"), ("number", "wish"), ("number", "closing")] {
        let folder = folder();
        let town = Town::of(folder.path(), 6);
        town.trace(&(0..6).map(|who| (who, CLASSES[0])).collect::<Vec<_>>());
        let (who, her, now) = (town.all[0], town.all[5], town.house.engine.now());
        drop(town);
        let (house, go) = (Arc::<OnceLock<House>>::default(), Arc::new(AtomicBool::new(false)));
        let (of, begun) = (Arc::clone(&house), Arc::clone(&go));
        let watch = Watch::with(move |step| {
            if step == Step::Decided && begun.swap(false, SeqCst) {
                let of = Arc::clone(&of);
                let act = move || match how {
                    "withdrawal" => drop(of.get().unwrap().consent(her, "trace", Withdrawn).unwrap()),
                    "closing" => drop(of.get().unwrap().cancel(her).unwrap()),
                    _ => erase(of.get().unwrap(), her),
                };
                std::thread::spawn(act).join().unwrap();
            }
        });
        let config = Config { watch, ..Config::under(folder.path()) };
        let house = house.get_or_init(|| House::open(config, policy().as_bytes(), now));
        go.store(true, SeqCst);
        assert!(matches!(make(house, who, derived), Err(Error::Conflict)), "{derived}, {how}");
        assert!(!go.load(SeqCst), "nothing was decided");
        assert_eq!(house.engine.sets(who.cell, None, 10).unwrap(), [], "{derived}, {how}");
        let made = make(house, who, derived).unwrap();
        assert_eq!(made.smallest, 5, "{derived}, {how}");
    }
}

#[test]
fn who_took_her_consent_back_goes_into_no_set_in_which_a_term_ends() {
    let folder = folder();
    let ends = "within = \"10 days\"\nthen = \"anonymise\"\ninto = \"rest\"";
    let town = Town::under(folder.path(), &policy().replace("within = \"10 days\"\nthen = \"erase\"", ends), 8);
    town.trace(&(0..8).map(|who| (who, CLASSES[0])).collect::<Vec<_>>());
    town.house.advance(days(8));
    town.house.engine.run_due().unwrap();
    for who in &town.all[..3] {
        town.house.consent(*who, "trace", Withdrawn).unwrap();
    }
    town.house.advance(jiff::SignedDuration::from_hours(24 + 20));
    town.house.engine.run_due().unwrap();
    let sets = town.house.engine.sets(town.all[0].cell, None, 10).unwrap();
    let ended: Vec<_> = sets.iter().filter(|set| set.derived == "rest").map(|set| (set.rows, set.smallest)).collect();
    assert_eq!(ended, [(5, 5)]);
}

/// Each in a class of three, and all three rows of one person's: nothing that is kept says so.
#[test]
fn the_memory_of_an_anonymised_set_puts_no_rows_together() {
    let folder = folder();
    let town = Town::of(folder.path(), 7);
    let others = [(1, 0), (2, 0), (3, 1), (4, 1), (5, 2), (6, 2)].map(|(who, class)| (who, CLASSES[class]));
    town.trace(&[(0, CLASSES[0]), (0, CLASSES[1]), (0, CLASSES[2])]);
    town.trace(&others);
    let made = town.make("rest").unwrap();
    assert_eq!((made.rows, made.smallest), (9, 3));
    let apart = "SELECT count(DISTINCT who) FROM derived_member WHERE set_id = ?1";
    assert_eq!(count(folder.path(), apart, made.set.as_bytes()), 9);
    let given = rusqlite::Connection::open(folder.path().join("keys").join("keys.db")).unwrap();
    let members: Vec<u8> = given.query_row("SELECT members FROM given", [], |row| row.get(0)).unwrap();
    let who: std::collections::BTreeSet<&[u8]> = members.chunks(48).map(|row| &row[..16]).collect();
    assert_eq!(who.len(), 9);
}

/// Bands of ten and of fifteen: who is in the one from ten and in the other up to fifteen is told by both.
#[test]
fn two_ways_of_an_item_tell_of_nobody_together() {
    let folder = folder();
    let town = Town::of(folder.path(), 9);
    town.trace(&[(0, "5"), (1, "6"), (2, "7"), (3, "12"), (4, "17"), (5, "18"), (6, "19")]);
    town.make("tens").unwrap();
    assert_eq!(code(town.make("fifteens")), Code::ReidentificationDenied);
    town.trace(&[(7, "13"), (8, "14")]);
    assert_eq!(code(town.make("fifteens")), Code::ReidentificationDenied, "two came, and one was there");
}

/// The fourth is new in the second class; without her row there she stands alone, and without her the first class would
/// tell of her beside the set before.
#[test]
fn a_linked_set_that_makes_itself_compares_people_by_the_rows_that_stay() {
    let folder = folder();
    let by_itself = policy().replace("by = \"de-identify\"", "by = \"de-identify\"\nwithin = \"1 day\"");
    let town = Town::under(folder.path(), &by_itself, 4);
    town.trace(&(0..4).map(|who| (who, CLASSES[0])).chain((0..3).map(|who| (who, CLASSES[1]))).collect::<Vec<_>>());
    town.make("rest").unwrap();
    town.trace(&[(3, CLASSES[1])]);
    town.house.advance(days(1));
    town.house.engine.run_due().unwrap();
    let sets = town.house.engine.sets(town.all[0].cell, None, 10).unwrap();
    assert!(sets.iter().all(|set| set.derived != "linked"), "{sets:?}");
    // On the next day nobody is new in what others were in before.
    town.trace(&(0..4).flat_map(|who| [(who, CLASSES[0]), (who, CLASSES[1])]).collect::<Vec<_>>());
    town.house.advance(days(1));
    town.house.engine.run_due().unwrap();
    let sets = town.house.engine.sets(town.all[0].cell, None, 10).unwrap();
    assert_eq!(sets.iter().find(|set| set.derived == "linked").map(|set| (set.rows, set.smallest)), Some((8, 4)));
}
