//! Statistics with noise: counted by people, every listed group alike, and spent for good.

use crate::support::{House, Person, START, at, code, days, folder, restore, staff};
use std::collections::BTreeMap;
use std::path::Path;
use yinuo::life::Code;
use yinuo::life::derive::{Derive, UseSet};
use yinuo::life::facts::ConsentState::Given;
use yinuo::{Config, Error, Made, Tenant};

const ENDS: &str = include_str!("ends/policy.toml");
/// Values that are counted and that nobody has.
const EMPTY: usize = 38;

/// The policy of the ends, with a statistic of what was traced.
fn policy(noise: &str) -> String {
    let empty: String = (0..EMPTY).map(|number| format!(", \"nobody {number}\"")).collect();
    let set = format!(
        "[derived.traces]\nlabel = {{ en = \"What was traced\" }}\nfrom = [\"trace\"]\nby = \"aggregate\"\n\
         how = {{ trace = \"as-is\" }}\ngroups = {{ trace = [\"came by\", \"went alone\"{empty}] }}\n\
         noise = {noise}\nfor = [\"trace\"]\n\n[retention.trace]"
    );
    let by = "reads = { trace = \"clear\" }\nby = [\"subject\", \"role.officer\"]";
    let policy = ENDS.replace("[retention.trace]", &set);
    policy.replace("reads = { trace = \"clear\" }\nby = [\"subject\"]", by)
}

/// Five who came by once, and one who came by forty times and was once where nobody lists.
fn traced(house: &House, tenant: Tenant) -> Person {
    came_by(house, tenant, [40, 1, 1, 1, 1, 1])
}

/// Six who came by so often, of whom the first was once where nobody lists.
fn came_by(house: &House, tenant: Tenant, often: [usize; 6]) -> Person {
    let first = house.register(tenant, &[("user", "u0")]).unwrap().0;
    let others = (1..6).map(|number| house.register(first.tenant(), &[("user", &format!("u{number}"))]).unwrap().0);
    for (many, who) in often.into_iter().zip([first].into_iter().chain(others)) {
        house.consent(who, "trace", Given).unwrap();
        for _ in 0..many {
            house.collect(who, "trace", "trace", &[("trace", "came by")]).unwrap();
        }
    }
    house.collect(first, "trace", "trace", &[("trace", "nowhere that is listed")]).unwrap();
    first
}

fn release(house: &House, who: Person) -> Result<Made, Error> {
    let (derived, purpose) = ("traces".into(), "trace".into());
    let request = Derive { actor: staff("officer"), derived, purpose, items: Vec::new(), raw: false };
    house.engine.derive(&house.product, who.tenant(), &request)
}

fn numbers(house: &House, who: Person, made: &Made) -> BTreeMap<String, i64> {
    let request = UseSet { actor: staff("officer"), purpose: "trace".into(), set: made.set, whose: false };
    let used = house.engine.use_set(&house.product, who.tenant(), &request, (None, 1000)).unwrap();
    used.rows.into_iter().map(|row| (row.shown.get("trace").unwrap().clone(), row.count)).collect()
}

/// Rows of sets, and those that tell of somebody.
fn rows(folder: &Path) -> (i64, i64) {
    let connection = rusqlite::Connection::open(folder.join("data").join("data.db")).unwrap();
    let sql = "SELECT count(*), count(coalesce(subject, record, who, shows, origins)) FROM derived_row";
    connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
}

/// At a loss of 10 the noise is 5 or more with probability 2q⁵/(1+q), q = exp(-10): below 4e-22 for one number, below
/// 2e-20 for forty. Rows that count as people would make 45 of the 6.
#[test]
fn people_are_counted_however_many_rows_they_have() {
    let folder = folder();
    let house =
        House::under(folder.path(), policy("{ epsilon = \"10\", budget = \"10\", per = \"30 days\" }").as_bytes());
    let who = traced(&house, Tenant::New);
    let made = release(&house, who).unwrap();
    let numbers = numbers(&house, who, &made);
    assert_eq!(numbers.len(), EMPTY + 2);
    for (group, number) in numbers {
        let people = if group == "came by" { 6 } else { 0 };
        assert!((number - people).abs() < 5, "{group}: {number} for {people}");
    }
    assert_eq!(rows(folder.path()), (40, 0), "what was counted is gone, and nothing that is left tells of anybody");
}

/// As above, but each person counts ten times at most: at a loss of 10 the scale is 1, and the noise is 25 or more with
/// probability 2q²⁵/(1+q), q = exp(-1): below 3e-11. Sixty are counted; rows would make 120, people 6.
#[test]
fn a_person_counts_as_often_as_the_policy_says_and_no_more() {
    let folder = folder();
    let noise = "{ epsilon = \"10\", budget = \"10\", per = \"30 days\", at-most = 10 }";
    let house = House::under(folder.path(), policy(noise).as_bytes());
    let who = came_by(&house, Tenant::New, [20; 6]);
    let made = release(&house, who).unwrap();
    let number = numbers(&house, who, &made)["came by"];
    assert!((number - 60).abs() < 25, "{number}");
}

