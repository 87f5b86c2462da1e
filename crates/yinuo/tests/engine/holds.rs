//! Holds, when the process is stopped at each durable step: what was placed keeps, what was lifted does not, and nothing
//! is half there.

use crate::support::{House, Person, days, staff};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use yinuo::life::access::{Give, GrantFile};
use yinuo::life::activity::Open;
use yinuo::life::answer::{Answer, Of};
use yinuo::life::duty::{About, Prove};
use yinuo::life::facts::{ConsentState, Said};
use yinuo::life::reference::{Hold, Record, Subject};
use yinuo::life::retain::hold::{Ends, Place, Release};
use yinuo::life::reveal::Reveal;
use yinuo::life::{Actor, Code, Origin};
use yinuo::{Config, Engine, Error, StandingClock, Step, Tenant, Watch, Which};

pub(crate) const JIKU: &[u8] = include_bytes!("../../../../policies/jiku/policy.toml");

fn name(text: &str) -> yinuo::policy::Name {
    crate::support::name(text)
}

pub(crate) fn visitor(house: &House) -> Person {
    let service = crate::support::service();
    let mut request = house.request(service, "policy-acceptance", "acceptance", &[("visitor-id", "7f3a19c2-5e0b-41")]);
    (request.accepts, request.platform) = (Some(house.shown()), Some(name("website")));
    let done = house.engine.collect(&house.product, Tenant::None, request).unwrap();
    Person { cell: done.cell, subject: done.subject.unwrap() }
}

/// A form of an evaluation that was closed: it goes in 180 days.
pub(crate) fn form(house: &House, who: Person) -> Record {
    house.consent(who, "evaluation-handling", ConsentState::Given).unwrap();
    let open = Open { actor: who.me(), subject: Some(who.subject), kind: name("product-evaluation"), about: None };
    let activity = house.engine.open_activity(&house.product, who.tenant(), &open).unwrap().activity;
    let values = [("email", "a@example.com"), ("phone", "13800138000")];
    let mut request = house.request(who.me(), "evaluation-handling", "evaluation-form", &values);
    (request.activity, request.origin, request.platform) = (activity, Origin::App, Some(name("website")));
    let record = house.engine.collect(&house.product, who.tenant(), request).unwrap().record;
    house.engine.close_activity(&house.product, who.tenant(), &who.me(), activity.unwrap()).unwrap();
    record
}

fn known(role: &str, number: u8) -> Actor {
    Actor { subject: Some(Subject::from_bytes([number; 16])), ..staff(role) }
}

pub(crate) fn place(record: Record) -> Place {
    let facts = [("authority", "A court"), ("case-number", "77")];
    Place {
        actor: known("officer", 1),
        asked_by: Some(known("counsel", 2)),
        ground: name("keep-for-court"),
        facts: facts.into_iter().map(|(fact, text)| (name(fact), text.to_owned())).collect(),
        subjects: vec![],
        records: vec![record],
        items: vec![name("email")],
        ends: Ends::Lifted,
        review_at: None,
        case: None,
    }
}

pub(crate) fn lift() -> Release {
    Release { actor: known("officer", 1), reason: "the matter is closed".into() }
}

/// Counsel signed an undertaking, and has a day's leave for what is held.
fn let_read(house: &House, counsel: &Actor) {
    let (officer, person, now) = (known("officer", 1), counsel.subject.unwrap(), house.engine.now());
    let prove = Prove {
        actor: officer.clone(),
        duty: name("confidentiality"),
        about: About::Person(person),
        done_at: now,
        review_at: None,
        digest: "ab".repeat(32),
        facts: BTreeMap::new(),
    };
    house.engine.prove_duty(&house.product, &prove).unwrap();
    let file = GrantFile {
        person,
        role: name("counsel"),
        purposes: vec![name("held-data")],
        items: vec![],
        need: "The matter of the hold".into(),
        tenant: None,
        from: now,
        until: now.checked_add(days(1)).unwrap(),
    };
    house.engine.give_grant(&house.product, &Give { actor: officer, file }).unwrap();
}

/// Whether the held value opens for the hold's purpose.
pub(crate) fn opens(house: &House, who: Person, record: Record) -> Result<bool, Code> {
    let actor = known("counsel", 2);
    let_read(house, &actor);
    let request =
        Reveal { actor, purpose: name("held-data"), subject: None, items: vec![], activity: None, form: None };
    match house.engine.read(&house.product, who.tenant(), &request, &Which::Records(vec![record])) {
        Ok(reading) => Ok(reading.values.iter().any(|value| value.item == name("email"))),
        Err(fault) => Err(fault.code()),
    }
}

fn keeping(house: &House, who: Person) -> Vec<Hold> {
    let held = house.engine.holds(who.cell).unwrap();
    held.into_iter().filter(|held| held.hold.runs(house.engine.now())).map(|held| held.hold.hold).collect()
}

/// An installation whose process ends at `step` once it is armed.
struct Trap {
    folder: tempfile::TempDir,
    clock: Arc<StandingClock>,
    armed: Arc<AtomicBool>,
}

impl Trap {
    fn new() -> Self {
        let clock = Arc::new(StandingClock::at(crate::support::at(crate::support::START)));
        Self { folder: crate::support::folder(), clock, armed: Arc::default() }
    }

