//! The failure table of a term that ends in an anonymised set: stopped at each step, done again, everybody is in the set
//! once, or nobody is; and the records are gone either way.

use crate::support::{House, Person, at, days, folder};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use yinuo::life::facts::ConsentState::Given;
use yinuo::life::reference::Cell;
use yinuo::{Config, StandingClock, Step, Tenant, Watch};

const ENDS: &str = include_str!("ends/policy.toml");
const START: &str = "2026-05-20T01:00:00Z";

/// The policy of the ends, where what is traced goes into a set.
fn policy() -> String {
    let set = "[derived.rest]\nlabel = { en = \"What is left\" }\nfrom = [\"trace\"]\nby = \"anonymise\"\n\
               how = { trace = \"as-is\" }\ngroup = 3\nfor = [\"trace\"]\n\n[retention.trace]";
    let ends = "within = \"10 days\"\nthen = \"anonymise\"\ninto = \"rest\"";
    ENDS.replace("[retention.trace]", set).replace("within = \"10 days\"\nthen = \"erase\"", ends)
}

/// Three who left the same trace, and one who left another.
fn traced(house: &House) -> Cell {
    let first = house.register(Tenant::New, &[("user", "u0")]).unwrap().0;
    let others = (1..4).map(|number| {
        let user = format!("u{number}");
        house.register(first.tenant(), &[("user", user.as_str())]).unwrap().0
    });
    let all: Vec<Person> = [first].into_iter().chain(others).collect();
    for (number, who) in all.iter().enumerate() {
        house.consent(*who, "trace", Given).unwrap();
        let trace = if number == 3 { "went alone" } else { "came by" };
        house.collect(*who, "trace", "trace", &[("trace", trace)]).unwrap();
    }
    first.cell
}

/// What the entries of the cell count under `word`.
fn counted(house: &House, cell: Cell, word: &str) -> u64 {
    let entries = house.engine.entries(cell, 0, 10_000).unwrap();
    let counts = entries.into_iter().filter_map(|(_, entry)| entry).flat_map(|entry| entry.counts);
    counts.filter(|(of, _)| of == word).map(|(_, count)| count).sum()
}

/// Rows of sets, those that are nobody's and those that tell of somebody.
fn rows(folder: &std::path::Path) -> (i64, i64) {
    let connection = rusqlite::Connection::open(folder.join("data").join("data.db")).unwrap();
    let sql = "SELECT count(*), count(coalesce(subject, record)) FROM derived_row";
    connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
}

#[test]
fn stopped_at_each_step_everybody_is_in_the_set_once_and_no_record_is_left() {
    let steps =
        [Step::Decided, Step::Applied, Step::KeysDurable, Step::Committed, Step::KeysDestroyed, Step::RowsFinished];
    for step in steps {
        let folder = folder();
        let house = House::under(folder.path(), policy().as_bytes());
        let cell = traced(&house);
        drop(house);
        let ended = at(START).checked_add(days(10)).unwrap();
        // As the last day begins what ends on it is worked out; then it ends, each thing at its instant.
        for hours in [-8, 0] {
            let now = ended.checked_add(jiff::SignedDuration::from_hours(hours)).unwrap();
            let watch = Watch::with(move |taken| assert!(taken != step, "stopped"));
            let config = Config { watch, ..Config::under(folder.path()) };
            let _stopped = catch_unwind(AssertUnwindSafe(|| {
                let house = House::open(config, policy().as_bytes(), now);
                house.engine.run_due().unwrap();
            }));
            let house = House::open(Config::under(folder.path()), policy().as_bytes(), now);
            house.engine.run_due().unwrap();
            drop(house);
            assert_eq!(rows(folder.path()), (3, 0), "{step:?}, {hours}");
        }
        let engine = yinuo::Engine::open(Config::under(folder.path()), Arc::new(StandingClock::at(ended))).unwrap();
        let house = House::around(engine, Arc::new(StandingClock::at(ended)), policy().as_bytes());
        assert_eq!(house.engine.store().list_records(cell, &"trace".into(), None, 10).unwrap(), []);
        assert_eq!((counted(&house, cell, "anonymised"), counted(&house, cell, "left-out")), (3, 1), "{step:?}");
        house.assert_sound();
    }
}

#[test]
fn who_would_be_in_it_with_too_few_is_in_no_set() {
    let folder = folder();
    let house = House::under(folder.path(), policy().replace("group = 3", "group = 4").as_bytes());
    let cell = traced(&house);
    house.advance(days(10));
    house.clock.set(at(START).checked_add(days(9)).unwrap().checked_add(jiff::SignedDuration::from_hours(20)).unwrap());
    house.engine.run_due().unwrap();
    assert_eq!((counted(&house, cell, "left-out"), counted(&house, cell, "anonymised")), (4, 0));
    assert_eq!(rows(folder.path()), (0, 0));
}