/// At a loss of 1 two releases of forty groups are the same with probability below 0.28⁴⁰, no group of 38 that nobody is in
/// shows anything but 0 with 0.47³⁸ < 4e-13, and none of twice as many is below 0 with 0.74⁷⁶ < 2e-10.
#[test]
fn the_same_question_has_another_answer_and_is_spent_again_until_the_budget_is() {
    let folder = folder();
    let policy = policy("{ epsilon = \"1\", budget = \"2.5\", per = \"30 days\" }");
    let house = House::under(folder.path(), policy.as_bytes());
    let who = traced(&house, Tenant::New);
    let (one, two) = (release(&house, who).unwrap(), release(&house, who).unwrap());
    let left = |made: &Made| made.blurred.map(|blurred| blurred.left.to_string()).unwrap();
    assert_eq!((left(&one), left(&two), one.smallest), ("1.5".to_owned(), "0.5".to_owned(), 0));
    let (first, second) = (numbers(&house, who, &one), numbers(&house, who, &two));
    assert_ne!(first, second);
    let nobody: Vec<i64> =
        [&first, &second].into_iter().flatten().filter(|(of, _)| of.starts_with("nobody")).map(|(_, n)| *n).collect();
    assert!(nobody.len() == 2 * EMPTY && nobody.iter().any(|one| *one != 0) && nobody.iter().any(|one| *one < 0));
    assert_eq!(first, numbers(&house, who, &one), "what is kept is read as often as one likes, and is the same");

    let refused = |house: &House| match release(house, who) {
        Err(Error::Refused(refused)) => refused.refusal,
        other => panic!("{other:?}"),
    };
    let refusal = refused(&house);
    let until = at(START).checked_add(days(30)).unwrap();
    assert_eq!(
        (refusal.code, refusal.promise.as_deref(), refusal.until),
        (Code::ReidentificationDenied, Some("derived.traces"), Some(until))
    );
    let entries = house.engine.entries(who.cell, 0, 10_000).unwrap();
    let told: Vec<_> =
        entries.into_iter().filter_map(|(_, entry)| entry).filter(|entry| entry.act == "derive").collect();
    let counts: Vec<Vec<(String, u64)>> = told
        .iter()
        .map(|entry| entry.counts.iter().map(|(word, count)| (word.to_string(), *count)).collect())
        .collect();
    let said = |left| {
        vec![("rows".to_owned(), 40), ("spent-thousandths".to_owned(), 1000), ("left-thousandths".to_owned(), left)]
    };
    assert_eq!(counts, [said(1500), said(500), vec![]]);
    drop(house);

    let house = House::open(Config::under(folder.path()), policy.as_bytes(), at(START));
    assert_eq!(refused(&house).until, Some(until), "what was spent is spent after a restart");
    house.clock.set(until.checked_sub(jiff::SignedDuration::from_micros(1)).unwrap());
    house.engine.run_due().unwrap();
    assert_eq!(code(release(&house, who)), Code::ReidentificationDenied, "an instant before the period is over");
    house.clock.set(until);
    assert_eq!(left(&release(&house, who).unwrap()), "1.5");
    house.assert_sound();
}

#[test]
fn a_restore_gives_nothing_of_the_budget_back_and_every_tenant_has_its_own() {
    let folder = folder();
    let policy = policy("{ epsilon = \"1\", budget = \"1\", per = \"1 year\" }");
    let house = House::under(folder.path(), policy.as_bytes());
    let (who, other) = (traced(&house, Tenant::New), traced(&house, Tenant::New));
    let backup = house.engine.backup(&house.product).unwrap();
    release(&house, who).unwrap();
    assert_eq!(code(release(&house, who)), Code::ReidentificationDenied);
    drop(house);
    let now = at(START).checked_add(days(1)).unwrap();
    let (house, _) = restore(folder.path(), &backup.path, now, policy.as_bytes());
    assert_eq!(
        code(release(&house, who)),
        Code::ReidentificationDenied,
        "the release is out, whatever the backup holds"
    );
    let listed = house.engine.sets(who.cell, None, 10).unwrap();
    let told: Vec<_> = listed.iter().map(|set| (set.made_by.as_str(), set.spent)).collect();
    assert_eq!(told, [("lost", 1000)]);
    release(&house, other).unwrap();
    assert_eq!(code(release(&house, other)), Code::ReidentificationDenied);
    house.assert_sound();
}