    fn open(&self, stop: Option<Step>) -> House {
        let armed = Arc::clone(&self.armed);
        let watch = Watch::with(move |step| {
            let here = Some(step) == stop && armed.swap(false, Ordering::SeqCst);
            assert!(!here, "stopped");
        });
        let config = Config { watch, ..Config::under(self.folder.path()) };
        House::around(Engine::open(config, self.clock.clone()).unwrap(), self.clock.clone(), JIKU)
    }

    /// Does `act` and stops at the step; answers whether the step came.
    fn stops(&self, house: House, act: impl FnOnce(&House)) -> bool {
        self.armed.store(true, Ordering::SeqCst);
        drop(catch_unwind(AssertUnwindSafe(|| act(&house))));
        drop(catch_unwind(AssertUnwindSafe(move || drop(house))));
        !self.armed.swap(false, Ordering::SeqCst)
    }
}

/// The steps that placing and lifting take.
const STEPS: [Step; 7] = [
    Step::Decided,
    Step::Applied,
    Step::KeysDurable,
    Step::Committed,
    Step::Mirrored,
    Step::KeysDestroyed,
    Step::RowsFinished,
];

#[test]
fn stopped_while_a_hold_is_placed_it_is_there_or_it_is_not() {
    let mut came = Vec::new();
    for step in STEPS {
        let trap = Trap::new();
        let house = trap.open(Some(step));
        let who = visitor(&house);
        let record = form(&house, who);
        if trap.stops(house, |house| drop(house.engine.place_hold(&house.product, who.tenant(), &place(record)))) {
            came.push(step);
        }
        let house = trap.open(None);
        let placed = keeping(&house, who);
        house.advance(days(180));
        house.engine.run_due().unwrap();
        match placed.as_slice() {
            // Nothing was answered: it goes in its time, and it may be placed again before.
            [] => assert_eq!(opens(&house, who, record), Err(Code::NotFound), "{step:?}"),
            [hold] => {
                assert_eq!(opens(&house, who, record), Ok(true), "{step:?}");
                house.engine.lift_hold(&house.product, who.tenant(), *hold, &lift()).unwrap();
                assert_eq!(opens(&house, who, record), Err(Code::NotFound), "{step:?}");
            }
            more => panic!("{step:?}: {more:?}"),
        }
        assert!(house.engine.store().load_facts(who.cell, false, &wanted(record)).unwrap().0.records.is_empty());
        house.assert_sound();
    }
    assert!(
        [Step::Decided, Step::Applied, Step::KeysDurable, Step::Committed].iter().all(|step| came.contains(step)),
        "{came:?}"
    );
}

fn wanted(record: Record) -> yinuo::store::Wanted {
    yinuo::store::Wanted { records: vec![record], ..Default::default() }
}

#[test]
fn stopped_while_a_hold_is_lifted_it_keeps_or_it_does_not() {
    let mut came = Vec::new();
    for step in STEPS {
        let trap = Trap::new();
        let house = trap.open(Some(step));
        let who = visitor(&house);
        let record = form(&house, who);
        let hold = house.engine.place_hold(&house.product, who.tenant(), &place(record)).unwrap().hold;
        house.advance(days(181));
        house.engine.run_due().unwrap();
        assert_eq!(opens(&house, who, record), Ok(true));
        if trap.stops(house, |house| drop(house.engine.lift_hold(&house.product, who.tenant(), hold, &lift()))) {
            came.push(step);
        }
        let house = trap.open(None);
        if keeping(&house, who).is_empty() {
            // It was lifted: from the commit on nothing opens, and the next run of the worker removes it.
            assert_eq!(opens(&house, who, record), Err(Code::NotFound), "{step:?}");
            house.engine.run_due().unwrap();
        } else {
            assert_eq!(opens(&house, who, record), Ok(true), "{step:?}");
            house.engine.lift_hold(&house.product, who.tenant(), hold, &lift()).unwrap();
        }
        assert_eq!(opens(&house, who, record), Err(Code::NotFound), "{step:?}");
        assert!(house.engine.store().load_facts(who.cell, false, &wanted(record)).unwrap().0.records.is_empty());
        house.assert_sound();
    }
    assert!(STEPS.iter().all(|step| came.contains(step)), "{came:?}");
}

/// What closing an account brings about was put before her, and she confirmed it.
fn confirm_closing(house: &House, who: Person) {
    let (of, to, said) = (Of::Person(who.subject), name("notice.closing"), Said::Accepted);
    let request = Answer { actor: who.me(), of, to, said, shown: house.shown(), platform: Some(name("website")) };
    house.engine.answer(&house.product, who.tenant(), &request).unwrap();
}

#[test]
fn stopped_between_the_keys_and_the_rows_of_an_end_nothing_is_held_any_more() {
    let trap = Trap::new();
    let house = trap.open(Some(Step::KeysDestroyed));
    let who = visitor(&house);
    let record = form(&house, who);
    confirm_closing(&house, who);
    house.cancel(who).unwrap();
    house.advance(days(15));
    assert!(trap.stops(house, |house| drop(house.engine.run_due())), "its keys are destroyed");
    let house = trap.open(None);
    // The rows lie there yet; the plan that destroys is the line.
    let late = house.engine.place_hold(&house.product, who.tenant(), &place(record));
    assert!(matches!(late.as_ref().map_err(Error::code), Err(Code::NotFound | Code::Expired)), "{late:?}");
    house.engine.run_due().unwrap();
    assert!(house.engine.store().load_facts(who.cell, false, &wanted(record)).unwrap().0.records.is_empty());
    assert!(house.engine.holds(who.cell).unwrap().is_empty());
}
