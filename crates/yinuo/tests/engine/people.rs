//! Sets are weighed by people: how many share what shows, and by how many two sets differ.

use crate::support::{House, Person, START, at, code, days, folder, staff};
use yinuo::life::Code;
use yinuo::life::derive::Derive;
use yinuo::life::facts::ConsentState::Given;
use yinuo::{Error, Made, Tenant};

const ENDS: &str = include_str!("ends/policy.toml");

/// The policy of the ends, where what is traced goes into a set that can be asked for, too, and into others.
fn policy() -> String {
    let set = |name: &str, by: &str| {
        format!(
            "[derived.{name}]\nlabel = {{ en = \"A set\" }}\nfrom = [\"trace\"]\nby = \"{by}\"\n\
             how = {{ trace = \"as-is\" }}\ngroup = 3\nfor = [\"trace\"]\n\n"
        )
    };
    let sets = [set("rest", "anonymise"), set("linked", "de-identify"), set("other", "anonymise")].concat();
    let by = "reads = { trace = \"clear\" }\nby = [\"subject\", \"role.officer\"]";
    let policy = ENDS.replace("[retention.trace]", &format!("{sets}[retention.trace]"));
    let ends = "within = \"10 days\"\nthen = \"anonymise\"\ninto = \"rest\"";
    let policy = policy.replace("within = \"10 days\"\nthen = \"erase\"", ends);
    policy.replace("reads = { trace = \"clear\" }\nby = [\"subject\"]", by)
}

fn people(house: &House, many: usize) -> Vec<Person> {
    let first = house.register(Tenant::New, &[("user", "u0")]).unwrap().0;
    let others = (1..many).map(|number| house.register(first.tenant(), &[("user", &format!("u{number}"))]).unwrap().0);
    let all: Vec<Person> = [first].into_iter().chain(others).collect();
    for who in &all {
        house.consent(*who, "trace", Given).unwrap();
    }
    all
}

fn trace(house: &House, who: Person, traces: &[&str]) {
    for trace in traces {
        house.collect(who, "trace", "trace", &[("trace", *trace)]).unwrap();
    }
}

fn make(house: &House, who: Person, derived: &str) -> Result<Made, Error> {
    let (derived, purpose) = (derived.into(), "trace".into());
    let request = Derive { actor: staff("officer"), derived, purpose, items: Vec::new(), raw: false };
    house.engine.derive(&house.product, who.tenant(), &request)
}

#[test]
fn three_rows_of_one_person_are_no_group_of_three() {
    let folder = folder();
    let house = House::under(folder.path(), policy().as_bytes());
    let all = people(&house, 3);
    trace(&house, all[0], &["came by", "came by", "came by"]);
    assert_eq!(code(make(&house, all[0], "rest")), Code::ReidentificationDenied);
    trace(&house, all[1], &["came by"]);
    assert_eq!(code(make(&house, all[0], "rest")), Code::ReidentificationDenied);
    trace(&house, all[2], &["came by"]);
    let made = make(&house, all[0], "rest").unwrap();
    assert_eq!((made.rows, made.smallest), (5, 3));
}

#[test]
fn where_rows_can_be_told_to_be_one_persons_people_are_compared_by_all_their_rows() {
    let folder = folder();
    let begun = |folder: &std::path::Path| {
        let house = House::under(folder, policy().as_bytes());
        let all = people(&house, 6);
        // Each row is shared by four, and no two people share both.
        trace(&house, all[0], &["came by", "went alone"]);
        all[1..4].iter().for_each(|who| trace(&house, *who, &["came by"]));
        all[4..].iter().for_each(|who| trace(&house, *who, &["went alone"]));
        trace(&house, all[4], &["went alone"]);
        (house, all)
    };
    let (apart, some) = begun(&folder.path().join("apart"));
    assert_eq!(make(&apart, some[0], "rest").unwrap().smallest, 3, "rows that nobody can put together");
    let (house, all) = begun(folder.path());
    assert_eq!(code(make(&house, all[0], "linked")), Code::ReidentificationDenied);
    all[1..4].iter().for_each(|who| trace(&house, *who, &["went alone"]));
    trace(&house, all[5], &["went alone", "came by"]);
    trace(&house, all[4], &["came by"]);
    assert_eq!(code(make(&house, all[0], "linked")), Code::ReidentificationDenied, "two of them went alone twice");
    let rest = all[..4].iter();
    rest.for_each(|who| trace(&house, *who, &["went alone"]));
    assert_eq!(make(&house, all[0], "linked").unwrap().smallest, 6);
}

/// One more than there were when the set was given out: beside it what the term ends into would tell of her.
#[test]
fn what_a_term_ends_into_is_held_against_what_was_given_out() {
    for (asked, kept, rows) in [("rest", 5, 5), ("other", 5, 5), ("", 6, 7)] {
        let folder = folder();
        let house = House::under(folder.path(), policy().as_bytes());
        let all = people(&house, 6);
        all[..5].iter().for_each(|who| trace(&house, *who, &["came by"]));
        if !asked.is_empty() {
            make(&house, all[0], asked).unwrap();
        }
        // Hers came in between two of theirs: the set is of the same days. Of the first of them it is the second trace.
        trace(&house, all[5], &["came by"]);
        trace(&house, all[0], &["came by"]);
        house
            .clock
            .set(at(START).checked_add(days(10)).unwrap().checked_sub(jiff::SignedDuration::from_hours(8)).unwrap());
        house.engine.run_due().unwrap();
        let listed = house.engine.sets(all[0].cell, None, 10).unwrap();
        let ended = listed.iter().find(|set| set.derived == "rest" && set.made_at > at(START)).unwrap();
        assert_eq!((ended.smallest, ended.rows), (kept, rows), "{asked}");
        assert!(house.engine.sets(all[0].cell, None, 10).unwrap().iter().all(|set| set.smallest >= 3));
    }
}

#[test]
fn a_set_of_another_name_that_shows_the_same_item_of_nearly_the_same_people_is_refused() {
    let folder = folder();
    let house = House::under(folder.path(), policy().as_bytes());
    let all = people(&house, 8);
    all[..5].iter().for_each(|who| trace(&house, *who, &["came by"]));
    make(&house, all[0], "rest").unwrap();
    trace(&house, all[5], &["came by"]);
    assert_eq!(code(make(&house, all[0], "other")), Code::ReidentificationDenied, "it would tell of the sixth");
    all[6..].iter().for_each(|who| trace(&house, *who, &["came by"]));
    make(&house, all[0], "other").unwrap();
}
