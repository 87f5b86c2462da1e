//! Eleven years, in steps of the clock: every end comes in its time, and the worker does what is due and no more.

use crate::holds::{JIKU, form, lift, opens, place, visitor};
use crate::support::{AINK, House, Person, START, at, days, service};
use yinuo::life::account::Step;
use yinuo::life::reference::Record;
use yinuo::life::reveal::Reveal;
use yinuo::{Tenant, Which};

fn person(house: &House, user: &str) -> Person {
    house.register(Tenant::New, &[("username", user), ("email", "u@example.com")]).unwrap().0
}

/// Whether the tax record's number is readable for the law's purpose.
fn kept_by_law(house: &House, who: Person, record: Record) -> bool {
    let actor = crate::support::staff("officer");
    let request =
        Reveal { actor, purpose: "legal-retention".into(), subject: None, items: vec![], activity: None, form: None };
    house.engine.read(&house.product, who.tenant(), &request, &Which::Records(vec![record])).is_ok()
}

fn records(house: &House, who: Person) -> Vec<Record> {
    house.engine.store().all_records(who.cell, None, 100).unwrap()
}

fn voucher(house: &House, who: Person) -> Record {
    house.collect(who, "provide-service", "voucher", &[("voucher-text", "a voucher")]).unwrap().record
}

#[test]
fn eleven_years_end_what_they_should() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let (leaves, suspended, stays) = (person(&house, "leaves"), person(&house, "suspended"), person(&house, "stays"));
    let tax = voucher(&house, leaves);
    let note = house.collect(leaves, "provide-service", "inventory", &[("goods-note", "ten bolts")]).unwrap().record;
    let kept = voucher(&house, stays);
    house.step(leaves.administrator(), leaves.cell, Step::CancelTenant).unwrap();
    house.step(service(), suspended.cell, Step::SuspendTenant).unwrap();

    // Day by day where something ends: the first week, and the ninety days of the suspension.
    let mut worked = 0;
    let mut forward = |house: &House, count: i64| {
        house.advance(days(count));
        let ran = house.engine.run_due().unwrap();
        assert_eq!(ran.left, 0);
        worked += ran.finished;
    };
    let steps = (1..=10).chain((15..=85).step_by(5)).chain(87..=91);
    let mut before = 0;
    for day in steps {
        forward(&house, day - before);
        before = day;
        assert_eq!(records(&house, leaves).contains(&note), day < 7, "day {day}: gone by the seventh");
        assert!(records(&house, leaves).contains(&tax), "day {day}: the law keeps it");
        assert_eq!(records(&house, suspended).is_empty(), day >= 90, "day {day}: kept ninety days exactly");
    }
    // A backup each time and one piece of work for each rule: never more for what is only stored.
    assert!(worked < 30 * 2 + 60, "{worked} pieces of work in ninety days");

    // Then quarter by quarter to the end of the tenth year after the year of the voucher.
    let (mut quarters, mut later) = (0, 0);
    let end = at("2037-01-01T00:00:00+08:00");
    while house.engine.now() < end - days(91) {
        house.advance(days(90));
        let ran = house.engine.run_due().unwrap();
        (quarters, later) = (quarters + 1, later + ran.finished);
        assert!(records(&house, leaves).contains(&tax), "{}", house.engine.now());
    }
    assert!(later <= quarters * 6 + 20, "{later} pieces of work in {quarters} quarters");
    house.clock.set(end - jiff::SignedDuration::from_secs(1));
    house.engine.run_due().unwrap();
    assert!(kept_by_law(&house, leaves, tax), "a second before its end");
    house.clock.set(end);
    assert!(!kept_by_law(&house, leaves, tax), "refused from the instant on, swept or not");
    house.engine.run_due().unwrap();
    assert_eq!(records(&house, leaves), Vec::<Record>::new());
    assert!(records(&house, stays).contains(&kept), "the account lives, and so does its tenant's voucher");

    house.clock.set(at(START) + days(365 * 11 + 3));
    let quiet = house.engine.run_due().unwrap();
    assert!(quiet.finished < 10, "{quiet:?}");
    assert_eq!(house.engine.run_due().unwrap().finished, 0, "all is done");
    house.assert_sound();
    let broken: Vec<_> =
        house.engine.promises(&house.product).unwrap().into_iter().filter(|state| state.counter.late > 0).collect();
    assert!(broken.iter().all(|state| state.path.as_str() == "protect"), "{broken:?}");
}

#[test]
fn each_day_of_a_year_is_worked_off_once() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    for number in 0..20 {
        house.cancel(person(&house, &format!("u{number}"))).unwrap();
    }
    let cells = house.engine.cells(&house.product).unwrap();
    let pending = |house: &House| cells.iter().map(|cell| house.engine.due(*cell).unwrap().len()).sum::<usize>();
    let owed = pending(&house);
    house.advance(days(8));
    let ran = house.engine.run_due().unwrap();
    assert_eq!(ran.gone, 20, "twenty accounts");
    // What was owed and is no longer was done exactly once; of eight backups that were missed one is made.
    assert!(ran.finished <= owed, "{ran:?} of {owed}");
    assert_eq!(house.engine.backups().unwrap().len(), 1);
    assert_eq!(house.engine.run_due().unwrap().finished, 0);
}

/// The policy of [`JIKU`] as version `version`, in force from `day`, with forms kept `kept` after an evaluation.
fn jiku(version: &str, day: &str, kept: &str) -> Vec<u8> {
    let text = String::from_utf8(JIKU.to_vec()).unwrap();
    let (head, tail) = text.split_once("[setting.evaluation-kept]").unwrap();
    let tail = tail.replacen("default = \"180 days\"", &format!("default = \"{kept}\""), 1);
    let text = format!("{head}[setting.evaluation-kept]{tail}");
    // What is kept longer than before needs another reason.
    let text = text.replacen("If no purchase follows,", &format!("If no purchase follows, by version {version},"), 1);
    let text = text.replacen("version = \"1\"", &format!("version = \"{version}\""), 1);
    text.replacen("effective = 2026-05-08", &format!("effective = {day}"), 1).into_bytes()
}

#[test]
fn ten_years_of_holds_and_versions_keep_what_is_held_and_end_the_rest_in_its_time() {
    let folder = crate::support::folder();
    let mut house = House::under(folder.path(), JIKU);
    let there = |house: &House, who: Person, record: Record| records(house, who).contains(&record);
    // Each January two people close an evaluation; one form is held until three years later. In 2029 a version keeps forms
    // for half as long, in 2032 one keeps them as long as before.
    house.engine.publish(&jiku("2", "2029-03-01", "90 days")).unwrap();
    house.engine.publish(&jiku("3", "2032-03-01", "180 days")).unwrap();
    let kept = |year: i16| if (2029..=2032).contains(&year) { 90 } else { 180 };
    let mut held = Vec::new();
    for year in 2027_i16..=2036 {
        house.clock.set(at(&format!("{year}-01-10T10:00:00+08:00")));
        house.engine.run_due().unwrap();
        house.hash = house.engine.policy(&house.product).unwrap().hash.clone();
        let (one, other) = (visitor(&house), visitor(&house));
        let (free, under) = (form(&house, one), form(&house, other));
        let hold = house.engine.place_hold(&house.product, other.tenant(), &place(under)).unwrap().hold;
        held.push((year, hold, other, under));
        // A day before and at the end that is the earlier of the one promised and the one of a version since.
        let days_kept = kept(year);
        house.advance(days(days_kept) - jiff::SignedDuration::from_secs(1));
        house.engine.run_due().unwrap();
        assert!(there(&house, one, free), "{year}: a second before its end");
        house.advance(jiff::SignedDuration::from_secs(1));
        house.engine.run_due().unwrap();
        assert!(!there(&house, one, free), "{year}: gone after {days_kept} days");
        assert_eq!(opens(&house, other, under), Ok(true), "{year}: under a hold");
        let due: Vec<_> = held.iter().filter(|(since, ..)| *since == year - 3).copied().collect();
        for (since, hold, who, record) in due {
            assert_eq!(opens(&house, who, record), Ok(true), "of {since}, in {year}");
            house.engine.lift_hold(&house.product, who.tenant(), hold, &lift()).unwrap();
            assert!(!there(&house, who, record), "of {since}, lifted in {year}");
        }
    }
    let left = held.iter().filter(|(_, _, who, record)| there(&house, *who, *record)).count();
    assert_eq!(left, 3, "those of the last three years are held still");
    house.assert_sound();
}
